import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { analyseFiles } from '../harness/analyse-text.ts';
import { readFixture } from '../harness/markers.ts';

/** What a rule says about a fixture of its own, the first time; with other texts in it. */
function messageOf(code: string, name: string, ...others: readonly (readonly [string, string])[]): string | undefined {
  const written = readFileSync(new URL(`${code}/${name}.upsell`, import.meta.url), 'utf8');
  const { files, asOf } = readFixture(others.reduce((text, [one, other]) => text.replace(one, other), written));
  return analyseFiles(files, asOf).diagnostics.find((one) => one.code === code)?.message;
}

// The numbers are computed by hand from the fixtures: 4.0 opened a month, a quarter of them won at 12,000 each.
describe('a rule about results says its numbers', () => {
  it.each([
    ['leverage-exceeds-foundation', 'one-channel', /^Leverage opens 86\.4 and foundation 48 in the period/],
    ['leverage-exceeds-foundation', 'barely', /^Leverage opens 48\.06 and foundation 48 /],
    ['pull-share', 'channels', /^Customers start 35\.7% of the opportunities .* under 40% /],
    ['pull-share', 'barely', /^Customers start 39\.999% /],
    ['gated-share', 'touch', /^40\.0% of what is opened comes from gated touches, more than 25%/],
    ['implausible-cycle', 'months', /^By this `cycle` 58\.3% of what is opened closes after 2026-12/],
    ['closing-limited', 'since-the-start', / unworked since 2026-01, 12 of them at the end of 2026-12\. More touches /],
    ['closing-limited', 'later-step', / unworked since 2026-07, 18 of them at the end of 2026-12\. /],
    ['closing-limited', 'worked-off', / in 3 of 12 months, first in 2026-03, 3 at most, at the end of 2026-03\. /],
    [
      'closing-limited',
      'attention',
      /^`attention` .* in 8 of 12 months, first in 2026-01, 2\.8 at most, at the end of 2026-01\. Free /,
    ],
    [
      'closing-limited',
      'capacity-and-attention',
      / 2 of them at the end of 2026-12 and 4 at most, at the end of 2026-10\. /,
    ],
    [
      'idle-closers',
      'later-step',
      /^The closers can work 108 opportunities in the period and 48 are opened, 44\.4% of that/,
    ],
    ['closer-opens', 'ticket', /^`support` owns the ticket channel `tickets` and closes what it opens/],
    ['closer-opens', 'csm-touch', /^CSM closes here, and the vendor starts the conversation in `tickets`/],
    [
      'quota-gap',
      'every-quarter',
      /^The quota of FY26-Q1 is \$180,000 and the forecast \$36,000: \$144,000 will be pushed\. 4 quarters .* none by more\. /,
    ],
    [
      'quota-gap',
      'worst',
      /^The quota of FY26-Q1 is \$60,000 .* 4 quarters miss by over 10%, the worst FY26-Q3 by \$54,000\. /,
    ],
    [
      'quota-gap',
      'fiscal-quarter',
      /^The quota of FY27-Q3 is \$60,000 and the forecast \$36,000: \$24,000 will be pushed\. Lower /,
    ],
    ['contraction-exceeds-sale', 'vendor', /^`contraction vendor` is 120%, above 100%/],
    ['contraction-exceeds-sale', 'growing', /^`contraction vendor` is 100\.844% in 2026-07, above 100%/],
    ['target-missed', 'barely', /^The forecast comes to \$144,000, \$1 short of the target `revenue >= \$144,001`/],
    ['target-missed', 'at-most', /^The forecast comes to 48, 8 over the target `opened <= 40`/],
    ['target-missed', 'ratio', /^The forecast comes to 25\.0%, 5\.0 pp short of the target `win rate >= 30% in 2026`/],
    [
      'expectation-failed',
      'revenue',
      /^The expectation `revenue >= \$150k` does not hold: its left side is \$144,000, its right side is \$150,000\. Correct /,
    ],
    [
      'expectation-failed',
      'label',
      /^The expectation "half of it is won" does not hold: its left side is 25\.0%, its right side is 50\.0%\. /,
    ],
    ['expectation-failed', 'comparisons', / its left side is 48, its right side is 47\.9999999\. /],
    [
      'expectation-failed',
      'undefined',
      / its left side has no value \(it divides by 0\), its right side is 100\.0%\. /,
    ],
    ['expectation-failed', 'withheld', /^`opened of tickets > 0` cannot be tested until line 25 is mended\.$/],
    ['expectation-failed', 'both-withheld', /^`opened > closed` cannot be tested until line 25 is mended\.$/],
    ['expectation-failed', 'imported-withheld', / until line 7 of shared\.upsell is mended\.$/],
    [
      'expectation-failed',
      'scenario',
      /^The expectation `opened >= 48` does not hold in the scenario `less`: its left side is 24, /,
    ],
    [
      'include-period',
      'both-ends',
      /^`emea` covers 2026-02 to 2026-10 and lacks 2026-01 and 2026-11 to 2026-12, where it counts as 0/,
    ],
    ['include-period', 'one-of-two', /^`emea` covers 2026-12 and lacks 2026-01 to 2026-11, /],
    ['include-period', 'before-the-period', /^`emea` covers 2025-01 to 2025-12, no month of this period, /],
    ['include-period', 'after-the-period', /^`emea` covers 2027-01 to 2027-03, no month of this period, /],
  ])('%s: %s', (code, name, words) => expect(messageOf(code, name)).toMatch(words));

  it('rounded as everywhere else, with more decimals where it takes them to tell two apart', () => {
    const [touches, target] = [['800/month', '697/month'] as const, 'win rate >= 30% in 2026 by success'];
    const marked = ['^^^^^^^^^^^^^^^', '^^^^^^^^^^^^'] as const;
    expect(messageOf('target-missed', 'ratio', touches, [target, 'opened >= 45'], marked)).toMatch(
      /^The forecast comes to 41\.8, 3\.2 short of the target `opened >= 45`/,
    );
    expect(messageOf('target-missed', 'ratio', ['rate 25%', 'rate 32.98%'], [target, 'win rate >= 33%'])).toMatch(
      /^The forecast comes to 32\.98%, 0\.02 pp short of the target `win rate >= 33%`/,
    );
  });
});

