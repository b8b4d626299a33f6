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

/** A quantile of a Gamma of rate 1; only the 5th and the 95th percentile are asked for. */
function quantile(p: 0.05 | 0.95, shape: number): number {
  if (shape <= MAX_SHAPE) return gammaincinv(p, shape);
  const z = p === 0.95 ? Z95 : -Z95;
  return chiSquareQuantile(z, 2 * shape) / 2;
}

/**
 * Above this the library's incomplete gamma function is wrong by up to 2% (version 0.3.1, arguments over 1,000), and the
 * expansion is good to 1e-12.
 */
const MAX_SHAPE = 800;

/**
 * The chi-square quantile at the normal deviate z, for many degrees of freedom: the Cornish-Fisher expansion of Goldberg and
 * Levine (Annals of Mathematical Statistics 17, 1946).
 */
function chiSquareQuantile(z: number, degrees: number): number {
  const root = Math.sqrt(2 * degrees);
  return (
    degrees +
    z * root +
    (2 / 3) * (z ** 2 - 1) +
    (z ** 3 - 7 * z) / (9 * root) -
    (6 * z ** 4 + 14 * z ** 2 - 32) / (405 * degrees) +
    (9 * z ** 5 + 256 * z ** 3 - 433 * z) / (4860 * root * degrees) +
    (12 * z ** 6 - 243 * z ** 4 - 923 * z ** 2 + 1472) / (25515 * degrees ** 2) -
    (3753 * z ** 7 + 4353 * z ** 5 - 289517 * z ** 3 - 289717 * z) / (9185400 * root * degrees ** 2)
  );
}
