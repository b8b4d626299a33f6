import type { RangeKind } from './distribution/expected-value.ts';
import type { Finding } from './finding.ts';
import type { Dimension, Expr, Step } from './model.ts';
import { DRIVER, type Place } from './place.ts';
import { spanning } from './span.ts';

/** The family of distributions that a range stands for (forecast.md, 6), from its place and the dimension of its ends. */
export function rangeKind(step: Step, dimension: Dimension, place: Place): RangeKind {
  const percents = place === DRIVER && isPercent(step.value) && step.high !== undefined && isPercent(step.high);
  if (place.bounds === 'rate' || percents) return 'beta';
  return dimension.money !== 0 ? 'lognormal' : 'gamma';
}

/** What is wrong with the ends of a range, or undefined where a distribution can be fitted. */
export function refuseRange(step: Step, low: number, high: number, kind: RangeKind, place: Place): Finding | undefined {
  const ends = { low, high, place: place.name };
  if (!step.high) return undefined;
  if (!Number.isFinite(low))
    return { code: 'number-too-large', span: step.value.span, params: { ...ends, value: low } };
  if (!Number.isFinite(high))
    return { code: 'number-too-large', span: step.high.span, params: { ...ends, value: high } };
  const span = spanning(step.value.span, step.high.span);
  if (low <= 0) return { code: 'range-not-positive', span: step.value.span, params: ends };
  if (high <= 0) return { code: 'range-not-positive', span: step.high.span, params: ends };
  if (low >= high) return { code: 'range-order', span, params: ends };
  if (kind === 'beta' && high >= 1)
    return {
      code: 'rate-above-one',
      span: step.high.span,
      params: { ...ends, value: high, ...literalParams(step.high) },
    };
  return undefined;
}

const isPercent = (expr: Expr): boolean => expr.kind === 'literal' && expr.percent;

/** How a number is written, for a fix: `25` meant as `25%`, `130%` as `13%`. */
export const literalParams = (expr: Expr): Record<string, string> =>
  expr.kind === 'literal' ? { written: expr.percent ? 'percent' : 'number' } : {};
