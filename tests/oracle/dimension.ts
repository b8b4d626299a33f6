/** Dimensions of expressions (`language.md`, 5). */
import type { Assumption, Expr, Model } from './model.ts';

/** A power of money and a power of per-month. */
export interface Dimension {
  readonly money: number;
  readonly perMonth: number;
}

export const PLAIN: Dimension = { money: 0, perMonth: 0 };
export const PER_MONTH: Dimension = { money: 0, perMonth: 1 };
export const MONEY: Dimension = { money: 1, perMonth: 0 };
export const MONEY_PER_MONTH: Dimension = { money: 1, perMonth: 1 };

/** The dimension of an expression (`language.md`, 5); throws where it has none, and on a driver that needs itself. */
export function dimensionOf(model: Model, expr: Expr, inside: readonly string[]): Dimension {
  switch (expr.kind) {
    case 'number':
    case 'percent':
      return PLAIN;
    case 'money':
      return MONEY;
    case 'driver': {
      if (inside.includes(expr.name)) throw new RangeError(`driver-cycle: ${inside.join()}`);
      const found = model.drivers.find((each) => each.name === expr.name);
      if (found === undefined) throw new RangeError(`unknown-name: ${expr.name}`);
      return dimensionOfDriver(model, found.value, [...inside, expr.name]);
    }
    case 'per':
      return times(dimensionOf(model, expr.of, inside), PER_MONTH, 1);
    case 'negative':
      return dimensionOf(model, expr.of, inside);
    case '*':
    case '/':
      return times(
        dimensionOf(model, expr.left, inside),
        dimensionOf(model, expr.right, inside),
        expr.kind === '*' ? 1 : -1,
      );
    case '+':
    case '-':
      return shared([expr.left, expr.right].map((each) => dimensionOf(model, each, inside)));
    case 'min':
    case 'max':
      return shared(expr.of.map((each) => dimensionOf(model, each, inside)));
  }
}

/** The dimension of a driver: that of its steps. */
export function dimensionOfDriver(model: Model, assumption: Assumption, inside: readonly string[]): Dimension {
  return shared(assumption.steps.map((step) => dimensionOf(model, step.expr, inside)));
}

function shared([first, ...rest]: readonly Dimension[]): Dimension {
  if (first === undefined || rest.some((each) => !isSame(first, each))) throw new RangeError('wrong-unit');
  return first;
}

/** The dimension of a product (`sign` 1) or of a quotient (-1). */
export function times(a: Dimension, b: Dimension, sign: 1 | -1): Dimension {
  return { money: a.money + sign * b.money, perMonth: a.perMonth + sign * b.perMonth };
}

/** Whether two dimensions are equal. */
export function isSame(a: Dimension, b: Dimension): boolean {
  return a.money === b.money && a.perMonth === b.perMonth;
}

/** Whether an expression needs a driver. */
export function hasNames(expr: Expr): boolean {
  switch (expr.kind) {
    case 'driver':
      return true;
    case 'per':
    case 'negative':
      return hasNames(expr.of);
    case 'number':
    case 'percent':
    case 'money':
      return false;
    case 'min':
    case 'max':
      return expr.of.some(hasNames);
    default:
      return hasNames(expr.left) || hasNames(expr.right);
  }
}
