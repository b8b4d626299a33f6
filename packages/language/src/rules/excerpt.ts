import { type Block, textIn } from '../block.ts';
import type { Range } from '../tree.ts';

/** What stands at a place, for a sentence: on one line, and cut where it is long. */
export function excerpt(block: Block, range: Range): string {
  const text = textIn(block, range).replaceAll(/\s+/g, ' ');
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1).trimEnd()}…`;
}

const LONGEST = 48;
