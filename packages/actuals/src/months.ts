import { type ActualMonth, type Month, monthText } from '@upsell/engine';
import type { Cell } from './csv-row.ts';
import { daysIn, readDate, readMonth } from './dates.ts';
import { type Figures, readFigures } from './figures.ts';
import { type Dated, reportGaps } from './gaps.ts';
import type { Report } from './problem.ts';
import type { Range } from './range.ts';
import { repeated } from './repeated.ts';
import { readTable, type TableRow } from './table.ts';

/** What months.csv says; see `Actuals`. `places` says where the cells of each row stand, in the order of the rows. */
export interface Months {
  readonly rows: readonly ActualMonth[];
  readonly leftOut: readonly ActualMonth[];
  readonly unread: readonly (Month | undefined)[];
  readonly places: readonly MonthPlace[];
  readonly monthsOf: MonthsOf;
}

/** The months of the rows of a source, by its name as it stands in the cells; of rows with other errors as well. */
export type MonthsOf = ReadonlyMap<string, readonly Month[]>;

/** Where the required cells of a row stand in months.csv. */
export interface MonthPlace {
  readonly month: Range;
  readonly source: Range;
  readonly touches: Range;
  readonly opened: Range;
  /** Of a row that covers a part of its month. */
  readonly through?: Range;
}

/** The rows of months.csv, in the order of months, then sources; what is wrong goes to `report`. */
export function readMonths(text: string, names: ReadonlyMap<string, string> | undefined, report: Report): Months {
  const read = readTable('months.csv', text, report, (row) => readRow(row, names, report));
  const twice = repeated(read, ({ month, source }) =>
    month === undefined || source === undefined ? undefined : [month, source],
  );
  for (const [row, first] of twice) {
    const { line, month, source, sourceAt, written } = row;
    if (line === first || month === undefined || !sourceAt) continue;
    const params = { line, column: 'source', text: written, source, month: monthText(month), first };
    report('actuals-duplicate-row', sourceAt, params);
  }
  reportGaps(read, report);

  const right = (row: ReadRow): row is CountedRow =>
    row.counted !== undefined && row.place !== undefined && !twice.has(row);
  const counted = read.filter(right).sort(byMonthAndSource);
  const known = counted.filter(({ source }) => source !== undefined);
  return {
    rows: known.map((row) => row.counted),
    leftOut: counted.filter(({ source }) => source === undefined).map((row) => row.counted),
    unread: read.filter((row) => !right(row)).map(({ month }) => month),
    places: known.map((row) => row.place),
    monthsOf: monthsByName(read),
  };
}

function monthsByName(read: readonly ReadRow[]): MonthsOf {
  const months = new Map<string, Month[]>();
  for (const { month, written } of read) {
    if (month === undefined || written === undefined) continue;
    const known = months.get(written);
    if (known) known.push(month);
    else months.set(written, [month]);
  }
  return months;
}

interface ReadRow extends Dated {
  readonly sourceAt?: Range;
  /** The source as it stands in the cell. */
  readonly written?: string;
  /** Absent where the row has an error other than its source's: it counts nowhere. */
  readonly counted?: ActualMonth;
  readonly place?: MonthPlace;
}

type CountedRow = ReadRow & { readonly counted: ActualMonth; readonly place: MonthPlace };

function byMonthAndSource({ counted: a }: CountedRow, { counted: b }: CountedRow): number {
  if (a.month !== b.month) return a.month - b.month;
  return a.source < b.source ? -1 : a.source > b.source ? 1 : 0;
}

function readRow(row: TableRow, names: ReadonlyMap<string, string> | undefined, report: Report): ReadRow {
  const { line } = row;
  const monthCell = row.cell('month');
  const month = monthCell && readMonth(monthCell.value);
  const [sourceCell, touches, opened] = [row.cell('source'), row.cell('touches'), row.cell('opened')];
  if (!row.isWhole || !monthCell || !sourceCell || !touches || !opened) return { line, month };

  if (month === undefined)
    report('actuals-malformed', monthCell, { line, column: 'month', text: monthCell.value, kind: 'month' });
  const written = sourceCell.value;
  const source = readSource(sourceCell, line, month, names, report);
  const figures = readFigures(row, report);
  const through = readThrough(row, month, report);
  const [monthAt, sourceAt] = [rangeOf(monthCell), rangeOf(sourceCell)];
  if (month === undefined || !figures || through === 'wrong')
    return { line, month, monthAt, source, sourceAt, written };
  const counted = actualMonth(month, source ?? written, figures, through);
  const throughCell = through === undefined ? undefined : row.cell('through');
  const throughAt = throughCell && rangeOf(throughCell);
  const place = {
    month: monthAt,
    source: sourceAt,
    touches: rangeOf(touches),
    opened: rangeOf(opened),
    ...(throughAt && { through: throughAt }),
  };
  const part = throughAt && through !== undefined ? { day: through, at: throughAt } : undefined;
  return { line, month, monthAt, source, sourceAt, written, counted, place, ...(part && { part }) };
}

/** The source's name today; undefined, and reported, where there is none. */
function readSource(
  cell: Cell,
  line: number,
  month: Month | undefined,
  names: ReadonlyMap<string, string> | undefined,
  report: Report,
): string | undefined {
  const params = { line, column: 'source', text: cell.value };
  if (cell.value === '') return void report('actuals-no-source', cell, params);
  const source = names ? names.get(cell.value) : cell.value;
  if (source === undefined) report('actuals-unknown-source', cell, { ...params, source: cell.value, month });
  return source;
}

/** The last day that is covered; undefined for all of the month. */
function readThrough(row: TableRow, month: Month | undefined, report: Report): number | undefined | 'wrong' {
  const cell = row.cell('through');
  if (!cell || cell.value === '') return undefined;
  const date = readDate(cell.value);
  if (!date || (month !== undefined && date.month !== month)) {
    const params = { line: row.line, column: 'through', text: cell.value, kind: 'through' };
    report('actuals-malformed', cell, month === undefined ? params : { ...params, month: monthText(month) });
    return 'wrong';
  }
  return date.day === daysIn(date.month) ? undefined : date.day;
}

const actualMonth = (
  month: Month,
  source: string,
  { touches = 0, opened = 0, closed, won, revenue, gated }: Figures,
  through: number | undefined,
): ActualMonth => ({ month, source, touches, opened, closed, won, revenue, gated, through });

/** A cell's place without its value, which would be kept with it. */
const rangeOf = ({ start, end }: Cell): Range => ({ start, end });
