import gammaincinv from '@stdlib/math-base-special-gammaincinv';
import { Z95 } from './normal.ts';
import { root } from './solve.ts';

/** A Gamma distribution; its mean is shape / rate. */
export interface Gamma {
  readonly shape: number;
  readonly rate: number;
}

export const gammaMean = ({ shape, rate }: Gamma): number => shape / rate;

/**
 * The Gamma distribution whose 5th and 95th percentiles are `low` and `high`, 0 < low < high (forecast.md, 6). The ratio
 * of the two depends on the shape alone and falls with it, so one root gives the shape and the low end the rate.
 */
export function fitGamma(low: number, high: number): Gamma {
  const spread = Math.log(high / low);
  // A wide shape is near lognormal with sigma = 1 / sqrt(shape): a first guess to put brackets around.
  const guess = ((2 * Z95) / spread) ** 2;
  const excess = (logShape: number) => {
    const shape = Math.exp(logShape);
    return Math.log(quantile(0.95, shape) / quantile(0.05, shape)) - spread;
  };
  let left = Math.log(guess) - 1;
  let right = Math.log(guess) + 1;
  while (excess(left) < 0 && left > -5) left -= 1;
  while (excess(right) > 0 && right < 60) right += 1;
  const shape = Math.exp(root(excess, left, right));
  return { shape, rate: quantile(0.05, shape) / low };
}

/** The quantile of a Gamma of rate 1. */
const quantile = (p: number, shape: number): number => gammaincinv(p, shape);
