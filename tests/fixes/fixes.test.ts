import { type Diagnostic, fixesOf } from '@upsell/language';
import { describe, expect, it } from 'vitest';
import { analyseFiles } from '../harness/analyse-text.ts';
import { afterFix, brokenPromises } from '../harness/check-fix.ts';
import { readFixture } from '../harness/markers.ts';
import { FIXTURE_FOLDERS, readRuleFixtures } from '../harness/rule-fixtures.ts';

/**
 * What is broken raises no further diagnostic, so that mending it can show the next error: by fixture, the code of what was
 * wrong as well before the fix. A new fixture belongs here only if a person would say the same of it.
 */
const HIDDEN: Readonly<Record<string, string>> = {
  'actuals-bad-number/unknown-source': 'actuals-bad-number',
  'actuals-unknown-source/near-no-sources': 'actuals-unknown-source',
  'actuals-won-exceeds-closed/unknown-source': 'actuals-won-exceeds-closed',
  'ambiguous-comma/nothing-further': 'rate-above-one',
  'attention-elsewhere/near-broken': 'attention-elsewhere',
  'cycle-not-whole/near-unit': 'cycle-not-whole',
  'import-not-found/missing': 'no-closing-model no-sources unknown-name',
  'missing-field/period': 'rate-above-one',
  'missing-owner/near-broken-rate': 'missing-owner',
  'missing-owner/near-broken-unit': 'missing-owner',
  'no-closing-model/near-not-read': 'no-closing-model',
  'no-sources/near-not-read': 'no-sources',
  'period-outside/near-order': 'period-outside',
  'range-order/model': 'rate-above-one',
  'source-without-channel/near-not-read': 'source-without-channel',
  'step-order/nothing-further': 'rate-above-one',
  'syntax-error/later-step': 'rate-above-one',
  'unreachable-scenario-path/near-doubt': 'unreachable-scenario-path',
  'wrong-unit/attention-months': 'attention-elsewhere',
  'wrong-unit/attention-per-month': 'attention-elsewhere',
  'wrong-unit/attention-per-workday': 'attention-elsewhere',
  'wrong-unit/attention-percent-per-year': 'attention-elsewhere',
};

describe.each(FIXTURE_FOLDERS)('each fix in the fixtures of %s', async (code) => {
  const fixtures = await readRuleFixtures(code);
  it.each([...fixtures.keys()])('%s', (name) => {
    const { files, asOf } = readFixture(fixtures.get(name) as string);
    const analysis = analyseFiles(files, asOf);
    const hidden = HIDDEN[`${code}/${name}`]?.split(' ') ?? [];
    const shown = new Set<string>();
    const mayShow = ({ code: one }: Diagnostic) => hidden.includes(one) && Boolean(shown.add(one));
    const faults = analysis.diagnostics.slice(0, MOST).flatMap((diagnostic) =>
      fixesOf(analysis, diagnostic).flatMap((fix) => {
        const offer = { analysis, diagnostic, fix };
        const after = analyseFiles(afterFix(files, offer), asOf);
        const broken = brokenPromises(offer, after, mayShow);
        return broken.map((fault) => `${diagnostic.code}, "${fix.title}": ${fault}`);
      }),
    );
    expect(faults).toEqual([]);
    expect([...shown].sort()).toEqual(hidden.toSorted());
  });
});

/** The rows of the table of diagnostics that have a fix, by their codes. */
const WITH_A_FIX: readonly string[] = [
  'syntax-error',
  'unknown-name',
  'import-not-found',
  'missing-owner',
  'unused-owner',
  'unused-driver',
  'missing-field',
  'duplicate-field',
  'ambiguous-comma',
  'rate-above-one',
  'wrong-unit',
  'step-order',
  'range-order',
  'cycle-not-whole',
  'no-closing-model',
  'second-closing-model',
  'no-sources',
  'unknown-source',
  'source-without-channel',
  'catch-all-source',
  'layer-mismatch',
  'percent-of-base',
  'no-provenance',
  'sample-number',
  'head-without-quota',
  'closing-undecided',
  'attention-missing',
  'attention-elsewhere',
  'initiator-missing',
  'estimate-expiring',
  'stale-estimate',
  'trueup-available',
  'unreachable-scenario-path',
  'ignore-without-reason',
  'ignore-unused',
  'actuals-unknown-source',
];

/** Some fixtures have a diagnostic on every line. */
const MOST = 60;

describe('a rule', () => {
  it.each(WITH_A_FIX)('%s has a fix for one of its cases at least, as its row promises', async (code) => {
    const offers = [...(await readRuleFixtures(code)).values()].flatMap((text) => {
      const { files, asOf } = readFixture(text);
      const analysis = analyseFiles(files, asOf);
      const own = analysis.diagnostics.filter((diagnostic) => diagnostic.code === code);
      return own.flatMap((diagnostic) => fixesOf(analysis, diagnostic));
    });
    expect(offers.length).toBeGreaterThan(0);
  });
});
