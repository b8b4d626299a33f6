import { doubled, type Tails, tailsBy } from './count-tails.ts';
import { binomialProbability } from './probability.ts';
import { root } from './solve.ts';
import { tailSum } from './tail-sum.ts';

/** The tails of k successes in n trials at rate p; whole numbers 0 <= k <= n, 0 <= p <= 1. */
export function binomialTails(k: number, n: number, p: number): Tails {
  const first = binomialProbability(k, n, p);
  const odds = p / (1 - p);
  // The tail that lies off the mean is summed up.
  return k <= n * p
    ? tailsBy(
        'lower',
        tailSum(first, k, (step) => (k - step + 1) / (n - k + step) / odds),
        first,
      )
    : tailsBy(
        'upper',
        tailSum(first, n - k, (step) => ((n - k - step + 1) / (k + step)) * odds),
        first,
      );
}

/** The exact two-sided p-value of k in n against the rate p: twice the smaller tail (variance.md, 3). */
export const binomialTest = (k: number, n: number, p: number): number => doubled(binomialTails(k, n, p));

/** Two ends of an interval. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** The exact interval of Clopper and Pearson (1934) for the rate behind k successes in n trials, such as at level 0.9. */
export function rateInterval(k: number, n: number, level: number): Interval {
  const logTail = Math.log((1 - level) / 2);
  const at = (logOdds: number) => binomialTails(k, n, 1 / (1 + Math.exp(-logOdds)));
  // In log odds, and compared as logarithms, both ends are found to the last digits however near to 0 or 1 they lie.
  const solve = (excess: (logOdds: number) => number) => 1 / (1 + Math.exp(-root(excess, -WIDEST, WIDEST)));
  return {
    low: k === 0 ? 0 : solve((x) => logOf(at(x).upper) - logTail),
    high: k === n ? 1 : solve((x) => logTail - logOf(at(x).lower)),
  };
}

/** Of the log odds; rates nearer to 0 or 1 do not come up. */
const WIDEST = 36;

const logOf = (p: number): number => Math.log(Math.max(p, Number.MIN_VALUE));
