import type { Month } from '../calendar.ts';
import type { SummaryMetric } from '../figures.ts';
import type { Broken, Initiator, Layer, Span } from '../model.ts';

/**
 * What a cell is made of: numbers of the language, other cells, and operations on them.
 *
 * - `grown`: (1 + rate) to the power of months / per
 * - `sum`: 0 of no cells
 * - `sum of products`: of two runs of cells that are as long as each other
 * - `share`: min(1, limit / queue); 1 where the queue is empty
 * - `ratio`: no value where `under` is 0
 * - `if whole`: `whole` where a share is 1 up to what arithmetic leaves (1 - share <= 1e-9), else `otherwise`
 * - `if known`: no value where the cell has none
 */
export type Formula =
  | number
  | Cell
  | { readonly op: '+' | '-' | '*' | '/'; readonly left: Formula; readonly right: Formula }
  | { readonly op: 'grown'; readonly rate: Cell; readonly months: number; readonly per: 1 | 12 }
  | { readonly op: 'negate'; readonly operand: Formula }
  | { readonly op: 'min' | 'max'; readonly args: readonly Formula[] }
  | { readonly op: 'sum'; readonly cells: readonly Cell[] }
  | { readonly op: 'sum of products'; readonly left: readonly Cell[]; readonly right: readonly Cell[] }
  | { readonly op: 'share'; readonly limit: Formula; readonly queue: Cell }
  | { readonly op: 'ratio'; readonly over: Formula; readonly under: Formula }
  | { readonly op: 'if whole'; readonly share: Cell; readonly whole: Formula; readonly otherwise: Formula }
  | { readonly op: 'if known'; readonly cell: Cell; readonly value: Formula };

/** One number of the machine. */
export interface Cell {
  readonly line: Line;
  /** A month of the period by its index, or a place on the line's own axis; below 0 stands what is beside the axis. */
  readonly at: number;
  /** Null where there is none: a ratio whose denominator is 0. */
  readonly value: number | null;
  /** Absent of a number that nothing makes: an input. */
  readonly formula?: Formula;
  /** What the text says where a step begins. */
  readonly step?: StepNote;
}

/** A step of an assumption, for whoever reads its first number. */
export interface StepNote {
  readonly span: Span;
  readonly owner?: string;
  /** The number is the expected value of a range. */
  readonly isMean: boolean;
}

/** Where the places of a line stand: months of the period; months after the work, or before the period; or one beside another. */
export type Axis = 'months' | 'months later' | 'months before' | 'places';

/** How the numbers of a line are meant: `rate` and `share` from 0 to 1, `money` in the model's currency. */
export type Unit = 'count' | 'rate' | 'money' | 'number';

/** A flow of the machine by channel. */
export type LineFlow =
  | 'touches'
  | 'opened'
  | 'gated'
  | 'worked'
  | 'backlog'
  | 'closed'
  | 'won'
  | 'revenue'
  | 'lost'
  | 'givenBack'
  | 'net';

/** What is summed up of a whole model. */
export type SummaryLine = SummaryMetric | 'openedAMonth' | 'givenBack' | 'openAtStart';

/** What a line is, as data; the words are the report's. */
export type LineLabel =
  /** An assumption of a channel, a touch, the closing model or retention, named as `place.ts` names it. */
  | {
      readonly kind: 'assumption';
      readonly name: string;
      readonly of?: string;
      readonly touch?: string;
      readonly by?: Initiator;
    }
  | { readonly kind: 'driver'; readonly name: string }
  | { readonly kind: 'workdays' }
  /** A part of the assumption above: what stands at `span`. */
  | { readonly kind: 'before growth' | 'growth' | 'mean' | 'rise from' | 'constant'; readonly span: Span }
  | { readonly kind: 'rise to'; readonly span: Span; readonly by: Month }
  /** The driver above in a month outside the period, which something else looks at. */
  | { readonly kind: 'outside'; readonly month: Month }
  | { readonly kind: 'cycle' | 'whole cycle' | 'cycle reversed' | 'still open' }
  | { readonly kind: 'opened before' | 'open at start' | 'carried'; readonly of: string }
  | {
      readonly kind: 'flow';
      readonly flow: LineFlow;
      readonly of: string;
      readonly touch?: string;
      readonly by?: Initiator;
    }
  | { readonly kind: 'subtotal'; readonly flow: LineFlow; readonly layer: Layer | undefined }
  | { readonly kind: 'total'; readonly flow: LineFlow; readonly by?: Initiator }
  | { readonly kind: 'queue' | 'limit' | 'share worked' | 'cost' | 'quota' }
  | { readonly kind: 'summary'; readonly metric: SummaryLine }
  /** Places 0 to 3: the goal, the value, the attainment, the gap. */
  | { readonly kind: 'target'; readonly index: number };

/** Beside the axis: the period's total, and of what is opened its conversion and its touches a month. */
export const TOTAL = -1;
export const CONVERSION_AT = -2;
export const TOUCHES_A_MONTH = -3;

/** Numbers of one kind beside each other. */
export interface Line {
  readonly label: LineLabel;
  readonly unit: Unit;
  readonly axis: Axis;
  /** Why it has no number. */
  readonly broken: Broken | undefined;
  /** By place, in the order of their making. */
  readonly cells: ReadonlyMap<number, Cell>;
  /** Of an assumption: all that are in force in the period. */
  readonly steps: readonly StepNote[];
}
