import type { ILexingError, IToken, TokenType } from 'chevrotain';
import { DefaultLexer, type LexerResult, type LexingReport } from 'langium';
import { ExpressionLimits } from './expression-limits.ts';
import { isLabelled, isSourceName, LOST, openedBlock } from './token-context.ts';
import { inlineName, UNKNOWN } from './tokens.ts';
import { UndatedNumber } from './undated-number.ts';
import { BLOCK_WORDS, beginsLine, DECLARATION_WORDS, endsBlocks } from './words.ts';

/** Where a text can be cut in two that are read as they are together: at the first word of a declaration. */
export interface Cut {
  readonly offset: number;
  /** True for a word that ends every block before it; false for one that begins a declaration only where none is open. */
  readonly endsBlocks: boolean;
  /** How the text before it ends. */
  readonly before: TextEnd;
}

/** What the end of a text leaves open, and so what may follow it. */
export interface TextEnd {
  /** Every block is closed, and the last declaration does not wait for its own. */
  readonly isWhole: boolean;
  /** In `sources`, where what is a name and what a declaration depends on what follows. */
  readonly inSources: boolean;
  /** It ends with a channel's layer, of which `channel` is still to come. */
  readonly awaitsChannel: boolean;
  /** Its last line has wrong characters: what follows on that line is blamed on them, and is read with them. */
  readonly isMarred: boolean;
}

/** The tokens of a text, for what is read off them after parsing: literals, open strings and comments, limits. */
export interface TokenReport extends LexingReport {
  readonly tokens: readonly IToken[];
  /** A comment is never closed, wherever it stands. */
  readonly hasOpenComment: boolean;
  /** Comments that are closed; one that never is stands among the tokens. */
  readonly comments: readonly IToken[];
  /** Where blocks open that no declaration's word opened. */
  readonly lostBlocks: readonly number[];
  readonly cuts: readonly Cut[];
  readonly end: TextEnd;
}

/**
 * Lexes, then decides by a line's first word (spec: language, 3): a field's or declaration's word that begins a line keeps
 * its own token type; anywhere else it becomes its inline twin, which is a name as well. Expressions over the limits are
 * stopped here: the parser recurses, and a stack that overflows would poison it.
 */
export class UpsellLexer extends DefaultLexer {
  private last: { readonly text: string; readonly result: LexerResult } | undefined;

  /** The tokens of a text, for a look at them; they are there if the text is parsed next. */
  peek(text: string): TokenReport {
    const result = this.tokenize(text);
    this.keep(text, result);
    return result.report as TokenReport;
  }

  /** Has the tokens of a text ready for who asks for them next. */
  keep(text: string, result: LexerResult): void {
    this.last = { text, result };
  }

  override tokenize(text: string): LexerResult {
    const { last } = this;
    // The parser takes tokens away from what it gets, so that it gets it once.
    this.last = undefined;
    if (last?.text === text) return last.result;
    const { tokens, errors, groups } = this.chevrotainLexer.tokenize(text);
    const wrong = groups[UNKNOWN] ?? [];
    const comments = groups['hidden'] ?? [];
    // Before the tokens of a lost block become what no declaration is made of.
    const hasOpenComment = tokens.some(({ tokenType }) => tokenType.name === 'OPEN_COMMENT');
    const retyped = retype(text, tokens, this.definition, wrong);
    const report: TokenReport = { diagnostics: [], tokens, hasOpenComment, comments, ...retyped };
    const kept = tokens.filter((token) => token.tokenType.name !== 'TOO_DEEP_REST');
    return {
      tokens: kept,
      hidden: comments,
      errors: [...errors, ...wrong.map(asError)],
      report,
    };
  }
}

const asError = ({ startOffset, image, startLine, startColumn }: IToken): ILexingError => ({
  offset: startOffset,
  length: image.length,
  line: startLine,
  column: startColumn,
  message: '',
});

/**
 * The word that a channel's declaration begins with; its `channel` may stand on the next line. Behind another declaration on its line it
 * may be a name as well: then more of the text is kept together than must be.
 */
export const isLayer = (token: IToken | undefined): boolean => token !== undefined && LAYERS.has(token.tokenType.name);

const LAYERS: ReadonlySet<string> = new Set(['foundation', 'leverage'].flatMap((word) => [word, inlineName(word)]));

