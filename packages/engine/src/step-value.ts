import type { Month } from './calendar.ts';
import { dimensionOf } from './dimension.ts';
import { expectedValue } from './distribution/expected-value.ts';
import { type Scope, valueAt } from './expression.ts';
import { type Dimension, PLAIN, type Series, type Step } from './model.ts';
import { outOfBounds, type Place } from './place.ts';
import { rangeKind, refuseRange } from './range.ts';
import { counts, grownFor, growthFactor, risen } from './step.ts';

/** What the value of a step needs from outside. */
export interface StepScope extends Scope {
  /** The first month of the period, in which the first step begins. */
  readonly start: Month;
  dimension(driver: string): Dimension | undefined;
  /** True where something was found that leaves the value without a meaning. */
  hasFailed(): boolean;
}

/** The expected value of a step in a month, with what scenarios multiply it by. NaN with a finding where it has none. */
export function stepAt(step: Step, month: Month, place: Place, scope: StepScope): number {
  let value = unscaledAt(step, month, place, scope);
  for (const scale of step.scales ?? []) if (counts(scale, month)) value *= valueAt(scale.factor, month, scope);
  return value;
}

/** The same without scenarios' factors. */
export function unscaledAt(step: Step, month: Month, place: Place, scope: StepScope): number {
  const first = step.from ?? scope.start;
  const { growth } = step;
  if (growth?.kind === 'growing')
    return baseAt(step, month, place, scope) * growthFactor(growth.rate, grownFor(growth, month, first));
  if (growth?.kind !== 'rising') return baseAt(step, month, place, scope);
  if (month >= growth.by) return valueAt(growth.target, month, scope);
  const from = baseAt(step, first, place, scope);
  const to = valueAt(growth.target, growth.by, scope);
  return risen(from, to, Math.max(0, month - first), growth.by - first);
}

/** The same without growth either. */
export function baseAt(step: Step, month: Month, place: Place, scope: StepScope): number {
  const value = valueAt(step.value, month, scope);
  if (!step.high) return value;
  const high = valueAt(step.high, month, scope);
  if (scope.hasFailed()) return Number.NaN;
  const dimension = dimensionOf(
    step.value,
    (driver) => scope.dimension(driver),
    () => {},
  );
  const kind = rangeKind(step, dimension ?? PLAIN, place);
  const refused = refuseRange(step, value, high, kind, place);
  if (!refused) return expectedValue(kind, value, high);
  scope.report(refused);
  return Number.NaN;
}

/**
 * Writes a step's values from one month of the period to another, exclusive, where all that it says is a number, growing or not:
 * most do. False where it says more, or a value does not fit its place.
 */
export function fillPlain(values: Series, step: Step, from: number, to: number, place: Place, start: Month): boolean {
  const { value, high, growth, scales } = step;
  const literal = value.kind === 'per' && value.unit === 'month' ? value.value : value;
  if (literal.kind !== 'literal' || high || scales || growth?.kind === 'rising') return false;
  for (let m = from; m < to; m++) {
    const factor = growth ? growthFactor(growth.rate, grownFor(growth, start + m, step.from ?? start)) : 1;
    const grown = growth ? literal.value * factor : literal.value;
    if (outOfBounds(grown, place.bounds)) return false;
    values[m] = grown;
  }
  return true;
}
