import type { Workbook, WorkbookCell } from '@upsell/report';
import calculate from 'xlsx-calc';

/** Values by the name of a cell with its sheet, such as `Flows!F12`. */
export type Values = ReadonlyMap<string, string | number>;

/**
 * What the formulas of a workbook come to, by a library that knows nothing of the engine; the values that the workbook says
 * they have are thrown away. `inputs` take the place of the numbers in the cells that they name.
 */
export function recalculated({ sheets }: Workbook, inputs: Values = new Map()): Values {
  const cells = sheets.flatMap((sheet) => sheet.cells.map((cell) => ({ name: nameOf(cell), sheet: sheet.name, cell })));
  const book = { Sheets: Object.fromEntries(sheets.map(({ name }) => [name, {} as Record<string, object>])) };
  for (const { name, sheet, cell } of cells) {
    const value = inputs.get(`${sheet}!${name}`) ?? cell.value;
    const own =
      cell.formula === undefined ? { v: value, t: typeof value === 'number' ? 'n' : 's' } : { f: cell.formula };
    (book.Sheets[sheet] as Record<string, object>)[name] = own;
  }
  calculate(book);
  return new Map(
    cells.flatMap(({ name, sheet }) => {
      const { v, w } = (book.Sheets[sheet] as Record<string, { v?: string | number; w?: string }>)[name] ?? {};
      return v === undefined ? [[`${sheet}!${name}`, `no value: ${w}`] as const] : [[`${sheet}!${name}`, v] as const];
    }),
  );
}

/** The values that a workbook says its cells have; an empty one is an empty text. */
export const statedValues = ({ sheets }: Workbook): Values =>
  new Map(
    sheets.flatMap((sheet) => sheet.cells.map((cell) => [`${sheet.name}!${nameOf(cell)}`, cell.value ?? ''] as const)),
  );

/** `F12`. */
export const nameOf = ({ row, column }: Pick<WorkbookCell, 'row' | 'column'>): string =>
  `${column < 26 ? '' : String.fromCharCode(64 + Math.floor(column / 26))}${String.fromCharCode(65 + (column % 26))}${row + 1}`;

/**
 * Cells in which two lists of values differ. Numbers may by a relative 1e-9; and by as much of the greatest number of their row,
 * since what is left of a queue, or open at the end, is a difference of greater numbers.
 */
export function differingCells(expected: Values, found: Values): readonly string[] {
  const greatest = new Map<string, number>();
  for (const [name, value] of expected) {
    const row = rowOf(name);
    if (typeof value === 'number') greatest.set(row, Math.max(greatest.get(row) ?? 0, Math.abs(value)));
  }
  return [...expected].flatMap(([name, value]) => {
    const other = found.get(name);
    if (typeof value !== 'number' || typeof other !== 'number')
      return Object.is(value, other) ? [] : [`${name}: ${other} instead of ${value}`];
    const allowed = 1e-9 * Math.max(Math.abs(value), greatest.get(rowOf(name)) ?? 0, LEAST);
    return Math.abs(value - other) <= allowed ? [] : [`${name}: ${other} instead of ${value}`];
  });
}

const LEAST = 1;

const rowOf = (name: string): string => name.replace(/![A-Z]+/, '!');
