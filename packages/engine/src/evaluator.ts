import type { Month } from './calendar.ts';
import { dimensionOf, sameDimension, wrongUnit } from './dimension.ts';
import { expectedValue } from './distribution/expected-value.ts';
import { driverOrder } from './driver-order.ts';
import { type Scope, valueAt, varies } from './expression.ts';
import type { Finding } from './finding.ts';
import {
  type Assumption,
  type Broken,
  type Dimension,
  type Driver,
  type Expr,
  type Field,
  isBroken,
  PLAIN,
  type Span,
  type Step,
} from './model.ts';
import { DRIVER, outOfBounds, type Place } from './place.ts';
import { literalParams, rangeKind, refuseRange } from './range.ts';
import { spanning } from './span.ts';
import { counts, grownFor, growthFactor, risen, stepInForce } from './step.ts';

/** Values by month of the period, index 0 the first month; in the unit of the place, per month where it has one. */
export type Series = Float64Array;

/** Evaluates the assumptions of one model over its period, and keeps what it found wrong. */
export interface Evaluator {
  /** The expected value in each month, or the place that has none. */
  series(field: Field, place: Place): Series | Broken;
  /** One number out of arithmetic on literals, such as a share of the cycle. */
  constant(expr: Expr, place: Place): number | Broken;
  /** Notes a finding that the caller made, and returns the place as broken. */
  refuse(finding: Finding): Broken;
  readonly findings: readonly Finding[];
}

/**
 * An evaluator for drivers and a period of `months` months from `start`. Each field is checked before it has a value:
 * dimension, order of steps, ranges, division, size and bounds in every month in which a step is in force. A field with
 * any finding is broken; what needs it is broken by the same place without a further finding.
 */
