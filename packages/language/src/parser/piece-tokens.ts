import type { IToken } from 'chevrotain';
import type { LexerResult } from 'langium';
import { isLayer, type TextEnd, type TokenReport } from './lexer.ts';

/**
 * The tokens of a text, dealt out to the pieces between its cuts as each piece by itself would have them, so that no piece is lexed again:
 * they count from the beginning of their piece, and the text has none any more. Undefined where something in the text is unusual: then
 * the pieces are to be lexed.
 */
export function tokensByPiece(
  text: string,
  { tokens, hidden, errors, report }: LexerResult,
): LexerResult[] | undefined {
  const { cuts, end, hasOpenComment, lostBlocks, tokens: all } = report as TokenReport;
  if (errors.length > 0 || hasOpenComment || lostBlocks.length > 0 || all.length > tokens.length) return undefined;
  const starts = cuts[0]?.offset === 0 || text === '' ? [] : [0];
  for (const { offset } of cuts) starts.push(offset);
  let [token, comment] = [0, 0];
  return starts.map((start, i): LexerResult => {
    const until = cuts[i + 1 - (starts.length - cuts.length)];
    const to = until?.offset ?? text.length;
    const [firstToken, firstComment] = [token, comment];
    token = firstFrom(tokens, token, to);
    comment = firstFrom(hidden, comment, to);
    const own = tokens.slice(firstToken, token);
    const comments = hidden.slice(firstComment, comment);
    if (start > 0) move([...own, ...comments], own[0] as IToken);
    const ending: TextEnd = until ? { ...until.before, awaitsChannel: isLayer(own.at(-1)), isMarred: false } : end;
    const its: TokenReport = {
      diagnostics: [],
      tokens: own,
      hasOpenComment: false,
      comments,
      lostBlocks: [],
      cuts: [],
      end: ending,
    };
    // The parser takes tokens away from what it gets.
    return { tokens: own.slice(), hidden: comments.slice(), errors: [], report: its };
  });
}

function firstFrom(tokens: readonly IToken[], from: number, offset: number): number {
  let i = from;
  while (i < tokens.length && (tokens[i] as IToken).startOffset < offset) i++;
  return i;
}

/** Counts tokens from the place of the first of them. */
function move(tokens: readonly IToken[], { startOffset, startLine = 1, startColumn = 1 }: IToken): void {
  for (const token of tokens) {
    token.startOffset -= startOffset;
    if (token.endOffset !== undefined) token.endOffset -= startOffset;
    if (token.startColumn !== undefined && token.startLine === startLine) token.startColumn -= startColumn - 1;
    if (token.endColumn !== undefined && token.endLine === startLine) token.endColumn -= startColumn - 1;
    if (token.startLine !== undefined) token.startLine -= startLine - 1;
    if (token.endLine !== undefined) token.endLine -= startLine - 1;
  }
}