describe('a range of a rate that ends too high', () => {
  it.each([
    ['60% to 100%', /^The range of `conversion` ends at 100%, .* must be below 100%: write a smaller one\.$/],
    ['60% to 130%', /^The range of `conversion` ends at 130%, .* must be below 100%: write a smaller one\.$/],
    ['0.6 to 1', /^The range of `conversion` ends at 100%, .* must be below 100%: write a smaller one\.$/],
    ['0.6% to 2', /^The range of `conversion` ends at 200%, .* below 100%: write `2%` if that is what you mean\.$/],
  ])('%s says so of its end', (range, words) =>
    expect(messageOf('rate-above-one', 'range', ['60% to 100%', range])).toMatch(words),
  );
});

describe('a scenario that changes what holds no number', () => {
  it('is told what a scenario changes', () => {
    expect(messageOf('unreachable-scenario-path', 'no-number')).toBe(
      'A scenario cannot change the `source` of a channel: it changes numbers, drops channels and replaces the closing model.',
    );
    const closing = messageOf('unreachable-scenario-path', 'no-number', ['set t.source', 'set closing.decided']);
    expect(closing).toMatch(/^A scenario cannot change `decided` by itself: write a `closing` block in it, /);
  });
});

describe('a former name of a source', () => {
  it('that another one has says whose the rows are', () => {
    expect(messageOf('duplicate-name', 'renamed-from-a-source')).toBe(
      '`email` is renamed from `ticket`, which is a source today and keeps its rows: remove one of the two.',
    );
    expect(messageOf('duplicate-name', 'renamed-from-one')).toBe(
      '`ticket` and `email` are renamed from `mail`, and its rows belong to one of them: remove the others.',
    );
  });
});
