import { type AstNode, GrammarUtils } from 'langium';
import type { Program } from './program.ts';
import type { FileEdit } from './rules/rule.ts';
import type { SourceFile } from './source-file.ts';
import { type Range, rangeOf } from './tree.ts';

/*
 * The edits that fixes are made of. Each keeps the rest of the text as it stands, and leaves every field on a line of its own.
 */

/** Puts a text in the place of a range. */
export const replace = (file: number, { start, end }: Range, newText: string): FileEdit => ({
  file,
  start,
  end,
  newText,
});

/** Puts a text behind a place. */
export const insertAt = (file: number, offset: number, newText: string): FileEdit => ({
  file,
  start: offset,
  end: offset,
  newText,
});

/** Adds lines to a block: behind one of its fields, or as its first or last ones. */
export function insertField(
  program: Program,
  file: number,
  block: AstNode,
  lines: readonly string[],
  where: AstNode | 'first' | 'last' = 'last',
): FileEdit {
  const source = program.files[file] as SourceFile;
  const eol = eolOf(source);
  const { text } = source;
  const indent = `${indentOf(text, rangeOf(block).start)}  `;
  const added = lines.map((line) => `${eol}${indent}${line}`).join('');
  if (where === 'first') {
    const brace = GrammarUtils.findNodeForKeyword(block.$cstNode, '{');
    return insertAt(file, brace?.end ?? rangeOf(block).end, added);
  }
  if (where !== 'last') return insertAt(file, endOfLineOrNode(text, rangeOf(where).end), added);
  const { end } = rangeOf(block);
  const brace = text[end - 1] === '}' ? end - 1 : end;
  const before = text.slice(0, brace).replace(/[ \t]+$/, '').length;
  const ownLine = /[\r\n]$/.test(text.slice(0, before));
  // The brace keeps its line; where it stands behind a field it gets one.
  if (!ownLine) return { file, start: before, end: brace, newText: `${added}${eol}${indent.slice(2)}` };
  return insertAt(file, text.slice(0, before).trimEnd().length, added);
}

/** Adds a declaration at the end of a file, or before an element of it; a blank line stands between. */
export function insertDeclaration(
  program: Program,
  file: number,
  lines: readonly string[],
  before?: AstNode,
): FileEdit {
  const source = program.files[file] as SourceFile;
  const eol = eolOf(source);
  const block = lines.join(eol);
  if (before) return insertAt(file, startWithComments(source.text, rangeOf(before).start), `${block}${eol}${eol}`);
  const end = source.text.trimEnd().length;
  return { file, start: end, end: source.text.length, newText: `${end > 0 ? eol + eol : ''}${block}${eol}` };
}

/** Takes a range away, with its line where nothing else stands on it. */
export function remove(program: Program, file: number, { start, end }: Range): FileEdit {
  const { text } = program.files[file] as SourceFile;
  const lineStart = Math.max(text.lastIndexOf('\n', start - 1), text.lastIndexOf('\r', start - 1)) + 1;
  const rest = /^[ \t]*(\r\n|\r|\n|$)/.exec(text.slice(end));
  const alone = text.slice(lineStart, start).trim() === '' && rest !== null;
  if (alone) return { file, start: lineStart, end: end + rest[0].length, newText: '' };
  const spaces = /^[ \t]*/.exec(text.slice(end))?.[0].length ?? 0;
  return { file, start, end: end + spaces, newText: '' };
}

/** Takes a declaration away, with its documentation, the comment behind it and the blank line that would be left. */
export function removeDeclaration(program: Program, file: number, node: AstNode): FileEdit {
  const { text } = program.files[file] as SourceFile;
  const { start, end } = rangeOf(node);
  const documentation = /\/\*\*(?!\/)(?:[^*]|\*(?!\/))*\*\/\s*$/.exec(text.slice(0, start))?.[0].length ?? 0;
  const edit = remove(program, file, { start: start - documentation, end: endOfLineOrNode(text, end) });
  const [above, below] = [text.slice(0, edit.start), text.slice(edit.end)];
  const kept = above.trimEnd().length;
  if (below.trim() === '') return { ...edit, start: kept, end: kept === 0 ? text.length : text.trimEnd().length };
  const blankAbove = above === '' || /(?:\r\n|\r|\n)[ \t]*(?:\r\n|\r|\n)$/.test(above);
  const blankBelow = /^[ \t]*(?:\r\n|\r|\n)/.exec(below)?.[0].length ?? 0;
  return blankAbove ? { ...edit, end: edit.end + blankBelow } : edit;
}

/** Takes a line's comment away, with its line where nothing else stands on it, else with the space before it. */
export function removeComment(program: Program, file: number, { start, end }: Range): FileEdit {
  const { text } = program.files[file] as SourceFile;
  const before = text.slice(0, start).trimEnd().length;
  const alone = before === 0 || /[\r\n]/.test(text.slice(before, start));
  return alone ? remove(program, file, { start, end }) : { file, start: before, end, newText: '' };
}

/** How the file ends its lines. */
export const eolOf = ({ text }: SourceFile): string => /\r\n|\r|\n/.exec(text)?.[0] ?? '\n';

const indentOf = (text: string, offset: number): string =>
  /^[ \t]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? '';

const lineStart = (text: string, offset: number): number =>
  Math.max(text.lastIndexOf('\n', offset - 1), text.lastIndexOf('\r', offset - 1)) + 1;

/** Behind what else stands on the line, such as a comment, unless that is another field. */
function endOfLineOrNode(text: string, offset: number): number {
  const rest = /^[ \t]*(?:\/\/[^\r\n]*)?(?=[\r\n]|$)/.exec(text.slice(offset))?.[0];
  return offset + (rest?.trimEnd().length ?? 0);
}

/** Before the comments on lines of their own that stand right above an element: they belong to it. */
export function startWithComments(text: string, offset: number): number {
  let start = offset;
  for (;;) {
    const above = text.slice(0, start).trimEnd();
    const line = lineStart(text, above.length);
    const isLine = text.slice(line, above.length).trimStart().startsWith('//');
    const opened = above.endsWith('*/') ? above.lastIndexOf('/*') : -1;
    const from = isLine ? line : lineStart(text, opened);
    const isAlone = isLine || (opened >= 0 && text.slice(from, opened).trim() === '');
    const breaks = text.slice(above.length, start).match(/\r\n|\r|\n/g)?.length;
    if (!isAlone || breaks !== 1) return start;
    start = from;
  }
}
