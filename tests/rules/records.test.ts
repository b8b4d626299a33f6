import { readActuals } from '@upsell/actuals';
import { type Analysis, analyse, type ImportHost, parseFile } from '@upsell/language';
import { describe, expect, it } from 'vitest';
import { AS_OF, analyseFiles, diagnosticLines } from '../harness/analyse-text.ts';
import { faultOf } from '../harness/check-rule.ts';
import { readFixture } from '../harness/markers.ts';
import { readRuleFixtures, readRuleText } from '../harness/rule-fixtures.ts';

const MODEL = readRuleText('minimal.upsell');

/** What a rule says about a fixture of its own, in the order of files and text. */
async function messagesOf(code: string, name: string): Promise<readonly string[]> {
  const text = (await readRuleFixtures(code)).get(name);
  if (text === undefined) throw new Error(`no ${code}/${name}`);
  const { files, asOf } = readFixture(text);
  return analyseFiles(files, asOf).diagnostics.flatMap((one) => (one.code === code ? one.message : []));
}

describe('the line in the model counts what stands in the cells', () => {
  it.each([
    [
      'actuals-malformed',
      'first-error-counts',
      /^The actuals have 2 errors and 1 warning, the first in months\.csv line 3: /,
    ],
    ['actuals-malformed', 'quarter', /^The actuals have 8 errors, the first in quarters\.csv line 2: /],
    ['actuals-malformed', 'initiator', /^The actuals have 4 errors, the first in cohorts\.csv line 2: /],
    ['actuals-malformed', 'empty', /^The actuals have 1 error, in months\.csv line 1: /],
    ['actuals-no-source', 'two-files', /^The actuals have 2 errors, the first in months\.csv line 2: /],
    ['actuals-gap', 'one-month', /^The actuals have 1 warning, in months\.csv line 3: /],
    ['actuals-gap', 'in-any-order', /^The actuals have 1 warning, in months\.csv line 2: /],
    [
      'actuals-opened-exceeds-touches',
      'first-warning',
      /^The actuals have 3 warnings, the first in months\.csv line 2: /,
    ],
  ])('%s: %s', async (code, name, words) => expect((await messagesOf(code, name))[0]).toMatch(words));

  it('and says nothing of information', async () =>
    expect(await messagesOf('actuals-unknown-column', 'capitals')).toEqual([expect.stringMatching(/`Won`.* `won` /)]));
});

describe('a cell is told what is in it', () => {
  it.each([
    ['actuals-malformed', 'missing-column', [/^The column `source` is missing/, /^The column `opened` is missing/]],
    ['actuals-malformed', 'duplicate-column', [/two columns `opened`/]],
    ['actuals-malformed', 'row-length', [/^Line 2 has 3 cells .* 4: /, /^Line 3 has 5 cells .* 4: /, /^Line 4 has 5 /]],
    [
      'actuals-malformed',
      'initiator',
      [/^`Customer` is neither/, /^`csm` is/, /^A blank cell is/, /^`2025` is not a month/],
    ],
    ['actuals-malformed', 'semicolons', [/not separated by commas/]],
    ['actuals-malformed', 'workbook', [/^This is not a text: line 1 /]],
    ['actuals-malformed', 'long-line', [/^Line 2 is too long/]],
    ['actuals-unknown-source', 'quoted', [/^`CSM \(old\)` is not in the list/, /^`Support, email` is not in the list/]],
    [
      'actuals-duplicate-row',
      'three',
      [/^Line 2 is for the same 2025-12 and `ticket`/, /^Line 2 is for the same 2025-12 /],
    ],
    ['actuals-duplicate-row', 'renamed', [/^Line 2 is for the same 2025-12 and `ticket`/]],
    ['actuals-duplicate-row', 'quarters', [/^Line 2 is for the same /]],
    [
      'actuals-bad-number',
      'negative',
      [/^`touches` is -812,/, /^`opened` is -4,/, /^`closed` is -3,/, /^`won` is -1,/, /^`gated` is -1,/],
    ],
    ['actuals-bad-number', 'money', [/^`\$12,000` is not a number/, /^`12000 USD` is not/, /^`12\.000\.00` is not/]],
    ['actuals-bad-number', 'blank', [/^`touches` is blank/, /^`opened` is blank/]],
    ['actuals-bad-number', 'gated', [/^`gated` is 5, more than what was opened/]],
    ['actuals-won-exceeds-closed', 'none-closed', [/^1 won of 0 closed /]],
    ['actuals-opened-exceeds-touches', 'by-one', [/^5 opened of 4 touches /]],
    ['actuals-gap', 'one-month', [/^`ticket` has no row for 2025-11,/]],
    ['actuals-gap', 'over-the-year', [/^`ticket` has no row for 2024-11 to 2025-01,/]],
    [
      'actuals-gap',
      'part-of-a-month',
      [/^`ticket` is counted through 2025-11-15 alone, and 2025-12 has a row already: /],
    ],
    ['actuals-gap', 'around-another', [/^`ticket` has no row for 2025-09,/, /^`ticket` has no row for 2025-11,/]],
  ])('%s: %s', async (code, name, words) => {
    const said = (await messagesOf(code, name)).filter((message) => !message.startsWith('The actuals have '));
    expect(said).toEqual(words.map((word) => expect.stringMatching(word)));
  });
});

