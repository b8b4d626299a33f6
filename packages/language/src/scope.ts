import type { AstNode } from 'langium';
import type { Element } from './generated/ast.ts';
import { type Group, ofGroup } from './group.ts';

/** The kinds of names; each has one namespace (spec: language, 2). */
export type NameKind = 'owner' | 'source' | 'driver' | 'channel' | 'scenario';

/** Which names are visible from which file. */
export interface Scope {
  /** The files in which each name is declared, in the order of the declarations. */
  readonly filesOf: Readonly<Record<NameKind, ReadonlyMap<string, readonly number[]>>>;
  /** Names that are declared more than once. */
  readonly repeated: readonly { readonly kind: NameKind; readonly name: string }[];
  /** True where a name is visible from a file: declared in it, or in what it imports. */
  sees(file: number, kind: NameKind, name: string): boolean;
  /** What the scope was made of. */
  readonly files: readonly ScopeFile[];
  /** The files that a file sees: itself and what it imports, directly or through others. */
  readonly visible: readonly ReadonlySet<number>[];
}

interface ScopeFile {
  readonly file: number;
  /** The names that are declared in it, group by group. */
  readonly names: readonly (readonly Name[])[];
}

interface Name {
  readonly kind: NameKind;
  readonly name: string;
}

/**
 * The scope of some files, in the order of their declarations. It is the one `before`, the same object, where no name came, went
 * or moved: what was looked up in it need not be looked up again.
 */
export function scopeOf(
  files: readonly { readonly file: number; readonly groups: readonly Group[] }[],
  visible: Scope['visible'],
  before: Scope | undefined,
): Scope {
  const named = files.map(({ file, groups }) => ({ file, names: groups.map((group) => namesIn(group)) }));
  if (before && isSame(before, named, visible)) return before;
  const filesOf = namesByKind(() => new Map<string, number[]>());
  for (const { file, names } of named) for (const { kind, name } of names.flat()) add(filesOf[kind], name, file);
  const kinds = Object.keys(filesOf) as NameKind[];
  return {
    filesOf,
    repeated: kinds.flatMap((kind) =>
      [...filesOf[kind]].flatMap(([name, places]) => (places.length > 1 ? [{ kind, name }] : [])),
    ),
    sees: (from, kind, name) => filesOf[kind].get(name)?.some((file) => visible[from]?.has(file)) ?? false,
    files: named,
    visible,
  };
}

const namesIn = ofGroup(({ elements }) => elements.flatMap(namedBy).map(({ kind, name }): Name => ({ kind, name })));

/** The names that a declaration gives, and the node of each. */
export function namedBy(node: Element): readonly (Name & { readonly node: AstNode })[] {
  if (node.$type === 'Sources')
    return node.sources.flatMap((source) =>
      source.name === undefined ? [] : [{ kind: 'source' as const, name: source.name, node: source }],
    );
  const kind = KIND[node.$type];
  const { name } = node as { name?: string };
  return kind && name !== undefined ? [{ kind, name, node }] : [];
}

const KIND: Readonly<Record<string, NameKind>> = {
  Owner: 'owner',
  Driver: 'driver',
  Channel: 'channel',
  Include: 'channel',
  Scenario: 'scenario',
};

/** A table for each kind of name. */
export const namesByKind = <T>(make: () => T): Record<NameKind, T> => ({
  owner: make(),
  source: make(),
  driver: make(),
  channel: make(),
  scenario: make(),
});

export function add<T>(table: Map<string, T[]>, key: string, value: T): void {
  const known = table.get(key);
  if (known) known.push(value);
  else table.set(key, [value]);
}

function isSame(before: Scope, files: readonly ScopeFile[], visible: Scope['visible']): boolean {
  const isSameSet = (a: ReadonlySet<number>, b: ReadonlySet<number> | undefined) =>
    a.size === b?.size && [...a].every((file) => b.has(file));
  return (
    before.visible.length === visible.length &&
    before.visible.every((set, file) => isSameSet(set, visible[file])) &&
    before.files.length === files.length &&
    before.files.every(({ file, names }, i) => {
      const other = files[i] as ScopeFile;
      return file === other.file && isSameList(names, other.names);
    })
  );
}

/** Group by group where the groups are the same; else name by name. */
function isSameList(a: ScopeFile['names'], b: ScopeFile['names']): boolean {
  if (a.length === b.length && a.every((names, i) => names === b[i] || hasSame(names, b[i] as readonly Name[])))
    return true;
  return hasSame(a.flat(), b.flat());
}

const hasSame = (a: readonly Name[], b: readonly Name[]): boolean =>
  a.length === b.length && a.every(({ kind, name }, i) => kind === b[i]?.kind && name === b[i]?.name);
