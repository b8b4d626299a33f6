import type { FindingCode } from './finding.ts';
import { type Dimension, MONEY, MONEY_PER_MONTH, PER_MONTH, PLAIN } from './model.ts';

/** What a place in the language takes (language.md, 5). `name` is the word that a message uses. */
export interface Place {
  readonly name: string;
  /** Absent for a driver, which takes any. */
  readonly dimension?: Dimension;
  readonly bounds: 'rate' | 'not-negative' | 'any';
}

export const VOLUME: Place = { name: 'volume', dimension: PER_MONTH, bounds: 'not-negative' };
export const TOUCH: Place = { name: 'touch', dimension: PER_MONTH, bounds: 'not-negative' };
export const CAPACITY: Place = { name: 'capacity', dimension: PER_MONTH, bounds: 'not-negative' };
export const CONVERSION: Place = { name: 'conversion', dimension: PLAIN, bounds: 'rate' };
export const CONVERTING: Place = { name: 'converting', dimension: PLAIN, bounds: 'rate' };
export const WIN_RATE: Place = { name: 'win rate', dimension: PLAIN, bounds: 'rate' };
export const CYCLE: Place = { name: 'cycle', dimension: PLAIN, bounds: 'rate' };
/** The months that `cycle 2 months` takes. */
export const CYCLE_MONTHS: Place = { name: 'cycle in months', dimension: PLAIN, bounds: 'not-negative' };
export const ATTENTION: Place = { name: 'attention', dimension: PLAIN, bounds: 'rate' };
export const SEASON: Place = { name: 'season', dimension: PLAIN, bounds: 'not-negative' };
export const CONTRACTION: Place = { name: 'contraction', dimension: PLAIN, bounds: 'not-negative' };
export const DEAL_SIZE: Place = { name: 'deal size', dimension: MONEY, bounds: 'not-negative' };
export const COST: Place = { name: 'cost', dimension: MONEY_PER_MONTH, bounds: 'not-negative' };
export const QUOTA: Place = { name: 'quota', dimension: MONEY_PER_MONTH, bounds: 'not-negative' };
export const CLOSERS: Place = { name: 'closers', dimension: PLAIN, bounds: 'not-negative' };
export const OPEN_AT_START: Place = { name: 'open at start', dimension: PLAIN, bounds: 'not-negative' };
export const DRIVER: Place = { name: 'driver', bounds: 'any' };

/** The code of what is wrong with a value in a place, or undefined where it fits. */
export function outOfBounds(value: number, bounds: Place['bounds']): FindingCode | undefined {
  if (!Number.isFinite(value)) return 'number-too-large';
  if (bounds === 'rate' && value > 1) return 'rate-above-one';
  if (bounds !== 'any' && value < 0) return bounds === 'rate' ? 'rate-negative' : 'negative-number';
  return undefined;
}
