/** What one text has instead of another: the old one from `start` to `oldEnd`, the new one from `start` to `newEnd`. */
export interface Difference {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
  /** What the new one has there. */
  readonly inserted: string;
}

/** The smallest range outside of which two texts are equal; undefined where they are. */
export function differenceOf(old: string, text: string): Difference | undefined {
  if (old === text) return undefined;
  const shorter = Math.min(old.length, text.length);
  const start = commonLength(shorter, (from, to) => old.slice(from, to) === text.slice(from, to));
  const tail = commonLength(
    shorter - start,
    (from, to) => old.slice(old.length - to, old.length - from) === text.slice(text.length - to, text.length - from),
  );
  const newEnd = text.length - tail;
  return { start, oldEnd: old.length - tail, newEnd, inserted: text.slice(start, newEnd) };
}

/** The engine compares long pieces of two strings much faster than a loop over their characters does. */
const LONG = 4096;

/** How much of two texts is equal from one end on: looked for in long pieces, then in ever shorter ones. */
function commonLength(most: number, areEqual: (from: number, to: number) => boolean): number {
  let length = 0;
  for (let step = LONG; step >= 1; step >>= 1) {
    // Of the long pieces there may be many; of each shorter one at most one fits.
    while (length + step <= most && areEqual(length, length + step)) length += step;
  }
  return length;
}
