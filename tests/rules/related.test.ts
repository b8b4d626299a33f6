import { relatedTo } from '@upsell/language';
import { describe, expect, it } from 'vitest';
import { ruleOf } from '../../packages/language/src/rules/index.ts';
import { analyseFiles, type Files, nameOf } from '../harness/analyse-text.ts';
import { readFixture } from '../harness/markers.ts';
import { FIXTURE_FOLDERS, readRuleFixtures, readRuleText } from '../harness/rule-fixtures.ts';

const MODEL = readRuleText('minimal.upsell');

/** The texts of the other places that problems of a code are about, with what is said of each. */
function relatedIn(files: Files, code: string): readonly (readonly string[])[] {
  const analysis = analyseFiles(files);
  const found = analysis.diagnostics.filter((one) => one.code === code);
  expect(found.length).toBeGreaterThan(0);
  return found.map((one) =>
    relatedTo(analysis, one).map(({ file, start, end, message }) => {
      const { uri, text } = analysis.files[file] as (typeof analysis.files)[number];
      return `${nameOf(uri)}: ${text.slice(start, end)}: ${message}`;
    }),
  );
}

describe('the other places that a problem is about', () => {
  it('are the other declarations of a name', () => {
    const files = {
      'model.upsell': `import "team.upsell"\ndriver accounts 1 sample\n${MODEL}`,
      'team.upsell': 'driver accounts 2 sample\n',
    };
    expect(relatedIn(files, 'duplicate-name')).toEqual([
      ['team.upsell: accounts: `accounts` is declared here as well'],
      ['model.upsell: accounts: `accounts` is declared here as well'],
    ]);
  });

  it('are the other blocks of which there can be one', () => {
    const related = relatedIn({ 'model.upsell': `${MODEL}\nsources {\n}\n` }, 'duplicate-name');
    expect(related.map((all) => all.length)).toEqual([1, 1]);
    expect(related[1]).toEqual(['model.upsell: sources: Another `sources`']);
  });

  it('is the first of two fields, and the first of two months of a season', () => {
    const text = MODEL.replace(/( +volume .*\n)/, '$1$1');
    expect(relatedIn({ 'model.upsell': text }, 'duplicate-field')).toEqual([
      ['model.upsell: volume: The first `volume`'],
    ]);
    const season = MODEL.replace(/( +volume .*\n)/, '$1  season december 50%, December 60%\n');
    expect(relatedIn({ 'model.upsell': season }, 'duplicate-field')).toEqual([
      ['model.upsell: december: The first `December`'],
    ]);
  });

  it('are the drivers of a circle, one after the other', () => {
    const text = `${MODEL}driver a b * 2 by success\ndriver b c + 1 by success\ndriver c a by success\ndriver d a by success\n`;
    expect(relatedIn({ 'model.upsell': text }, 'driver-cycle')[0]).toEqual([
      'model.upsell: b: `a` is computed from `b`',
      'model.upsell: c: `b` is computed from `c`',
    ]);
  });

  it('is what withholds a side of an expectation', () => {
    const text = MODEL.replace(/conversion \S+/, 'conversion %');
    const about = ['model.upsell: %: This withholds what it needs'];
    const [line] = /.*conversion %.*/.exec(text) ?? [];
    const scenario = 'scenario more {\n  expect opened > 1\n}\n';
    const found = relatedIn({ 'model.upsell': `${text}\nexpect opened > 1\n\n${scenario}` }, 'expectation-failed');
    expect(line).toBeDefined();
    expect(found).toEqual([about, about]);
  });

  it('never is the place of the problem itself, and always stands in a file', async () => {
    let seen = 0;
    for (const code of FIXTURE_FOLDERS.filter((one) => ruleOf.get(one)?.related))
      for (const [name, text] of await readRuleFixtures(code)) {
        if (text.length > 100_000) continue;
        const { files, asOf } = readFixture(text);
        const analysis = analyseFiles(files, asOf);
        for (const problem of analysis.diagnostics)
          for (const { file, start, end, message } of relatedTo(analysis, problem)) {
            seen++;
            const said = `${code}/${name}: ${problem.code}`;
            expect(end, said).toBeGreaterThan(start);
            expect(analysis.files[file]?.text.length, said).toBeGreaterThanOrEqual(end);
            expect(file === problem.file && start < problem.end && problem.start < end, said).toBe(false);
            expect(message, said).toMatch(/^[A-Z`].*[^.]$/);
          }
      }
    expect(seen).toBeGreaterThan(100);
  });
});
