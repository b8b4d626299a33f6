/**
 * The sum of a term and at most `more` behind it, each by its ratio to the one before: the tail of a distribution from its inner end
 * outwards, where every term is smaller than the last. It ends where a term no longer counts.
 */
export function tailSum(first: number, more: number, ratio: (step: number) => number): number {
  let sum = first;
  let term = first;
  for (let step = 1; step <= more && term > sum * NEGLIGIBLE; step++) {
    term *= ratio(step);
    sum += term;
  }
  return sum;
}

/** What is left out behind it is at most some thousand times as much. */
const NEGLIGIBLE = 1e-20;
