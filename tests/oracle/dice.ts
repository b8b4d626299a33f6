/** A source of choices, so that one piece of code serves fast-check (which shrinks) and a seed (which is fast). */

/** Whole numbers from `min` to `max`, both included. The smallest is always the plainest choice. */
export interface Dice {
  int(min: number, max: number): number;
}

/** Always the smallest number: the plainest model, the plainest spelling. */
export const plainDice: Dice = { int: (min) => min };

/** The same stream for the same seed (mulberry32). */
export function seededDice(seed: number): Dice {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return { int: (min, max) => min + Math.floor(next() * (max - min + 1)) };
}

/** True in about `percent` of 100 throws, false for the smallest. */
export function chance(dice: Dice, percent: number): boolean {
  return dice.int(0, 99) >= 100 - percent;
}

/** One of the items. */
export function pick<T>(dice: Dice, items: readonly T[]): T {
  const item = items[dice.int(0, items.length - 1)];
  if (item === undefined) throw new RangeError('nothing to pick from');
  return item;
}

/** The items in any order; in their own order for the smallest numbers. */
export function shuffled<T>(dice: Dice, items: readonly T[]): T[] {
  const rest = [...items];
  const result: T[] = [];
  while (rest.length > 0) result.push(...rest.splice(dice.int(0, rest.length - 1), 1));
  return result;
}
