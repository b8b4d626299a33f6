/**
 * A function that keeps, for each object, the last result and what else it was computed from: asked again with the same, it does
 * not compute. What it is given besides the object is compared one by one, by identity.
 */
export function remembered<Key extends object, Given extends readonly unknown[], Result>(
  compute: (key: Key, ...given: Given) => Result,
): (key: Key, ...given: Given) => Result {
  const known = new WeakMap<Key, { readonly given: Given; readonly result: Result }>();
  return (key, ...given) => {
    const last = known.get(key);
    if (last && isSame(last.given, given)) return last.result;
    const result = compute(key, ...given);
    known.set(key, { given, result });
    return result;
  };
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  for (let i = 0; i < b.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
