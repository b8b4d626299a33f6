import type { Broken } from '../model.ts';
import type { Axis, Cell, Formula, Line, LineLabel, StepNote, Unit } from './cell.ts';
import { computed } from './formula.ts';

/** A line that is being written. */
export class WrittenLine implements Line {
  readonly label: LineLabel;
  readonly unit: Unit;
  readonly axis: Axis;
  /** Why it has no number. */
  readonly broken: Broken | undefined;
  /** By place, in the order of their making. */
  readonly cells = new Map<number, Cell>();
  /** Of an assumption: all that are in force in the period. */
  readonly steps: StepNote[] = [];

  constructor(label: LineLabel, unit: Unit, axis: Axis = 'months', broken?: Broken) {
    this.label = label;
    this.unit = unit;
    this.axis = axis;
    this.broken = broken;
  }

  /** The cell of a place that has one. */
  at(place: number): Cell {
    const cell = this.cells.get(place);
    if (!cell) throw new Error(`${this.label.kind} has nothing at ${place}`);
    return cell;
  }

  /** The cells of some places, which all have one. */
  run(from: number, to: number): readonly Cell[] {
    return Array.from({ length: to - from + 1 }, (_, i) => this.at(from + i));
  }

  input(at: number, value: number, step?: StepNote): Cell {
    return this.#add({ line: this, at, value, step });
  }

  set(at: number, formula: Formula, step?: StepNote): Cell {
    return this.#add({ line: this, at, value: computed(formula), formula, step });
  }

  #add(cell: Cell): Cell {
    this.cells.set(cell.at, cell);
    return cell;
  }
}
