import type { Range } from './tree.ts';

/** The index of the first range that starts at or after an offset; the ranges are in the order of their starts. */
export function firstFrom(ranges: readonly Range[], offset: number): number {
  let [low, high] = [0, ranges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ranges[middle] as Range).start < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
