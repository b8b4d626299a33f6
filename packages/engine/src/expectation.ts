import { sameDimension, wrongUnit } from './dimension.ts';
import type { Evaluator } from './evaluator.ts';
import type { Total } from './figures.ts';
import { dimensionOfMetric, isKnown, type Measured, measure } from './metric.ts';
import {
  type Broken,
  type Comparison,
  type Dimension,
  type Expectation,
  isBroken,
  type MetricExpr,
  MONEY,
  PLAIN,
} from './model.ts';

/** An expectation with what both sides came to. A side is null where it is undefined, broken where it is withheld. */
export interface ExpectationResult {
  readonly expectation: Expectation;
  readonly left: Total;
  readonly right: Total;
  readonly pass: boolean;
  /** Of both sides; absent where they do not agree. */
  readonly dimension?: Dimension;
}

/** What withholds a side of an expectation, the left one's first: whether it holds is not known. Undefined where both came to something. */
export const withheldIn = ({ left, right }: ExpectationResult): Broken | undefined => [left, right].find(isBroken);

/**
 * Tests an expectation (language.md, 6). Values that differ by no more than 1e-9 of the greater one are equal. A side that is
 * undefined or withheld fails. Refuses with `wrong-unit` what cannot be compared or added.
 */
export function test(expectation: Expectation, measured: Measured, values: Evaluator): ExpectationResult {
  const { broken, left, right, comparison } = expectation;
  if (broken) return { expectation, left: broken, right: broken, pass: false };
  const dimension = checkDimensions(expectation, values);
  if (isBroken(dimension)) return { expectation, left: dimension, right: dimension, pass: false };
  const [a, b] = [sideOf(left, measured), sideOf(right, measured)];
  const pass = isKnown(a) && isKnown(b) && holds(a, comparison, b);
  return { expectation, left: a, right: b, pass, dimension };
}

/** `a` compared with `b`, near values being equal. */
export function holds(a: number, comparison: Comparison, b: number): boolean {
  const same = a === b || Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));
  if (comparison === '=') return same;
  if (comparison === '<=' || comparison === '>=') return same || (comparison === '<=' ? a < b : a > b);
  return !same && (comparison === '<' ? a < b : a > b);
}

function sideOf(expr: MetricExpr, measured: Measured): Total {
  if (expr.kind === 'literal') return expr.value;
  if (expr.kind === 'metric') return measure(expr, measured);
  if (expr.kind === 'negate') {
    const value = sideOf(expr.operand, measured);
    return isKnown(value) ? -value : value;
  }
  const [a, b] = [sideOf(expr.left, measured), sideOf(expr.right, measured)];
  // A withheld side says why, an undefined one only that there is nothing.
  if (isBroken(a) || isBroken(b)) return isBroken(a) ? a : b;
  if (a === null || b === null) return null;
  const value = expr.op === '+' ? a + b : expr.op === '-' ? a - b : expr.op === '*' ? a * b : b === 0 ? null : a / b;
  return value === null || Number.isFinite(value) ? value : null;
}

/** The dimension of both sides, or the place where they do not fit; a power of money only, since totals have no time unit. */
function checkDimensions({ left, right, comparison }: Expectation, values: Evaluator): Dimension | Broken {
  const refuse = (at: MetricExpr, expected: Dimension, found: Dimension, operator: string) =>
    values.refuse(wrongUnit(at, expected, found, { operator }));
  const of = (expr: MetricExpr): Dimension | Broken => {
    if (expr.kind === 'literal') return expr.money ? MONEY : PLAIN;
    if (expr.kind === 'metric') return dimensionOfMetric(expr.metric);
    if (expr.kind === 'negate') return of(expr.operand);
    const [a, b] = [of(expr.left), of(expr.right)];
    if (isBroken(a)) return a;
    if (isBroken(b)) return b;
    if (expr.op === '*') return { money: a.money + b.money, perMonth: 0 };
    if (expr.op === '/') return { money: a.money - b.money, perMonth: 0 };
    return sameDimension(a, b) ? a : refuse(expr.right, a, b, expr.op);
  };
  const [a, b] = [of(left), of(right)];
  if (isBroken(a)) return a;
  if (isBroken(b)) return b;
  return sameDimension(a, b) ? a : refuse(right, a, b, comparison);
}
