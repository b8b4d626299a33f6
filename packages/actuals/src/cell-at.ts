import { readCsv } from './csv.ts';
import { type CsvRow, cellsOf, isBlank } from './csv-row.ts';
import type { Range } from './range.ts';

/** A cell as an editor asks for it. */
export interface CellAt {
  /** Its column's name in the header, of a cell of the header its own; undefined where the header has no cell above it. */
  readonly column: string | undefined;
  /** Without its quotes and the spaces around it. */
  readonly value: string;
  readonly range: Range;
  /** 0 for the header, 1 for the first row that is not blank, … */
  readonly row: number;
  /** The names in the header, and the values of the row's cells, in the order of the columns. */
  readonly header: readonly string[];
  readonly cells: readonly string[];
}

/**
 * The cell of a CSV text that a UTF-16 offset lies in or at the end of; undefined outside, and in what is not CSV. A blank line
 * is a cell of the first column, and of the row that would begin there.
 */
export function cellAt(text: string, offset: number): CellAt | undefined {
  let header: CsvRow | undefined;
  let before = 0;
  for (const row of readCsv(text)) {
    if (offset < row.start) return undefined;
    const cells = offset <= row.end ? cellsOf(text, row) : [];
    const at = cells.findIndex((cell) => cell.start <= offset && offset <= cell.end);
    const cell = cells[at];
    if (cell) {
      const { value, start, end } = cell;
      const isHeader = !header && !isBlank(row);
      const values = cells.map((one) => one.value);
      const names = isHeader ? values : header ? cellsOf(text, header).map((one) => one.value) : [];
      return { column: names[at], value, range: { start, end }, row: before, header: names, cells: values };
    }
    if (isBlank(row)) continue;
    header ??= row;
    before++;
  }
  return undefined;
}

/** The values of a column in the rows that have a value in another one, such as the sources of a month. */
export function valuesBeside(text: string, column: string, other: string, value: string): readonly string[] {
  let header: readonly string[] | undefined;
  const found: string[] = [];
  for (const row of readCsv(text)) {
    if (isBlank(row)) continue;
    const cells = cellsOf(text, row).map((cell) => cell.value);
    header ??= cells;
    if (cells[header.indexOf(other)] === value) found.push(cells[header.indexOf(column)] ?? '');
  }
  return found;
}
