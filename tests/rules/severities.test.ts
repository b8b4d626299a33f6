import { RULES } from '@upsell/language';
import { describe, expect, it } from 'vitest';
import { analyseFiles } from '../harness/analyse-text.ts';
import { completeExcerpt } from '../harness/complete-excerpt.ts';
import { readRuleText } from '../harness/rule-fixtures.ts';

/** The codes of the table of diagnostics whose usual severity is not `error`. */
const WARNINGS: readonly string[] = [
  'actuals-gap',
  'actuals-opened-exceeds-touches',
  'catch-all-source',
  'closing-limited',
  'contraction-exceeds-sale',
  'future-evidence',
  'gated-share',
  'ignore-unused',
  'ignore-without-reason',
  'include-period',
  'layer-mismatch',
  'leverage-exceeds-foundation',
  'period-outside',
  'pull-share',
  'quota-gap',
  'sample-number',
  'stale-estimate',
  'volume-estimated',
];
const INFORMATIONS: readonly string[] = [
  'actuals-unknown-column',
  'attention-missing',
  'closer-opens',
  'closing-undecided',
  'estimate-expiring',
  'head-without-quota',
  'idle-closers',
  'implausible-cycle',
  'initiator-missing',
  'no-provenance',
  'plan-drift',
  'target-missed',
  'trueup-available',
  'unused-driver',
  'unused-owner',
];

describe('the usual severity', () => {
  it.each(RULES.map(({ code, severity }) => [code, severity] as const))(
    'of %s is that of the table',
    (code, severity) => {
      const usual = WARNINGS.includes(code) ? 'warning' : INFORMATIONS.includes(code) ? 'information' : 'error';
      expect(severity).toBe(usual);
    },
  );
});

describe('a severity that depends on the case', () => {
  const severities = (code: string, excerpt: string) =>
    analyseFiles({ 'model.upsell': completeExcerpt(excerpt) })
      .diagnostics.filter((one) => one.code === code)
      .map(({ severity }) => severity);

  it.each([
    ['2026-12 to 2027-01', 'warning'],
    ['2025-12 to 2026-01', 'warning'],
    ['2027-01 to 2027-12', 'error'],
    ['2025', 'error'],
  ])('months outside of the period, %s: %s', (period, severity) =>
    expect(severities('period-outside', `target touches >= 1 in ${period}\n`)).toEqual([severity]),
  );

  it('nobody who starts the conversation, an error where some of it is given back', () => {
    const channel =
      'foundation channel tickets {\n  source ticket\n  owner support\n  volume 5/month sample\n  conversion 1% sample\n}\n';
    const retention =
      'retention {\n  owner support\n  contraction customer 1% sample\n  contraction vendor 2% sample\n}\n';
    expect(severities('initiator-missing', channel)).toEqual(['information']);
    expect(severities('initiator-missing', channel + retention)).toEqual(['error']);
  });
});

describe('the percentage of the base', () => {
  const config = JSON.stringify({ rules: { 'percent-of-base': 'off' } });
  const { diagnostics, forecast } = analyseFiles({
    'model.upsell': `${readRuleText('minimal.upsell')}expansion 20% of base\n`,
    'upsell.config.json': config,
  });

  it('leaves the numbers whole, so that a project can lower it', () => {
    expect(diagnostics.filter(({ code }) => code === 'percent-of-base')).toEqual([]);
    expect(forecast.summary.opened).toBe(48);
  });
});
