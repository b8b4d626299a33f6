import { applyEdits, type TextEdit } from './text-edit.ts';

/** Edits of a text, and edits of what they make of it, as edits of the text itself, in order and apart from each other. */
export function composed(text: string, first: readonly TextEdit[], next: readonly TextEdit[]): readonly TextEdit[] {
  if (next.length === 0) return first;
  const made = applyEdits(text, first);
  const own: Placed[] = [];
  let growth = 0;
  for (const edit of [...first].sort((a, b) => a.start - b.start)) {
    const start = edit.start + growth;
    own.push({ start, end: start + edit.newText.length, edit });
    growth += edit.newText.length - (edit.end - edit.start);
  }
  const groups: Joined[] = [];
  const all = [...own, ...next].sort((a, b) => a.start - b.start || a.end - b.end);
  for (const one of all) {
    const last = groups.at(-1);
    const group = last && one.start <= last.end ? last : { start: one.start, end: one.end, first: [], after: [] };
    if (group !== last) groups.push(group);
    group.end = Math.max(group.end, one.end);
    if ('edit' in one) group.first.push(one.edit);
    else group.after.push(one);
  }
  growth = 0;
  return groups.flatMap((group) => {
    const [edit, ...others] = group.first;
    const grown = group.first.reduce((sum, { start, end, newText }) => sum + newText.length - (end - start), 0);
    const [start, end] = [group.start - growth, group.end - growth - grown];
    growth += grown;
    if (edit && others.length === 0 && group.after.length === 0) return [edit];
    const within = group.after.map((one) => ({ ...one, start: one.start - group.start, end: one.end - group.start }));
    return [{ start, end, newText: applyEdits(made.slice(group.start, group.end), within) }];
  });
}

/** An edit, and where in the changed text stands what it wrote. */
interface Placed {
  readonly start: number;
  readonly end: number;
  readonly edit: TextEdit;
}

/** Edits that touch each other, and where they stand in the text between. */
interface Joined {
  readonly start: number;
  end: number;
  readonly first: TextEdit[];
  readonly after: TextEdit[];
}
