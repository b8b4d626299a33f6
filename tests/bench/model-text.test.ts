import { describe, expect, it } from 'vitest';
import { analyseFiles, type Files } from '../harness/analyse-text.ts';
import { type ModelShape, modelText, NUMBER } from './model-text.ts';
import { lineCount, numberKeystrokes } from './number-keystrokes.ts';
import { IMPORTED_BY, workspaceFiles } from './workspace-files.ts';

const SHAPES: readonly ModelShape[] = [{}, { capacity: true }, { months: 36 }, { capacity: true, months: 36 }];

const errorsOf = (files: Files): readonly string[] =>
  analyseFiles(files)
    .diagnostics.filter(({ severity }) => severity === 'error')
    .map(({ code, start, message }) => `${code} at ${start}: ${message}`);

describe('the models that the benchmarks measure', () => {
  for (const shape of SHAPES)
    for (const lines of [100, 300, 1_000])
      it(`has about ${lines} lines and no error with ${JSON.stringify(shape)}`, () => {
        const text = modelText(lines, shape);
        expect(lineCount(text)).toBeGreaterThan(lines - 20);
        expect(lineCount(text)).toBeLessThanOrEqual(lines);
        expect(errorsOf({ 'model.upsell': text })).toEqual([]);
      });

  it('has no error whatever digit the keystroke writes', () => {
    const text = modelText(300);
    const keystroke = numberKeystrokes(text, NUMBER);
    for (let i = 0; i < 9; i++) {
      const { range, text: digit } = keystroke(i);
      const lines = text.split('\n');
      const line = lines[range.start.line] as string;
      lines[range.start.line] = line.slice(0, range.start.character) + digit + line.slice(range.end.character);
      expect(errorsOf({ 'model.upsell': lines.join('\n') })).toEqual([]);
    }
  });

  it('makes a workspace of 1,000 files without an error', () => {
    const files = workspaceFiles();
    expect(files.size).toBe(1_000);
    for (const text of files.values()) expect(Math.abs(lineCount(text) - 80)).toBeLessThan(15);
    const importing = [...files.values()].filter((text) => /import .*library-0\.upsell/.test(text));
    expect(importing.filter((text) => text.includes('volume     library_0_0 '))).toHaveLength(IMPORTED_BY);
    for (const name of ['models/model-0.upsell', 'models/model-899.upsell', 'libraries/library-0.upsell']) {
      const others = [...files].filter(([other]) => other !== name);
      expect(errorsOf(Object.fromEntries([[name, files.get(name) as string], ...others]))).toEqual([]);
    }
  });
});
