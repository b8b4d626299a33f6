import type { AstNode } from 'langium';
import { blockAt, type SourceFile } from './source-file.ts';
import { placed, tokensIn } from './structure/block-tokens.ts';
import { rangeOf } from './tree.ts';

/**
 * The documentation of a declaration (spec: language, 2): what the comment that begins with two asterisks and stands before it says, a
 * text a paragraph, without the asterisks at the beginnings of its lines. None where there is no such comment.
 */
export function documentationOf(file: SourceFile, declared: AstNode): readonly string[] {
  const before = file.text.slice(0, rangeOf(declared).start).trimEnd();
  const block = before.endsWith('*/') ? blockAt(file, before.length - 1) : undefined;
  // What looks like one may stand in a line's comment or in a text.
  const comment = block && placed(tokensIn(block), block).find(({ end }) => end === before.length);
  if (comment?.kind !== 'comment') return [];
  const [, said] = /^\/\*\*([\s\S]*)\*\/$/.exec(before.slice(comment.start)) ?? [];
  return (said ?? '')
    .split(/\r\n|\r|\n/)
    .map((line) => line.replace(/^\s*\*?/, '').trim())
    .join('\n')
    .split(/\n{2,}/)
    .map((paragraph) => paragraph.trim().replaceAll('\n', ' '))
    .filter((paragraph) => paragraph !== '');
}
