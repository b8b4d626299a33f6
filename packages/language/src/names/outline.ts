import { ownCopy } from '../block.ts';
import type { Import, ModelBlock } from '../generated/ast.ts';
import type { Position } from '../lines.ts';
import { type NameKind, resolveImport } from '../program.ts';
import type { SourceFile } from '../source-file.ts';
import { propertyRange } from '../tree.ts';
import { mentionsIn } from './mentions.ts';

/** What other files need to know of a file: plain data that keeps neither its text nor its tree alive. */
export interface Outline {
  /** In the order of the text, the title of a model first. */
  readonly names: readonly OutlineName[];
  /** The URIs that it imports, whether they can be read or not. */
  readonly imports: readonly string[];
}

/** A name, or a model's title, and where it is declared. */
export interface OutlineName {
  readonly kind: NameKind | 'model';
  readonly name: string;
  /** Where it begins; it ends in the same line. */
  readonly at: Position;
  /** How many UTF-16 units of the line it takes: of a title, with its quotes. */
  readonly length: number;
}

/** The outline of a file: all that it declares but touches, which are names of their channel alone. */
export function outlineOf(file: SourceFile): Outline {
  const names: OutlineName[] = [];
  const add = (kind: OutlineName['kind'], name: string, { start, end }: { start: number; end: number }) =>
    names.push({ kind, name: ownCopy(name), at: file.lines.at(start), length: end - start });
  for (const node of file.nodes.get('ModelBlock') as readonly ModelBlock[])
    if (node.title) add('model', node.title, propertyRange(node, 'title'));
  for (const { kind, name, declares, start, end } of mentionsIn(file))
    if (declares && kind !== 'touch') add(kind, name, { start, end });
  const imports = (file.nodes.get('Import') as readonly Import[]).flatMap(({ path }) =>
    path === undefined ? [] : resolveImport(file.uri, path),
  );
  return { names, imports };
}
