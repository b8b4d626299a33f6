import type { Actuals, Month, PlanOfRecord } from '@upsell/engine';
import type { Params } from './problem.ts';
import type { Range } from './tree.ts';

/** From every name that a row of actuals may use, former ones too, to what the source is called today. */
export type SourceNames = ReadonlyMap<string, string>;

/** What a host read from a folder of actuals; the same object for as long as nothing in it changes. */
export interface ReadActuals {
  readonly actuals: Actuals;
  readonly texts: readonly { readonly name: string; readonly text: string }[];
  readonly problems: readonly (Range & { readonly code: string; readonly file: string; readonly params: Params })[];
  readonly missing: readonly { readonly name: string; readonly reason?: string }[];
  /** Where the cells of each row stand in `months.csv`, in the order of `actuals.rows`. */
  readonly places: readonly (Readonly<Record<'month' | 'source' | 'touches' | 'opened', Range>> & {
    readonly through?: Range;
  })[];
  /** The months of the rows of a source, by its name as it stands in the cells; of rows with other errors as well. */
  readonly monthsOf: ReadonlyMap<string, readonly Month[]>;
}

/** A plan of record, or why there is none: no such file, a text that is no longer what was locked, or one that cannot be read. */
export type ReadPlan =
  | { readonly plan: PlanOfRecord }
  | { readonly problem: 'absent' | 'tampered' | 'unreadable'; readonly reason?: string };

/**
 * How a host reads what stands beside a model; each gives the same object for as long as nothing has changed, and undefined where it
 * cannot look.
 */
export interface RecordsHost {
  actuals?(folder: string, names: SourceNames | undefined, fiscalYearStart: number): ReadActuals | undefined;
  plan?(uri: string): ReadPlan | undefined;
}
