import type { Actuals, Model, Month, Part, PlanOfRecord } from '@upsell/engine';

/** Lines of a file, from 1. `file` is an index into the names of the files. */
export interface LinePlace {
  readonly file: number;
  readonly line: number;
  readonly lastLine: number;
}

/** An assumption as the text has it. */
export interface AssumptionCard {
  /** `tickets.conversion`, `closing.win rate`, or a driver's name. */
  readonly path: string;
  /** The same as a scenario names it; absent for what no scenario can change. */
  readonly scenarioPath?: string;
  readonly owner?: string;
  readonly place: LinePlace;
  readonly steps: readonly AssumptionStep[];
}

export interface AssumptionStep {
  readonly value: string;
  /** Of a value that is one number, that number and what stands around it: `$`, 12000, `/month`. */
  readonly amount?: { readonly before: string; readonly number: number; readonly after: string };
  readonly from?: string;
  readonly provenance?: string;
  /** `sample`, `estimated`, `counted`, `measured` or `decided`; absent without provenance. */
  readonly kind?: string;
  /** Of an estimate: the last month in which it is good. */
  readonly until?: Month;
  readonly isInForce: boolean;
  readonly line: number;
}

/** What a dashboard is made of. */
export interface DashboardInput {
  readonly files: readonly string[];
  /** The month to judge by; months before it are over. */
  readonly asOf: Month;
  readonly model: Model;
  /** Of a portfolio: what it includes. */
  readonly parts?: readonly Part[];
  readonly actuals?: Actuals;
  /** Absent: actuals are compared with the model. */
  readonly plan?: PlanOfRecord;
  readonly owners: readonly { readonly name: string; readonly label: string; readonly team?: string }[];
  readonly assumptions: readonly AssumptionCard[];
  /** Where each is declared, in the order of the model's; of a portfolio `channels` are its parts. */
  readonly places: Readonly<Record<'channels' | 'targets' | 'scenarios', readonly LinePlace[]>>;
  /** The error that withholds the total, else the first one. */
  readonly error?: { readonly message: string; readonly place: LinePlace };
  readonly counts: { readonly errors: number; readonly warnings: number };
}
