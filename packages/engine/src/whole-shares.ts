/**
 * Shares in the same proportions that sum to exactly 1 in hundredths of a percent: each is rounded down, and those that lost
 * most by it get the rest. Undefined where they sum to nothing.
 */
export function wholeShares(shares: readonly number[]): readonly number[] | undefined {
  const sum = shares.reduce((total, share) => total + share, 0);
  if (!(sum > 0) || !Number.isFinite(sum)) return undefined;
  const exact = shares.map((share) => (share / sum) * PARTS);
  const parts = exact.map(Math.floor);
  const byLoss = exact.map((_, i) => i).sort((a, b) => lossOf(b) - lossOf(a));
  let rest = PARTS - parts.reduce((total, part) => total + part, 0);
  for (const i of byLoss) if (rest-- > 0) parts[i] = (parts[i] as number) + 1;
  return parts.map((part) => part / PARTS);

  function lossOf(i: number): number {
    return (exact[i] as number) - (parts[i] as number);
  }
}

/** What is missing of a whole, in hundredths of a percent; negative where there is too much, and undefined where a share is no number. */
export function shareLeft(shares: readonly number[]): number | undefined {
  const left = Math.round((1 - shares.reduce((total, share) => total + share, 0)) * PARTS) / PARTS;
  return Number.isNaN(left) ? undefined : left + 0;
}

const PARTS = 10_000;
