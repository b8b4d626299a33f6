/**
 * A sum of many as a tree of sums of a few, so that a change of one adds up the nodes above it and no others. Its shape depends
 * on the number of leaves alone: what is added in which order, and with that the last bit, is the same however it came about.
 * The leaves are the first level, the sum of all is the only node of the last one.
 */
export interface SumTree<T> {
  readonly levels: readonly (readonly T[])[];
}

/** Some nodes beside each other: those of a level from one index to another, exclusive. */
export interface Siblings<T> {
  readonly level: readonly T[];
  readonly from: number;
  readonly to: number;
}

/** A sum that is known, with what it is the sum of. */
export interface Known<T> {
  readonly level: readonly T[];
  readonly sum: T;
}

/** How many are summed up at once: few enough for a change to be cheap, many enough for the tree to be low. */
const WIDTH = 8;

/**
 * The tree over some leaves. Nodes of the trees `before` with the same children are taken from there; `add` sums up the others,
 * and is given those that stand in the same place.
 */
export function sumTree<T>(
  leaves: readonly T[],
  before: readonly SumTree<T>[],
  add: (children: Siblings<T>, known: readonly Known<T>[]) => T,
): SumTree<T> {
  const levels = [leaves];
  for (let level = leaves; level.length > 1 || levels.length === 1; level = levels[levels.length - 1] as readonly T[])
    levels.push(nodesAbove(level, levels.length, before, add));
  return { levels };
}

/** The sum of all. */
export const rootOf = <T>({ levels }: SumTree<T>): T => levels[levels.length - 1]?.[0] as T;

function nodesAbove<T>(
  level: readonly T[],
  height: number,
  before: readonly SumTree<T>[],
  add: (children: Siblings<T>, known: readonly Known<T>[]) => T,
): readonly T[] {
  // What an edit leaves alone lies before and behind it: of that the nodes need no look.
  const [children = [], known = []] = before[0]?.levels.slice(height - 1, height + 1) ?? [];
  const { first, end } = changedRange(level, children);
  const nodes = known.slice(0, Math.floor(first / WIDTH));
  for (let from = nodes.length * WIDTH; from === 0 || from < level.length; from += WIDTH) {
    if (from >= end && from > 0) return nodes.concat(known.slice(from / WIDTH));
    const to = Math.min(from + WIDTH, level.length);
    nodes.push(
      sameNode(level, from, to, height, before) ?? add({ level, from, to }, knownAt(from, to, height, before)),
    );
  }
  return nodes;
}

/** The first item that differs from those of another list, and the end of what does; what lies behind it only where they are as long. */
function changedRange<T>(items: readonly T[], others: readonly T[]): { readonly first: number; readonly end: number } {
  let first = 0;
  while (first < items.length && first < others.length && items[first] === others[first]) first++;
  let end = items.length;
  if (items.length === others.length) while (end > first && items[end - 1] === others[end - 1]) end--;
  return { first, end };
}

function sameNode<T>(
  level: readonly T[],
  from: number,
  to: number,
  height: number,
  before: readonly SumTree<T>[],
): T | undefined {
  for (const { levels } of before) {
    const children = levels[height - 1];
    if (!children || Math.min(from + WIDTH, children.length) !== to) continue;
    let i = from;
    while (i < to && children[i] === level[i]) i++;
    if (i === to && levels[height]) return levels[height][from / WIDTH];
  }
  return undefined;
}

function knownAt<T>(from: number, to: number, height: number, before: readonly SumTree<T>[]): readonly Known<T>[] {
  return before.flatMap(({ levels }) => {
    const level = levels[height - 1];
    const sum = levels[height]?.[from / WIDTH];
    return level && sum !== undefined && Math.min(from + WIDTH, level.length) === to ? [{ level, sum }] : [];
  });
}
