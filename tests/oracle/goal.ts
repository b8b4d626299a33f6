/** Targets and expectations against an outcome (`language.md`, 6). */
import { metricOf, sizeOf } from './metric.ts';
import type { OracleExpectation, OracleTarget } from './oracle-forecast.ts';
import type { Outcome } from './outcome.ts';
import type { Compare, Expectation, MetricExpr, Target } from './statement.ts';

/** A value and how large the numbers are of which it is made; an undefined value has none. */
interface Sized {
  readonly value: number | null;
  readonly size: number;
}

/** What a target comes to. */
export function targetIn(outcome: Outcome, target: Target): OracleTarget {
  const { compare, by, written } = target;
  const value = metricOf(outcome, target);
  const goal = sizedValue(outcome, target.value).value;
  if (goal === null) throw new RangeError('a target without a value');
  const isLeast = compare === '>=';
  return {
    metric: target.metric,
    target: goal,
    value,
    attainment: value === null ? null : isLeast ? quotient(value, goal) : quotient(goal, value),
    gap: value === null ? null : isLeast ? goal - value : value - goal,
    owner: by ?? null,
    size: sizeOf(outcome, target),
    text: written?.text ?? null,
    line: written?.line ?? null,
  };
}

/** What an expectation comes to; without an outcome (withheld) every metric is undefined. */
export function expectationIn(
  outcome: Outcome | undefined,
  expectation: Expectation,
  scenario: string | null,
): OracleExpectation {
  const left = sizedValue(outcome, expectation.left);
  const right = sizedValue(outcome, expectation.right);
  const { label, compare, written } = expectation;
  return {
    label: label ?? null,
    left: left.value,
    right: right.value,
    pass: left.value !== null && right.value !== null && holds(left.value, compare, right.value),
    scenario,
    isUndecided: outcome === undefined && (namesUnit(expectation.left) || namesUnit(expectation.right)),
    sizes: { left: left.size, right: right.size },
    text: written?.text ?? null,
    line: written?.line ?? null,
  };
}

function namesUnit(expr: MetricExpr): boolean {
  if (expr.kind === 'metric') return expr.of !== undefined;
  if ('left' in expr) return namesUnit(expr.left) || namesUnit(expr.right);
  return expr.kind === 'negative' && namesUnit(expr.of);
}

/** Values that differ by a relative 1e-9 are equal. */
function holds(left: number, compare: Compare, right: number): boolean {
  const isEqual = Math.abs(left - right) <= 1e-9 * Math.max(Math.abs(left), Math.abs(right));
  switch (compare) {
    case '=':
      return isEqual;
    case '<=':
      return isEqual || left < right;
    case '>=':
      return isEqual || left > right;
    case '<':
      return !isEqual && left < right;
    case '>':
      return !isEqual && left > right;
  }
}

/** The value of a metric expression; without an outcome every metric is undefined. */
export function sizedValue(outcome: Outcome | undefined, expr: MetricExpr): Sized {
  switch (expr.kind) {
    case 'number':
    case 'money':
      return { value: Number(expr.text), size: Number(expr.text) };
    case 'percent':
      return { value: Number(expr.text) / 100, size: Number(expr.text) / 100 };
    case 'metric': {
      const value = outcome === undefined ? null : metricOf(outcome, expr);
      return { value, size: outcome === undefined ? 0 : sizeOf(outcome, expr) };
    }
    case 'negative': {
      const { value, size } = sizedValue(outcome, expr.of);
      return { value: value === null ? null : -value, size };
    }
    case '+':
    case '-':
    case '*':
    case '/':
      return operation(expr.kind, sizedValue(outcome, expr.left), sizedValue(outcome, expr.right));
    default:
      throw new RangeError(`${expr.kind} in a metric expression`);
  }
}

/** An operation on what is undefined is undefined, and so is a division by 0. */
function operation(kind: '+' | '-' | '*' | '/', left: Sized, right: Sized): Sized {
  if (left.value === null || right.value === null) return { value: null, size: 0 };
  const [a, b] = [left.value, right.value];
  switch (kind) {
    case '+':
      return { value: a + b, size: left.size + right.size };
    case '-':
      return { value: a - b, size: left.size + right.size };
    case '*':
      return { value: a * b, size: left.size * Math.abs(b) + right.size * Math.abs(a) };
    case '/': {
      const value = quotient(a, b);
      const size = value === null ? 0 : (left.size + Math.abs(value) * right.size) / Math.abs(b);
      return { value, size };
    }
  }
}

function quotient(numerator: number, denominator: number): number | null {
  return denominator === 0 ? null : numerator / denominator;
}
