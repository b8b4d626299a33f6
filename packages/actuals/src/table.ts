import { COLUMNS, type Column, type FigureKind, type FileName, isFigure } from './columns.ts';
import { readCsv } from './csv.ts';
import { type Cell, type CsvRow, cellsOf, isBlank } from './csv-row.ts';
import { readHeader } from './header.ts';
import type { Report } from './problem.ts';

/** A row of a file under its header. */
export interface TableRow {
  readonly file: FileName;
  readonly line: number;
  /** Whether it has a cell for each column; where not, that is reported, and the cells that it has may stand in wrong columns. */
  readonly isWhole: boolean;
  readonly cells: readonly Cell[];
  /** The columns of numbers that the file has. */
  readonly figures: readonly FigureColumn[];
  /** The cell of a column; undefined where the file has no such column, or the row is too short for it. */
  cell(column: string): Cell | undefined;
}

export interface FigureColumn extends Column {
  readonly kind: FigureKind;
  /** Its place in a row, from 0. */
  readonly at: number;
}

/**
 * What `readRow` makes of the rows of a file, in the order of its text, blank lines left out; nothing where the text or its header is
 * wrong. Reports `actuals-malformed` and `actuals-unknown-column`.
 */
export function readTable<T>(
  file: FileName,
  text: string,
  report: Report,
  readRow: (row: TableRow) => T,
): readonly T[] {
  if (reportControl(text, report)) return [];
  const rows = readCsv(text);
  const header = headerOf(rows);
  const places = readHeader(file, text, header, report);
  if (!header || !places) return [];

  const figures = COLUMNS[file].flatMap((column): FigureColumn[] => {
    const { kind } = column;
    const at = places.get(column.name);
    return at !== undefined && isFigure(kind) ? [{ ...column, kind, at }] : [];
  });
  const made: T[] = [];
  for (const row of rows) {
    if (isBlank(row)) continue;
    const isWhole = checkRow(text, row, header.values.length, report);
    const cells = cellsOf(text, row);
    const cell = (column: string) => {
      const at = places.get(column);
      return at === undefined ? undefined : cells[at];
    };
    made.push(readRow({ file, line: row.line, isWhole, cells, figures, cell }));
  }
  return made;
}

/** The first row that is not blank, after which `rows` goes on. */
function headerOf(rows: Iterator<CsvRow>): CsvRow | undefined {
  for (let next = rows.next(); !next.done; next = rows.next()) if (!isBlank(next.value)) return next.value;
  return undefined;
}

function reportControl(text: string, report: Report): boolean {
  const start = text.search(CONTROL);
  if (start === -1) return false;
  const line = text.slice(0, start).split(/\r\n|\r|\n/).length;
  const character = text.charCodeAt(start);
  report('actuals-malformed', { start, end: start + 1 }, { line, kind: 'binary', character });
  return true;
}

/** The first control character that is no tab or line end: such a file is no text. */
const CONTROL = /[^\P{Cc}\t\n\r]/u;

function checkRow(text: string, row: CsvRow, expected: number, report: Report): boolean {
  const { line, wrong } = row;
  if (wrong) {
    const { kind, start, end } = wrong;
    report('actuals-malformed', wrong, { line, kind, text: text.slice(start, end) });
    return false;
  }
  const cells = row.values.length;
  if (cells !== expected) report('actuals-malformed', row, { line, kind: 'row-length', cells, expected });
  return cells === expected;
}
