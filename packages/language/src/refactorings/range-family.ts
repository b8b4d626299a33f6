import type { Assumption, SetEdit } from '../generated/ast.ts';
import { spelled } from '../parser/words.ts';
import { isPercent } from './under-cursor.ts';

/**
 * True where the ranges of a number are read alike in its field and in a driver (spec: forecast, 6): of a rate a Beta, which a driver
 * takes where both ends are percents, and only there.
 */
export function isReadAlikeInDriver({ steps }: Assumption, place: Assumption): boolean {
  const field = place.$container;
  const ranges = steps.filter(({ high }) => high?.$cstNode);
  if (ranges.length === 0) return true;
  // What a scenario sets has no place of its own.
  if ((field as SetEdit).$type === 'SetEdit') return false;
  const isConverting = field.$type === 'Touch' && field.converting === place;
  const isRate = isConverting || ('field' in field && RATES.has(spelled(field.field)));
  return ranges.every(({ value, high }) => (isPercent(value) && isPercent(high)) === isRate);
}

const RATES: ReadonlySet<string> = new Set(['conversion', 'win rate']);
