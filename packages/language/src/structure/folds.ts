import type { AstNode } from 'langium';
import type { Block } from '../block.ts';
import { fieldsOf } from '../broken.ts';
import type { SourceFile } from '../source-file.ts';
import { type Range, rangeOf } from '../tree.ts';
import { isComment, tokensIn } from './block-tokens.ts';
import { commentRuns } from './comments.ts';

/** What can be folded away behind the end of a line, from `start` to `end`. */
export interface Fold extends Range {
  readonly kind?: 'comment' | 'imports' | 'region';
  readonly firstLine: number;
  /** The last line that can be hidden whole: where something follows the fold on its last line, that line stays in sight. */
  readonly lastLine: number;
  /** How many folds it lies in. */
  readonly depth: number;
}

/**
 * Blocks, fields and drivers of several lines, comments, runs of imports, and `// #region` to `// #endregion`, in the order of the
 * text. No two begin on one line, and none crosses another. Braces are read off the tokens, so that what is half typed can be
 * folded as well: a block that is never closed ends with the last word before the next declaration.
 */
export function foldsOf(file: SourceFile): readonly Fold[] {
  const found = [...file.blocks.flatMap(bracesIn), ...fieldsIn(file), ...commentsIn(file), ...importsIn(file)];
  const folds = found.map(({ start, end, kind }) => {
    const [first, last] = [file.lines.at(start).line, file.lines.at(end).line];
    const lastLine = last > first && isFollowed(file, end) ? last - 1 : last;
    return { start, end, kind, firstLine: first, lastLine };
  });
  return nested(folds.filter(({ firstLine, lastLine }) => lastLine > firstLine));
}

/** True where something else stands behind an offset on its line than comments that end there. */
function isFollowed({ text }: SourceFile, offset: number): boolean {
  NOTHING_ELSE.lastIndex = offset;
  return !NOTHING_ELSE.test(text);
}

const NOTHING_ELSE = /(?:[^\S\r\n]|\/\*(?:[^*\r\n]|\*(?!\/))*\*\/)*(?:$|[\r\n]|\/\/)/y;

type Found = Pick<Fold, 'start' | 'end' | 'kind'>;

/** The folds in the order of the text, without those that begin on the line of another one or cross it. */
function nested(folds: readonly Omit<Fold, 'depth'>[]): readonly Fold[] {
  const around: Fold[] = [];
  const kept: Fold[] = [];
  for (const fold of folds.toSorted((a, b) => a.firstLine - b.firstLine || b.lastLine - a.lastLine)) {
    while ((around.at(-1)?.lastLine ?? Number.POSITIVE_INFINITY) < fold.firstLine) around.pop();
    const outer = around.at(-1);
    if (outer && (outer.firstLine === fold.firstLine || outer.end < fold.end)) continue;
    const own = { ...fold, depth: around.length };
    around.push(own);
    kept.push(own);
  }
  return kept;
}

/** What stands between braces. */
function bracesIn(block: Block): readonly Found[] {
  const found: Found[] = [];
  const open: number[] = [];
  const add = (start: number, end: number) => found.push({ start: start + block.start, end: end + block.start });
  let last = 0;
  for (const token of tokensIn(block)) {
    if (isComment(token)) continue;
    const start = token.sign === '}' ? open.pop() : undefined;
    if (start !== undefined) add(start, token.start);
    if (token.sign === '{') open.push(token.end);
    last = token.end;
  }
  for (const start of open) add(start, last);
  return found;
}

/** Fields, and declarations without braces, behind the first of their lines: the steps of a number, mostly. */
function fieldsIn(file: SourceFile): readonly Found[] {
  const found: Found[] = [];
  const visit = (node: AstNode) => {
    const { start, end } = rangeOf(node);
    const isBlock = 'fields' in node || 'sources' in node || 'edits' in node;
    if (!isBlock) found.push({ start: lineEnd(file, start), end });
    for (const field of fieldsOf(node)) visit(field);
  };
  for (const element of file.elements) visit(element);
  return found;
}

/** Comments and regions, behind the first of their lines. */
function commentsIn(file: SourceFile): readonly Found[] {
  const found: Found[] = [];
  const regions: number[] = [];
  for (const { start, end, marker } of commentRuns(file, file.blocks)) {
    const behind = lineEnd(file, start);
    const opened = marker === 'endregion' ? regions.pop() : undefined;
    if (opened !== undefined) found.push({ start: opened, end, kind: 'region' });
    if (marker === 'region') regions.push(behind);
    if (!marker) found.push({ start: behind, end, kind: 'comment' });
  }
  return found;
}

/** From the first to the last of imports that follow each other. */
function importsIn(file: SourceFile): readonly Found[] {
  const found: Found[] = [];
  let run: { start: number; end: number; kind: 'imports' } | undefined;
  for (const element of file.elements) {
    const { end } = rangeOf(element);
    if (element.$type !== 'Import') run = undefined;
    else if (run) run.end = end;
    else {
      run = { start: lineEnd(file, end), end, kind: 'imports' };
      found.push(run);
    }
  }
  return found;
}

const lineEnd = ({ lines }: SourceFile, offset: number): number => lines.offsetAt(lines.endOf(lines.at(offset).line));
