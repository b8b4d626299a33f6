import type { Month } from '../calendar.ts';
import { dimensionOf } from '../dimension.ts';
import { expectedValue } from '../distribution/expected-value.ts';
import { valueAt, varies } from '../expression.ts';
import { type Expr, PLAIN, type Step } from '../model.ts';
import type { Place } from '../place.ts';
import { rangeKind } from '../range.ts';
import { counts, grownFor } from '../step.ts';
import type { Cell, Formula, LineLabel, StepNote, Unit } from './cell.ts';
import { minus, over, plus, times } from './formula.ts';
import { WrittenLine } from './line.ts';

/** What a step's numbers are made of from outside. */
export interface Surroundings {
  readonly start: Month;
  readonly months: number;
  driver(name: string, month: Month): Cell;
  /** Mondays to Fridays of a month. */
  workdays(month: Month): Formula;
}

/** Where a number of the text stands: the line, and its first cell once there is one. */
interface Run {
  readonly line: WrittenLine;
  first?: Cell;
}

/** The lines of one step: those that it adds below the assumption's own. */
export class StepLines {
  readonly lines: WrittenLine[] = [];
  readonly #step: Step;
  readonly #first: Month;
  readonly #place: Place;
  readonly #unit: Unit;
  readonly #around: Surroundings;
  readonly #runs = new Map<object, Run>();

  constructor(step: Step, place: Place, unit: Unit, around: Surroundings) {
    this.#step = step;
    this.#first = step.from ?? around.start;
    this.#place = place;
    this.#unit = unit;
    this.#around = around;
  }