export function evaluator(drivers: readonly Driver[], start: Month, months: number): Evaluator {
  const findings: Finding[] = [];
  const { order, cyclic } = driverOrder(drivers);
  const states = new Map<string, DriverState>();
  let failed: Broken | undefined;
  // Read through a function: the compiler does not see that a call in between may set it.
  const failure = () => failed;

  const report = (finding: Finding) => {
    findings.push(finding);
    failed ??= { broken: finding.span, code: finding.code };
  };

  /** A driver's state, or its broken place noted as the cause of what needs it. */
  function needed(name: string): Exclude<DriverState, Broken> | undefined {
    const state = states.get(name) ?? { broken: NOWHERE, code: 'unknown-name' };
    if (!isBroken(state)) return state;
    failed ??= state;
    return undefined;
  }

  const scope: Scope = {
    report,
    driver(name, month) {
      const state = needed(name);
      if (!state) return Number.NaN;
      // Outside the period a month is settled driver by driver: a chain of them may be longer than the stack is deep.
      for (let i = 0; i <= state.position && !state.values.has(month); i++) {
        const other = states.get((order[i] as Driver).name);
        if (other && !isBroken(other) && !other.values.has(month))
          other.values.set(month, assumptionAt(other.assumption, month, DRIVER));
      }
      return state.values.get(month) ?? Number.NaN;
    },
  };

  const driverDimension = (name: string): Dimension | undefined => needed(name)?.dimension;

  function checkDriver({ name, value, span }: Driver, position: number): DriverState {
    if (cyclic.has(name)) {
      findings.push({ code: 'driver-cycle', span, params: { driver: name } });
      return { broken: span, code: 'driver-cycle' };
    }
    if (isBroken(value)) return value;
    failed = undefined;
    checkOrder(value);
    const dimension = checkDimensions(value, DRIVER) ?? PLAIN;
    if (failure()) return failure() as Broken;
    const series = compute(value, DRIVER);
    const values = new Map(Array.from(series, (number, m) => [start + m, number]));
    return failure() ?? { dimension, assumption: value, values, position };
  }

  /** The place's dimension, or for a driver the first step's. */
  function checkDimensions(assumption: Assumption, place: Place): Dimension | undefined {
    let expected = place.dimension;
    const fits = (expr: Expr | undefined) => {
      const found = expr && dimensionOf(expr, driverDimension, report);
      if (!expr || !found) return;
      expected ??= found;
      if (!sameDimension(expected, found)) report(wrongUnit(expr, expected, found, { place: place.name }));
    };
    for (const step of assumption.steps) {
      fits(step.value);
      fits(step.high);
      if (step.growth?.kind === 'rising') fits(step.growth.target);
      for (const { factor } of step.scales ?? []) {
        const found = dimensionOf(factor, driverDimension, report);
        if (found && !sameDimension(found, PLAIN)) report(wrongUnit(factor, PLAIN, found, { place: 'scale' }));
      }
    }
    return expected;
  }

  function checkOrder({ steps }: Assumption): void {
    for (const [i, step] of steps.entries()) {
      const before = steps[i - 1];
      const wrong = before
        ? step.from === undefined || (before.from !== undefined && step.from <= before.from)
        : step.from !== undefined;
      if (wrong) report(stepOrder(step, before));
      const from = step.from ?? start;
      if (step.growth?.kind === 'rising' && step.growth.by <= from)
        report({ code: 'step-order', span: step.growth.span, params: { reason: 'rising', by: step.growth.by, from } });
      if (step.growth?.kind === 'growing' && step.growth.rate < -1)
        report({
          code: 'negative-number',
          span: step.growth.span,
          params: { place: 'growth', value: step.growth.rate },
        });
    }
  }

  function baseAt(step: Step, month: Month, place: Place): number {
    const value = valueAt(step.value, month, scope);
    if (!step.high) return value;
    const high = valueAt(step.high, month, scope);
    if (failure()) return Number.NaN;
    const kind = rangeKind(step, dimensionOf(step.value, driverDimension, () => {}) ?? PLAIN, place);
    const refused = refuseRange(step, value, high, kind, place);
    if (!refused) return expectedValue(kind, value, high);
    report(refused);
    return Number.NaN;
  }

  /** With what scenarios multiply it by. */
  function stepAt(step: Step, month: Month, place: Place): number {
    let value = unscaledAt(step, month, place);
    for (const scale of step.scales ?? []) if (counts(scale, month)) value *= valueAt(scale.factor, month, scope);
    return value;
  }

  function unscaledAt(step: Step, month: Month, place: Place): number {
    const first = step.from ?? start;
    const { growth } = step;
    if (growth?.kind === 'growing')
      return baseAt(step, month, place) * growthFactor(growth.rate, grownFor(growth, month, first));
    if (growth?.kind !== 'rising') return baseAt(step, month, place);
    if (month >= growth.by) return valueAt(growth.target, month, scope);
    const from = baseAt(step, first, place);
    const to = valueAt(growth.target, growth.by, scope);
    return risen(from, to, Math.max(0, month - first), growth.by - first);
  }

  const assumptionAt = (assumption: Assumption, month: Month, place: Place): number =>
    stepAt(stepInForce(assumption.steps, month), month, place);

  /** All months of the period, and for a step that is never in force there the one month in which it would begin. */
  function compute(assumption: Assumption, place: Place): Series {
    const values = new Float64Array(months);
    const { steps } = assumption;
    for (const [i, step] of steps.entries()) {
      const next = steps[i + 1]?.from;
      const from = i === 0 ? 0 : Math.max(0, (step.from ?? start) - start);
      const to = next === undefined ? months : Math.min(months, Math.max(0, next - start));
      const steady = !step.growth && !step.scales && !varies(step.value) && (!step.high || !varies(step.high));
      if (from >= to) check(step, Math.min(step.from ?? start, (next ?? Infinity) - 1), place);
      else if (steady) values.fill(check(step, start + from, place), from, to);
      else for (let m = from; m < to && !failure(); m++) values[m] = check(step, start + m, place);
      if (failure()) break;
    }
    return values;
  }

  function check(step: Step, month: Month, place: Place): number {
    const value = stepAt(step, month, place);
    if (failure()) return value;
    const wrong = outOfBounds(value, place.bounds);
    if (wrong) {
      const when: Record<string, number> = step.growth || step.scales || varies(step.value) ? { month } : {};
      const span = blamed(step, month, place);
      report({ code: wrong, span, params: { place: place.name, value, ...when, ...literalParams(step.value) } });
    }
    return value;
  }

  /** The part of a step that makes its value fit no longer: a scenario's factor, the growth, or the value as written. */
  function blamed(step: Step, month: Month, place: Place): Span {
    const fits = (value: number) => outOfBounds(value, place.bounds) === undefined;
    const factor = step.scales?.findLast((scale) => counts(scale, month))?.factor;
    if (factor && fits(unscaledAt(step, month, place))) return factor.span;
    const { growth, value } = step;
    return growth && fits(baseAt(step, month, place)) ? spanning(value.span, growth.span) : value.span;
  }

  for (const [position, driver] of order.entries()) states.set(driver.name, checkDriver(driver, position));

  return {
    findings,
    refuse(finding) {
      findings.push(finding);
      return { broken: finding.span, code: finding.code };
    },
    series(field, place) {
      if (isBroken(field)) return field;
      failed = undefined;
      checkOrder(field);
      checkDimensions(field, place);
      const wrong = failure();
      if (wrong) return wrong;
      const values = compute(field, place);
      return failure() ?? values;
    },
    constant(expr, place) {
      failed = undefined;
      const found = dimensionOf(expr, driverDimension, report);
      if (found && place.dimension && !sameDimension(place.dimension, found))
        report(wrongUnit(expr, place.dimension, found, { place: place.name }));
      if (failure()) return failure() as Broken;
      const value = valueAt(expr, start, scope);
      const wrong = failure() ? undefined : outOfBounds(value, place.bounds);
      if (wrong) report({ code: wrong, span: expr.span, params: { place: place.name, value, ...literalParams(expr) } });
      return failure() ?? value;
    },
  };
}

type DriverState =
  | Broken
  | {
      readonly dimension: Dimension;
      readonly assumption: Assumption;
      /** By month; those of the period are there from the start. */
      readonly values: Map<Month, number>;
      /** In the order in which each driver comes after those that it needs. */
      readonly position: number;
    };

const NOWHERE = { file: 0, start: 0, end: 0 };

function stepOrder(step: Step, before: Step | undefined): Finding {
  const reason = !before ? 'first' : step.from === undefined ? 'missing' : 'order';
  const params = { reason, from: step.from ?? 0, before: before?.from ?? 0 };
  return { code: 'step-order', span: step.fromSpan ?? step.value.span, params };
}
