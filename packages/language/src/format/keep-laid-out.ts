import { composed } from '../composed-edits.ts';
import type { Element } from '../generated/ast.ts';
import { firstFrom } from '../sorted.ts';
import { parseFile, type SourceFile } from '../source-file.ts';
import { applyEdits, type TextEdit } from '../text-edit.ts';
import { rangeOf } from '../tree.ts';
import { layOut } from './format.ts';
import { runAround, type Some, sectionsOf } from './sections.ts';

/**
 * Edits of a file, with what lays out anew the declarations that they touch, and the lines whose columns stand with theirs: in the order
 * of the text, and apart from each other. What was not laid out, or has an error, is changed by the edits alone.
 */
export function keepLaidOut(file: SourceFile, edits: readonly TextEdit[]): readonly TextEdit[] {
  if (file.refused) return edits;
  return groupsOf(file, edits).flatMap((group) => laidOut(file, group));
}

/** Edits that touch declarations which follow each other, and those declarations. */
interface Group extends Some {
  readonly edits: readonly TextEdit[];
}

function groupsOf(file: SourceFile, edits: readonly TextEdit[]): readonly Group[] {
  const groups: Group[] = [];
  const starts = file.elements.map(rangeOf);
  for (const edit of [...edits].sort((a, b) => a.start - b.start)) {
    const last = groups.at(-1);
    const first = Math.max(0, firstFrom(starts, edit.start + 1) - 1);
    const behind = Math.max(first + 1, firstFrom(starts, edit.end));
    const { from, to } = runAround(file, { from: first, to: Math.min(behind, starts.length) });
    // What stands between two declarations that follow each other belongs to both.
    if (last && from <= last.to) groups[groups.length - 1] = { from: last.from, to, edits: [...last.edits, edit] };
    else groups.push({ from, to, edits: [edit] });
  }
  return groups;
}

function laidOut(file: SourceFile, { from, to, edits }: Group): readonly TextEdit[] {
  const { elements, text } = file;
  const startOf = (i: number) => (i < elements.length ? rangeOf(elements[i] as Element).start : text.length);
  const endOf = (i: number) => (i < 0 ? 0 : rangeOf(elements[i] as Element).end);
  // Between declarations it matters what stands around; what begins the first of some declarations has no columns.
  const isInside = edits.every(({ start, end }) => to > from && start >= startOf(from) && end <= endOf(to - 1));
  const some = { from: Math.max(0, from - 1), to: isInside ? to : Math.min(elements.length, to + 1) };
  const [first, last] = isInside ? [startOf(from), endOf(to - 1)] : [endOf(from - 1), startOf(to)];
  const [start, end] = isInside ? [first, last] : [some.from === 0 ? 0 : startOf(some.from), startOf(some.to)];
  const isWithin = (growth: number) => (edit: TextEdit) =>
    edit.start >= first && (isInside ? edit.end < last + growth : edit.end <= last + growth);
  const sections = sectionsOf(file, some);
  const whole = new Set(sections.flatMap((section) => section.elements.map(({ node }) => node)));
  const isWhole = elements.slice(from, to).every((element) => whole.has(element));
  if (!isWhole || layOut(file, sections).edits.some(isWithin(0))) return edits;
  const moved = edits.map((edit) => moveBy(-start, edit));
  const old = text.slice(start, end);
  const after = parseFile(file.uri, applyEdits(old, moved));
  const growth = after.text.length - old.length;
  const spaces = layOut(after, sectionsOf(after)).edits.map((edit) => moveBy(start, edit));
  const own = spaces.filter(isWithin(growth)).map((edit) => moveBy(-start, edit));
  return composed(old, moved, own).map((edit) => moveBy(start, edit));
}

const moveBy = (count: number, { start, end, newText }: TextEdit): TextEdit => ({
  start: start + count,
  end: end + count,
  newText,
});
