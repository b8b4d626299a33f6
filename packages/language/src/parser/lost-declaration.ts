import type { IToken } from 'chevrotain';
import type { Problem } from '../problem.ts';
import { firstFrom } from '../sorted.ts';
import type { Range } from '../tree.ts';
import type { TokenReport } from './lexer.ts';

/**
 * The first place where a declaration may be lost, and with it a channel: an error outside all declarations on a line that
 * does not begin with one of them, or the head of a block that no declaration's word opened. Undefined where every error
 * lies in a declaration, or behind one on its line.
 */
export function findLostDeclaration(
  text: string,
  declarations: readonly Range[],
  problems: readonly Problem[],
  { tokens, lostBlocks }: TokenReport,
): Problem | undefined {
  const inside = (offset: number): boolean => {
    const i = firstFrom(declarations, offset + 1) - 1;
    return i >= 0 && offset < (declarations[i] as Range).end;
  };
  const beginsOutside = (offset: number): boolean => {
    const line = lineStart(text, offset);
    const first = tokens[firstToken(tokens, line)];
    return !first || first.startOffset >= offset || !inside(first.startOffset);
  };
  const lost = problems.find(({ start }) => !inside(start) && beginsOutside(start));
  const [block] = lostBlocks;
  if (block === undefined || (lost && lost.start <= block)) return lost;
  return problems.findLast(({ start }) => start <= block) ?? problems[0];
}

/** The index of the first token at or after an offset. */
function firstToken(tokens: readonly IToken[], offset: number): number {
  let [low, high] = [0, tokens.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle] as IToken).startOffset < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function lineStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') start--;
  return start;
}
