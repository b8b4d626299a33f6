import type { Range } from './range.ts';

/** A cell with where it stands: its quotes and the spaces around it are in the range, and not in the value. */
export interface Cell extends Range {
  readonly value: string;
}

/** A row of a CSV text. A row is one line, or more where a quoted cell holds line ends. */
export interface CsvRow extends Range {
  /** The line that it begins on, 1 for the first. */
  readonly line: number;
  /**
   * What the library gives for its cells; of a row that cannot be cut into cells for those before the place where it goes wrong.
   * `cellsOf` makes cells of them: a text has many, and most are needed one row at a time.
   */
  readonly values: readonly string[];
  readonly wrong?: WrongPlace;
}

/** Why a row is not CSV: its quotes, or a line that is too long to be read; and where. */
export interface WrongPlace extends Range {
  readonly kind: 'quotes' | 'line-length';
}

/** Whether the row is a blank line, or has blank cells alone, as spreadsheets leave them: it means nothing. */
export const isBlank = ({ values, wrong }: CsvRow): boolean =>
  wrong === undefined && values.every((value) => value.trim() === '');

/** The row, or where a cell of it has quotes in it and none around it: the library takes them as they are, RFC 4180 does not. */
export function checkedRow(text: string, row: CsvRow): CsvRow {
  const bare = cellsOf(text, row).find((cell) => cell.value.includes('"') && text[cell.start] !== '"');
  return bare ? { ...row, wrong: { kind: 'quotes', start: bare.start, end: bare.end } } : row;
}

/** The row at an offset whose cell at `wrong` has quotes that are not closed, or closed too early. It ends with its line, at `end`. */
export function cutRow(
  text: string,
  values: readonly string[],
  start: number,
  end: number,
  line: number,
  wrong: number,
): CsvRow {
  const comma = text.indexOf(',', wrong);
  const before = cellsOf(text, { start, end, values }).filter((cell) => cell.start < wrong).length;
  return {
    start,
    end,
    line,
    values: values.slice(0, before),
    wrong: { kind: 'quotes', start: wrong, end: comma === -1 ? end : Math.min(comma, end) },
  };
}

/**
 * The cells of a row. The library says nothing of their places: written is either the value itself or, after a quote, the value
 * with its quotes doubled, a quote and spaces.
 */
export function cellsOf(text: string, { start, end, values }: Omit<CsvRow, 'line'>): readonly Cell[] {
  const cells: Cell[] = [];
  let at = start;
  for (const value of values) {
    let next = at + value.length;
    const isQuoted = text[at] === '"';
    if (isQuoted) {
      next += 2 + quotesIn(value);
      while (next < end && text[next] !== ',') next++;
    }
    // The library's value of a row's last cell may have the CR of a CRLF.
    const cellEnd = Math.min(next, end);
    // It gives line ends in quotes as LF, whatever they are.
    const isAsWritten = !isQuoted || !value.includes('\n');
    cells.push({
      start: at,
      end: cellEnd,
      value: (isAsWritten ? value : withoutQuotes(text.slice(at, cellEnd))).trim(),
    });
    at = next + 1;
  }
  return cells;
}

/** Where a line ends whose LF or lone CR is at `at`: before the CR of a CRLF. */
export const lineEndBefore = (text: string, at: number): number =>
  text[at] === '\n' && text[at - 1] === '\r' ? at - 1 : at;

const withoutQuotes = (written: string): string => written.slice(1, written.lastIndexOf('"')).replaceAll('""', '"');

function quotesIn(value: string): number {
  let count = 0;
  for (let at = value.indexOf('"'); at !== -1; at = value.indexOf('"', at + 1)) count++;
  return count;
}
