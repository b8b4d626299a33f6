import type { IToken } from 'chevrotain';
import { tokensOf } from '../parser/parser.ts';
import { openedBlock } from '../parser/token-context.ts';
import { beginsLine } from '../parser/words.ts';
import { blockAt, type SourceFile, sliceOf } from '../source-file.ts';
import type { Range } from '../tree.ts';
import { insideBlock, read, type States, startOfFile } from './grammar-states.ts';

/** Where in a text the cursor stands, as far as what may be written there depends on it. Offsets are those of the file. */
export interface CursorPlace {
  /** The word under the cursor, which is being typed; empty, at the cursor, where none stands there. */
  readonly word: Range;
  /** What the word is. */
  readonly kind: 'word' | 'literal' | 'text' | 'nothing';
  /** The tokens of its field, or of its declaration's head, before the word and behind it. */
  readonly before: readonly IToken[];
  readonly after: readonly IToken[];
  /** The declaration whose block it stands in, by its word; undefined outside of blocks, `LOST` in one that is not understood. */
  readonly block?: string;
  /** The tokens of the head of that declaration, with those before it; of the block before the field; and of the block behind it. */
  readonly opener: readonly IToken[];
  readonly head: readonly IToken[];
  readonly tail: readonly IToken[];
  /** Where the word may begin, and the field itself. */
  readonly states: States;
  readonly atStart: States;
  /** Nothing but white space stands before the word on its line, or the brace that opens the block. */
  readonly beginsLine: boolean;
  /** Something stands behind the word on its line. */
  readonly hasMore: boolean;
  /** What is added to a token's offset to make it the file's. */
  readonly from: number;
}

/** The place of an offset in a file; undefined in a comment, before a byte-order mark, and in a file that is not read. */
export function cursorPlace(source: SourceFile, offset: number): CursorPlace | undefined {
  // Nothing stands before a byte-order mark.
  if (sliceOf(source, offset, offset + 1) === '\uFEFF') return undefined;
  const piece = blockAt(source, offset) ?? blockAt(source, offset - 1);
  if (!piece) return source.refused ? undefined : nowhere(offset);
  const { text, start: from } = piece;
  const { tokens } = tokensOf(text);
  const at = offset - from;
  const next = firstEndingAt(tokens, at);
  const under = tokenAt(tokens, next, at);
  const kind = under ? kindOf(under, at) : 'word';
  if (kind === undefined || (!under && inComment(text, endOf(tokens[firstBeginningAt(tokens, at) - 1]), at)))
    return undefined;
  const index = under ? tokens.indexOf(under) : firstBeginningAt(tokens, at);
  const sign = tokens[index - 1];
  if (!under && sign && endOf(sign) > at) return undefined;
  const behind = under ? index + 1 : index;
  // Where another piece begins on the line, no block is open any more.
  const isCut = !under && !/[\r\n]/.test(text.slice(at)) && blockAt(source, from + text.length) !== piece;
  const opened = isCut ? [] : blocksBefore(tokens, index);
  const block = opened[opened.length - 1];
  const least = block ? block.brace + 1 : 0;
  const first = isCut
    ? index
    : block?.word === 'sources'
      ? lineStart(tokens, index, least)
      : fieldStart(tokens, index, least);
  const last = fieldEnd(tokens, behind, block?.word === 'sources');
  const atStart = block ? insideBlock(block.word) : startOfFile();
  const before = tokens.slice(first, index);
  const previous = tokens[index - 1];
  const line = under?.startLine;
  const lineFrom = Math.max(text.lastIndexOf('\n', at - 1), text.lastIndexOf('\r', at - 1)) + 1;
  const start = under ? under.startOffset : at;
  const lineEnd = /[\r\n]|$/.exec(text.slice(at))?.index ?? 0;
  const following = tokens[behind];
  return {
    word: { start: from + start, end: from + (under ? endOf(under) : at) },
    kind,
    before,
    after: tokens.slice(behind, last),
    block: block?.word,
    opener: block ? tokens.slice(block.from, block.brace) : [],
    head: block ? tokens.slice(block.brace + 1, first) : [],
    tail: block ? tokens.slice(last, blockEnd(tokens, last)) : [],
    states: read(atStart, before),
    atStart,
    beginsLine:
      previous === undefined ||
      endOf(previous) <= lineFrom ||
      (previous.image === '{' && block !== undefined) ||
      (line !== undefined && (previous.endLine as number) < line),
    hasMore:
      isCut ||
      // The layer of a channel may stand on a line of its own.
      (following?.image === 'channel' && under !== undefined && isLayer(under)) ||
      (following !== undefined && following.image !== '}' && following.startOffset < at + lineEnd),
    from,
  };
}

/** The place in a text of nothing. */
const nowhere = (offset: number): CursorPlace => ({
  word: { start: offset, end: offset },
  kind: 'word',
  before: [],
  after: [],
  opener: [],
  head: [],
  tail: [],
  states: startOfFile(),
  atStart: startOfFile(),
  beginsLine: true,
  hasMore: false,
  from: 0,
});

