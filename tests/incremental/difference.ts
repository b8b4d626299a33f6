import { inspect } from 'node:util';

/** The first place at which two values differ. */
export interface Difference {
  /** The way to it from the values that were compared, such as `.model.channels[2].title`. */
  readonly path: string;
  readonly found: unknown;
  readonly expected: unknown;
}

/** How values of one kind are compared, where that is not property by property. */
export interface Kind {
  /** True where a value stands for a place in a tree: then it has one counterpart, and no copy will do for it. */
  readonly isPlace?: boolean;
  difference(found: object, expected: object, comparison: Comparison): Difference | undefined;
}

/**
 * Compares two values that were made in different ways and must be alike: numbers to the bit, lists and maps with their
 * order, objects by what their properties and getters say. Absent and undefined are the same; functions are not compared.
 * What was compared once is not looked at again, so that cycles end. `kindOf` names the values that are compared otherwise.
 */
export class Comparison {
  private readonly kindOf: (value: object) => Kind | undefined;
  /** What was compared, from either side. */
  private readonly expectedOf = new Map<object, object>();
  private readonly foundOf = new Map<object, object>();

  constructor(kindOf: (value: object) => Kind | undefined = () => undefined) {
    this.kindOf = kindOf;
  }

  /** The first difference between two values; undefined where there is none. */
  of(found: unknown, expected: unknown): Difference | undefined {
    if (Object.is(found, expected)) return undefined;
    if (typeof found === 'function' && typeof expected === 'function') return undefined;
    if (!isObject(found) || !isObject(expected)) return { path: '', found, expected };
    const known = this.expectedOf.get(found);
    if (known === expected) return undefined;
    const kind = this.kindOf(expected);
    if (kind?.isPlace) {
      if (known || this.foundOf.has(expected)) return { path: ' (another place, or a copy)', found, expected };
      this.foundOf.set(expected, found);
    }
    this.expectedOf.set(found, expected);
    if (kind) return kind.difference(found, expected, this);
    if (ArrayBuffer.isView(expected)) return numbers(found, expected);
    if (Array.isArray(expected))
      return Array.isArray(found) ? this.list(found, expected) : { path: '', found, expected };
    if (expected instanceof Map)
      return found instanceof Map ? this.map(found, expected) : { path: '', found, expected };
    if (expected instanceof Set)
      return found instanceof Set ? this.list([...found], [...expected]) : { path: '', found, expected };
    return this.properties(found, expected, namesOf(found), namesOf(expected));
  }

  /** The first difference between properties of two objects; those of the second list that are not in the first come last. */
  properties(
    found: object,
    expected: object,
    names: readonly string[],
    more: readonly string[] = [],
  ): Difference | undefined {
    const [left, right] = [found, expected] as [Record<string, unknown>, Record<string, unknown>];
    for (const name of names) {
      const difference = this.of(left[name], right[name]);
      if (difference) return under(`.${name}`, difference);
    }
    if (isSameList(names, more)) return undefined;
    const rest = more.find((name) => right[name] !== undefined && !names.includes(name));
    return rest === undefined ? undefined : { path: `.${rest}`, found: left[rest], expected: right[rest] };
  }

  private list(found: readonly unknown[], expected: readonly unknown[]): Difference | undefined {
    const length = Math.min(found.length, expected.length);
    for (let i = 0; i < length; i++) {
      const difference = this.of(found[i], expected[i]);
      if (difference) return under(`[${i}]`, difference);
    }
    if (found.length === expected.length) return undefined;
    return { path: `[${length}]`, found: found[length], expected: expected[length] };
  }

  private map(found: ReadonlyMap<unknown, unknown>, expected: ReadonlyMap<unknown, unknown>): Difference | undefined {
    const keys = this.list([...found.keys()], [...expected.keys()]);
    if (keys) return under('.keys', keys);
    for (const [key, value] of expected) {
      const difference = this.of(found.get(key), value);
      if (difference) return under(`.get(${inspect(key)})`, difference);
    }
    return undefined;
  }
}

/** A difference with the way to it from further out. */
export const under = (step: string, { path, ...rest }: Difference): Difference => ({ path: step + path, ...rest });

/** A difference in words. */
export const describeDifference = ({ path, found, expected }: Difference): string =>
  `${path}\n     found ${shown(found)}\n  expected ${shown(expected)}`;

const isSameList = (one: readonly string[], other: readonly string[]): boolean =>
  other.length === 0 || (one.length === other.length && one.every((name, i) => name === other[i]));

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

function shown(value: unknown): string {
  // A node leads to its whole tree.
  const depth = isObject(value) && '$type' in value ? 0 : 2;
  const text = inspect(value, { depth, getters: true, breakLength: 200, maxArrayLength: 8, maxStringLength: 200 });
  return text.length > 800 ? `${text.slice(0, 800)} …` : text;
}

function numbers(found: object, expected: object): Difference | undefined {
  if (found.constructor !== expected.constructor) return { path: '', found, expected };
  const [left, right] = [found, expected] as [Float64Array, Float64Array];
  const length = Math.max(left.length, right.length);
  for (let i = 0; i < length; i++)
    if (!Object.is(left[i], right[i])) return { path: `[${i}]`, found: left[i], expected: right[i] };
  return undefined;
}

const accessors = new WeakMap<object, readonly string[]>();

/** What an object says: its own properties; of a class with getters those, and what else a place in a text has. */
function namesOf(value: object): readonly string[] {
  const prototype: object | null = Object.getPrototypeOf(value);
  if (prototype === Object.prototype || prototype === null) return Object.keys(value);
  const known = accessors.get(prototype) ?? accessorsOf(prototype);
  accessors.set(prototype, known);
  if (known.length === 0) return Object.keys(value);
  return 'start' in value && 'end' in value ? ['file', 'start', 'end'] : known;
}

function accessorsOf(prototype: object): readonly string[] {
  const names: string[] = [];
  for (let at: object | null = prototype; at && at !== Object.prototype; at = Object.getPrototypeOf(at))
    for (const [name, { get }] of Object.entries(Object.getOwnPropertyDescriptors(at))) if (get) names.push(name);
  return names;
}
