import type { Range } from '@upsell/actuals';

export type FileName = 'months.csv' | 'quarters.csv' | 'cohorts.csv';
/** Texts by name; a file without one is not there. */
export type Texts = Partial<Record<FileName, string>>;

/** A table as it is written, with the place of each cell: of the header in row 0. */
export interface WrittenTable {
  readonly text: string;
  readonly places: readonly (readonly Range[])[];
}

export interface Writing {
  readonly lineEnd: (row: number) => string;
  /** Written before the first line. */
  readonly start?: string;
  /** Whether the last line has a line end too. */
  readonly isEnded?: boolean;
}

const PLAIN: Writing = { lineEnd: () => '\n', isEnded: true };

/** Cells as they stand in the file, put together. Written by itself, so that what the reader says of places can be compared. */
export function written(rows: readonly (readonly string[])[], writing: Writing = PLAIN): WrittenTable {
  let text = writing.start ?? '';
  const places = rows.map((cells, row) => {
    const inRow = cells.map((cell, i) => {
      if (i > 0) text += ',';
      const start = text.length;
      text += cell;
      return { start, end: text.length };
    });
    if (row < rows.length - 1 || writing.isEnded) text += writing.lineEnd(row);
    return inRow;
  });
  return { text, places };
}

/** A value as a cell: in quotes where it must be, or where that is wanted. */
export const cellOf = (value: string, isQuoted = /[",\r\n]/.test(value)): string =>
  isQuoted ? `"${value.replaceAll('"', '""')}"` : value;

/** The value of a cell as it stands in a file (RFC 4180). */
export function valueOfCell(cell: string): string {
  const quoted = /^"((?:[^"]|"")*)"\s*$/.exec(cell);
  return quoted ? (quoted[1] ?? '').replaceAll('""', '"') : cell;
}
