import type { AstNode } from 'langium';
import type { Block } from '../block.ts';
import { firstFrom } from '../sorted.ts';
import { rangeOf } from '../tree.ts';

/**
 * True where a declaration has a line that is not understood, or is not closed, so that it may go on behind its end: that may be
 * the field, or hold the word, that seems to be absent.
 */
export function mayHide({ text, problems, start: from }: Block, node: AstNode): boolean {
  const { start, end } = rangeOf(node);
  const line = text.lastIndexOf('\n', start - from - 1) + 1;
  const next = problems[firstFrom(problems, line)];
  return next !== undefined && (next.start <= end - from || text[end - from - 1] !== '}');
}
