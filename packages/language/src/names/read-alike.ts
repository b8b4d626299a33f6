import { type Block, isWell, parseBlock } from '../block.ts';
import { tokensOf } from '../parser/parser.ts';
import type { Program } from '../program.ts';
import { blockAt, type SourceFile } from '../source-file.ts';
import { applyEdits, type TextEdit } from '../text-edit.ts';
import { isPathWord, mentionsAmong, mentionsIn } from './mentions.ts';
import type { NameSymbol } from './symbol-at.ts';

/**
 * True where a renamed program is certainly read as it was, seen without reading all of it again: nothing else has the new name, and in
 * every touched declaration there are words of the same types, or else the same names in the same places. False says nothing: `changedLine`
 * looks at all of it.
 */
export function isReadAlike(
  program: Program,
  symbol: NameSymbol,
  newName: string,
  edits: ReadonlyMap<string, readonly TextEdit[]>,
): boolean {
  if (isPathWord(symbol.name) || isPathWord(newName)) return false;
  const isFree = program.files.every((file) =>
    mentionsIn(file).every(({ name, channel }) => name !== newName && channel !== newName),
  );
  if (!isFree) return false;
  return program.files.every((file) => {
    const byBlock = editsByBlock(file, edits.get(file.uri) ?? []);
    return [...byBlock].every(([block, own]) => isBlockReadAlike(block, applyEdits(block.text, own), newName));
  });
}

/** Counted from the beginning of the block. */
function editsByBlock(file: SourceFile, edits: readonly TextEdit[]): ReadonlyMap<Block, readonly TextEdit[]> {
  const byBlock = new Map<Block, TextEdit[]>();
  for (const edit of edits) {
    const block = blockAt(file, edit.start) as Block;
    const own = { ...edit, start: edit.start - block.start, end: edit.end - block.start };
    byBlock.set(block, [...(byBlock.get(block) ?? []), own]);
  }
  return byBlock;
}

function isBlockReadAlike(block: Block, text: string, newName: string): boolean {
  if (!isWell(block)) return false;
  const [before, after] = [tokensOf(block.text), tokensOf(text)];
  // The parser looks at nothing but the types of words.
  if (isSame(before.tokens, after.tokens, ({ tokenType }) => tokenType)) return true;
  const fresh = parseBlock(text, block);
  const cutOf = ({ offset, endsBlocks }: (typeof before.cuts)[number]) => `${offset} ${endsBlocks}`;
  const [was, is] = [mentionsAmong(block.nodes), mentionsAmong(fresh.nodes)];
  return (
    isWell(fresh) &&
    JSON.stringify(fresh.end) === JSON.stringify(block.end) &&
    isSame(before.cuts, after.cuts, cutOf) &&
    isSame(was, is, ({ kind, declares, node }) => `${kind} ${declares} ${node.$type}`) &&
    was.every(({ name }, i) => name === is[i]?.name || is[i]?.name === newName)
  );
}

const isSame = <T>(a: readonly T[], b: readonly T[], of: (one: T) => unknown): boolean =>
  a.length === b.length && a.every((one, i) => of(one) === of(b[i] as T));
