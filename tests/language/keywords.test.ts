import {
  type Analysis,
  applyEdits,
  type NameSymbol,
  parseFile,
  referencesOf,
  renameSymbol,
  symbolAt,
} from '@upsell/language';
import { describe, expect, it } from 'vitest';
import { beginsLine } from '../../packages/language/src/parser/words.ts';
import { buildProgram } from '../../packages/language/src/program.ts';
import { analyseFiles, analyseText } from '../harness/analyse-text.ts';
import {
  KEYWORDS,
  KINDS,
  type Named,
  type Names,
  NO_PATH,
  named,
  PARTS,
  PLAIN,
  sameName,
  TEMPLATES,
} from './name-positions.ts';

/*
 * Every word of the grammar is also a legal name, in every place that takes one (spec: language, 3): it is read as that name,
 * it links, and it can be given and taken by a rename.
 */

const LONG = Boolean(process.env['UPSELL_LONG']);

const OTHERS = [
  'january',
  'may',
  'FY27',
  'USD',
  'csm',
  'upsell_ae',
  'expansion',
  'adoption',
  'Owner',
  'VOLUME',
  '_',
  'x1',
];

const analyseNamed = ({ text }: Named): Analysis => analyseFiles({ 'model.upsell': text, ...PARTS });
const codes = ({ diagnostics }: Analysis) => diagnostics.map(({ code, severity }) => `${severity} ${code}`);
/** The totals, without the places that withhold one. */
const totals = ({ forecast }: Analysis) =>
  Object.entries(forecast.summary).map(([name, total]) => [name, typeof total === 'number' ? total : 'withheld']);

function symbolOf(program: Analysis['program'], { marks }: Named, kind: NameSymbol['kind']): NameSymbol | undefined {
  const declared = marks.find((mark) => mark.kind === kind && mark.declares);
  return declared && symbolAt(program, 0, declared.start)?.symbol;
}

/** The text with a symbol renamed, without what a source then remembers; a refusal in its place. */
function renamed(model: Named, kind: NameSymbol['kind'], newName: string): string {
  const program = buildProgram(parseFile('file:///model.upsell', model.text), { load: () => undefined });
  const symbol = symbolOf(program, model, kind) as NameSymbol;
  const renaming = renameSymbol(program, symbol, newName);
  if ('refusal' in renaming) return renaming.refusal;
  const text = applyEdits(model.text, renaming.edits.get('file:///model.upsell') ?? []);
  return kind === 'source' ? text.replace(` renamed from ${symbol.name}`, '') : text;
}

const REFUSED = /^With the name `\w+`, line \d+ of model\.upsell would say something else: choose another name\.$/;

describe.each(Object.entries(TEMPLATES))('%s', (place, template) => {
  const plain = named(template, PLAIN);
  const expected = analyseNamed(plain);
  const kinds = KINDS.filter((kind) => template.includes(`‹${kind}!›`));
  const inPath = (kind: NameSymbol['kind'], word: string) =>
    template.includes(`‹.${kind}›`) && NO_PATH[kind]?.includes(word) === true;
  const words = [...KEYWORDS, ...OTHERS].filter((word) => place !== 'line starts' || !beginsLine(word));

  it('has no error', () => {
    expect(codes(expected).filter((code) => code.startsWith('error'))).toEqual([]);
    if (place !== 'portfolio') expect(expected.forecast.summary.revenue).toBeGreaterThan(0);
  });

  it.each(words)('%s', (word) => {
    const model = named(template, sameName(word));
    const analysis = analyseNamed(model);
    expect(codes(analysis)).toEqual(codes(expected));
    expect(totals(analysis)).toEqual(totals(expected));
    for (const kind of kinds) {
      const symbol = symbolOf(analysis.program, model, kind) as NameSymbol;
      const marks = model.marks.filter((mark) => mark.kind === kind);
      expect(referencesOf(analysis.program, symbol)).toEqual(
        marks.map(({ start, end, declares }) => ({ file: 0, start, end, isDeclaration: declares })),
      );
      for (const { start, end } of marks) {
        expect(symbolAt(analysis.program, 0, start)).toEqual({ symbol, start, end });
        expect(symbolAt(analysis.program, 0, end)).toEqual({ symbol, start, end });
      }
    }
  });

  // Every third word, another third in the next place; a long run takes all of them everywhere.
  const renamedHere = words.filter((_, i) => LONG || i % 3 === Object.keys(TEMPLATES).indexOf(place) % 3);
  it.each(renamedHere)('%s, taken and given by a rename', (word) => {
    let names: Names = sameName(word);
    for (const kind of kinds) {
      const before = named(template, names);
      names = { ...names, [kind]: PLAIN[kind] };
      const after = named(template, names);
      if (inPath(kind, word)) expect(renamed(after, kind, word)).toMatch(REFUSED);
      else {
        expect(renamed(before, kind, PLAIN[kind])).toBe(after.text);
        expect(renamed(after, kind, word)).toBe(before.text);
      }
    }
  });

  if (place === 'line starts')
    it.each([...KEYWORDS].filter(beginsLine))('%s is refused', (word) => {
      for (const kind of kinds) expect(renamed(plain, kind, word)).toMatch(REFUSED);
    });
});

describe('names', () => {
  it('knows the words of the grammar', () => {
    expect(KEYWORDS.length).toBeGreaterThan(80);
    expect(KEYWORDS).toContain('volume');
    for (const kind of KINDS) expect(Object.values(TEMPLATES).join()).toContain(`‹${kind}!›`);
  });

  it.each(KEYWORDS)('%s stands alone in a list of sources on one line', (word) => {
    const sources = `sources { x ${word}_ ${word} not run "never" }`;
    const { program, diagnostics } = analyseText(sources);
    expect(diagnostics).toEqual([]);
    expect([...program.names.source.keys()]).toEqual(['x', `${word}_`, word]);
  });
});