/**
 * True where a declaration may end with a token, so that the word behind it begins the next one on the same line. Where it is a name
 * after all, more of the text is kept together than must be.
 */
const mayEnd = (token: IToken | undefined, word: string): boolean =>
  token?.tokenType.name === '}' || (token?.tokenType.name === 'STRING' && word !== 'leverage');

/** Gives words their types by where they stand; returns what else that tells. */
function retype(
  text: string,
  tokens: readonly IToken[],
  types: Readonly<Record<string, TokenType>>,
  wrong: readonly IToken[],
): Pick<TokenReport, 'lostBlocks' | 'cuts' | 'end'> {
  const become = (token: IToken, name: string) => {
    const type = types[name];
    if (!type) return;
    token.tokenType = type;
    token.tokenTypeIdx = type.tokenTypeIdx as number;
  };
  /** The words that opened the blocks around a token; LOST where no declaration's word did. */
  const blocks: string[] = [];
  const lostBlocks: number[] = [];
  const cuts: Cut[] = [];
  const expression = new ExpressionLimits();
  const number = new UndatedNumber();
  let line = 0;
  /** True on a line that begins with no declaration: outside of one the parser goes on with the next word of it that can begin one. */
  let isStray = false;
  /** Of the text since the last cut: where it begins, its braces, and whether its declaration waits for a block. */
  let piece = { first: 0, depth: 0, awaitsBlock: false };
  const end = (): TextEnd => ({
    isWhole: blocks.length === 0 && piece.depth === 0 && !piece.awaitsBlock,
    inSources: blocks[blocks.length - 1] === 'sources',
    awaitsChannel: isLayer(tokens[tokens.length - 1]),
    isMarred: last !== undefined && !/[\r\n]/.test(text.slice(last.startOffset)),
  });
  const last = wrong[wrong.length - 1];
  /** The next of the wrong characters, and the line of those before it. */
  let [nextWrong, wrongLine] = [0, 0];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as IToken;
    const name = token.tokenType.name;
    const first = (token.startLine as number) > line;
    for (let one = wrong[nextWrong]; one && one.startOffset < token.startOffset; one = wrong[++nextWrong])
      wrongLine = one.endLine as number;
    const block = blocks[blocks.length - 1];
    line = token.endLine as number;
    const starts = first && beginsLine(name) && !(block === 'sources' && isSourceName(tokens, i));
    if (starts) expression.reset();
    if (starts || name === '{') number.reset();
    const isField = block === 'closing' && number.take(token.image, tokens[i + 1]?.image ?? '');
    if (starts && DECLARATION_WORDS.has(name) && !(name === 'channel' && isLayer(tokens[i - 1]))) {
      const before = end();
      if (endsBlocks(name) || before.isWhole) {
        const cut = { offset: token.startOffset, endsBlocks: endsBlocks(name), before };
        if (wrongLine !== token.startLine) cuts.push(cut);
        piece = { first: i, depth: 0, awaitsBlock: BLOCK_WORDS.has(name) };
      }
      if (endsBlocks(name)) blocks.length = 0;
    }
    const isOutside = blocks.length === 0 && piece.depth === 0;
    if (first) isStray = !(starts && DECLARATION_WORDS.has(name));
    if (isOutside && !starts && BLOCK_WORDS.has(name) && (isStray || mayEnd(tokens[i - 1], name)))
      piece.awaitsBlock = true;
    if (name === '{') {
      piece.depth++;
      piece.awaitsBlock = false;
    } else if (name === '}') {
      piece.depth--;
      blocks.pop();
    }
    if (blocks[0] === LOST) become(token, LOST);
    else if (beginsLine(name) && !starts) become(token, inlineName(name));
    else if (name === 'decided' && block === 'closing' && (first || isField)) become(token, 'LINE_DECIDED');
    else if (starts && name === 'owner' && blocks.length > 0 && !isLabelled(tokens, i)) become(token, 'FIELD_OWNER');
    else {
      const limit = expression.take(name, tokens[i - 1]?.tokenType.name);
      if (limit) become(token, limit);
    }
    if (name === '{') {
      const opened = openedBlock(tokens, i, { from: piece.first, nested: blocks.length > 0 });
      blocks.push(opened);
      if (opened === LOST) lostBlocks.push(token.startOffset);
    }
  }
  return { lostBlocks, cuts, end: end() };
}
