import type { Month } from './calendar.ts';
import { dimensionOf, sameDimension, wrongUnit } from './dimension.ts';
import {
  type DriverState,
  type DriverTable,
  type DriverValue,
  driverTable,
  type Failure,
  type Reads,
} from './driver-table.ts';
import { valueAt, varies } from './expression.ts';
import type { Finding } from './finding.ts';
import { asSeries, type Level } from './level.ts';
import {
  type Assumption,
  type Broken,
  type Dimension,
  type Driver,
  type Expr,
  type Field,
  isBroken,
  PLAIN,
  type Series,
  type Span,
  type Step,
} from './model.ts';
import { DRIVER, outOfBounds, type Place } from './place.ts';
import { literalParams } from './range.ts';
import { seriesMaker } from './series.ts';
import { spanning } from './span.ts';
import { counts, stepInForce } from './step.ts';
import { checkDimensions } from './step-dimension.ts';
import { checkOrder } from './step-order.ts';
import { baseAt, fillPlain, type StepScope, stepAt, unscaledAt } from './step-value.ts';
import { work } from './work.ts';

/** What something came to, with what was found wrong on the way and the drivers that it was made of. */
export interface Found<T> {
  readonly value: T;
  readonly findings: readonly Finding[];
  readonly reads: Reads;
}

/** Evaluates the assumptions of one model over its period. */
export interface Evaluator {
  /** The expected value in each month, or the place that has none. */
  level(field: Field, place: Place): Level | Broken;
  /** The same with a number for each month. */
  series(field: Field, place: Place): Series | Broken;
  /** One number out of arithmetic on literals, such as a share of the cycle. */
  constant(expr: Expr, place: Place): number | Broken;
  /** Notes a finding that the caller made, and returns the place as broken. */
  refuse(finding: Finding): Broken;
  /** What `make` returns, with what it found. */
  found<T>(make: () => T): Found<T>;
  /** A new series of zeros, as long as the period. */
  readonly blank: () => Series;
  readonly drivers: DriverTable;
}

/**
 * An evaluator for drivers and a period of `months` months from `start`. Each field is checked before it has a value:
 * dimension, order of steps, ranges, division, size and bounds in every month in which a step is in force. A field with
 * any finding is broken; what needs it is broken by the same place without a further finding. What is known of drivers from
 * tables of the same period is taken from there.
 */
