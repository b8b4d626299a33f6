import type { IToken, TokenType } from 'chevrotain';
import { DefaultLexer, type LexerResult, type LexingReport, type TokenizeOptions } from 'langium';
import { inlineName } from './tokens.ts';
import { beginsLine, DECLARATION_WORDS } from './words.ts';

export const MAX_PARENTHESES = 32;
export const MAX_OPERATORS = 1000;

/** The tokens of a text, for what is read off them after parsing: literals, open strings and comments, limits. */
export interface TokenReport extends LexingReport {
  readonly tokens: readonly IToken[];
}

/**
 * Lexes, then decides by a line's first word (spec: language, 3): a field's or declaration's word that begins a line keeps
 * its own token type; anywhere else it becomes its inline twin, which is a name as well. Expressions over the limits are
 * stopped here: the parser recurses, and a stack that overflows would poison it.
 */
export class UpsellLexer extends DefaultLexer {
  override tokenize(text: string, options?: TokenizeOptions): LexerResult {
    const result = super.tokenize(text, options);
    const { tokens } = result;
    retype(tokens, this.definition);
    const report: TokenReport = { diagnostics: [], tokens };
    return { ...result, report };
  }
}

function retype(tokens: readonly IToken[], types: Readonly<Record<string, TokenType>>): void {
  const become = (token: IToken, type: TokenType | undefined) => {
    if (!type) return;
    token.tokenType = type;
    token.tokenTypeIdx = type.tokenTypeIdx as number;
  };
  let line = 0;
  let block = '';
  let depth = 0;
  let operators = 0;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as IToken;
    const name = token.tokenType.name;
    const first = (token.startLine as number) > line;
    const starter = beginsLine(name) && !(block === 'sources' && first && isSourceName(tokens, i));
    if (starter && !first) become(token, types[inlineName(name)]);
    else if (!starter && beginsLine(name)) become(token, types[inlineName(name)]);
    if (first && starter) {
      depth = operators = 0;
      if (DECLARATION_WORDS.has(name) && !(block === 'scenario' && (name === 'closing' || name === 'expect')))
        block = '';
    }
    if (first && name === 'decided' && block === 'closing') become(token, types['LINE_DECIDED']);
    if (name === '{') block = openedBlock(tokens, i);
    else if (name === '}') block = '';
    else if (name === ')') depth = Math.max(0, depth - 1);
    else if (name === ',' && depth === 0) operators = 0;
    else if (name === '(' && ++depth > MAX_PARENTHESES) become(token, types['TOO_DEEP']);
    else if ((name === '+' || name === '-' || name === '*' || name === '/') && ++operators > MAX_OPERATORS)
      become(token, types['TOO_DEEP']);
    line = token.endLine as number;
  }
}

/** Inside `sources` a name may be any word: it stands alone on its line, or a source's label or tag follows it. */
function isSourceName(tokens: readonly IToken[], i: number): boolean {
  const token = tokens[i] as IToken;
  const next = tokens[i + 1];
  if (!next || (next.startLine as number) > (token.endLine as number)) return true;
  if (next.tokenType.name.endsWith('STRING')) return tokens[i + 2]?.image !== '{';
  return next.image === 'not' || next.image === 'renamed' || next.image === '}';
}

/** The declaration's word before a brace: at most name, title and layer stand between the two. */
function openedBlock(tokens: readonly IToken[], brace: number): string {
  for (let i = brace - 1; i >= 0 && i >= brace - 3; i--) {
    const image = tokens[i]?.image as string;
    if (DECLARATION_WORDS.has(image) && tokens[i]?.tokenType.name === image) return image;
  }
  return '';
}
