import type { Interval } from './binomial.ts';
import { doubled, type Tails, tailsBy } from './count-tails.ts';
import { poissonProbability } from './probability.ts';
import { root } from './solve.ts';
import { tailSum } from './tail-sum.ts';

/** The tails of a count k where `mean` were expected; k a whole number >= 0, mean >= 0. */
export function poissonTails(k: number, mean: number): Tails {
  const first = poissonProbability(k, mean);
  return k <= mean
    ? tailsBy(
        'lower',
        tailSum(first, k, (step) => (k - step + 1) / mean),
        first,
      )
    : tailsBy(
        'upper',
        tailSum(first, Number.POSITIVE_INFINITY, (step) => mean / (k + step)),
        first,
      );
}

/** The exact two-sided p-value of a count against its mean: twice the smaller tail (variance.md, 3). */
export const poissonTest = (k: number, mean: number): number => doubled(poissonTails(k, mean));

/** The exact interval of Garwood (1936) for the mean behind a count k, such as at level 0.9. */
export function meanInterval(k: number, level: number): Interval {
  const logTail = Math.log((1 - level) / 2);
  // As logarithms: the mean is then found to the last digits, however small it is.
  const solve = (excess: (logMean: number) => number) =>
    Math.exp(root(excess, LEAST, Math.log(k + 1 + WIDE * Math.sqrt(k + 1))));
  return {
    low: k === 0 ? 0 : solve((x) => logOf(poissonTails(k, Math.exp(x)).upper) - logTail),
    high: solve((x) => logTail - logOf(poissonTails(k, Math.exp(x)).lower)),
  };
}

const LEAST = -50;
/** Standard deviations and more that an end may lie off. */
const WIDE = 40;

const logOf = (p: number): number => Math.log(Math.max(p, Number.MIN_VALUE));
