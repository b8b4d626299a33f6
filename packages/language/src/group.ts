import { remembered } from '@upsell/engine';
import type { Block } from './block.ts';

/**
 * Some blocks that follow each other in a file: the same object as in the version before, where none of them is another. What is
 * said of all blocks is put together group by group, so that what an edit leaves alone is not gone through.
 */
export type Group = readonly Block[];

/**
 * How many blocks a group has when it is made, where a file has so many: an edit goes through all groups, and through the blocks of one of
 * them.
 */
const sizeFor = (blocks: number): number => Math.max(8, Math.ceil(Math.sqrt(blocks)));

/**
 * Blocks in groups of at most some size, one as large as the other: of a full group that gets one more block both halves have room, where a
 * remainder of one would be left behind at each declaration that is written there.
 */
export function groupsOf(blocks: readonly Block[], most = sizeFor(blocks.length)): readonly Group[] {
  const size = Math.ceil(blocks.length / Math.ceil(blocks.length / most));
  const groups: Group[] = [];
  for (let i = 0; i < blocks.length; i += size) groups.push(blocks.slice(i, i + size));
  return groups;
}

/**
 * The groups of a file in which the blocks from `first` to `last`, inclusive, are replaced: groups without any of these stay
 * the same.
 */
export function regrouped(
  groups: readonly Group[],
  { first, last }: { readonly first: number; readonly last: number },
  blocks: readonly Block[],
): readonly Group[] {
  const kept: { above: Group[]; below: Group[] } = { above: [], below: [] };
  const around: { above: Group; below: Group } = { above: [], below: [] };
  let index = 0;
  for (const group of groups) {
    const [from, to] = [index, index + group.length];
    index = to;
    if (to <= first) kept.above.push(group);
    else if (from > last) kept.below.push(group);
    else {
      if (from < first) around.above = group.slice(0, first - from);
      if (to > last + 1) around.below = group.slice(last + 1 - from);
    }
  }
  const size = sizeFor(index);
  // Declarations that come and go one by one would leave ever smaller groups behind.
  const next = kept.below[0];
  const touched = [...around.above, ...blocks, ...around.below];
  if (next && touched.length + next.length <= size) touched.push(...(kept.below.shift() as Group));
  return [...kept.above, ...groupsOf(touched, size), ...kept.below];
}

/** What is said of every block of a group, in their order, and said again only of a group that is another. */
export const ofGroup = <Given extends readonly unknown[], Said>(
  say: (block: Block, ...given: Given) => readonly Said[],
): ((group: Group, ...given: Given) => readonly Said[]) =>
  remembered((group: Group, ...given: Given) => group.flatMap((block) => say(block, ...given)));

/** How many declarations of each type some blocks have: mostly that is all that has to be known of them. */
export const countsIn = remembered((group: Group): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const { elements } of group) for (const { $type } of elements) counts.set($type, (counts.get($type) ?? 0) + 1);
  return counts;
});
