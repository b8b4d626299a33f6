import type { Evaluator } from './evaluator.ts';
import type { Total } from './figures.ts';
import { dimensionOfMetric, isKnown, type Measured, measure } from './metric.ts';
import { type Dimension, isBroken, type Target } from './model.ts';

/** A target with where the forecast stands. Null where a ratio is undefined, broken where it is withheld. */
export interface TargetResult {
  readonly target: Target;
  /** What is to be reached. */
  readonly goal: Total;
  readonly value: Total;
  /** value / goal for `>=`, goal / value for `<=`: 1 is reached. */
  readonly attainment: Total;
  /** goal - value for `>=`, value - goal for `<=`: above 0 is missing. */
  readonly gap: Total;
  readonly dimension: Dimension;
}

/** Compares a target with the forecast (language.md, 6). Its goal is arithmetic on literals in the metric's dimension. */
export function compare(target: Target, measured: Measured, values: Evaluator): TargetResult {
  const dimension = dimensionOfMetric(target.metric.metric);
  if (target.broken) return withheld(target, target.broken, dimension);
  const goal =
    goals.get(target) ?? values.constant(target.value, { name: target.metric.metric, dimension, bounds: 'any' });
  if (isBroken(goal)) return withheld(target, goal, dimension);
  goals.set(target, goal);
  const value = measure(target.metric, measured);
  if (!isKnown(value)) return { target, goal, value, attainment: value, gap: value, dimension };
  const [over, under] = target.comparison === '>=' ? [value, goal] : [goal, value];
  return { target, goal, value, attainment: under === 0 ? null : over / under, gap: under - over, dimension };
}

/** Literals come to the same in every version of a model; what is wrong with some is found again. */
const goals = new WeakMap<Target, number>();

const withheld = (target: Target, because: Total, dimension: Dimension): TargetResult => ({
  target,
  goal: because,
  value: because,
  attainment: because,
  gap: because,
  dimension,
});
