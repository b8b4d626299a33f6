import { mentionsOf } from '../names/references.ts';
import type { NameSymbol } from '../names/symbol-at.ts';
import type { Program } from '../program.ts';
import { type CallItem, itemAround } from './call-item.ts';

/** What an owner answers for by name: blocks, numbers and targets, in the order of the files and their text; each once. */
export function ownedItems(program: Program, owner: NameSymbol): readonly CallItem[] {
  const items = new Map<unknown, CallItem>();
  for (const [file] of program.files.entries())
    for (const { node, declares } of mentionsOf(program, owner, file)) {
      const item = declares ? undefined : itemAround(program, file, node);
      if (item) items.set(item.node, item);
    }
  return [...items.values()];
}
