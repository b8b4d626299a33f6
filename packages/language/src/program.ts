import { type AstNode, URI, UriUtils } from 'langium';
import { type Block, nodesIn } from './block.ts';
import type { Element, Import, Include } from './generated/ast.ts';
import type { Problem } from './problem.ts';
import { blockAt, type SourceFile } from './source-file.ts';
import { propertyRange, type Range, rangeOf } from './tree.ts';

/** The kinds of names; each has one namespace (spec: language, 2). */
export type NameKind = 'owner' | 'source' | 'driver' | 'channel' | 'scenario';

/** A declaration and the file that it stands in. */
export interface Declared<T extends AstNode = AstNode> {
  readonly file: number;
  readonly node: T;
}

/** A part of a portfolio. */
export interface Included extends Declared<Include> {
  readonly source?: SourceFile;
}

/** A problem in one of a program's files. */
export interface FileProblem extends Problem {
  readonly file: number;
}

/** A model, or a library by itself, with every library that it imports. */
export interface Program {
  /** The root first, then imports in the order in which they are met. */
  readonly files: readonly SourceFile[];
  readonly isModel: boolean;
  /** All declarations: those of imports before those of the file that imports them. */
  readonly elements: readonly Declared<Element>[];
  /** The same by their type. */
  readonly byType: ReadonlyMap<string, readonly Declared<Element>[]>;
  readonly names: Readonly<Record<NameKind, ReadonlyMap<string, readonly Declared[]>>>;
  /** The models that `include` names, with their files where they were found. */
  readonly includes: readonly Included[];
  /** `import-not-found`, `import-cycle`, `import-not-library`, `path-outside-workspace`. */
  readonly importProblems: readonly FileProblem[];
  /** Where an import failed, if one did: what seems to be absent may stand in the file that was not read. */
  readonly doubt?: FileProblem;
  /** What is visible from where: the same object as that of the version before, as long as no name came, went or moved. */
  readonly scope: Scope;
}

/** Which names are visible from which file. */
export interface Scope {
  /** The files in which each name is declared. */
  readonly filesOf: Readonly<Record<NameKind, ReadonlyMap<string, readonly { readonly file: number }[]>>>;
  /** The files that a file sees: itself and what it imports, directly or through others. */
  readonly visible: readonly ReadonlySet<number>[];
  /** True where a name is visible from a file: declared in it, or in what it imports. */
  sees(file: number, kind: NameKind, name: string): boolean;
}

/** How imports are found. The host reads files; the language never does. */
export interface ImportHost {
  /** The file at an import's path, undefined where there is none. */
  load(uri: string): SourceFile | undefined;
  /** False for a path that leaves the workspace; absent where no workspace is known. */
  inside?(uri: string): boolean;
}

/** All nodes of one type, file by file. */
export const nodesOf = <T extends AstNode>(program: Program, type: T['$type']): readonly Declared<T>[] =>
  program.files.flatMap((source, file) => (source.nodes.get(type) ?? []).map((node) => ({ file, node: node as T })));

/** The block that a node of one of the program's files stands in. */
export const blockOf = ({ files }: Program, { file, node }: Declared): Block =>
  blockAt(files[file] as SourceFile, rangeOf(node).start) as Block;

/** The node of a type that stands around an offset; of several, one inside the other, the innermost. */
export function nodeAt<T extends AstNode>(
  { files }: Program,
  file: number,
  type: T['$type'],
  offset: number,
): T | undefined {
  const source = files[file];
  const around = ({ start, end }: Range) => start <= offset && offset <= end;
  // At the end of one block the next one begins.
  for (const at of [offset, offset - 1]) {
    const block = source && blockAt(source, at);
    const node = block && nodesIn<T>(block, type).findLast((one) => around(rangeOf(one)));
    if (node) return node;
  }
  return undefined;
}

export const isModelFile = (file: SourceFile): boolean =>
  file.elements.some((element) => element.$type === 'ModelBlock');

/**
 * The program of a root file. `including` are the models that include it, by URI: a part cannot include its whole. `before` is
 * the program of an earlier version.
 */