  /** Writes the assumption's values from one month of the period to another, exclusive, by their index. */
  fill(main: WrittenLine, from: number, to: number, note: StepNote): void {
    const { growth, scales } = this.#step;
    const isPlain = !this.#varies() && !scales;
    const start = this.#around.start + from;
    // What is one number, and what grows from it month after month, can be read off the line itself.
    const isOwnRun = isPlain && (!growth || (growth.kind === 'growing' && this.#first === start));
    for (let m = from; m < to; m++) {
      const month = this.#around.start + m;
      const own = m === from ? note : undefined;
      if (!isOwnRun) main.set(m, this.at(month), own);
      else if (m === from) {
        this.#runs.set(this.#step, { line: main, first: main.input(m, this.#mean(month), own) });
        if (growth?.kind === 'growing') this.#rate(growth, month);
      } else if (growth?.kind === 'growing') {
        const per = growth.per === 'month' ? 1 : 12;
        main.set(m, times(main.at(m - 1), { op: 'grown', rate: this.#rate(growth, month), months: 1, per }));
      } else main.set(m, main.at(m - 1));
    }
  }

  /** The value in a month, which may lie outside the period. */
  at(month: Month): Formula {
    let value = this.#unscaled(month);
    for (const scale of this.#step.scales ?? [])
      if (counts(scale, month)) value = times(value, this.#expression(scale.factor, month, 'rate'));
    return value;
  }

  #unscaled(month: Month): Formula {
    const { growth } = this.#step;
    if (!growth) return this.#base(month);
    if (growth.kind === 'growing') {
      const per = growth.per === 'month' ? 1 : 12;
      const months = Math.round(grownFor(growth, month, this.#first) * per);
      return times(this.#base(month), { op: 'grown', rate: this.#rate(growth, month), months, per });
    }
    const { target, by } = growth;
    const label: LineLabel = { kind: 'rise to', span: target.span, by };
    if (!varies(target)) {
      const to = this.#run(target, label, this.#unit, month, () => this.#constant(target));
      return month >= by ? to : this.#risen(to, month, by);
    }
    if (month >= by) return this.#expression(target, month, this.#unit);
    const to = this.#once(target, label, () => this.#expression(target, by, this.#unit));
    return this.#risen(to, month, by);
  }

  #risen(to: Cell, month: Month, by: Month): Formula {
    const label: LineLabel = { kind: 'rise from', span: this.#step.value.span };
    const from = this.#varies()
      ? this.#once(this.#step, label, () => this.#base(this.#first))
      : this.#run(this.#step, label, this.#unit, this.#first, () => this.#mean(this.#first));
    const elapsed = Math.max(0, month - this.#first);
    return plus(from, over(times(minus(to, from), elapsed), by - this.#first));
  }

  /** Without growth and scenarios' factors. */
  #base(month: Month): Formula {
    const { value, high } = this.#step;
    const label: LineLabel = { kind: 'before growth', span: value.span };
    if (!this.#varies()) return this.#run(this.#step, label, this.#unit, month, () => this.#mean(month));
    if (!high) return this.#expression(value, month, this.#unit);
    // The mean of a range per workday is another one each month, and no formula of a sheet makes it.
    const place = this.#placeOf(month);
    if (place === undefined) return this.#mean(month);
    const { line } = this.#runOf(value, { ...label, kind: 'mean' }, this.#unit);
    return line.cells.get(place) ?? line.input(place, this.#mean(month));
  }

  #varies(): boolean {
    const { value, high } = this.#step;
    return varies(value) || (high !== undefined && varies(high));
  }

  /** The expected value of the step, which names no driver, in a month. */
  #mean(month: Month): number {
    const { value, high } = this.#step;
    const low = valueAt(value, month, NO_DRIVERS);
    if (!high) return low;
    const dimension = dimensionOf(
      value,
      () => PLAIN,
      () => {},
    );
    return expectedValue(rangeKind(this.#step, dimension ?? PLAIN, this.#place), low, valueAt(high, month, NO_DRIVERS));
  }

  #constant(expr: Expr): number {
    return valueAt(expr, this.#around.start, NO_DRIVERS);
  }

  #rate(growth: Extract<NonNullable<Step['growth']>, { kind: 'growing' }>, month: Month): Cell {
    return this.#run(growth, { kind: 'growth', span: growth.span }, 'rate', month, () => growth.rate);
  }

  #expression(expr: Expr, month: Month, unit: Unit): Formula {
    const of = (inner: Expr): Formula => this.#expression(inner, month, unit);
    if (!varies(expr)) {
      // Nobody looks for a 0 or a 1 of an expression among the assumptions.
      if (expr.kind === 'literal' && !expr.money && !expr.percent && (expr.value === 0 || expr.value === 1))
        return expr.value;
      return this.#run(expr, { kind: 'constant', span: expr.span }, unitOf(expr), month, () => this.#constant(expr));
    }
    switch (expr.kind) {
      case 'driver':
        return this.#around.driver(expr.name, month);
      case 'negate':
        return { op: 'negate', operand: of(expr.operand) };
      case 'binary':
        return { op: expr.op, left: of(expr.left), right: of(expr.right) };
      case 'per':
        return this.#perMonth(of(expr.value), expr.unit, month);
      case 'min':
      case 'max':
        return { op: expr.kind, args: expr.args.map(of) };
      case 'literal':
        return expr.value;
    }
  }

  #perMonth(value: Formula, unit: Extract<Expr, { kind: 'per' }>['unit'], month: Month): Formula {
    switch (unit) {
      case 'month':
        return value;
      case 'week':
        return over(times(value, 52), 12);
      case 'day':
        return over(times(value, 365), 12);
      case 'quarter':
        return over(value, 3);
      case 'year':
        return over(value, 12);
      case 'workday':
        return times(value, this.#around.workdays(month));
    }
  }

  /** One number: an input in the first month that asks for it, and from there on the month before. Outside the period it is the first. */
  #run(key: object, label: LineLabel, unit: Unit, month: Month, value: () => number): Cell {
    const run = this.#runOf(key, label, unit);
    const place = this.#placeOf(month);
    run.first ??= run.line.input(place ?? 0, value());
    if (place === undefined) return run.first;
    return run.line.cells.get(place) ?? run.line.set(place, run.line.cells.get(place - 1) ?? run.first);
  }

  /** A number that is the same for every month, however it is made. */
  #once(key: object, label: LineLabel, make: () => Formula): Cell {
    const { line } = this.#runOf(key, label, this.#unit, 'places');
    return line.cells.get(0) ?? line.set(0, make());
  }

  #runOf(key: object, label: LineLabel, unit: Unit, axis: WrittenLine['axis'] = 'months'): Run {
    const run = this.#runs.get(key) ?? { line: new WrittenLine(label, unit, axis) };
    if (!this.#runs.has(key)) this.lines.push(run.line);
    this.#runs.set(key, run);
    return run;
  }

  #placeOf(month: Month): number | undefined {
    const place = month - this.#around.start;
    return place >= 0 && place < this.#around.months ? place : undefined;
  }
}

const NO_DRIVERS = {
  driver: () => Number.NaN,
  report: () => {},
};

/** How a constant of an expression is shown. */
function unitOf(expr: Expr): Unit {
  if (expr.kind === 'literal') return expr.percent ? 'rate' : expr.money ? 'money' : 'number';
  return expr.kind === 'per' ? unitOf(expr.value) : 'number';
}
