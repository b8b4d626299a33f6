import betainc from '@stdlib/math-base-special-betainc';
import { Z95 } from './normal.ts';
import { root, rootOfTwo } from './solve.ts';

/** A Beta distribution on 0 to 1; its mean is a / (a + b). */
export interface Beta {
  readonly a: number;
  readonly b: number;
}

export const betaMean = ({ a, b }: Beta): number => a / (a + b);

/** The Beta distribution whose 5th and 95th percentiles are `low` and `high`, 0 < low < high < 1 (forecast.md, 6). */
export function fitBeta(low: number, high: number): Beta {
  const [logA, logB] = fastFit(low, high) ?? sureFit(low, high);
  return { a: Math.exp(logA), b: Math.exp(logB) };
}

/**
 * Both parameters at once, from the Beta whose log odds have these 5th and 95th percentiles, if they were normal. Undefined where
 * that leads nowhere, as it may for very wide ranges.
 */
function fastFit(low: number, high: number): readonly [logA: number, logB: number] | undefined {
  const odds = Math.exp((logOdds(low) + logOdds(high)) / 2);
  const variance = ((logOdds(high) - logOdds(low)) / (2 * Z95)) ** 2;
  const [a, b] = [(1 + odds) / variance + 0.5, (1 + 1 / odds) / variance + 0.5];
  const excess = (logA: number, logB: number) => {
    const [a, b] = [Math.exp(logA), Math.exp(logB)];
    // Log odds of the mass are nearly straight lines, where the mass is not.
    const at = (x: number, mass: number) => logOdds(betainc(x, a, b, true, false)) - logOdds(mass);
    return [at(low, 0.05), at(high, 0.95)] as const;
  };
  return rootOfTwo(excess, [Math.log(a), Math.log(b)], NEAR);
}

const logOdds = (share: number): number => Math.log(share / (1 - share));

/** What is left of the log odds of the mass when only rounding is. */
const NEAR = 1e-10;

/** For a given a, one b puts the 5th percentile at `low`; along that line the mass below `high` grows with a. */
function sureFit(low: number, high: number): readonly [logA: number, logB: number] {
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
  return [logA, lineB(logA)];
}

/** The value below which a Beta distribution has the mass `p`, 0 < p < 1. */
export function betaQuantile(p: number, { a, b }: Beta): number {
  const excess = (odds: number) => betainc(1 / (1 + Math.exp(-odds)), a, b, true, false) - p;
  return 1 / (1 + Math.exp(-root(excess, -WIDEST, WIDEST)));
}

/** Of the log odds. */
const WIDEST = 36;
