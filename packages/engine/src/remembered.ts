/**
 * A function that keeps, for each object, the last result and what else it was computed from: asked again with the same, it does
 * not compute. What it is given besides the object is compared one by one, by identity.
 */
export function remembered<Key extends object, Given extends readonly unknown[], Result>(
  compute: (key: Key, ...given: Given) => Result,
): (key: Key, ...given: Given) => Result {
  const known = new WeakMap<Key, Kept<Given, Result>>();
  return (key, ...given) => {
    const last = known.get(key);
    let isSame = last !== undefined;
    // Not a function of its own: at a keystroke in a long model a thousand of these are asked.
    for (let i = 0; isSame && i < given.length; i++) isSame = (last as Kept<Given, Result>).given[i] === given[i];
    if (isSame) return (last as Kept<Given, Result>).result;
    const result = compute(key, ...given);
    known.set(key, { given, result });
    return result;
  };
}

interface Kept<Given, Result> {
  readonly given: Given;
  readonly result: Result;
}
