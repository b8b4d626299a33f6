import { type Dimension, MONEY, MONEY_PER_MONTH, PER_MONTH, PLAIN } from '@upsell/engine';
import type { AstNode } from 'langium';
import type { Driver, Expr, Path, Rising, ScaleEdit, Step } from './generated/ast.ts';
import { spelled } from './parser/words.ts';
import type { Declared, Program } from './program.ts';

/** What each number's place takes (spec: language, 5), by the words of its field. */
const PLACES: ReadonlyMap<string, Dimension> = new Map([
  ['volume', PER_MONTH],
  ['capacity', PER_MONTH],
  ['conversion', PLAIN],
  ['converting', PLAIN],
  ['win rate', PLAIN],
  ['closers', PLAIN],
  ['deal size', MONEY],
  ['cost', MONEY_PER_MONTH],
  ['quota', MONEY_PER_MONTH],
]);

/**
 * The dimension that a part of an expression must have for the whole to fit into its place; undefined where the place takes
 * any, as a driver does, or where a part beside it has none.
 */
export function expectedDimension(program: Program, expr: AstNode): Dimension | undefined {
  const parent = expr.$container as Expr | Step | Rising | ScaleEdit | undefined;
  if (parent?.$type === 'Step') return placeOf(program, parent);
  if (parent?.$type === 'Rising') return placeOf(program, parent.$container);
  if (parent?.$type === 'ScaleEdit') return PLAIN;
  const whole = parent && EXPRESSIONS.has(parent.$type) ? expectedDimension(program, parent) : undefined;
  if (!whole) return undefined;
  if (parent?.$type === 'PerUnit') return plus(whole, PER_MONTH, -1);
  if (parent?.$type !== 'Binary' || parent.operator === '+' || parent.operator === '-') return whole;
  const isLeft = parent.left === expr;
  const other = dimensionOf(program, isLeft ? parent.right : parent.left);
  if (!other) return undefined;
  if (parent.operator === '*') return plus(whole, other, -1);
  return isLeft ? plus(whole, other, 1) : plus(other, whole, -1);
}

const EXPRESSIONS: ReadonlySet<string> = new Set(['Binary', 'Minus', 'PerUnit', 'Group', 'Call']);

function placeOf(program: Program, step: Step): Dimension | undefined {
  const assumption = step.$container;
  const holder = assumption.$container;
  switch (holder.$type) {
    case 'ChannelNumber':
    case 'ClosingNumber':
      return PLACES.get(spelled(holder.field));
    case 'Touch':
      return holder.converting === assumption ? PLAIN : PER_MONTH;
    case 'Contraction':
      return PLAIN;
    case 'SetEdit':
      return ofPath(program, holder.path);
    case 'Driver':
      return assumption.steps[0] === step ? undefined : ofDriver(program, holder, new Map());
    default:
      return undefined;
  }
}

/** The drivers of the program that fit where an expression stands: all of them where that cannot be told. */
export function fittingDrivers(program: Program, expr: AstNode): ReadonlySet<string> {
  const expected = expectedDimension(program, expr);
  const known: Known = new Map();
  const fits = ({ node }: Declared): boolean => {
    const dimension = expected && ofDriver(program, node as Driver, known);
    return !expected || !dimension || isSameDimension(expected, dimension);
  };
  return new Set([...program.names.driver].flatMap(([name, [first]]) => (first && fits(first) ? [name] : [])));
}

export const isSameDimension = (a: Dimension, b: Dimension): boolean =>
  a.money === b.money && a.perMonth === b.perMonth;

/** What a scenario sets: a driver, a field, or a touch, whose name comes after those of fields. */
function ofPath(program: Program, path: Path | undefined): Dimension | undefined {
  const last = path?.members.at(-1);
  if (last !== undefined) return PLACES.get(last.replace('_', ' ')) ?? PER_MONTH;
  const [declared] = program.names.driver.get(path?.root ?? '') ?? [];
  return declared && ofDriver(program, declared.node as Driver, new Map());
}

/** Drivers whose dimension is known, or is being looked for. */
type Known = Map<Driver, Dimension | undefined>;

/** The dimension of an expression, its names' included; undefined where it has none. */
export function dimensionOf(program: Program, expr: Expr | undefined, known: Known = new Map()): Dimension | undefined {
  const of = (part: Expr | undefined) => dimensionOf(program, part, known);
  switch (expr?.$type) {
    case 'NumberLiteral':
      return expr.currency === undefined ? PLAIN : MONEY;
    case 'PercentLiteral':
      return PLAIN;
    case 'MoneyLiteral':
      return MONEY;
    case 'NameRef': {
      const [declared] = program.names.driver.get(expr.driver?.$refText ?? '') ?? [];
      return declared && ofDriver(program, declared.node as Driver, known);
    }
    case 'Group':
      return of(expr.inner);
    case 'Minus':
      return of(expr.operand);
    case 'Call':
      return of(expr.args[0]);
    case 'PerUnit': {
      const value = of(expr.value);
      return value && plus(value, PER_MONTH, 1);
    }
    case 'Binary': {
      const [left, right] = [of(expr.left), of(expr.right)];
      if (!left || !right) return undefined;
      if (expr.operator === '+' || expr.operator === '-') return left;
      return plus(left, right, expr.operator === '*' ? 1 : -1);
    }
    default:
      return undefined;
  }
}

/** A driver has the dimension of its first step; one that needs itself, or very many others, has none. */
function ofDriver(program: Program, driver: Driver, known: Known): Dimension | undefined {
  if (!known.has(driver) && known.size < MOST_DRIVERS) {
    known.set(driver, undefined);
    known.set(driver, dimensionOf(program, driver.value?.steps[0]?.value, known));
  }
  return known.get(driver);
}

const MOST_DRIVERS = 500;

const plus = (a: Dimension, b: Dimension, sign: 1 | -1): Dimension => ({
  money: a.money + sign * b.money,
  perMonth: a.perMonth + sign * b.perMonth,
});
