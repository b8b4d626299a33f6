import type { CursorPlace } from './cursor-place.ts';
import { expectedIn, isWholeFile, type States } from './grammar-states.ts';

/** True where a field, or a declaration or its head, may end: nothing is missing. */
export function isComplete({ block, after }: Pick<CursorPlace, 'block' | 'after'>, states: States): boolean {
  if (after.at(-1)?.image === '{') return states.length > 0;
  return block === undefined ? isWholeFile(states) : expectedIn(states).some(({ token }) => token === '}');
}
