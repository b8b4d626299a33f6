import { fiscalYearStartMonth, type Month, monthOfFiscalQuarter, yearOf } from './calendar.ts';
import type { Flows } from './figures.ts';
import { isBroken, type Model } from './model.ts';
import { sumOf } from './series.ts';

/** Some months in a row, and what they come to: opportunities and money. What is withheld is undefined. */
export interface FlowsRow {
  readonly from: Month;
  readonly to: Month;
  readonly opened?: number;
  readonly closed?: number;
  readonly won?: number;
  readonly revenue?: number;
}

/** How the rows of a table are cut. */
export type RowLength = 'month' | 'quarter' | 'year';

/**
 * The flows of a channel or a model in at most about `most` rows: by month where the period has no more of them, else by fiscal quarter,
 * else by fiscal year; the first and the last may be cut by the period. In the order of time.
 */
export function flowsByRow(
  flows: Pick<Flows, 'opened' | 'closed' | 'won' | 'revenue'>,
  { start, months, fiscalYearStart }: Model,
  most: number,
): { readonly length: RowLength; readonly rows: readonly FlowsRow[] } {
  const length = months <= most ? 'month' : months <= 3 * most ? 'quarter' : 'year';
  const rows: FlowsRow[] = [];
  for (let m = 0; m < months; ) {
    const next = Math.min(months, m + restOf(length, start + m, fiscalYearStart));
    const sum = (name: keyof typeof flows): number | undefined => {
      const figure = flows[name];
      return isBroken(figure) ? undefined : sumOf(figure.subarray(m, next));
    };
    const [opened, closed, won, revenue] = [sum('opened'), sum('closed'), sum('won'), sum('revenue')];
    rows.push({ from: start + m, to: start + next - 1, opened, closed, won, revenue });
    m = next;
  }
  return { length, rows };
}

/** How many months of its row are left, from a month on. */
function restOf(length: RowLength, month: Month, fiscalYearStart: number): number {
  if (length === 'month') return 1;
  if (length === 'quarter') return 3 - monthOfFiscalQuarter(month, fiscalYearStart);
  const begins = fiscalYearStartMonth(yearOf(month), fiscalYearStart);
  return 12 - ((((month - begins) % 12) + 12) % 12);
}
