import { type Beta, betaMean, betaQuantile, fitBeta } from './distribution/beta.ts';
import type { Interval } from './distribution/binomial.ts';

/** Touches and what was opened of them, over the trailing months (variance.md, 4). */
export interface Trailing {
  readonly touches: number;
  readonly opened: number;
  /** sum opened / sum touches, never the mean of the months' rates; undefined without touches. */
  readonly rate: number | undefined;
  readonly isUsable: boolean;
  /** About so many more touches until it is usable; 0 where it is, undefined where nothing was opened to go by. */
  readonly touchesMissing: number | undefined;
}

/** The trailing actual of some complete months. */
export function trailingOf(months: readonly { readonly touches: number; readonly opened: number }[]): Trailing {
  const touches = months.reduce((sum, month) => sum + month.touches, 0);
  const opened = months.reduce((sum, month) => sum + month.opened, 0);
  const rate = touches === 0 ? undefined : opened / touches;
  // With more opened than touches the touches are not counted right, and no more of them help.
  const isUsable = rate !== undefined && rate <= 1 && opened >= LEAST_OPENED;
  const isMissing = opened > 0 && opened < LEAST_OPENED;
  const missing = isMissing ? Math.ceil(((LEAST_OPENED - opened) * touches) / opened) : undefined;
  return { touches, opened, rate, isUsable, touchesMissing: isUsable ? 0 : missing };
}

const LEAST_OPENED = 10;

/** A rate as believed after some actuals: its mean and the interval in which it lies with a probability of 90%. */
export interface Believed extends Interval {
  readonly mean: number;
}

/** A rate that was estimated as a range, its 5th and 95th percentiles, after `opened` of `touches`: the Beta of the range is the prior. */
export function believedRate(range: Interval, opened: number, touches: number): Believed {
  const { a, b } = fitBeta(range.low, range.high);
  const after: Beta = { a: a + opened, b: b + touches - opened };
  return { mean: betaMean(after), low: betaQuantile(0.05, after), high: betaQuantile(0.95, after) };
}

/** What was opened in one month and won of it so far, `age` months later. */
export interface Cohort {
  readonly opened: number;
  readonly won: number;
  readonly age: number;
}

/**
 * The win rate of opportunities that are not all old enough to be won: won / sum (opened * share of the cycle that has elapsed).
 * `cycle[k]` is the share that closes k months after it is opened. Undefined where none can have closed yet.
 */
export function ageAdjustedWinRate(cohorts: readonly Cohort[], cycle: readonly number[]): number | undefined {
  let [won, due] = [0, 0];
  for (const cohort of cohorts) {
    won += cohort.won;
    due += cohort.opened * cycle.slice(0, cohort.age + 1).reduce((sum, share) => sum + share, 0);
  }
  return due === 0 ? undefined : won / due;
}
