import { dimensionOf } from './dimension.ts';
import type { Evaluated } from './evaluate.ts';
import { valueAt, varies } from './expression.ts';
import { type Dimension, type Expr, isBroken } from './model.ts';

/** A number with its dimension; per month where it has a time unit. */
export interface SteadyValue {
  readonly value: number;
  readonly dimension: Dimension;
}

/**
 * What an expression comes to in every month of an evaluated model, at the expected values of its drivers (language.md, 5); undefined
 * where that is not one number for all months, or where there is none.
 */
export function steadyValue(expr: Expr, { outcomes }: Evaluated): SteadyValue | undefined {
  const { states } = outcomes.own.made.drivers;
  const driverOf = (name: string) => {
    const value = states.get(name)?.value;
    return value === undefined || isBroken(value) ? undefined : value;
  };
  if (varies(expr, (name) => typeof driverOf(name)?.level === 'number')) return undefined;
  let isWrong = false;
  const report = () => {
    isWrong = true;
  };
  const dimension = dimensionOf(expr, (name) => driverOf(name)?.dimension, report);
  const driver = (name: string) => driverOf(name)?.level as number;
  const value = valueAt(expr, outcomes.own.made.model.start, { driver, report });
  return dimension && !isWrong && Number.isFinite(value) ? { value, dimension } : undefined;
}
