import { remembered } from '@upsell/engine';
import type { Block } from '../block.ts';
import { tokensOf } from '../parser/parser.ts';
import type { Range } from '../tree.ts';

/** A word, literal, sign or comment of a text, whether the parser could make something of it or not. */
export interface Token extends Range {
  readonly kind: TokenKind;
  /** Of a `sign` the sign itself; empty for all else. */
  readonly sign: string;
}

export type TokenKind = 'comment' | 'lineComment' | 'string' | 'number' | 'handle' | 'sign' | 'word' | 'wrong';

/**
 * The tokens of a block in the order of the text, comments among them, counted from the block's beginning. They are read again when
 * somebody asks for them, and kept as long as the block: most of what is typed needs none.
 */
export const tokensIn = remembered(({ text }: Block): readonly Token[] => {
  const { tokens, comments } = tokensOf(text);
  return [...tokens, ...comments]
    .map(({ startOffset: start, image, tokenType }) => {
      const kind = KINDS[tokenType.name] ?? kindOf(image);
      return { start, end: start + image.length, kind, sign: kind === 'sign' ? image : '' };
    })
    .sort((a, b) => a.start - b.start);
});

/** Tokens of a block at their places in the file. */
export const placed = (tokens: readonly Token[], block: Block): readonly Token[] =>
  tokens.map((token) => ({ ...token, start: token.start + block.start, end: token.end + block.start }));

const KINDS: Readonly<Record<string, TokenKind>> = {
  ML_COMMENT: 'comment',
  OPEN_COMMENT: 'comment',
  SL_COMMENT: 'lineComment',
  STRING: 'string',
  OPEN_STRING: 'string',
  CURLY_STRING: 'string',
  HANDLE: 'handle',
  PERCENT_OF_BASE: 'wrong',
  QUARTER: 'number',
  MONTH: 'number',
  MONEY: 'number',
  PERCENT: 'number',
  NUMBER: 'number',
};

/** Of what the lexer has given up on, its first character tells what it would be. */
function kindOf(image: string): TokenKind {
  if (/^[A-Za-z_]/.test(image)) return 'word';
  if (/^[\d$€£¥]/.test(image)) return 'number';
  if (image.startsWith('@')) return 'handle';
  return /^["“”„]/.test(image) ? 'string' : 'sign';
}

export const isComment = ({ kind }: Token): boolean => kind === 'comment' || kind === 'lineComment';
