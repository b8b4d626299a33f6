import type { JudgedMonth, Layer, Month, Window } from '@upsell/engine';
import type { Shown } from './figure.ts';
import type { LinePlace } from './input.ts';

/** Opened opportunities by channel and month: what the model says, and what happened. */
export interface Machine {
  readonly months: readonly Month[];
  /** True where what happened is compared with a plan of record, and not with the model. */
  readonly hasPlan: boolean;
  readonly groups: readonly MachineGroup[];
  readonly total: MachineRow;
  /** The months that `toDate` of the rows is of; absent without actuals. */
  readonly toDate?: Window;
}

/** The channels of a layer. */
export interface MachineGroup {
  /** Absent for those without a layer, and for the parts of a portfolio. */
  readonly layer?: Layer;
  readonly rows: readonly MachineRow[];
  /** Absent where there is one group only: the total says it. */
  readonly subtotal?: MachineRow;
}

export interface MachineRow {
  /** The channel's name; empty for a sum. Of a channel that only the plan of record has the model's figures are null. */
  readonly name: string;
  readonly title: string;
  readonly owner?: string;
  readonly place?: LinePlace;
  readonly cells: readonly MachineCell[];
  /** Opened in the whole period. */
  readonly opened: Shown;
  /** The same with one decimal, so that the column adds up as shown. */
  readonly shown: Shown;
  readonly revenue: Shown;
  /** The fiscal year to date: its months with actuals together. */
  readonly toDate?: CellActual;
}

export interface MachineCell {
  readonly opened: Shown;
  /** The same with one decimal, so that the column adds up as shown. */
  readonly shown: Shown;
  readonly touches: Shown;
  readonly actual?: CellActual;
}

export interface CellActual {
  readonly opened: number;
  readonly touches: number;
  /** What the plan has for the same channels and, of a month that is not over, its workdays so far. */
  readonly planned: number;
  /** The same with one decimal, so that the column adds up as shown. */
  readonly shown: number;
  readonly plannedTouches: number;
  readonly isWhole: boolean;
  readonly verdict: JudgedMonth['verdict'];
  /** Of a sum: how many of its channels have actuals of the month, where that is not all. */
  readonly of?: readonly [with_: number, all: number];
}
