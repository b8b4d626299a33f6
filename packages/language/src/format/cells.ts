import type { Item, Row } from './row.ts';

/** One written line of a row: its cells from left to right. That of a later step begins with the value's column. */
export interface CellLine {
  readonly cells: readonly Cell[];
}

/** What stands in a column, and all that follows up to the next one. */
export interface Cell {
  readonly column: number;
  readonly width: number;
  /** Spaces that the author wrote before it; 0 where it is more than spaces. */
  readonly gap: number;
}

/** What is wider is not waited for: it sticks out. */
const WIDEST = 80;
/** Where a value stands that is in none, and behind which none begins: a touch's own conversion. */
const NO_COLUMN = Number.POSITIVE_INFINITY;

/** The lines of a row; undefined where a comment breaks one of them or begins the row, or where the row begins no line. */
export function cellLines(text: string, row: Row): readonly CellLine[] | undefined {
  if (row.stays || text[row.items[0]?.start ?? 0] === '/') return undefined;
  if (row.items.some((item) => item.lead === 'break' || isBroken(text, item))) return undefined;
  const lines: { cells: { column: number; width: number; gap: number }[] }[] = [];
  let anchor = NO_COLUMN;
  for (const [i, item] of row.items.entries()) {
    const { start, end, lead, anchors } = item;
    const cell = { column: typeof lead === 'number' ? lead : 0, width: end - start, gap: 0 };
    const last = lines.at(-1)?.cells.at(-1);
    const begins = last !== undefined && cell.column > last.column && last.width <= WIDEST;
    if (anchors) anchor = begins ? cell.column : NO_COLUMN;
    if (!last) lines.push({ cells: [cell] });
    else if (lead === 'step') lines.push({ cells: [{ ...cell, column: anchor }] });
    else if (begins) lines.at(-1)?.cells.push({ ...cell, gap: spaces(text, row.items[i - 1] as Item, start) });
    else last.width += cell.width + (lead === 'tight' ? 0 : 1);
  }
  return lines;
}

const isBroken = (text: string, { start, end }: Item): boolean => {
  for (let i = start; i < end; i++) if (text[i] === '\n' || text[i] === '\r') return true;
  return false;
};

function spaces(text: string, before: Item, end: number): number {
  for (let i = before.end; i < end; i++) if (text[i] !== ' ') return 0;
  return end - before.end;
}
