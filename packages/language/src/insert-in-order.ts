import { eolOf, insertAt, insertDeclaration } from './edits.ts';
import type { Element } from './generated/ast.ts';
import type { Program } from './program.ts';
import type { FileEdit } from './rules/rule.ts';
import { firstFrom } from './sorted.ts';
import type { SourceFile } from './source-file.ts';
import { rangeOf } from './tree.ts';

/** The order in which declarations are written (spec: language, 1). */
const ORDER: readonly string[] = [
  'Import',
  'ModelBlock',
  'Owner',
  'Sources',
  'Closing',
  'Driver',
  'Include',
  'Channel',
  'Retention',
  'Scenario',
  'Target',
  'Expect',
];

/** Kinds whose declarations stand on lines that follow each other. */
const LINES: ReadonlySet<string> = new Set(['Import', 'Owner', 'Driver', 'Include', 'Target', 'Expect']);

/**
 * Adds a declaration to a file where those of its kind stand: behind the last of them, else behind the last of what comes
 * before it in the usual order. Nothing is added behind what is not understood, which might go on there.
 */
export function insertInOrder(
  program: Program,
  file: number,
  type: Element['$type'],
  lines: readonly string[],
): FileEdit {
  const source = program.files[file] as SourceFile;
  const { elements } = source;
  const kinds = ORDER.slice(0, ORDER.indexOf(type) + 1);
  const last = elements.findLastIndex((element, i) => kinds.includes(element.$type) && isWhole(source, i));
  const before = elements[last];
  const eol = eolOf(source);
  if (before?.$type === type && LINES.has(type)) {
    const end = lineEnd(source.text, rangeOf(before).end);
    if (end !== undefined) return insertAt(file, end, lines.map((line) => eol + line).join(''));
  }
  if (before || isWhole(source, -1)) return insertDeclaration(program, file, lines, elements[last + 1]);
  return insertAt(file, source.text.startsWith('\uFEFF') ? 1 : 0, lines.map((line) => line + eol).join('') + eol);
}

/** True where no error lies between the start of a declaration, by its index, and the next one; of -1, before the first. */
export function isWhole({ elements, problems, text }: SourceFile, index: number): boolean {
  const [own, next] = [elements[index], elements[index + 1]];
  const problem = problems[firstFrom(problems, own ? rangeOf(own).start : 0)];
  // What is found instead of something that is missing is told at the start of what comes next.
  return problem === undefined || problem.start > (next ? rangeOf(next).start : text.length);
}

/** The end of the line behind an offset, with the comment that stands there; undefined where anything else follows. */
function lineEnd(text: string, offset: number): number | undefined {
  const rest = /^[ \t]*(?:\/\/[^\r\n]*)?(?=[\r\n]|$)/.exec(text.slice(offset))?.[0];
  return rest === undefined ? undefined : offset + rest.length;
}
