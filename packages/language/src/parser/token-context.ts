import type { IToken } from 'chevrotain';
import { BLOCK_WORDS, beginsLine } from './words.ts';

/* What the tokens around a word say of it, where the word alone could be a name as well. */

/** A block that no declaration opened, such as `closng csm {`: all of it is lost, and what it holds declares nothing. */
export const LOST = 'LOST';

/**
 * Inside `sources` a name may be any word. Where the block is never closed, a line that looks like a declaration is one: a
 * source stands alone on its line, or its label or tag follows it.
 */
export function isSourceName(tokens: readonly IToken[], i: number): boolean {
  if (isClosed(tokens, i)) return true;
  const token = tokens[i] as IToken;
  const next = tokens[i + 1];
  if (!next || (next.startLine as number) > (token.endLine as number)) return true;
  if (next.tokenType.name.endsWith('STRING')) return tokens[i + 2]?.image !== '{';
  return next.image === 'not' || next.image === 'renamed' || next.image === '}';
}

/** `owner NAME "Label"` declares an owner, also where a block before it is never closed. */
export const isLabelled = (tokens: readonly IToken[], i: number): boolean =>
  tokens[i + 2]?.tokenType.name.endsWith('STRING') === true && tokens[i + 2]?.startLine === tokens[i]?.startLine;

/** True where the next brace closes the block: no other block begins before. */
function isClosed(tokens: readonly IToken[], i: number): boolean {
  for (let k = i; k < tokens.length; k++) {
    const token = tokens[k] as IToken;
    if (isBrace(token)) return token.image === '}';
  }
  return false;
}

export const isBrace = ({ image }: IToken): boolean => image === '{' || image === '}';

/**
 * The word of the declaration that a brace opens: what stands before its name, else before its title, else, where the head is
 * not understood, any such word before the brace on its line. Tokens before `from` belong to other declarations.
 */
export function openedBlock(
  tokens: readonly IToken[],
  brace: number,
  { from, nested }: { readonly from: number; readonly nested: boolean },
): string {
  const at = (i: number): IToken | undefined => (i < from ? undefined : tokens[i]);
  const last = at(brace - 1)?.tokenType.name.endsWith('STRING') ? brace - 2 : brace - 1;
  const [name, word] = [at(last)?.image ?? '', at(last - 1)?.image ?? ''];
  // `retention` or `sources` that begins its line is no name of what the line before ends with, such as `by closing`.
  const begins = at(last)?.tokenType.name === name;
  if (BLOCK_WORDS.has(name) && (begins || (word === 'closing' && !at(brace - 1)?.tokenType.name.endsWith('STRING'))))
    return name;
  if (NAMED_BLOCKS.has(word) && !REFERS.has(at(last - 2)?.image ?? '')) return word;
  if (BLOCK_WORDS.has(name)) return name;
  const line = tokens[brace]?.startLine;
  for (let i = brace - 1; i >= from && (at(i)?.startLine === line || i >= brace - 4); i--) {
    const { image } = tokens[i] as IToken;
    if (image === '}' || image === '{') break;
    if (BLOCK_WORDS.has(image)) return image;
  }
  return nested ? '' : LOST;
}

/** Behind these a name stands, whatever its word. */
const REFERS = new Set(['by', 'of', 'as']);
const NAMED_BLOCKS = new Set(['channel', 'closing', 'scenario']);

/** True for a word or a brace that a later line begins with: what is missing before it is missing at the end of `previous`. */
export const beginsLaterLine = (token: IToken, previous: IToken): boolean =>
  (token.startLine as number) > (previous.endLine as number) &&
  (beginsLine(token.image) || token.tokenType.name === 'LINE_DECIDED' || token.image === '}' || token.image === '{');
