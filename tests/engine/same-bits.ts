/**
 * Where two results first differ, as a path with both values; undefined where they are the same: numbers to the bit, lists in
 * their order, sets by their members. What `skip` names is not looked at.
 */
export function firstDifference(a: unknown, b: unknown, skip: ReadonlySet<string>): string | undefined {
  return differ(a, b, '', skip, new Map());
}

function differ(
  a: unknown,
  b: unknown,
  path: string,
  skip: ReadonlySet<string>,
  seen: Map<object, Set<object>>,
): string | undefined {
  if (Object.is(a, b)) return undefined;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return `${path}: ${a} and ${b}`;
  const partners = seen.get(a) ?? new Set();
  if (partners.has(b)) return undefined;
  seen.set(a, partners.add(b));
  if (a instanceof Float64Array || b instanceof Float64Array) {
    const [left, right] = [Array.from(a as Float64Array), Array.from(b as Float64Array)];
    const m = left.findIndex((value, i) => !Object.is(value, right[i]));
    if (left.length === right.length && m === -1) return undefined;
    return `${path}[${m}]: ${left[m]} and ${right[m]} of ${left.length} and ${right.length}`;
  }
  if (a instanceof Set && b instanceof Set) return differ([...a], [...b], path, skip, seen);
  const [keys, others] = [keysOf(a, skip), keysOf(b, skip)];
  if (keys.join() !== others.join()) return `${path} has ${keys.join()} and ${others.join()}`;
  for (const key of keys) {
    const [left, right] = [(a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]];
    const found = differ(left, right, `${path}.${key}`, skip, seen);
    if (found) return found;
  }
  return undefined;
}

/** What is undefined is as good as absent; what is computed when asked counts as well. */
const keysOf = (value: object, skip: ReadonlySet<string>): readonly string[] =>
  [...Object.keys(value), ...gettersOf(Object.getPrototypeOf(value))]
    .filter((key) => !skip.has(key) && (value as Record<string, unknown>)[key] !== undefined)
    .sort();

const gettersOf = (prototype: object | null): readonly string[] =>
  Object.entries(Object.getOwnPropertyDescriptors(prototype ?? {})).flatMap(([name, { get }]) =>
    get && name !== '__proto__' ? [name] : [],
  );
