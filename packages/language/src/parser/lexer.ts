import type { ILexingError, IToken, TokenType } from 'chevrotain';
import { DefaultLexer, type LexerResult, type LexingReport } from 'langium';
import { ExpressionLimits } from './expression-limits.ts';
import { isLabelled, isSourceName, LOST, openedBlock } from './token-context.ts';
import { inlineName, UNKNOWN } from './tokens.ts';
import { UndatedNumber } from './undated-number.ts';
import { beginsLine, endsBlocks } from './words.ts';

/** The tokens of a text, for what is read off them after parsing: literals, open strings and comments, limits. */
export interface TokenReport extends LexingReport {
  readonly tokens: readonly IToken[];
  /** Where blocks open that no declaration's word opened. */
  readonly lostBlocks: readonly number[];
}

/**
 * Lexes, then decides by a line's first word (spec: language, 3): a field's or declaration's word that begins a line keeps
 * its own token type; anywhere else it becomes its inline twin, which is a name as well. Expressions over the limits are
 * stopped here: the parser recurses, and a stack that overflows would poison it.
 */
export class UpsellLexer extends DefaultLexer {
  override tokenize(text: string): LexerResult {
    const { tokens, errors, groups } = this.chevrotainLexer.tokenize(text);
    const report: TokenReport = { diagnostics: [], tokens, lostBlocks: retype(tokens, this.definition) };
    const kept = tokens.filter((token) => token.tokenType.name !== 'TOO_DEEP_REST');
    return {
      tokens: kept,
      hidden: groups['hidden'] ?? [],
      errors: [...errors, ...(groups[UNKNOWN] ?? []).map(asError)],
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

/** Returns the offsets at which lost blocks open. */
function retype(tokens: readonly IToken[], types: Readonly<Record<string, TokenType>>): readonly number[] {
  const become = (token: IToken, name: string) => {
    const type = types[name];
    if (!type) return;
    token.tokenType = type;
    token.tokenTypeIdx = type.tokenTypeIdx as number;
  };
  /** The words that opened the blocks around a token; LOST where no declaration's word did. */
  const blocks: string[] = [];
  const lost: number[] = [];
  const expression = new ExpressionLimits();
  const number = new UndatedNumber();
  let line = 0;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as IToken;
    const name = token.tokenType.name;
    const first = (token.startLine as number) > line;
    const block = blocks[blocks.length - 1];
    line = token.endLine as number;
    const starts = first && beginsLine(name) && !(block === 'sources' && isSourceName(tokens, i));
    if (starts) expression.reset();
    if (starts || name === '{') number.reset();
    const isField = block === 'closing' && number.take(token.image, tokens[i + 1]?.image ?? '');
    if (starts && endsBlocks(name)) blocks.length = 0;
    if (name === '}') blocks.pop();
    if (blocks[0] === LOST) become(token, LOST);
    else if (beginsLine(name) && !starts) become(token, inlineName(name));
    else if (name === 'decided' && block === 'closing' && (first || isField)) become(token, 'LINE_DECIDED');
    else if (starts && name === 'owner' && blocks.length > 0 && !isLabelled(tokens, i)) become(token, 'FIELD_OWNER');
    else {
      const limit = expression.take(name, tokens[i - 1]?.tokenType.name);
      if (limit) become(token, limit);
    }
    if (name === '{') {
      const opened = openedBlock(tokens, i, blocks.length > 0);
      blocks.push(opened);
      if (opened === LOST) lost.push(token.startOffset);
    }
  }
  return lost;
}
