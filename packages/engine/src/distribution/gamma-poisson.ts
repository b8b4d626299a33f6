import betainc from '@stdlib/math-base-special-betainc';
import type { Interval } from './binomial.ts';
import { poissonTails } from './poisson.ts';

/**
 * The interval in which a count lies with a probability of at least `level`, its ends whole: a Poisson count whose mean is `mean`, or
 * itself a draw of a gamma distribution with that mean and the squared coefficient of variation `spread` (0: it is known). `low` is
 * the greatest count with at most half of the rest below it, `high` the least with at most half of the rest above it.
 */
export function countInterval(mean: number, spread: number, level: number): Interval {
  if (mean === 0) return { low: 0, high: 0 };
  const rest = (1 - level) / 2;
  return { low: quantile(mean, spread, rest), high: quantile(mean, spread, 1 - rest) };
}

/** The least count with a probability of at least `p` of being at most that. */
function quantile(mean: number, spread: number, p: number): number {
  let [low, high] = [-1, 1];
  while (atMost(high, mean, spread) < p) [low, high] = [high, 2 * high];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (atMost(middle, mean, spread) < p) low = middle;
    else high = middle;
  }
  return high;
}

/** The probability of at most `count`: of the negative binomial distribution, which a gamma mixture of Poisson counts is. */
function atMost(count: number, mean: number, spread: number): number {
  const over = mean * spread;
  // So little makes no difference.
  if (over <= Number.EPSILON) return poissonTails(count, mean).lower;
  // By the small share, which keeps its digits: the other one is next to 1 where little is unknown, and then 1 itself.
  return betainc(over / (1 + over), count + 1, 1 / spread, true, true);
}
