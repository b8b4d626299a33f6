import type { Month } from './calendar.ts';
import { remembered } from './remembered.ts';

/** What happened of one source in one month (actuals.md, 1). Counts are of touches and opportunities, money is in the model's currency. */
export interface ActualMonth {
  readonly month: Month;
  /** The source as the model calls it today. */
  readonly source: string;
  readonly touches: number;
  readonly opened: number;
  /** Won and lost in this month; absent where it is not recorded, as are the others. */
  readonly closed?: number;
  readonly won?: number;
  readonly revenue?: number;
  /** Of `opened`, those that came from a gated touch. */
  readonly gated?: number;
  /** The last day of the month that is covered, where the row does not cover all of it. */
  readonly through?: number;
}

/** A fiscal quarter, for the organic measures. Absent is not recorded. */
export interface ActualQuarter {
  /** The quarter's first month. */
  readonly start: Month;
  readonly openedCustomer?: number;
  readonly openedVendor?: number;
  readonly openedUnknown?: number;
  readonly lateCustomer?: number;
  readonly lateVendor?: number;
  readonly lateUnknown?: number;
  readonly nextEarlyVendor?: number;
  readonly organicVendor?: number;
  readonly tierChangeLateVendorNoEvidence?: number;
  readonly quota?: number;
  readonly booked?: number;
}

/** The accounts that expanded in one month, by who started the conversation, and what became of them. */
export interface ActualCohort {
  readonly month: Month;
  readonly initiator: 'customer' | 'vendor';
  readonly accounts: number;
  /** Of the accounts, those that contracted or churned within the follow-up. */
  readonly contracted: number;
  readonly arrBefore: number;
  readonly expansion: number;
  readonly lost: number;
  readonly followUpMonths: number;
}

/** What happened, as far as it was recorded. Invariant: each month and source at most once; rows are in the order of months, then sources. */
export interface Actuals {
  readonly rows: readonly ActualMonth[];
  /** Rows that belong to no source of the taxonomy: they count in no channel. `source` is as it was written, empty where there is none. */
  readonly leftOut: readonly ActualMonth[];
  /** The months of rows that have an error, which count nowhere; undefined where the month itself cannot be read. */
  readonly unread: readonly (Month | undefined)[];
  /** Rows that are left out, as nobody can know them yet; absent where there are none, or nobody has looked for them. */
  readonly ahead?: readonly ActualMonth[];
  readonly quarters: readonly ActualQuarter[];
  readonly cohorts: readonly ActualCohort[];
}

/** Without the rows of months after the one that is judged by: nobody knows them yet. */
export const knownBy = remembered(
  (actuals: Actuals, asOf: Month): Actuals => without(actuals, ({ month }) => month > asOf),
);

/**
 * The same without the rows of that month either, but for those that say how far they go: nothing goes on by what they may lack.
 */
export const measuredBy = remembered(
  (actuals: Actuals, asOf: Month): Actuals =>
    without(actuals, ({ month, through }) => month > asOf || (month === asOf && through === undefined)),
);

function without(actuals: Actuals, isAhead: (row: ActualMonth) => boolean): Actuals {
  const ahead = actuals.rows.filter(isAhead);
  if (ahead.length === 0) return actuals;
  return { ...actuals, rows: actuals.rows.filter((row) => !isAhead(row)), ahead: [...ahead, ...(actuals.ahead ?? [])] };
}
