import type { LeafCstNode } from 'langium';
import { beginsLine } from '../parser/words.ts';
import type { Lead } from './row.ts';

/** What stands between two words of one row that begin no column: a space, or nothing. */
export function between(before: LeafCstNode, after: LeafCstNode): Lead & string {
  const [left, right] = [before.tokenType.name, after.tokenType.name];
  if (left === '(' || left === '.' || right === ')' || right === '.' || right === ',') return 'tight';
  if (left === '-' && SIGNED.has(before.astNode.$type)) return 'tight';
  if (left === '/' && OF_A_UNIT.has(before.astNode.$type)) return 'tight';
  if (right === '/' && OF_A_UNIT.has(after.astNode.$type)) return 'tight';
  if (right === '(' && after.astNode.$type === 'Call') return 'tight';
  return 'space';
}

const OF_A_UNIT = new Set(['PerUnit', 'Growing']);
const SIGNED = new Set(['Minus', 'MetricMinus', 'Growing']);

/** A line's first word decides: a driver of such a name, moved to a line's start, would begin a field. */
export const mayBeginLine = (word: string): boolean => !beginsLine(word) && word !== 'decided';
