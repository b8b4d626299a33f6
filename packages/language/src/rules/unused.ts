import { remembered } from '@upsell/engine';
import type { Block } from '../block.ts';
import { removeDeclaration } from '../edits.ts';
import type { Driver, Owner } from '../generated/ast.ts';
import type { Group } from '../group.ts';
import { nodeAt, type Program } from '../program.ts';
import { propertyRange, type Range } from '../tree.ts';
import type { FileEdit, Report } from './rule.ts';

/**
 * Reports the names that the model's own file declares and that are not among those in use. A library's are not asked: what
 * one model does not need another may.
 */
export function reportUnused(
  program: Program,
  type: 'Owner' | 'Driver',
  used: ReadonlySet<string | undefined>,
  report: Report,
): void {
  // What is not understood may be a use.
  if (program.files.some((file) => file.problems.length > 0)) return;
  for (const node of (program.files[0]?.nodes.get(type) ?? []) as readonly (Owner | Driver)[])
    if (node.name && !used.has(node.name)) report(0, propertyRange(node, 'name'), { name: node.name });
}

/** All that a program names of some kind; `inGroup` says what some blocks do. */
export function namedIn(
  { files }: Program,
  inGroup: (group: Group) => Iterable<string>,
): ReadonlySet<string | undefined> {
  const names = new Set<string>();
  for (const { groups } of files) for (const group of groups) for (const name of inGroup(group)) names.add(name);
  return names;
}

/** Each once. */
export const namedInGroup = (inBlock: (block: Block) => readonly string[]): ((group: Group) => Iterable<string>) =>
  remembered((group: Group) => new Set(group.flatMap(inBlock)));

/** Takes the declaration at a name away. */
export function removalAt(
  program: Program,
  type: 'Owner' | 'Driver',
  file: number,
  { start }: Range,
): FileEdit | undefined {
  const node = nodeAt<Owner | Driver>(program, file, type, start);
  return node && removeDeclaration(program, file, node);
}
