import type { ClosingFigures } from './closing-figures.ts';
import type { Series } from './model.ts';
import { type Broken, isBroken } from './model.ts';
import type { RetentionFigures } from './retention-figures.ts';
import type { Rates } from './sold.ts';

/** All that decides what becomes of opened opportunities; the same for every channel of a model. */
export interface ClosingTerms {
  readonly months: number;
  /** Why nothing is known of anything. */
  readonly broken?: Broken;
  /** Why nothing is known from `worked` on. */
  readonly noWork?: Broken;
  /** Only without `noWork`. */
  readonly closing?: Rates & Pick<ClosingFigures, 'cycle'>;
  /** The share of the queue that is worked in each month; absent where nothing waits. */
  readonly share?: Series;
  /** What is not understood may be the retention block as well as a channel. */
  readonly retention: RetentionFigures | Broken | undefined;
}

export const haveSameQueue = (a: ClosingTerms, b: ClosingTerms): boolean =>
  a.share === b.share && a.closing?.cycle === b.closing?.cycle;

export function haveSameRetention({ retention: a }: ClosingTerms, { retention: b }: ClosingTerms): boolean {
  if (a === b) return true;
  if (!a || !b) return false;
  if (isBroken(a) || isBroken(b)) return false;
  return a.customer === b.customer && a.vendor === b.vendor && a.afterMonths === b.afterMonths;
}

/**
 * True where nothing of what a channel comes to can differ. Causes are told by identity: one that says the same today may stand
 * in a text that is no more, and would say something else tomorrow.
 */
export const areSameTerms = (a: ClosingTerms, b: ClosingTerms): boolean =>
  a.broken === b.broken &&
  a.noWork === b.noWork &&
  haveSameQueue(a, b) &&
  a.closing?.winRate === b.closing?.winRate &&
  a.closing?.dealSize === b.closing?.dealSize &&
  haveSameRetention(a, b);
