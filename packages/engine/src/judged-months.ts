import type { Actuals } from './actuals.ts';
import type { Month } from './calendar.ts';
import { type Compared, comparedMonths, type Planned, rowsOfEach, sumOfCounts } from './compared.ts';
import { isBroken } from './model.ts';
import { remembered } from './remembered.ts';
import type { Judgement } from './verdicts.ts';
import { type Tested, testsOf, verdictsOf } from './verdicts.ts';

/** One month of a channel, or of several together: plan beside actual, and whether what was opened is more than noise. */
export interface JudgedMonth extends Pick<Compared, 'month' | 'plan' | 'isWhole'> {
  readonly actual: { readonly touches: number; readonly opened: number };
  /** Of opened opportunities. A month that is not over is not judged. */
  readonly verdict: Judgement['verdict'];
  /** How many channels have actuals of the month. */
  readonly channels: number;
}

/** Months with actuals, in their order. */
export type JudgedMonths = readonly JudgedMonth[];

/**
 * Each month by itself that there are actuals of (variance.md, 3): the tests of all channels in a month are corrected together. In the
 * order of `planned`; a channel whose plan is withheld has no months. `start` is the first month of the plan. With `isWhole` false nobody
 * knows which channels there are besides.
 */
export function judgedMonths(
  planned: readonly Planned[],
  actuals: Actuals,
  start: Month,
  isWhole = true,
): readonly JudgedMonths[] {
  const rows = rowsOfEach(
    planned.map(({ channel }) => channel),
    actuals,
  );
  const all = planned.map((one, i) => testedMonths(one, rows[i] ?? [], start));
  const byMonth = new Map<Month, TestedMonth[]>();
  for (const one of all.flat()) {
    const known = byMonth.get(one.compared.month);
    if (known) known.push(one);
    else byMonth.set(one.compared.month, [one]);
  }
  const judged = new Map<TestedMonth, JudgedMonth>();
  const withheld = planned.flatMap((one, i) => (isBroken(one.opened) ? [{ ...one, rows: rows[i] ?? [] }] : []));
  for (const [month, ones] of byMonth) {
    const others = withheld.filter(
      (one) => one.channel.unclear || one.rows.some((row) => row.month === month && row.through === undefined),
    );
    const verdicts = verdictsOf(
      ones.map(({ tested }) => tested),
      others.length,
    );
    for (const [i, one] of ones.entries())
      judged.set(one, judgedMonth(one, isWhole ? verdicts[i]?.opened.verdict : undefined));
  }
  return all.map((months) => months.map((one) => judged.get(one) as JudgedMonth));
}

/** Several channels as one, month by month: of those that have actuals of a month. */
export function judgedTogether(channels: readonly JudgedMonths[]): JudgedMonths {
  const byMonth = new Map<Month, JudgedMonth[]>();
  for (const one of channels.flat()) byMonth.set(one.month, [...(byMonth.get(one.month) ?? []), one]);
  return [...byMonth]
    .sort(([a], [b]) => a - b)
    .map(([month, ones]): JudgedMonth => {
      const plan = sumOfCounts(ones.map((one) => one.plan));
      const { touches, opened } = sumOfCounts(ones.map((one) => one.actual));
      const isWhole = ones.every((one) => one.isWhole);
      const compared = { month, plan, actual: { month, source: '', touches, opened }, isWhole };
      const [verdicts] = verdictsOf([testsOf([compared], [])]);
      return { ...judgedMonth({ compared, tested: NOT_TESTED }, verdicts?.opened.verdict), channels: ones.length };
    });
}

interface TestedMonth {
  readonly compared: Compared;
  readonly tested: Tested;
}

const NOT_TESTED: Tested = { volume: { verdict: 'untestable' }, conversion: undefined, opened: undefined };

/** Of a channel whose plan and actuals stay as they are these are the same objects. */
const testedMonths = remembered(
  (planned: Planned, rows: readonly Compared['actual'][], start: Month): readonly TestedMonth[] => {
    const window = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
    const months = rows.length === 0 ? [] : comparedMonths(planned, rows, start, window);
    // The volume is judged by the months before, which are left out here: it is not asked for.
    return isBroken(months) ? [] : months.map((compared) => ({ compared, tested: testsOf([compared], []) }));
  },
);

const judgedMonth = (
  { compared: { month, plan, actual, isWhole } }: TestedMonth,
  verdict: Judgement['verdict'] = 'untestable',
): JudgedMonth => ({
  month,
  plan,
  actual: { touches: actual.touches, opened: actual.opened },
  isWhole,
  verdict: isWhole ? verdict : 'untestable',
  channels: 1,
});
