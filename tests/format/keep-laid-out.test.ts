import { applyEdits, fixesOf, format, keepLaidOut, parseFile, type TextEdit } from '@upsell/language';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SPEC_MODEL } from '../fuzz/models.ts';
import { analyseFiles } from '../harness/analyse-text.ts';
import { readFixture } from '../harness/markers.ts';
import { FIXTURE_FOLDERS, readRuleFixtures } from '../harness/rule-fixtures.ts';

const URI = 'file:///model.upsell';

/** A text in which each of some pieces is another one afterwards, with its layout kept. */
function changed(text: string, ...changes: readonly (readonly [from: string, to: string])[]): string {
  const edits = changes.map(([from, newText]): TextEdit => {
    const start = text.indexOf(from);
    if (start < 0) throw new Error(`no ${from}`);
    return { start, end: start + from.length, newText };
  });
  return applyEdits(text, keepLaidOut(parseFile(URI, text), edits));
}

const laidOut = (text: string): string => applyEdits(text, format(parseFile(URI, text)));

const CHANNEL = `foundation channel tickets {
  source     ticket
  volume     800/month counted 2025
  conversion 0.5%      measured 2025
}
`;
const LOOSE = 'driver  x   5\n\ndriver y 6\n\n\n';

describe('edits of what is laid out', () => {
  it('leave it laid out: a new field stands in the column, and the column is as wide as it must be', () => {
    expect(changed(CHANNEL, ['  volume', '  owner support\n  volume'], ['800/month', '12,000/month'])).toBe(
      `foundation channel tickets {
  source     ticket
  owner      support
  volume     12,000/month counted 2025
  conversion 0.5%         measured 2025
}
`,
    );
  });

  it('lay out the lines that stand with the changed one, and a declaration that is put in', () => {
    const text = 'owner a "A"\nowner b "B"\n\ndriver x 5\n';
    expect(changed(text, ['a "A"', 'onboarding "A"'])).toBe(
      'owner onboarding "A"\nowner b          "B"\n\ndriver x 5\n',
    );
    expect(changed(text, ['driver', 'owner onboarding "O"\n\ndriver'])).toBe(
      laidOut(`${text.slice(0, 24)}\nowner onboarding "O"\n\ndriver x 5\n`),
    );
  });

  it('change nothing else of what is not laid out', () => {
    const loose = CHANNEL.replace('volume     800', 'volume 800');
    expect(changed(loose, ['800/month', '12,000/month'])).toBe(loose.replace('800/month', '12,000/month'));
    expect(changed(LOOSE + CHANNEL, ['800/month', '12,000/month'])).toContain(LOOSE);
  });

  it('lay out one declaration in the midst of others that are not', () => {
    const text = `${LOOSE.trimEnd()}\n\n${CHANNEL}\nscenario  s {\n}\n`;
    const after = changed(text, ['800/month', '12,000/month']);
    expect(after).toBe(
      text.replace('800/month counted', '12,000/month counted').replace('0.5%      ', '0.5%         '),
    );
  });

  it('keep the line ends of the file', () => {
    const text = CHANNEL.replaceAll('\n', '\r\n');
    const after = changed(text, ['  volume', '  owner support\r\n  volume']);
    expect(after).toBe(CHANNEL.replace('  volume', '  owner      support\n  volume').replaceAll('\n', '\r\n'));
  });

  it('leave a declaration with an error as they make it', () => {
    const broken = CHANNEL.replace('0.5%', '% 0.5%');
    expect(changed(broken, ['800/month', '12,000/month'])).toBe(broken.replace('800/month', '12,000/month'));
  });

  it('are as few as they were where nothing has to move', () => {
    const edits = [{ start: CHANNEL.indexOf('800'), end: CHANNEL.indexOf('800') + 3, newText: '900' }];
    expect(keepLaidOut(parseFile(URI, CHANNEL), edits)).toEqual(edits);
  });

  it('come to what formatting the changed text comes to, whatever words they write over', () => {
    const words = [...SPEC_MODEL.matchAll(/\b[a-z_]{3,}\b/g)].map(({ index, 0: word }) => ({ index, word }));
    const file = parseFile(URI, SPEC_MODEL);
    const anyEdits = fc.uniqueArray(fc.constantFrom(...words), {
      selector: ({ index }) => index,
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(anyEdits, fc.constantFrom('x', 'a_longer_name'), (some, newText) => {
        const edits = some.map(({ index, word }) => ({ start: index, end: index + word.length, newText }));
        const after = applyEdits(SPEC_MODEL, edits);
        fc.pre(parseFile(URI, after).problems.length === 0);
        expect(applyEdits(SPEC_MODEL, keepLaidOut(file, edits))).toBe(laidOut(after));
      }),
      { numRuns: process.env['UPSELL_LONG'] ? 2000 : 50 },
    );
  });
});

describe('fixes of what is laid out leave it laid out', () => {
  const isLong = process.env['UPSELL_LONG'] !== undefined;
  it('in the fixtures of all rules', async () => {
    let seen = 0;
    const loose: string[] = [];
    for (const code of FIXTURE_FOLDERS)
      for (const [i, [name, fixture]] of [...(await readRuleFixtures(code))].entries()) {
        if (fixture.length > 20_000 || (!isLong && i > 1)) continue;
        const { files, asOf } = readFixture(fixture);
        const tidy = Object.fromEntries(
          Object.entries(files).map(([path, text]) => [path, path.endsWith('.upsell') ? laidOut(text) : text]),
        );
        const analysis = analyseFiles(tidy, asOf);
        for (const diagnostic of analysis.diagnostics.slice(0, 5))
          for (const { title, edits } of fixesOf(analysis, diagnostic))
            for (const [index, file] of analysis.program.files.entries()) {
              const own = edits.filter((edit) => edit.file === index);
              if (own.length === 0 || file.problems.length > 0) continue;
              seen++;
              const after = applyEdits(file.text, keepLaidOut(file, own));
              if (laidOut(after) !== after) loose.push(`${code}/${name}: ${title}\n${after}`);
            }
      }
    expect(loose).toEqual([]);
    expect(seen).toBeGreaterThan(100);
  }, 120_000);
});
