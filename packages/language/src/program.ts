import { remembered } from '@upsell/engine';
import type { AstNode } from 'langium';
import { type Block, nodesIn } from './block.ts';
import type { Element, Import, Include } from './generated/ast.ts';
import { type Group, ofGroup } from './group.ts';
import type { Params, Problem } from './problem.ts';
import type { RecordsHost } from './records-host.ts';
import { add as addTo, type NameKind, namedBy, namesByKind, type Scope, scopeOf } from './scope.ts';
import { blockAt, type SourceFile } from './source-file.ts';
import { propertyRange, type Range, rangeOf } from './tree.ts';
import { resolveBeside } from './uri.ts';

export type { NameKind, Scope } from './scope.ts';

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
  /** Indices of the files, those of imports before that of the file that imports them. */
  readonly order: readonly number[];
  readonly isModel: boolean;
  /** All declarations: those of imports before those of the file that imports them. */
  readonly elements: readonly Declared<Element>[];
  /** The declarations of one type, in the same order. */
  declared(type: string): readonly Declared<Element>[];
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

/** How imports are found, and what stands beside a model. The host reads files; the language never does. */
export interface ImportHost extends RecordsHost {
  /** The file at an import's path, undefined where there is none. */
  load(uri: string): SourceFile | undefined;
  /** False for a path that leaves the workspace; absent where no workspace is known. */
  inside?(uri: string): boolean;
  /** False for a text beside which nothing can be looked up, such as an older version of a file. */
  reaches?(uri: string): boolean;
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

export const isModelFile = ({ nodes }: SourceFile): boolean => nodes.get('ModelBlock').length > 0;

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
  const order: number[] = [];
  const includes: Included[] = [];
  const importProblems: FileProblem[] = [];
  const imports: number[][] = [];
  const open = new Set<string>();

  function add(file: SourceFile): number {
    const index = files.push(file) - 1;
    imports[index] = [];
    open.add(file.uri);
    for (const element of file.groups.flatMap((group) => pathsIn(group))) {
      if (element.$type === 'Import') follow(element, index);
      else includes.push({ file: index, node: element, source: part(element, index) });
    }
    open.delete(file.uri);
    order.push(index);
    return index;
  }

  function follow(element: Import, from: number): void {
    const { uri } = files[from] as SourceFile;
    const target = element.path === undefined ? undefined : resolveImport(uri, element.path);
    if (target === undefined) return; // A syntax error already says what is missing
    const problem = (code: string, params: Params = {}) =>
      importProblems.push({
        code,
        file: from,
        ...propertyRange(element, 'path'),
        params: { path: element.path, ...params },
      });
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
    const readable = MODEL_FILE.test(target);
    const file = known >= 0 ? files[known] : readable ? host.load(target) : undefined;
    if (!file) problem('import-not-found', lone(target));
    else if (isModelFile(file)) problem('import-not-library');
    else (imports[from] as number[]).push(known >= 0 ? known : add(file));
  }

  function part(element: Include, from: number): SourceFile | undefined {
    const target = element.path === undefined ? '' : resolveImport((files[from] as SourceFile).uri, element.path);
    if (element.path === undefined) return undefined; // A syntax error already says what is missing
    const problem = (code: string, params: Params = {}) =>
      importProblems.push({
        code,
        file: from,
        ...propertyRange(element, 'path'),
        params: { path: element.path, part: 1, ...params },
      });
    if (host.inside?.(target) === false) {
      problem(OUTSIDE);
      return undefined;
    }
    const cycle = target === root.uri || including.includes(target);
    const file = !cycle && MODEL_FILE.test(target) ? host.load(target) : undefined;
    if (cycle) problem('import-cycle');
    else if (!file || !isModelFile(file)) problem('import-not-found', file ? {} : lone(target));
    return file && isModelFile(file) ? file : undefined;
  }

  /** A file may be absent, or stand where nothing can be looked up. */
  function lone(target: string): Params {
    return target !== '' && host.reaches?.(target) === false ? { lone: 1 } : {};
  }

  add(root);
  const visible = files.map((_, index) => reachable(index, imports));
  return withDeclarations({
    files,
    order,
    isModel: isModelFile(root),
    includes,
    importProblems,
    doubt: findDoubt(files, importProblems),
    scope: scopeOf(
      order.map((file) => ({ file, groups: (files[file] as SourceFile).groups })),
      visible,
      before?.scope,
    ),
  });
}

/**
 * A program with its declarations, which are put together when they are asked for: most of a keystroke needs none of it. What they are
 * made with holds nothing but the program, neither its host nor the version before: these would hold the one before them, and so on.
 */
function withDeclarations(linked: Omit<Program, 'elements' | 'names' | 'declared'>): Program {
  const { files, order } = linked;
  let all: Program['elements'] | undefined;
  let names: Program['names'] | undefined;
  const byType = new Map<string, readonly Declared<Element>[]>();
  return {
    ...linked,
    get elements() {
      all ??= order.flatMap((file) => (files[file] as SourceFile).elements.map((node) => ({ file, node })));
      return all;
    },
    get names() {
      names ??= namesOf(this.elements);
      return names;
    },
    declared(type) {
      const known = byType.get(type) ?? order.flatMap((file) => declaredIn(files[file] as SourceFile, file, type));
      byType.set(type, known);
      return known;
    },
  };
}

/** What leads to other files. */
const pathsIn = ofGroup(({ elements }) =>
  elements.filter((element): element is Import | Include => element.$type === 'Import' || element.$type === 'Include'),
);

const declaredIn = ({ groups }: SourceFile, file: number, type: string): readonly Declared<Element>[] =>
  groups.flatMap((group) => declaredInGroup(group, file).get(type) ?? NONE);

const NONE: readonly Declared<Element>[] = [];

const declaredInGroup = remembered((group: Group, file: number): ReadonlyMap<string, readonly Declared<Element>[]> => {
  const table = new Map<string, Declared<Element>[]>();
  for (const { elements } of group) for (const node of elements) addTo(table, node.$type, { file, node });
  return table;
});

const OUTSIDE = 'path-outside-workspace';

function reachable(index: number, imports: readonly (readonly number[])[], seen = new Set<number>()): Set<number> {
  if (seen.has(index)) return seen;
  seen.add(index);
  for (const next of imports[index] as readonly number[]) reachable(next, imports, seen);
  return seen;
}

function findDoubt(files: readonly SourceFile[], importProblems: readonly FileProblem[]): FileProblem | undefined {
  if (importProblems[0]) return importProblems[0];
  for (const [file, { nodes, problems, refused }] of files.entries()) {
    const [first] = problems;
    if (refused && first) return { ...first, file };
    const lost = nodes.get('Import').find((element) => (element as Import).path === undefined);
    if (lost) return { code: 'syntax-error', file, ...rangeOf(lost), params: {} };
  }
  return undefined;
}

/** A URI whose path is that of a model or a library. */
const MODEL_FILE = /^[^?#]*\.upsell(?=[?#]|$)/;

/** The URI that a path in a file stands for, relative to that file; empty for a path that no URI can hold. */
export function resolveImport(from: string, path: string): string {
  try {
    return resolveBeside(from, path);
  } catch {
    return '';
  }
}

function namesOf(elements: readonly Declared<Element>[]): Program['names'] {
  const names = namesByKind(() => new Map<string, Declared[]>());
  for (const declared of elements)
    for (const { kind, name, node } of namedBy(declared.node)) addTo(names[kind], name, { file: declared.file, node });
  return names;
}
