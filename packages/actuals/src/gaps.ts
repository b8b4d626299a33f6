import { type Month, monthText } from '@upsell/engine';
import type { Report } from './problem.ts';
import type { Range } from './range.ts';

/** A row as far as its month, absent where it cannot be read, and its source are known. */
export interface Dated {
  readonly line: number;
  readonly month?: Month;
  /** Today's name; absent where the row has no source that is known. */
  readonly source?: string;
  /** Where the month stands; absent where the row cannot be cut into cells for certain. */
  readonly monthAt?: Range;
  /** Where the row covers a part of its month: the last day, and where it stands. */
  readonly part?: { readonly day: number; readonly at: Range };
}

/**
 * Reports `actuals-gap` for the months of a source that no row is there for between two of its months, and for one that a row
 * covers a part of before a later one. A row that cannot be
 * placed has an error of its own and may be the missing one: its month, or all months of its source, are not missed.
 */
export function reportGaps(rows: readonly Dated[], report: Report): void {
  const unplaced = rows.filter((row) => row.month === undefined);
  if (unplaced.some((row) => row.source === undefined)) return;
  const unsure = new Set(unplaced.map((row) => row.source));
  const taken = sorted(rows.filter((row) => row.source === undefined));
  for (const [source, own] of bySource(rows)) if (!unsure.has(source)) reportGapsOf(source, sorted(own), taken, report);
}

function reportGapsOf(source: string, own: readonly Dated[], taken: readonly Dated[], report: Report): void {
  own.forEach((row, i) => {
    const before = own[i - 1];
    if (before?.part && monthIn(row) > monthIn(before)) {
      const { day, at } = before.part;
      const through = `${monthText(monthIn(before))}-${String(day).padStart(2, '0')}`;
      report('actuals-gap', at, {
        line: before.line,
        column: 'through',
        source,
        through,
        later: monthText(monthIn(row)),
      });
    }
    if (!before || monthIn(row) - monthIn(before) < 2) return;
    const gap = (from: Month, to: Month) => {
      if (from > to || !row.monthAt) return;
      const [first, last] = [monthText(from), monthText(to)];
      report('actuals-gap', row.monthAt, { line: row.line, column: 'month', source, from: first, to: last });
    };
    let from = monthIn(before) + 1;
    for (const month of taken.map(monthIn)) {
      if (month < from || month >= monthIn(row)) continue;
      gap(from, month - 1);
      from = month + 1;
    }
    gap(from, monthIn(row) - 1);
  });
}

function bySource(rows: readonly Dated[]): ReadonlyMap<string, Dated[]> {
  const groups = new Map<string, Dated[]>();
  for (const row of rows) {
    if (row.source === undefined || row.month === undefined) continue;
    const group = groups.get(row.source);
    if (group) group.push(row);
    else groups.set(row.source, [row]);
  }
  return groups;
}

const sorted = (rows: readonly Dated[]): readonly Dated[] => [...rows].sort((a, b) => monthIn(a) - monthIn(b));

/** Only asked of rows that have one. */
const monthIn = (row: Dated): Month => row.month as Month;
