import type { Figure } from './figures.ts';
import type { Series } from './model.ts';
import { isBroken } from './model.ts';

/** The sum of a series over the period; undefined where it is withheld. */
export function periodTotal(figure: Figure): number | undefined {
  return isBroken(figure) ? undefined : sumOf(figure);
}

/** The mean of a series over its months: the period's total divided by its months. */
export function monthlyMean(figure: Figure): number | undefined {
  const total = periodTotal(figure);
  return total === undefined || isBroken(figure) ? undefined : total / figure.length;
}

/** A pooled ratio of two series: sum over sum. Null where the denominator is 0, undefined where one is withheld. */
export function pooledRatio(numerator: Figure, denominator: Figure): number | null | undefined {
  const [over, under] = [periodTotal(numerator), periodTotal(denominator)];
  if (over === undefined || under === undefined) return undefined;
  return under === 0 ? null : over / under;
}

/** True where every value and their sum fit a double. */
export const hasFiniteSum = (series: Series): boolean => Number.isFinite(sumOf(series));

export function sumOf(series: Series): number {
  let sum = 0;
  for (let m = 0; m < series.length; m++) sum += series[m] as number;
  return sum;
}

/** The first of some series that is the same to the bit, else the series itself: what depends on it need not be computed again. */
export const firstSame = (series: Series, known: readonly (Series | undefined)[]): Series =>
  known.find((other): other is Series => other !== undefined && isSame(series, other)) ?? series;

function isSame(a: Series, b: Series): boolean {
  if (a.length !== b.length) return false;
  for (let m = 0; m < a.length; m++) if (!Object.is(a[m], b[m])) return false;
  return true;
}

/** The series of zeros of a length. There is one, so that what is nothing is known by its identity; nobody writes to it. */
export function zeros(months: number): Series {
  const known = ZEROS[months] ?? new Float64Array(months);
  ZEROS[months] = known;
  return known;
}

const ZEROS: Series[] = [];

/**
 * Hands out new series of zeros. They share buffers, the more the more are asked for: a buffer for each takes several times as
 * long. The first one is small, so that the few series of an edit keep no others alive.
 */
export function seriesMaker(months: number): () => Series {
  let buffer = NO_BUFFER;
  let next = 0;
  let count = FEW_SERIES;
  return () => {
    if (next === buffer.byteLength) {
      buffer = new ArrayBuffer(count * months * Float64Array.BYTES_PER_ELEMENT);
      next = 0;
      count = Math.min(8 * count, MOST_SERIES);
    }
    const series = new Float64Array(buffer, next, months);
    next += series.byteLength;
    return series;
  };
}

const NO_BUFFER = new ArrayBuffer(0);
const FEW_SERIES = 4;
const MOST_SERIES = 256;
