import { firstFrom } from '../sorted.ts';
import type { SourceFile } from '../source-file.ts';
import type { TextEdit } from '../text-edit.ts';
import { type Range, rangeOf } from '../tree.ts';
import { rowsTogether } from './columns.ts';
import { layOut } from './format.ts';
import type { Row } from './row.ts';
import { runAround, type Some, sectionsOf } from './sections.ts';

/**
 * What a brace that was typed before an offset finishes: those edits of `format` that lie in the block which it closes, in the order of
 * the text. None where it closes no block, or where the declaration has an error.
 */
export function formatClosedBlock(file: SourceFile, offset: number): readonly TextEdit[] {
  const brace = offset - 1;
  if (file.refused || file.text[brace] !== '}') return [];
  const { rows, edits } = layOut(file, sectionsOf(file, around(file, brace)));
  const last = rows.findIndex(({ items }) => items.some(({ start, end }) => start === brace && end === offset));
  const head = headOf(file.text, rows, last);
  return head < 0 ? [] : within(edits, [{ start: lineOf(file, rows, head).start, end: offset }]);
}

/**
 * What the end of a line finishes: those edits of `format` that lie in the line, and in the lines whose columns stand with its own; never
 * in the line behind it, in which the cursor is, and which parts nothing for as long as it is empty. None where the line is empty or goes
 * on in the next one, or where the declaration has an error.
 */
export function formatFinishedLine(file: SourceFile, line: number): readonly TextEdit[] {
  const { lines, text } = file;
  const [start, end] = [lines.offsetAt({ line, character: 0 }), lines.offsetAt(lines.endOf(line))];
  const first = start + text.slice(start, end).search(/\S/);
  if (file.refused || first < start) return [];
  const { rows, edits } = layOut(file, sectionsOf(file, around(file, first)), line + 1);
  const finished = rows.filter((row) => row.items.length > 0 && startOf(row) <= end && endOf(row) >= start);
  if (finished.length === 0 || finished.some((row) => endOf(row) > end)) return [];
  const others = rowsTogether(text, rows).filter((run) => run.some((row) => finished.includes(row)));
  const besideCursor = [...new Set([...finished, ...others.flat()])].filter(
    (row) => lines.at(startOf(row)).line > line + 1 || lines.at(endOf(row)).line <= line,
  );
  return within(
    edits,
    besideCursor.map((row) => lineOf(file, rows, rows.indexOf(row))),
  );
}

/** The declarations that have a say in how what begins at an offset is laid out. */
function around(file: SourceFile, offset: number): Some {
  const { elements } = file;
  const at = Math.max(0, firstFrom(elements.map(rangeOf), offset + 1) - 1);
  const { from, to } = runAround(file, { from: at, to: at + 1 });
  return { from: Math.max(0, from - 1), to: Math.min(elements.length, to + 1) };
}

/** The row that opens what another one closes; -1 where there is none. */
function headOf(text: string, rows: readonly Row[], last: number): number {
  let open = 0;
  for (let i = last; i >= 0; i--) {
    for (const { start, end } of rows[i]?.items ?? []) {
      const word = text.slice(start, end);
      if (word === '}') open++;
      else if (word === '{') open--;
    }
    if (open === 0) return i;
  }
  return -1;
}

const startOf = ({ items }: Row): number => items[0]?.start ?? 0;
const endOf = ({ items }: Row): number => items.at(-1)?.end ?? 0;

/** From the start of the line that a row begins in, or the end of a row before it there, to its own end. */
function lineOf({ lines }: SourceFile, rows: readonly Row[], index: number): Range {
  const row = rows[index] as Row;
  const before = rows[index - 1];
  const { line } = lines.at(startOf(row));
  return { start: Math.max(before ? endOf(before) : 0, lines.offsetAt({ line, character: 0 })), end: endOf(row) };
}

/** Edits before the last word of a range; what is inserted at its end belongs to what follows. */
const within = (edits: readonly TextEdit[], ranges: readonly Range[]): readonly TextEdit[] =>
  edits.filter((edit) => ranges.some(({ start, end }) => edit.start >= start && edit.end < end));
