/**
 * Where each item of a list stands in an earlier list, by identity: its index there, -1 for a new one. An item that was moved may
 * also count as new. Takes a comparison an item where a few in a row were replaced, inserted or removed here and there, which is
 * what edits do; only beyond that items are looked up.
 */
export function alignment<T>(items: readonly T[], before: readonly T[]): Int32Array {
  const places = new Int32Array(items.length).fill(-1);
  let byItem: Map<T, number> | undefined;
  let at = 0;
  for (let i = 0; i < items.length; ) {
    if (items[i] === before[at] && at < before.length) {
      places[i++] = at++;
      continue;
    }
    const next = meeting(items, i, before, at);
    if (next) {
      [i, at] = next;
      continue;
    }
    byItem ??= new Map(before.map((item, place) => [item, place]));
    const place = byItem.get(items[i] as T);
    if (place !== undefined) {
      places[i] = place;
      at = place + 1;
    }
    i++;
  }
  return places;
}

/** Where two lists go on alike: behind some items that were removed, inserted, or replaced by as many. */
function meeting<T>(
  items: readonly T[],
  i: number,
  before: readonly T[],
  at: number,
): readonly [number, number] | undefined {
  const isAlike = (a: number, b: number) =>
    a < items.length && b < before.length ? items[a] === before[b] : a === items.length && b === before.length;
  for (let count = 1; count <= NEAR; count++) {
    if (isAlike(i + count, at + count)) return [i + count, at + count];
    if (isAlike(i, at + count)) return [i, at + count];
    if (isAlike(i + count, at)) return [i + count, at];
  }
  return undefined;
}

const NEAR = 16;
