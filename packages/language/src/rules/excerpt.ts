import type { Program } from '../program.ts';
import type { Range } from '../tree.ts';

/** What stands at a place, for a sentence: on one line, and cut where it is long. */
export function excerpt(program: Program, file: number, { start, end }: Range): string {
  const text = program.files[file]?.text.slice(start, end).replaceAll(/\s+/g, ' ') ?? '';
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1).trimEnd()}…`;
}

const LONGEST = 48;