export function buildProgram(
  root: SourceFile,
  host: ImportHost,
  including: readonly string[] = [],
  before?: Program,
): Program {
  const files: SourceFile[] = [];
  const includes: Included[] = [];
  const elements: Declared<Element>[] = [];
  const importProblems: FileProblem[] = [];
  const imports: number[][] = [];
  const open = new Set<string>();

  function add(file: SourceFile): number {
    const index = files.push(file) - 1;
    imports[index] = [];
    open.add(file.uri);
    for (const element of file.elements) {
      if (element.$type === 'Import') follow(element, index);
      else if (element.$type === 'Include') includes.push({ file: index, node: element, source: part(element, index) });
    }
    open.delete(file.uri);
    for (const node of file.elements) elements.push({ file: index, node });
    return index;
  }

  function follow(element: Import, from: number): void {
    const { uri } = files[from] as SourceFile;
    const target = element.path === undefined ? undefined : resolveImport(uri, element.path);
    if (target === undefined) return; // A syntax error already says what is missing
    const problem = (code: string) =>
      importProblems.push({ code, file: from, ...propertyRange(element, 'path'), params: { path: element.path } });
    if (host.inside?.(target) === false) {
      problem(OUTSIDE);
      return;
    }
    if (open.has(target)) {
      problem('import-cycle');
      return;
    }
    const known = files.findIndex((file) => file.uri === target);
    // Only models are read: what else lies on the disk is nobody's business, and a diagnostic would show its lines.
    const readable = target.endsWith('.upsell');
    const file = known >= 0 ? files[known] : readable ? host.load(target) : undefined;
    if (!file) problem('import-not-found');
    else if (isModelFile(file)) problem('import-not-library');
    else (imports[from] as number[]).push(known >= 0 ? known : add(file));
  }

  function part(element: Include, from: number): SourceFile | undefined {
    const target = element.path === undefined ? '' : resolveImport((files[from] as SourceFile).uri, element.path);
    if (element.path === undefined) return undefined; // A syntax error already says what is missing
    const problem = (code: string) =>
      importProblems.push({
        code,
        file: from,
        ...propertyRange(element, 'path'),
        params: { path: element.path, part: 1 },
      });
    if (host.inside?.(target) === false) {
      problem(OUTSIDE);
      return undefined;
    }
    const cycle = target === root.uri || including.includes(target);
    const file = !cycle && target.endsWith('.upsell') ? host.load(target) : undefined;
    if (cycle) problem('import-cycle');
    else if (!file || !isModelFile(file)) problem('import-not-found');
    return file && isModelFile(file) ? file : undefined;
  }

  add(root);
  const { names, byType } = tablesOf(elements);
  const scope = makeScope(
    names,
    files.map((_, index) => reachable(index, imports)),
  );
  return {
    files,
    isModel: isModelFile(root),
    elements,
    byType,
    names,
    includes,
    importProblems,
    doubt: findDoubt(files, importProblems),
    scope: before && isSameScope(before.scope, scope) ? before.scope : scope,
  };
}

const makeScope = (filesOf: Scope['filesOf'], visible: Scope['visible']): Scope => ({
  filesOf,
  visible,
  sees: (from, kind, name) => filesOf[kind].get(name)?.some(({ file }) => visible[from]?.has(file)) ?? false,
});

function isSameScope(a: Scope, b: Scope): boolean {
  const isSameSet = (one: ReadonlySet<number>, other: ReadonlySet<number> | undefined) =>
    one.size === other?.size && [...one].every((file) => other.has(file));
  return (
    a.visible.length === b.visible.length &&
    a.visible.every((set, file) => isSameSet(set, b.visible[file])) &&
    Object.keys(a.filesOf).every((kind) => isSameTable(a.filesOf[kind as NameKind], b.filesOf[kind as NameKind]))
  );
}

type Places = ReadonlyMap<string, readonly { readonly file: number }[]>;

/** The same names in the same order, declared in the same files. */
function isSameTable(a: Places, b: Places): boolean {
  if (a.size !== b.size) return false;
  const others = b.entries();
  for (const [name, places] of a) {
    const [otherName, otherPlaces = []] = others.next().value ?? [];
    if (name !== otherName || places.length !== otherPlaces.length) return false;
    if (places.some(({ file }, i) => file !== otherPlaces[i]?.file)) return false;
  }
  return true;
}

const OUTSIDE = 'path-outside-workspace';

function reachable(index: number, imports: readonly (readonly number[])[], seen = new Set<number>()): Set<number> {
  if (seen.has(index)) return seen;
  seen.add(index);
  for (const next of imports[index] as readonly number[]) reachable(next, imports, seen);
  return seen;
}

function findDoubt(files: readonly SourceFile[], importProblems: readonly FileProblem[]): FileProblem | undefined {
  if (importProblems[0]) return importProblems[0];
  for (const [file, { elements, problems, refused }] of files.entries()) {
    const [first] = problems;
    if (refused && first) return { ...first, file };
    for (const element of elements) {
      if (element.$type !== 'Import' || element.path !== undefined) continue;
      return { code: 'syntax-error', file, ...rangeOf(element), params: {} };
    }
  }
  return undefined;
}

/** The URI that a path in a file stands for, relative to that file; empty for a path that no URI can hold. */
export function resolveImport(from: string, path: string): string {
  try {
    return UriUtils.resolvePath(UriUtils.dirname(URI.parse(from)), path).toString();
  } catch {
    return '';
  }
}

function tablesOf(elements: readonly Declared<Element>[]): Pick<Program, 'names' | 'byType'> {
  const names = {
    owner: new Map<string, Declared[]>(),
    source: new Map<string, Declared[]>(),
    driver: new Map<string, Declared[]>(),
    channel: new Map<string, Declared[]>(),
    scenario: new Map<string, Declared[]>(),
  };
  const byType = new Map<string, Declared<Element>[]>();
  for (const declared of elements) {
    const { file, node } = declared;
    add(byType, node.$type, declared);
    const kind = KIND[node.$type];
    const { name } = node as { name?: string };
    if (kind && name !== undefined) add(names[kind], name, declared);
    else if (node.$type === 'Sources')
      for (const source of node.sources)
        if (source.name !== undefined) add(names.source, source.name, { file, node: source });
  }
  return { names, byType };
}

function add<T>(table: Map<string, T[]>, key: string, value: T): void {
  const known = table.get(key);
  if (known) known.push(value);
  else table.set(key, [value]);
}

const KIND: Readonly<Record<string, NameKind>> = {
  Owner: 'owner',
  Driver: 'driver',
  Channel: 'channel',
  Include: 'channel',
  Scenario: 'scenario',
};