// 800 touches a month at 0.5% are 4.0 opened a month, a quarter of them won at 12,000 each: 144,000 in the year.
describe('a rule about results says its numbers', () => {
  it.each([
    ['trueup-available', 'above', / 0\.5%, and 2\.0% was measured: 48 of 2,400 touches, 2025-10 to 2025-12\. /],
    ['trueup-available', 'below', / 0\.5%, and 0\.208% was measured: 10 of 4,800 touches, 2025-10 to 2025-12\. /],
    ['trueup-available', 'last-three-months', / 2\.0% was measured: 48 of 2,400 touches, 2025-10 to 2025-12\. /],
    ['trueup-available', 'one-month', / 2\.25% was measured: 18 of 800 touches, 2025-12\. /],
    ['trueup-available', 'step', / 0\.5%, and 2\.0% was measured: 48 of 2,400 touches, 2026-04 to 2026-06\. /],
    ['plan-drift', 'conversion', / revenue \$144,000 then, \$172,800 now\. /],
    ['plan-drift', 'win-rate', / revenue \$144,000 then, \$172,800 now\. /],
    ['plan-drift', 'one-month', / revenue \$144,000 then, \$144,240 now\. /],
    ['plan-drift', 'added-channel', / revenue \$144,000 then, \$198,000 now\. /],
    ['plan-drift', 'removed-channel', / revenue \$198,000 then, \$144,000 now\. /],
    ['plan-drift', 'renamed-channel', / revenue of `tickets` \$144,000 then, nothing now\. /],
    ['plan-drift', 'between-channels', / revenue of `tickets` \$144,000 then, \$126,000 now\. /],
    ['plan-drift', 'currency', / another period or currency /],
    ['plan-drift', 'period', / another period or currency /],
    ['plan-not-found', 'absent', /^There is no plan of record `plans\/fy26\.plan\.json`/],
    ['plan-not-found', 'not-json', /^`fy26\.plan\.json` cannot be read .* not JSON/],
    ['plan-not-found', 'other-schema', / its schema is not upsell\/plan@1/],
  ])('%s: %s', async (code, name, words) =>
    expect(await messagesOf(code, name)).toEqual([expect.stringMatching(words)]),
  );
});

describe('a day that the row of a month goes to', () => {
  const files = (through: string) => ({
    'model.upsell': `${MODEL}actuals "actuals"\n`,
    'actuals/months.csv': `month,source,touches,opened,through\n2026-01,ticket,400,2,${through}\n`,
  });
  const said = (through: string, day?: number) => {
    const analysis = analyseFiles(files(through), AS_OF, day);
    const lines = diagnosticLines(analysis);
    return analysis.diagnostics.flatMap(({ code, message, file }, i) =>
      code === 'future-evidence' && file > 0 ? [`${lines[i]}: ${message}`] : [],
    );
  };

  it('lies ahead where it is after the day that is judged by', () => {
    expect(said('2026-01-20', 10)).toEqual([
      'future-evidence 2:22-2:32 actuals/months.csv: 2026-01-20 lies ahead: it is 2026-01-10. Write the last day that the row covers, or correct its counts.',
    ]);
    expect(said('2026-01-11', 10)).toHaveLength(1);
  });

  it('does not where it is that day or before it, or where no day is known', () => {
    expect(said('2026-01-10', 10)).toEqual([]);
    expect(said('2026-01-09', 10)).toEqual([]);
    expect(said('2026-01-20')).toEqual([]);
  });

  it('is asked anew on another day', () => {
    const root = parseFile('file:///workspace/model.upsell', files('')['model.upsell']);
    const host: ImportHost = {
      load: () => undefined,
      actuals: (_, names, start) =>
        readActuals(
          (name) => (name === 'months.csv' ? files('2026-01-20')['actuals/months.csv'] : undefined),
          names,
          start,
        ),
    };
    const codes = ({ diagnostics }: Analysis) => diagnostics.filter(({ code }) => code === 'future-evidence').length;
    const before = analyse(root, host, { asOf: AS_OF, asOfDay: 19 });
    expect(codes(before)).toBe(2);
    expect(codes(analyse(root, host, { asOf: AS_OF, asOfDay: 20 }, [], before))).toBe(0);
  });
});

describe('what a host cannot read', () => {
  const REASON = 'it is not UTF-8 text (line 3, column 5)';
  const read = (line: string, host: Partial<ImportHost>): Analysis =>
    analyse(
      parseFile('file:///workspace/model.upsell', `${MODEL}${line}\n`),
      { load: () => undefined, ...host },
      { asOf: AS_OF },
    );

  it.each([
    ['months.csv', 'actuals-malformed 27:9-27:18'],
    ['quarters.csv', 'actuals-malformed 27:9-27:18'],
  ])('%s stands at the path', (unreadable, place) => {
    const texts = new Map([['months.csv', 'month,source,touches,opened\n']]);
    const analysis = read('actuals "actuals"', {
      actuals: (_, names, start) =>
        readActuals((name) => (name === unreadable ? { reason: REASON } : texts.get(name)), names, start),
    });
    expect(diagnosticLines(analysis)).toEqual([place]);
    const [{ message = '' } = {}] = analysis.diagnostics;
    expect(message).toContain(`\`${unreadable}\` cannot be read: ${REASON}`);
    expect(faultOf(message)).toBeUndefined();
  });

  it('a plan of record stands at the path', () => {
    const analysis = read('plan "fy26.plan.json"', { plan: () => ({ problem: 'unreadable', reason: REASON }) });
    expect(diagnosticLines(analysis)).toEqual(['plan-not-found 27:6-27:22']);
    expect(analysis.diagnostics[0]?.message).toContain(REASON);
  });

  it('is not there for a host that reads nothing', () =>
    expect(read('actuals "actuals"\nplan "fy26.plan.json"', {}).diagnostics).toEqual([]));
});
