import betainc from '@stdlib/math-base-special-betainc';
import { root } from './solve.ts';

/** A Beta distribution on 0 to 1; its mean is a / (a + b). */
export interface Beta {
  readonly a: number;
  readonly b: number;
}

export const betaMean = ({ a, b }: Beta): number => a / (a + b);

/**
 * The Beta distribution whose 5th and 95th percentiles are `low` and `high`, 0 < low < high < 1 (forecast.md, 6). For a
 * given a, one b puts the 5th percentile at `low`; along that line the mass below `high` grows with a.
 */
export function fitBeta(low: number, high: number): Beta {
  const lineB = (logA: number) => {
    const a = Math.exp(logA);
    const excess = (logB: number) => betainc(low, a, Math.exp(logB), true, false) - 0.05;
    let left = logA - 1;
    let right = logA + 1;
    while (excess(left) > 0 && left > -60) left -= 2;
    while (excess(right) < 0 && right < 60) right += 2;
    return root(excess, left, right);
  };
  const excess = (logA: number) => betainc(high, Math.exp(logA), Math.exp(lineB(logA)), true, false) - 0.95;
  let left = 0;
  let right = 2;
  while (excess(left) > 0 && left > -20) left -= 2;
  while (excess(right) < 0 && right < 60) right += 2;
  const logA = root(excess, left, right);
  return { a: Math.exp(logA), b: Math.exp(lineB(logA)) };
}
