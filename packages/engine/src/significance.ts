import { meanInterval, poissonTails } from './distribution/poisson.ts';

/** What a difference between an actual count and the expected one is worth (variance.md, 3). */
export type Verdict = 'signal' | 'noise' | 'too little data';

/** When a difference is a signal. */
export interface Thresholds {
  /** The largest corrected p-value of a signal. */
  readonly q: number;
  /** The smallest |actual / expected - 1| of a signal. */
  readonly relative: number;
  /** Below this expected count a shortfall by half would mostly be missed. */
  readonly leastExpected: number;
}

/** A shortfall by `shortfall` of the expected count is found with `power`, at one-sided `level`. */
export interface Detectability {
  readonly shortfall: number;
  readonly power: number;
  readonly level: number;
}

const USUAL: Detectability = { shortfall: 0.5, power: 0.8, level: 0.05 };

/**
 * The p-values of several tests corrected together (Benjamini and Hochberg 1995): the share of false ones among all that are at
 * most as large. Same order; each at least its p-value, at most 1.
 */
export function corrected(values: readonly number[]): readonly number[] {
  const falling = values.map((p, i) => ({ p, i })).sort((a, b) => b.p - a.p || b.i - a.i);
  const result = new Array<number>(values.length);
  let least = 1;
  for (const [above, { p, i }] of falling.entries()) {
    least = Math.min(least, (p * values.length) / (values.length - above));
    result[i] = least;
  }
  return result;
}

/** Between what the corrected p-values lie where so many more tests belong to them, which say nobody knows what. Same order. */
export function correctedWithin(
  values: readonly number[],
  more: number,
): { readonly least: readonly number[]; readonly most: readonly number[] } {
  // Found for certain, they leave the others the most room to be found as well; with nothing in them, the least.
  const with_ = (p: number) => corrected([...values, ...new Array<number>(more).fill(p)]).slice(0, values.length);
  const most = with_(1);
  return { least: more === 0 ? most : with_(0), most };
}

/**
 * The verdict on an actual count against the expected one, by its corrected p-value. What an exact test finds in a few is found all
 * the same: of too little data is only what it does not find where it could not have.
 */
export function verdictOf(actual: number, expected: number, q: number, thresholds: Thresholds = THRESHOLDS): Verdict {
  if (q <= thresholds.q && Math.abs(actual / expected - 1) >= thresholds.relative) return 'signal';
  return expected < thresholds.leastExpected ? 'too little data' : 'noise';
}

/**
 * The expected count from which on a shortfall is found with enough power by the exact one-sided test (21.9 for the usual one). The
 * power goes up and down with every whole number; from here on it never falls below what is asked.
 */
export function leastExpected({ shortfall, power, level }: Detectability = USUAL): number {
  /** The least mean at which as few as `count` are a finding. */
  const critical = (count: number) => meanInterval(count, 1 - 2 * level).high;
  // Where the next count becomes a finding as well the power is lowest.
  const isEnough = (count: number) => poissonTails(count, (1 - shortfall) * critical(count + 1)).lower >= power;
  let count = 0;
  while (!isEnough(count)) count++;
  return critical(count);
}

let least: number | undefined;

export const THRESHOLDS: Thresholds = {
  q: 0.05,
  relative: 0.15,
  // Not before it is asked for: it takes a few hundred tails of distributions.
  get leastExpected() {
    least ??= leastExpected();
    return least;
  },
};

/** The limits of an XmR chart: what a value varies by from month to month when nothing changes. */
export interface Limits {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** The limits by some earlier months, at least 6 of them: mean +- 2.66 mean moving ranges (variance.md, 3). Undefined with fewer. */
export function limitsOf(months: readonly number[]): Limits | undefined {
  if (months.length < LEAST_MONTHS) return undefined;
  const mean = meanOf(months);
  const range = meanOf(months.slice(1).map((value, i) => Math.abs(value - (months[i] as number))));
  return { mean, low: mean - XMR * range, high: mean + XMR * range };
}

const LEAST_MONTHS = 6;
/** 3 / 1.128: three sigmas by the mean range of two. */
const XMR = 2.66;

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
