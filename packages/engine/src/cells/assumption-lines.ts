import { calendarMonth, type Month, workdays } from '../calendar.ts';
import type { Evaluator } from '../evaluator.ts';
import { needs } from '../explain/terms.ts';
import {
  type Assumption,
  type Driver,
  type Expr,
  type Field,
  isBroken,
  type Model,
  type Season,
  type Step,
} from '../model.ts';
import { DRIVER, OPEN_AT_START, type Place, SEASON } from '../place.ts';
import { stepInForce } from '../step.ts';
import type { Cell, Formula, Line, LineLabel, StepNote, Unit } from './cell.ts';
import { WrittenLine } from './line.ts';
import { StepLines, type Surroundings } from './step-lines.ts';

/** An assumption's line, with those that it is made of below it. */
export interface Told {
  readonly line: WrittenLine;
  readonly all: readonly Line[];
}

/** An assumption with the lines of each of its steps, as far as something asked for them. */
interface Written {
  readonly of: Assumption;
  readonly place: Place;
  readonly unit: Unit;
  readonly line: WrittenLine;
  readonly steps: Map<Step, StepLines>;
}

/**
 * The lines of a model's assumptions, drivers first. A number of the text is an input in the month from which it holds; the
 * months after it are the month before, so that a change counts from its month on. What is broken has a line without cells.
 */
export class AssumptionLines {
  readonly workdays: WrittenLine;
  readonly #model: Model;
  readonly #values: Evaluator;
  readonly #drivers = new Map<string, Written>();
  readonly #outside = new Map<string, Map<Month, Cell>>();
  readonly #around: Surroundings;

