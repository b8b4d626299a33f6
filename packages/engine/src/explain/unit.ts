import { dimensionOf } from '../dimension.ts';
import { type Dimension, type Expr, PLAIN } from '../model.ts';

/** What a number of the text counts: its dimension, and whether a plain number is meant as a percentage. */
export interface NumberUnit extends Dimension {
  readonly percent: boolean;
}

/**
 * The unit of an expression whose drivers have units. A sum or a choice is a percentage where one of its parts is, as in `1 - churn`; a
 * product where all of them are; a quotient where only what is divided is.
 */
export function unitOf(expr: Expr, driver: (name: string) => NumberUnit | undefined): NumberUnit {
  const dimension = dimensionOf(expr, driver, () => undefined) ?? PLAIN;
  const isPlain = dimension.money === 0 && dimension.perMonth === 0;
  return { ...dimension, percent: isPlain && isPercent(expr, (name) => driver(name)?.percent ?? false) };
}

function isPercent(expr: Expr, driver: (name: string) => boolean): boolean {
  const of = (part: Expr) => isPercent(part, driver);
  switch (expr.kind) {
    case 'literal':
      return expr.percent;
    case 'driver':
      return driver(expr.name);
    case 'negate':
      return of(expr.operand);
    case 'per':
      return false;
    case 'binary':
      if (expr.op === '*') return of(expr.left) && of(expr.right);
      return expr.op === '/' ? of(expr.left) && !of(expr.right) : of(expr.left) || of(expr.right);
    default:
      return expr.args.some(of);
  }
}
