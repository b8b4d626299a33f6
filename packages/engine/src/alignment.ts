/** Items in a row that stand in a row in an earlier list too: from one index to another, exclusive; there from `at` on. */
export interface Run {
  readonly from: number;
  readonly to: number;
  readonly at: number;
}

/**
 * What of a list stands in an earlier one, by identity, as runs in the order of the list. An item that was moved may count as new.
 * Takes a comparison an item where a few in a row were replaced, inserted or removed here and there, which is what edits do; only
 * beyond that items are looked up.
 */
export function alignment<T>(items: readonly T[], before: readonly T[]): readonly Run[] {
  const runs: Run[] = [];
  let byItem: Map<T, number> | undefined;
  let [i, at] = [0, 0];
  while (i < items.length) {
    const from = i;
    while (i < items.length && at < before.length && items[i] === before[at]) {
      i++;
      at++;
    }
    if (i > from) runs.push({ from, to: i, at: at - (i - from) });
    if (i === items.length) break;
    const next = meeting(items, i, before, at);
    if (next) {
      [i, at] = next;
      continue;
    }
    byItem ??= new Map(before.map((item, place) => [item, place]));
    const place = byItem.get(items[i] as T);
    if (place === undefined) i++;
    else at = place;
  }
  return runs;
}

/** What stands beside an earlier list, in the places that its items have by their runs in a list of `length`; undefined elsewhere. */
export function carriedOver<T>(earlier: readonly T[], runs: readonly Run[], length: number): (T | undefined)[] {
  if (earlier.length !== length || runs.some(({ from, at }) => from !== at)) {
    const carried = new Array<T | undefined>(length);
    for (const { from, to, at } of runs) for (let i = from; i < to; i++) carried[i] = earlier[at + i - from];
    return carried;
  }
  // Nothing has moved, which is so at most edits: a copy is made at once.
  const carried: (T | undefined)[] = earlier.slice();
  let next = 0;
  for (const { from, to } of runs) {
    carried.fill(undefined, next, from);
    next = to;
  }
  return carried.fill(undefined, next);
}

/** Where two lists go on alike: behind some items that were removed, inserted, or replaced by as many. */
function meeting<T>(
  items: readonly T[],
  i: number,
  before: readonly T[],
  at: number,
): readonly [number, number] | undefined {
  /** True where two places are in their lists, or at the ends of both: what is in neither is equal as well. */
  const isThere = (a: number, b: number) =>
    a < items.length ? b < before.length : a === items.length && b === before.length;
  for (let count = 1; count <= NEAR; count++) {
    const [nextItem, next] = [i + count, at + count];
    if (items[nextItem] === before[next] && isThere(nextItem, next)) return [nextItem, next];
    if (items[i] === before[next] && isThere(i, next)) return [i, next];
    if (items[nextItem] === before[at] && isThere(nextItem, at)) return [nextItem, at];
  }
  return undefined;
}

const NEAR = 16;
