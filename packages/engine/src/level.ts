import type { Broken, Series } from './model.ts';
import { zeros } from './series.ts';
import { work } from './work.ts';

/** Values by month; one number where all months have the same. */
export type Level = number | Series;

/** A level, or the place that it is withheld for. Most volumes and conversions are steady: what follows from them is one number as well. */
export type Amount = Level | Broken;

/** A month's value; undefined outside of the months of a series. */
export const inMonth = (level: Level, m: number): number | undefined => (typeof level === 'number' ? level : level[m]);

/** The level of some months as a series that nobody writes to. */
export function overMonths(level: Level, months: number): Series {
  if (typeof level !== 'number') return level;
  return level === 0 ? zeros(months) : new Float64Array(months).fill(level);
}

/** The sum over some months, month by month. */
export function totalOver(level: Level, months: number): number {
  let sum = 0;
  for (let m = 0; m < months; m++) sum += typeof level === 'number' ? level : (level[m] as number);
  return sum;
}

/** The level as a series; a steady one fills a series that `blank` makes. */
export function asSeries(level: Level, blank: () => Series): Series {
  if (typeof level !== 'number') return level;
  const series = blank();
  work.cells += series.length;
  return series.fill(level);
}

/** The product by month, steady where both are. */
export function product(a: Level, b: Level, blank: () => Series): Level {
  if (typeof a === 'number') return typeof b === 'number' ? a * b : scaled(b, a, blank());
  return typeof b === 'number' ? scaled(a, b, blank()) : multiplied(a, b, blank());
}

function scaled(series: Series, by: number, out: Series): Series {
  work.cells += out.length;
  for (let m = 0; m < out.length; m++) out[m] = (series[m] as number) * by;
  return out;
}

/** Writes the product of two series, by month. */
export function multiplied(a: Series, b: Series, out: Series): Series {
  work.cells += out.length;
  for (let m = 0; m < out.length; m++) out[m] = (a[m] as number) * (b[m] as number);
  return out;
}

/** Writes the sum of two series, by month; one of them may be written to. */
export function added(a: Series, b: Series, out: Series): Series {
  work.cells += out.length;
  for (let m = 0; m < out.length; m++) out[m] = (a[m] as number) + (b[m] as number);
  return out;
}

/** Adds two series to a sum, one after the other: what is read and written again between them is half the work. */
export function addBoth(sum: Series, a: Series, b: Series): void {
  work.cells += 2 * sum.length;
  for (let m = 0; m < sum.length; m++) sum[m] = (sum[m] as number) + (a[m] as number) + (b[m] as number);
}

/** The sum of two levels, steady where both are; where one is nothing it is the other one itself. */
export function sumOfLevels(a: Level, b: Level, blank: () => Series): Level {
  if (a === 0) return b;
  if (b === 0) return a;
  if (typeof a === 'number' && typeof b === 'number') return a + b;
  return plus(asSeries(a, blank), asSeries(b, blank), blank);
}

/** The sum of two series, by month. Where one is `zeros` it is the other one itself, so that a sum is often its only summand. */
export function plus(a: Series, b: Series, blank: () => Series): Series {
  const none = zeros(a.length);
  if (a === none) return b;
  return b === none ? a : added(a, b, blank());
}
