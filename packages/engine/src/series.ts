import type { Figure } from './figures.ts';
import { isBroken } from './model.ts';

/** The sum of a series over the period; undefined where it is withheld. */
export function periodTotal(figure: Figure): number | undefined {
  return isBroken(figure) ? undefined : figure.reduce((sum, value) => sum + value, 0);
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
export const hasFiniteSum = (series: Float64Array): boolean =>
  Number.isFinite(series.reduce((sum, value) => sum + value, 0));
