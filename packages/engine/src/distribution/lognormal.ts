import { Z95 } from './normal.ts';

/** A lognormal distribution: the logarithm has mean mu and standard deviation sigma. */
export interface Lognormal {
  readonly mu: number;
  readonly sigma: number;
}

/** The lognormal whose 5th and 95th percentiles are `low` and `high`, 0 < low < high (forecast.md, 6). */
export const fitLognormal = (low: number, high: number): Lognormal => ({
  mu: (Math.log(low) + Math.log(high)) / 2,
  sigma: (Math.log(high) - Math.log(low)) / (2 * Z95),
});

export const lognormalMean = ({ mu, sigma }: Lognormal): number => Math.exp(mu + (sigma * sigma) / 2);
