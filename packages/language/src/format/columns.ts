import { type CellLine, cellLines } from './cells.ts';
import { indentation, type Row, type Table } from './row.ts';

/**
 * Where the columns of rows stand, by their numbers, counted from the line's start; a column without a place follows what is
 * before it after one space. A run of rows whose columns stand straight already keeps them, however wide: the author may have
 * left room. All others stand one space behind the widest cell before them.
 */
export function placeColumns(text: string, rows: readonly Row[]): ReadonlyMap<Row, readonly number[]> {
  const places = new Map<Row, number[]>();
  for (const run of runsOf(text, rows)) placeRun(run, places);
  return places;
}

/** The rows whose columns stand where they do because of each other, run by run. */
export const rowsTogether = (text: string, rows: readonly Row[]): readonly (readonly Row[])[] =>
  runsOf(text, rows).map((run) => run.map(({ row }) => row));

/** More spaces than these between a column and the widest cell before it are not meant. */
const MOST_ROOM = 16;

/** A row of a run with its lines: the row's own, and one for each later step. */
interface Entry {
  readonly row: Row;
  readonly lines: readonly CellLine[];
}

/** Rows of one table that follow each other; comments may stand between them, and rows without columns, but no blank line. */
function runsOf(text: string, rows: readonly Row[]): readonly (readonly Entry[])[] {
  const runs: Entry[][] = [];
  let table: Table | undefined;
  for (const row of rows) {
    if (row.blank) table = undefined;
    if (row.isComment) continue;
    const lines = cellLines(text, row);
    if (!lines || row.table !== table) table = undefined;
    if (!lines || !row.table) continue;
    if (!table) runs.push([]);
    table = row.table;
    if (lines.some(({ cells }) => cells.length > 1)) runs.at(-1)?.push({ row, lines });
  }
  return runs;
}

function placeRun(run: readonly Entry[], places: Map<Row, number[]>): void {
  const table = run[0]?.row.table;
  for (const { row } of run) places.set(row, [indentation(row)]);
  let straight = run.length > 1;
  for (const [i, column] of columnsOf(run).entries()) {
    const isProvenance = column === table?.provenance;
    const groups = isProvenance ? neighboursWith(column, run) : [run];
    const isStraight = groups.map((group) => {
      const { least, kept } = standing(column, group, places);
      const mayKeep = i > 0 || !table?.tightFirst || kept === least;
      const stands = kept !== undefined && mayKeep;
      for (const { row } of group) (places.get(row) as number[])[column] = straight && stands ? kept : least;
      return stands;
    });
    straight &&= isStraight.every(Boolean);
  }
}

/** The columns that stand behind something in a run, in their order. */
function columnsOf(run: readonly Entry[]): readonly number[] {
  const cells = run.flatMap(({ lines }) => lines.flatMap((line) => line.cells.slice(1)));
  return [...new Set(cells.map(({ column }) => column))].sort((a, b) => a - b);
}

const has =
  (column: number) =>
  ({ lines }: Entry): boolean =>
    lines.some(({ cells }) => cells.some((cell) => cell.column === column));

/** Where a column could stand at least, and where it stands already if it stands in one place. */
function standing(column: number, group: readonly Entry[], places: ReadonlyMap<Row, readonly number[]>) {
  let least = 0;
  const found = new Set<number>();
  for (const { row, lines } of group)
    for (const { cells } of lines) {
      // A row without this column, but with a later one, leaves room for it.
      const index = cells.findIndex((cell) => cell.column >= column);
      const [before, cell] = [cells[index - 1], cells[index]];
      if (!before || !cell) continue;
      const end = ((places.get(row) as readonly number[])[before.column] as number) + before.width;
      least = Math.max(least, end + 1);
      if (cell.column === column) found.add(end + cell.gap);
    }
  const [kept = -1] = found;
  return { least, kept: found.size === 1 && kept >= least && kept <= least + MOST_ROOM ? kept : undefined };
}

/** Neighbours in a run that have a column, where two or more do. */
function neighboursWith(column: number, run: readonly Entry[]): readonly (readonly Entry[])[] {
  const groups: Entry[][] = [[]];
  for (const entry of run) {
    if (has(column)(entry)) groups.at(-1)?.push(entry);
    else groups.push([]);
  }
  return groups.filter((group) => group.length > 1);
}
