/** How likely a count is to be as small, or as large, as one that was seen. Both contain it: they sum to more than 1. */
export interface Tails {
  /** P(X <= k). */
  readonly lower: number;
  /** P(X >= k). */
  readonly upper: number;
}

/** The exact two-sided p-value: twice the smaller tail, at most 1 (variance.md, 3). */
export const doubled = ({ lower, upper }: Tails): number => Math.min(1, 2 * Math.min(lower, upper));

/** Both tails by the one that was summed up: the other is what is left, which is never small. */
export const tailsBy = (side: keyof Tails, sum: number, first: number): Tails => {
  const rest = Math.min(1, 1 - sum + first);
  return side === 'lower' ? { lower: Math.min(1, sum), upper: rest } : { lower: rest, upper: Math.min(1, sum) };
};
