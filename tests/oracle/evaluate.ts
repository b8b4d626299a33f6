/** Values of expressions and assumptions in a month (`language.md`, 4 and 5; `forecast.md`, 6). */
import { monthIndex, workdaysOf } from './calendar.ts';
import { betaMean, gammaMean, lognormalMean } from './fit.ts';
import type { Assumption, Expr, Model, Step, TimeUnit } from './model.ts';

/** What an assumption stands for decides which distribution its ranges have. */
export type Place = 'rate' | 'driver' | 'other';

/** The value of an assumption in a month (given by `monthIndex`), in money and per-month units. */
export function valueIn(model: Model, assumption: Assumption, place: Place, month: number): number {
  return unscaledIn(model, assumption, place, month) * scaleIn(model, assumption, month);
}

/** What scenarios multiply an assumption with in a month (`language.md`, 6): `scale` is read in each month. */
export function scaleIn(model: Model, { scalings }: Assumption, month: number): number {
  let factor = 1;
  for (const { by, from, until } of scalings ?? []) {
    const hasBegun = from === undefined || monthIndex(from) <= month;
    const hasEnded = until !== undefined && monthIndex(until) <= month;
    if (hasBegun && !hasEnded) factor *= evaluate(model, by, month);
  }
  return factor;
}

function unscaledIn(model: Model, assumption: Assumption, place: Place, month: number): number {
  const step = stepInForce(assumption, month);
  const first = step.from === undefined ? monthIndex(model.start) : monthIndex(step.from);
  const growth = step.growth;
  if (growth === undefined) return stepValue(model, step, place, month);

  if (growth.kind === 'growing') {
    const g = Number(growth.percent) / 100;
    const monthly = growth.per === 'month' ? 1 + g : (1 + g) ** (1 / 12);
    return stepValue(model, step, place, month) * monthly ** (month - first);
  }

  const last = monthIndex(growth.by);
  if (month > last) return evaluate(model, growth.to, month);
  const v = stepValue(model, step, place, first);
  const t = evaluate(model, growth.to, last);
  return v + ((t - v) * (month - first)) / (last - first);
}

/** The last step that has begun; the first holds from the start. */
export function stepInForce(assumption: Assumption, month: number): Step {
  let found: Step | undefined;
  for (const step of assumption.steps) {
    if (step.from === undefined || monthIndex(step.from) <= month) found = step;
  }
  if (found === undefined) throw new RangeError('an assumption without a first step');
  return found;
}

/** A step's expression, or the expected value of its range, in a month; growth is not yet in it. */
function stepValue(model: Model, step: Step, place: Place, month: number): number {
  const low = evaluate(model, step.expr, month);
  if (step.high === undefined) return low;
  const high = evaluate(model, step.high, month);
  if (place === 'rate') return betaMean(low, high);
  if (place === 'driver' && step.expr.kind === 'percent' && step.high.kind === 'percent') return betaMean(low, high);
  if (powerOfMoney(step.expr) !== 0) return lognormalMean(low, high);
  return gammaMean(low, high);
}

/** The value of an expression in a month, after unit conversion. */
export function evaluate(model: Model, expr: Expr, month: number): number {
  switch (expr.kind) {
    case 'number':
    case 'money':
      return Number(expr.text);
    case 'percent':
      return Number(expr.text) / 100;
    case 'driver':
      return valueIn(model, driverNamed(model, expr.name), 'driver', month);
    case 'per':
      return evaluate(model, expr.of, month) * perMonth(expr.unit, month);
    case 'negative':
      return -evaluate(model, expr.of, month);
    case '+':
      return evaluate(model, expr.left, month) + evaluate(model, expr.right, month);
    case '-':
      return evaluate(model, expr.left, month) - evaluate(model, expr.right, month);
    case '*':
      return evaluate(model, expr.left, month) * evaluate(model, expr.right, month);
    case '/':
      return evaluate(model, expr.left, month) / evaluate(model, expr.right, month);
    case 'min':
      return Math.min(...expr.of.map((each) => evaluate(model, each, month)));
    case 'max':
      return Math.max(...expr.of.map((each) => evaluate(model, each, month)));
  }
}

/** The table of units: how many times a month one per unit is, in that calendar month. */
function perMonth(unit: TimeUnit, month: number): number {
  switch (unit) {
    case 'month':
      return 1;
    case 'week':
      return 52 / 12;
    case 'day':
      return 365 / 12;
    case 'quarter':
      return 1 / 3;
    case 'year':
      return 1 / 12;
    case 'workday':
      return workdaysOf(month);
  }
}

/** The power of money of one end of a range: arithmetic on literals, no names. */
function powerOfMoney(expr: Expr): number {
  switch (expr.kind) {
    case 'money':
      return 1;
    case 'per':
    case 'negative':
      return powerOfMoney(expr.of);
    case '*':
      return powerOfMoney(expr.left) + powerOfMoney(expr.right);
    case '/':
      return powerOfMoney(expr.left) - powerOfMoney(expr.right);
    case '+':
    case '-':
      return powerOfMoney(expr.left);
    case 'min':
    case 'max':
      return expr.of[0] === undefined ? 0 : powerOfMoney(expr.of[0]);
    default:
      return 0;
  }
}

function driverNamed(model: Model, name: string): Assumption {
  const found = model.drivers.find((each) => each.name === name);
  if (found === undefined) throw new RangeError(`no driver ${name}`);
  return found.value;
}

/** The value of arithmetic on literals (season, cycle, attention, open at start), the same in every month. */
export function literalValue(model: Model, expr: Expr): number {
  return evaluate(model, expr, monthIndex(model.start));
}

/** The months of a model's period, in order. */
export function periodOf(model: Model): number[] {
  const start = monthIndex(model.start);
  return Array.from({ length: model.months }, (_, m) => start + m);
}