export const endOf = (token: IToken | undefined): number => (token ? token.startOffset + token.image.length : 0);

const isLayer = ({ image }: IToken): boolean => image === 'foundation' || image === 'leverage';

/** The index of the first token that ends at or behind an offset. */
function firstEndingAt(tokens: readonly IToken[], at: number): number {
  const index = tokens.findIndex((token) => endOf(token) >= at);
  return index < 0 ? tokens.length : index;
}

function firstBeginningAt(tokens: readonly IToken[], at: number): number {
  const index = tokens.findIndex((token) => token.startOffset >= at);
  return index < 0 ? tokens.length : index;
}

/** The token that the cursor touches: rather one that can be completed than a sign beside it. */
function tokenAt(tokens: readonly IToken[], index: number, at: number): IToken | undefined {
  const touched = [tokens[index], tokens[index + 1]].filter((one) => one && one.startOffset <= at && !isSign(one));
  return touched[0];
}

const isSign = ({ image }: IToken): boolean => /^[^\w"“”„@$€£¥]/.test(image) && !image.startsWith('/*');

/** What is being typed in a token; undefined in a comment, and where nothing can be said. */
function kindOf({ image, tokenType: { name }, startOffset }: IToken, at: number): CursorPlace['kind'] | undefined {
  if (name === 'OPEN_COMMENT' || name === 'PERCENT_OF_BASE') return undefined;
  if (name.endsWith('STRING')) {
    const isOpen = name === 'OPEN_STRING' || !/["“”„]$/.test(image) || image.length < 2;
    const inside = at > startOffset && (at < startOffset + image.length || isOpen);
    return inside ? 'text' : 'nothing';
  }
  if (/^[A-Za-z_]/.test(image) && name !== 'QUARTER') return 'word';
  return /^[\dF]/.test(image) && !name.startsWith('PERCENT') ? 'literal' : 'nothing';
}

/** True where an offset lies in a comment that begins behind another one, with no token in between. */
function inComment(text: string, from: number, at: number): boolean {
  for (let i = from; ; ) {
    const start = i + text.slice(i, at + 1).search(/\/[/*]/);
    if (start < i || start >= at) return false;
    const isLine = text[start + 1] === '/';
    const length = isLine ? text.slice(start).search(/[\r\n]|$/) : text.slice(start + 2).indexOf('*/') + 4;
    if (at < start + length || (isLine && at === start + length)) return true;
    i = start + length;
  }
}

/** The blocks that are open before a token: their words, where their declarations begin, and their braces. */
function blocksBefore(
  tokens: readonly IToken[],
  index: number,
): readonly { readonly word: string; readonly from: number; readonly brace: number }[] {
  const open: { word: string; from: number; brace: number }[] = [];
  let from = 0;
  for (let i = 0; i < index; i++) {
    const { image } = tokens[i] as IToken;
    if (image === '{')
      open.push({ word: openedBlock(tokens, i, { from: 0, nested: open.length > 0 }), from, brace: i });
    else if (image === '}') open.pop();
    if (image === '{' || image === '}') from = i + 1;
  }
  return open;
}

/** The index of the first token of the field, or of the declaration, that a token stands in. */
function fieldStart(tokens: readonly IToken[], index: number, least: number): number {
  for (let i = index - 1; i >= least; i--) {
    if ((tokens[i] as IToken).image === '}') return i + 1;
    if (beginsField(tokens[i] as IToken)) return i;
  }
  return least;
}

/** The index of the first token of the line that the token before an index stands in: in `sources` names stand one a line. */
function lineStart(tokens: readonly IToken[], index: number, least: number): number {
  const line = tokens[index - 1]?.startLine;
  let first = index;
  while (first > least && tokens[first - 1]?.startLine === line) first--;
  return first;
}

/** The index behind the last token of the field that goes on at an index: a brace that it opens belongs to it. */
function fieldEnd(tokens: readonly IToken[], index: number, inSources: boolean): number {
  for (let i = index; i < tokens.length; i++) {
    const token = tokens[i] as IToken;
    if (token.image === '{') return i + 1;
    if (token.image === '}' || (!inSources && beginsField(token))) return i;
  }
  return tokens.length;
}

/** The index of the brace that closes the block of a token, or behind the last token. */
function blockEnd(tokens: readonly IToken[], index: number): number {
  let depth = 0;
  for (let i = index; i < tokens.length; i++) {
    const { image } = tokens[i] as IToken;
    if (image === '{') depth++;
    else if (image === '}' && depth-- === 0) return i;
  }
  return tokens.length;
}

/** True for a word that begins its line, and there a field or a declaration (spec: language, 3). */
export const beginsField = ({ image, tokenType: { name } }: IToken): boolean =>
  (name === image && beginsLine(image)) || name === 'FIELD_OWNER' || name === 'LINE_DECIDED';
