import { eolOf, startWithComments } from '../edits.ts';
import type { Element } from '../generated/ast.ts';
import type { FileEdit } from '../rules/rule.ts';
import type { SourceFile } from '../source-file.ts';
import { rangeOf } from '../tree.ts';

/** A declaration with the comments that belong to it. */
export function ownText(source: SourceFile, element: Element, eol: string): string {
  const { start, end } = extentOf(source, element);
  return source.text.slice(start, end).replaceAll(/\r\n|\r|\n/g, eol);
}

/** From the comments above a declaration to the one behind it, in the same line. */
function extentOf({ text }: SourceFile, element: Element): { readonly start: number; readonly end: number } {
  const { start, end } = rangeOf(element);
  const rest = /^[ \t]*\/\/[^\r\n]*/.exec(text.slice(end))?.[0].trimEnd() ?? '';
  return { start: startWithComments(text, start), end: end + rest.length };
}

/** Takes declarations away, those that follow each other together, each with its line and the blank line behind it. */
export function removalsOf(source: SourceFile, moved: readonly Element[]): readonly FileEdit[] {
  const { text, elements } = source;
  const runs: { start: number; end: number; last: number }[] = [];
  for (const element of moved) {
    const index = elements.indexOf(element);
    const { start, end } = extentOf(source, element);
    const run = runs.at(-1);
    const isNext = run?.last === index - 1 && text.slice(run.end, start).trim() === '';
    if (run && isNext) Object.assign(run, { end, last: index });
    else runs.push({ start, end, last: index });
  }
  return runs.map(({ start, end }) => {
    const lineStart = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
    const isAlone = text.slice(lineStart, start).trim() === '';
    const behind = /^[ \t]*(?:\r\n|\r|\n|$)/.exec(text.slice(end))?.[0];
    if (!isAlone || behind === undefined) return { file: 0, start, end, newText: '' };
    const from = end + behind.length;
    const above = text.slice(0, lineStart);
    const blankAbove = above.trim() === '' || /(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)$/.test(above);
    const blankBelow = blankAbove ? (/^(?:[ \t]*(?:\r\n|\r|\n))+/.exec(text.slice(from))?.[0].length ?? 0) : 0;
    const isLast = text.slice(from).trim() === '';
    // One line break stays at the end of the file.
    const kept = Math.min(lineStart, above.trimEnd().length + eolOf(source).length);
    if (isLast) return { file: 0, start: above.trim() === '' ? lineStart : kept, end: text.length, newText: '' };
    return { file: 0, start: lineStart, end: from + blankBelow, newText: '' };
  });
}

/** An insertion that would stand in what is removed is made in its place. */
export function together(added: FileEdit, removed: readonly FileEdit[]): readonly FileEdit[] {
  const around = removed.find(({ start, end }) => start <= added.start && added.end <= end);
  if (!around) return [added, ...removed];
  return removed.map((one) => (one === around ? { ...one, newText: added.newText } : one));
}
