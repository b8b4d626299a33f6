import { type Month, workdays } from './calendar.ts';
import type { Finding } from './finding.ts';
import type { Expr, TimeUnit } from './model.ts';

/** What an expression needs from outside: a driver's value in a month, and a place for what goes wrong. */
export interface Scope {
  /** NaN where the driver is broken; the caller has then noted why. */
  driver(name: string, month: Month): number;
  report(finding: Finding): void;
}

/** The value of an expression in a month, per month where it has a time unit. NaN with a finding where it has none. */
export function valueAt(expr: Expr, month: Month, scope: Scope): number {
  switch (expr.kind) {
    case 'literal':
      return expr.value;
    case 'driver':
      return scope.driver(expr.name, month);
    case 'negate':
      return -valueAt(expr.operand, month, scope);
    case 'per':
      return perMonth(valueAt(expr.value, month, scope), expr.unit, month);
    case 'binary': {
      const left = valueAt(expr.left, month, scope);
      const right = valueAt(expr.right, month, scope);
      if (expr.op === '/' && right === 0) {
        scope.report({ code: 'division-by-zero', span: expr.right.span, params: { month } });
        return Number.NaN;
      }
      return apply(expr.op, left, right);
    }
    default: {
      const values = expr.args.map((arg) => valueAt(arg, month, scope));
      return expr.kind === 'min' ? Math.min(...values) : Math.max(...values);
    }
  }
}

/**
 * True where the value can differ from month to month: a month's workdays, or a driver, unless it is one of the `steady` ones.
 */
export function varies(expr: Expr, steady?: (driver: string) => boolean): boolean {
  switch (expr.kind) {
    case 'literal':
      return false;
    case 'driver':
      return !steady?.(expr.name);
    case 'negate':
      return varies(expr.operand, steady);
    case 'per':
      return expr.unit === 'workday' || varies(expr.value, steady);
    case 'binary':
      return varies(expr.left, steady) || varies(expr.right, steady);
    default:
      return expr.args.some((arg) => varies(arg, steady));
  }
}

function apply(op: '+' | '-' | '*' | '/', left: number, right: number): number {
  if (op === '+') return left + right;
  if (op === '-') return left - right;
  return op === '*' ? left * right : left / right;
}

/** A value of so many per unit as a value per month (language.md, 5: the table of units). */
export function perMonth(value: number, unit: TimeUnit, month: Month): number {
  switch (unit) {
    case 'month':
      return value;
    case 'week':
      return (value * 52) / 12;
    case 'day':
      return (value * 365) / 12;
    case 'quarter':
      return value / 3;
    case 'year':
      return value / 12;
    case 'workday':
      return value * workdays(month);
  }
}
