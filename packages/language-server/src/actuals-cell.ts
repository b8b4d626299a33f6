import { type CellAt, COLUMNS, type Column, cellAt, type FileName } from '@upsell/actuals';
import { Lines } from '@upsell/language';
import type { Position, Range } from 'vscode-languageserver';

/** A cell of a file of actuals that is open in the editor. */
export interface ActualsCell extends CellAt {
  /** The columns that the file may have. */
  readonly columns: readonly Column[];
  readonly at: Range;
}

/** The folder and the name of a file of actuals, by its URI; undefined for another file. */
export function actualsFile(uri: string): { readonly folder: string; readonly name: FileName } | undefined {
  const at = uri.lastIndexOf('/');
  const name = uri.slice(at + 1);
  return Object.hasOwn(COLUMNS, name) ? { folder: uri.slice(0, at), name: name as FileName } : undefined;
}

/** The cell under the cursor in a file of actuals; undefined where there is none. */
export function cellUnder(uri: string, text: string, position: Position): ActualsCell | undefined {
  const file = actualsFile(uri);
  const lines = new Lines(text);
  const cell = file && cellAt(text, lines.offsetAt(position));
  if (!cell) return undefined;
  const { start, end } = cell.range;
  return { ...cell, columns: COLUMNS[file.name], at: { start: lines.at(start), end: lines.at(end) } };
}

/** What the row of a cell has in a column; undefined where it has nothing there. */
export const valueIn = ({ header, cells }: ActualsCell, column: string): string | undefined =>
  cells[header.indexOf(column)] || undefined;