  constructor(model: Model, values: Evaluator) {
    const { start, months } = model;
    this.#model = model;
    this.#values = values;
    this.workdays = new WrittenLine({ kind: 'workdays' }, 'number');
    this.#around = {
      start,
      months,
      driver: (name, month) => this.#driver(name, month),
      workdays: (month) => this.#workdays(month),
    };
  }

  /** A line for each driver, in the order of the model's. */
  drivers(): readonly Told[] {
    const { drivers, states } = { drivers: this.#model.drivers, states: this.#values.drivers.states };
    const lines = new Map<Driver, WrittenLine>();
    for (const i of this.#values.drivers.order.order) {
      const driver = drivers[i] as Driver;
      const { name } = driver;
      const value = states.get(name)?.value;
      const label: LineLabel = { kind: 'driver', name };
      if (!value || isBroken(value)) {
        lines.set(driver, new WrittenLine(label, 'number', 'months', value));
        continue;
      }
      const { money, perMonth } = value.dimension;
      const [first] = value.assumption.steps;
      const isPercent = first?.value.kind === 'literal' && first.value.percent;
      const unit = isPercent ? 'rate' : money === 1 ? 'money' : money === 0 && perMonth === 1 ? 'count' : 'number';
      const line = new WrittenLine(label, unit);
      const written: Written = { of: value.assumption, place: DRIVER, unit, line, steps: new Map() };
      lines.set(driver, line);
      this.#drivers.set(name, written);
      this.#write(written);
    }
    return drivers.flatMap((driver) => {
      const line = lines.get(driver);
      return line ? [{ line, all: this.#linesOf(driver.name, line) }] : [];
    });
  }

  /** Its own line, then those of its steps, then what it is in months outside the period: as many as there are by now. */
  #linesOf(name: string, line: WrittenLine): readonly Line[] {
    const written = this.#drivers.get(name);
    if (!written) return [line];
    const outside = [...(this.#outside.get(name)?.values() ?? [])].map((cell) => cell.line);
    return [line, ...[...written.steps.values()].flatMap((step) => step.lines), ...outside];
  }

  /** All lines of the drivers, those included that other assumptions have asked for since. */
  driverLines(told: readonly Told[]): readonly Line[] {
    return told.flatMap(({ line }) => (line.label.kind === 'driver' ? this.#linesOf(line.label.name, line) : [line]));
  }

  /** The lines of a field in a place of the language. */
  field(field: Field, place: Place, label: LineLabel): Told {
    const level = this.#values.level(field, place);
    const unit = unitOf(place);
    if (isBroken(field)) return alone(new WrittenLine(label, unit, 'months', field));
    if (isBroken(level)) {
      const line = new WrittenLine(label, unit, 'months', level);
      line.steps.push(...field.steps.map((step) => noteOf(step, field)));
      return alone(line);
    }
    const written: Written = { of: field, place, unit, line: new WrittenLine(label, unit), steps: new Map() };
    this.#write(written);
    return { line: written.line, all: [written.line, ...[...written.steps.values()].flatMap((step) => step.lines)] };
  }

  /** A season's factor by month: an input for each month of the year, which later years refer to. */
  season(season: NonNullable<Model['season']>, of: string | undefined): WrittenLine {
    const label: LineLabel = { kind: 'assumption', name: SEASON.name, of };
    const factors = isBroken(season) ? season : this.#factors(season);
    const line = new WrittenLine(label, 'rate', 'months', isBroken(factors) ? factors : undefined);
    if (!isBroken(factors))
      recurring(line, this.#model.months, 12, (m) => factors[calendarMonth(this.#model.start + m) - 1] as number);
    return line;
  }

  #factors(season: Season): readonly number[] | ReturnType<Evaluator['refuse']> {
    const factors = new Array<number>(12).fill(1);
    for (const { calendarMonth: month, factor } of season) {
      const value = this.#values.constant(factor, SEASON);
      if (isBroken(value)) return value;
      factors[month - 1] = value;
    }
    return factors;
  }

  /** A number that is open when the period starts. */
  openAtStart(expr: Expr, of: string): WrittenLine {
    const value = this.#values.constant(expr, OPEN_AT_START);
    const broken = isBroken(value) ? value : undefined;
    const line = new WrittenLine({ kind: 'open at start', of }, 'count', 'places', broken);
    if (!isBroken(value)) line.input(0, value, { span: expr.span, isMean: false });
    return line;
  }

  #write(written: Written): void {
    const { start, months } = this.#model;
    const { of, line } = written;
    for (const [i, step] of of.steps.entries()) {
      const next = of.steps[i + 1]?.from;
      const from = i === 0 ? 0 : Math.max(0, (step.from ?? start) - start);
      const to = next === undefined ? months : Math.min(months, Math.max(0, next - start));
      if (from >= to) continue;
      const note = noteOf(step, of);
      line.steps.push(note);
      for (let m = from; m < to; m++) this.#settle(of, start + m);
      this.#step(written, step).fill(line, from, to, note);
    }
  }

  #step({ steps, place, unit }: Written, step: Step): StepLines {
    const lines = steps.get(step) ?? new StepLines(step, place, unit, this.#around);
    steps.set(step, lines);
    return lines;
  }

  #workdays(month: Month): Formula {
    const { start, months } = this.#model;
    const place = month - start;
    if (place < 0 || place >= months) return workdays(month);
    return this.workdays.cells.get(place) ?? this.workdays.input(place, workdays(month));
  }

  #driver(name: string, month: Month): Cell {
    const written = this.#drivers.get(name) as Written;
    const place = month - this.#model.start;
    if (place >= 0 && place < this.#model.months) return written.line.at(place);
    const known = this.#outside.get(name) ?? new Map<Month, Cell>();
    this.#outside.set(name, known);
    const step = this.#step(written, stepInForce(written.of.steps, month));
    const cell =
      known.get(month) ?? new WrittenLine({ kind: 'outside', month }, written.unit, 'places').set(0, step.at(month));
    known.set(month, cell);
    return cell;
  }

  /** Writes the drivers that an assumption needs outside the period, deepest first: a chain may be longer than the stack is deep. */
  #settle(of: Assumption, month: Month): void {
    const { start, months } = this.#model;
    type Needed = ReturnType<typeof needs>[number];
    const isOpen = (needed: Needed) =>
      (needed.month < start || needed.month >= start + months) && !this.#outside.get(needed.name)?.has(needed.month);
    const pending = needs(of, month, start).filter(isOpen);
    for (let next = pending.at(-1); next; next = pending.at(-1)) {
      const needed = (this.#drivers.get(next.name) as Written).of;
      const missing = isOpen(next) ? needs(needed, next.month, start).filter(isOpen) : [];
      if (missing.length > 0) pending.push(...missing);
      else {
        this.#driver(next.name, next.month);
        pending.pop();
      }
    }
  }
}

const alone = (line: WrittenLine): Told => ({ line, all: [line] });

const noteOf = ({ span, owner, high }: Step, of: Assumption): StepNote => ({
  span,
  owner: owner ?? of.owner,
  isMean: high !== undefined,
});

/** Writes values that come again after a number of months: inputs first, then what stood there before. */
export function recurring(line: WrittenLine, months: number, after: number, value: (month: number) => number): void {
  for (let m = 0; m < months; m++) {
    if (m < after) line.input(m, value(m));
    else line.set(m, line.at(m - after));
  }
}

function unitOf({ dimension, bounds, name }: Place): Unit {
  if (bounds === 'rate' || name === 'contraction') return 'rate';
  if (dimension?.money === 1) return 'money';
  return dimension?.perMonth === 1 ? 'count' : 'number';
}