export function evaluator(
  drivers: readonly Driver[],
  start: Month,
  months: number,
  before: readonly DriverTable[] = [],
): Evaluator {
  const blank = seriesMaker(months);
  const known = before.find((table) => haveSameItems(table.drivers, drivers));
  const fresh = new Map<string, DriverState>();
  const states = known?.states ?? fresh;
  let findings: Finding[] | undefined;
  let reads: Map<string, DriverState | undefined> | undefined;
  let failed: Broken | undefined;
  // Read through a function: the compiler does not see that a call in between may set it.
  const failure = () => failed;

  const note = (finding: Finding) => {
    findings ??= [];
    findings.push(finding);
  };

  const report = (finding: Finding) => {
    note(finding);
    failed ??= { broken: finding.span, code: finding.code };
  };

  function found<T>(make: () => T): Found<T> {
    const [outerFindings, outerReads] = [findings, reads];
    findings = undefined;
    reads = undefined;
    const value = make();
    const result = { value, findings: findings ?? NO_FINDINGS, reads: reads ?? NO_READS };
    findings = outerFindings;
    reads = outerReads;
    return result;
  }

  /** A driver's value, or its broken place noted as the cause of what needs it. */
  function needed(name: string): DriverValue | undefined {
    const state = states.get(name);
    reads ??= new Map();
    reads.set(name, state);
    const value = state ? state.value : UNKNOWN;
    if (!isBroken(value)) return value;
    failed ??= value;
    return undefined;
  }

  const scope: StepScope = {
    start,
    report,
    dimension: (name) => driverDimension(name),
    hasFailed: () => failed !== undefined,
    driver(name, month) {
      const value = needed(name);
      if (!value) return Number.NaN;
      const { level } = value;
      if (typeof level === 'number') return level;
      if (isInside(month)) return level[month - start] as number;
      if (!value.outside.has(month)) settle(name, month);
      const at = value.outside.get(month) as number | Failure;
      if (typeof at === 'number') return at;
      for (const finding of at.findings) if (!findings?.includes(finding)) note(finding);
      failed ??= at.because;
      return Number.NaN;
    },
  };

  const isInside = (month: Month): boolean => month >= start && month < start + months;

  /** Values a driver in a month outside the period, those that it needs first: a chain may be longer than the stack is deep. */
  function settle(name: string, month: Month): void {
    const isOpen = (other: string): boolean => {
      const value = states.get(other)?.value;
      return value !== undefined && !isBroken(value) && typeof value.level !== 'number' && !value.outside.has(month);
    };
    const pending = [name];
    for (let next = pending.at(-1); next !== undefined; next = pending.at(-1)) {
      const { value, reads: needs } = states.get(next) as DriverState;
      const open = isOpen(next) ? [...needs.keys()].filter(isOpen) : [];
      if (open.length > 0) pending.push(...open);
      else {
        if (isOpen(next)) settleOne(value as DriverValue, month);
        pending.pop();
      }
    }
  }

  function settleOne({ assumption, outside }: DriverValue, month: Month): void {
    const outer = failed;
    failed = undefined;
    const at = found(() => assumptionAt(assumption, month, DRIVER));
    const because = failure();
    outside.set(month, because ? { because, findings: at.findings } : at.value);
    failed = outer;
  }

  const driverDimension = (name: string): Dimension | undefined => needed(name)?.dimension;

  function evaluateDriver(driver: Driver, isCyclic: boolean): DriverState {
    const { value, findings, reads } = found(() => driverValue(driver, isCyclic));
    return { driver, isCyclic, value, findings, reads };
  }

  function driverValue({ name, value, span }: Driver, isCyclic: boolean): DriverValue | Broken {
    if (isCyclic) return refuse({ code: 'driver-cycle', span, params: { driver: name } });
    if (isBroken(value)) return value;
    failed = undefined;
    checkOrder(value, start, report);
    const dimension = checkDimensions(value, DRIVER, driverDimension, report) ?? PLAIN;
    if (failure()) return failure() as Broken;
    const level = compute(value, DRIVER);
    return failure() ?? { dimension, assumption: value, level, outside: new Map() };
  }

  function refuse(finding: Finding): Broken {
    note(finding);
    return { broken: finding.span, code: finding.code };
  }

  const assumptionAt = (assumption: Assumption, month: Month, place: Place): number =>
    stepAt(stepInForce(assumption.steps, month), month, place, scope);

  /** All months of the period, and for a step that is never in force there the one month in which it would begin. */
  function compute({ steps }: Assumption, place: Place): Level {
    const [only] = steps;
    if (only && steps.length === 1 && isSteady(only)) {
      work.cells++;
      return check(only, start, place);
    }
    const values = blank();
    work.cells += months;
    for (const [i, step] of steps.entries()) {
      const next = steps[i + 1]?.from;
      const from = i === 0 ? 0 : Math.max(0, (step.from ?? start) - start);
      const to = next === undefined ? months : Math.min(months, Math.max(0, next - start));
      if (from >= to) check(step, Math.min(step.from ?? start, (next ?? Infinity) - 1), place);
      else if (fillPlain(values, step, from, to, place, start)) continue;
      else if (isSteady(step)) values.fill(check(step, start + from, place), from, to);
      else for (let m = from; m < to && !failure(); m++) values[m] = check(step, start + m, place);
      if (failure()) break;
    }
    return values;
  }

  /** True where a step has the same value in every month. */
  const isSteady = ({ growth, scales, value, high }: Step): boolean =>
    !growth && !scales && !varies(value, isSteadyDriver) && (!high || !varies(high, isSteadyDriver));

  function isSteadyDriver(name: string): boolean {
    const value = states.get(name)?.value;
    return value !== undefined && !isBroken(value) && typeof value.level === 'number';
  }

  function check(step: Step, month: Month, place: Place): number {
    // No number is a negative zero: what is nothing is one thing.
    const value = stepAt(step, month, place, scope) + 0;
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
    if (factor && fits(unscaledAt(step, month, place, scope))) return factor.span;
    const { growth, value } = step;
    return growth && fits(baseAt(step, month, place, scope)) ? spanning(value.span, growth.span) : value.span;
  }

  function level(field: Field, place: Place): Level | Broken {
    if (isBroken(field)) return field;
    failed = undefined;
    checkOrder(field, start, report);
    checkDimensions(field, place, driverDimension, report);
    const wrong = failure();
    if (wrong) return wrong;
    const values = compute(field, place);
    return failure() ?? values;
  }

  return {
    drivers: known ?? driverTable(drivers, before, fresh, evaluateDriver),
    blank,
    found,
    refuse,
    level,
    series(field, place) {
      const values = level(field, place);
      return isBroken(values) ? values : asSeries(values, blank);
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

const NO_FINDINGS: readonly Finding[] = [];
const NO_READS: Reads = new Map();
const UNKNOWN: Broken = { broken: { file: 0, start: 0, end: 0 }, code: 'unknown-name' };

function haveSameItems<T>(a: readonly T[], b: readonly T[]): boolean {
  if (a === b) return true;
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
