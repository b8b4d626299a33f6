import type { CustomPatternMatcherFunc, IToken, TokenType } from 'chevrotain';
import { Lexer } from 'chevrotain';
import { DefaultTokenBuilder, type Grammar, type GrammarAST } from 'langium';
import { walk } from '../tree.ts';
import { beginsLine, endsBlocks } from './words.ts';

const WORD = /^[A-Za-z_]\w*$/;
/** Terminals whose text is also a legal name. */
const NAME_LIKE = new Set(['FISCAL_YEAR', 'CURRENCY_CODE']);

/**
 * What begins no token of the language, as one token a run and out of the parser's sight: without it the lexer tries every
 * pattern again at every character.
 */
export const UNKNOWN = 'UNKNOWN';

// Written as what it is, not as what it is not: the lexer cannot sort a complement by its first character.
const NO_TOKEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they begin no token either
  /[\x00-\x08\x0e-\x1f!#%&':;?[\\\]^`|~\x7f-\x9f\xa1\xa2\xa4\xa6-\u1fff\u2010-\u201b\u201f-\u2027\u2030-\u20ab\u20ad-\ufefe]+/;

/** The token type of a word that may begin a line, where it does not: both that word and a name. */
export const inlineName = (word: string): string => `inline ${word}`;

/**
 * Chevrotain's tokens for the grammar, so that every keyword is also a name: a keyword has the category ID. A word that
 * begins lines is not a name by itself; its `inline` twin, which only the lexer makes (see lexer.ts), is.
 */
export class UpsellTokenBuilder extends DefaultTokenBuilder {
  protected override buildTerminalToken(terminal: GrammarAST.TerminalRule): TokenType {
    const token = super.buildTerminalToken(terminal);
    if (token.name === 'LINE_DECIDED' || token.name === 'FIELD_OWNER') token.PATTERN = Lexer.NA;
    if (token.name === 'PERCENT_OF_BASE')
      Object.assign(token, { PATTERN: percentOfBase, LINE_BREAKS: false, START_CHARS_HINT: ['e', 'u', 'a'] });
    return token;
  }

  /** What a keyword can be the beginning of; asking every terminal's regular expression takes a third of start-up. */
  protected override findLongerAlt(keyword: GrammarAST.Keyword, terminals: TokenType[]): TokenType[] {
    if (keyword.value === '/') return terminals.filter(({ name }) => name.endsWith('_COMMENT'));
    return WORD.test(keyword.value) ? [terminals.findLast(({ name }) => name === 'ID') as TokenType] : [];
  }

  override buildTokens(grammar: Grammar): TokenType[] {
    const terminals = grammar.rules
      .filter((rule) => rule.$type === 'TerminalRule')
      .map((terminal) => this.buildTerminalToken(terminal));
    const tokens = [
      ...keywordsOf(grammar).map((keyword) => this.buildKeywordToken(keyword, terminals, false)),
      ...terminals,
    ];
    const id = tokens.find((token) => token.name === 'ID') as TokenType;
    for (const token of [...tokens]) {
      token.LINE_BREAKS = token.name === 'WS' || token.name === 'ML_COMMENT';
      const keyword = typeof token.PATTERN === 'string' && WORD.test(token.PATTERN);
      if (keyword && beginsLine(token.name))
        tokens.push({ name: inlineName(token.name), LABEL: token.name, PATTERN: Lexer.NA, CATEGORIES: [token, id] });
      else if (keyword || NAME_LIKE.has(token.name)) token.CATEGORIES = [id];
    }
    const percent = tokens.find((token) => token.name === 'PERCENT_OF_BASE') as TokenType;
    return [
      percent,
      { name: 'OPEN_COMMENT', PATTERN: openComment, LINE_BREAKS: false, START_CHARS_HINT: ['/'] },
      ...tokens.filter((token) => token !== percent),
      { name: UNKNOWN, PATTERN: NO_TOKEN, LINE_BREAKS: false, GROUP: UNKNOWN },
      { name: 'TOO_DEEP', PATTERN: Lexer.NA },
      { name: 'TOO_DEEP_REST', PATTERN: Lexer.NA },
      { name: 'LOST', PATTERN: Lexer.NA },
    ];
  }
}

/**
 * Each keyword once, the longest first, as Langium has them. It looks for them in the tree of all that can be reached in the grammar, which
 * takes three times as long, and finds the same: all of it can be.
 */
function keywordsOf(grammar: Grammar): readonly GrammarAST.Keyword[] {
  const keywords = new Map<string, GrammarAST.Keyword>();
  for (const rule of grammar.rules)
    if (rule.$type === 'ParserRule')
      walk(rule, (node) => {
        const { $type, value } = node as GrammarAST.Keyword;
        if ($type === 'Keyword' && !keywords.has(value)) keywords.set(value, node as GrammarAST.Keyword);
      });
  return [...keywords.values()].sort((a, b) => b.value.length - a.value.length);
}

let unclosed = { text: '', from: 0 };

/** A comment that is never closed, to the end of its line: the rest of the file stays alive. */
const openComment: CustomPatternMatcherFunc = (text, offset) => {
  if (text[offset] !== '/' || text[offset + 1] !== '*') return null;
  // Where no comment is closed any more, the rest of the text need not be searched for each one anew.
  if (text !== unclosed.text || offset < unclosed.from) {
    if (text.indexOf('*/', offset + 2) >= 0) return null;
    unclosed = { text, from: offset };
  }
  return matched(text.slice(offset, lineEnd(text, offset)).trimEnd());
};

const PERCENT_OF_BASE = /(?:expansion|upsell|adoption)[ \t]+\d[\d.,_]*%/y;

/** A top-level line that begins with a percentage of the base, up to its comment (spec: language, 6). */
const percentOfBase: CustomPatternMatcherFunc = (text, offset, tokens) => {
  PERCENT_OF_BASE.lastIndex = offset;
  if (!PERCENT_OF_BASE.test(text) || !atLineStart(text, offset) || !atTopLevel(tokens)) return null;
  const line = text.slice(offset, lineEnd(text, offset));
  const comment = line.search(/\/[/*]/);
  return matched((comment < 0 ? line : line.slice(0, comment)).trimEnd());
};

const matched = (image: string): [string] => [image];

function lineEnd(text: string, offset: number): number {
  let end = offset;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  return end;
}

function atLineStart(text: string, offset: number): boolean {
  for (let i = offset - 1; i >= 0; i--) {
    const c = text[i];
    if (c === '\n' || c === '\r') return true;
    if (c !== ' ' && c !== '\t' && c !== '\uFEFF') return false;
  }
  return true;
}

/** True outside braces, counted from the last word that can only begin a declaration, so that an open block ends there. */
function atTopLevel(tokens: readonly IToken[]): boolean {
  let depth = 0;
  for (let i = tokens.length - 1; i >= 0; i--) {
    const token = tokens[i] as IToken;
    if (token.tokenType.name === 'PERCENT_OF_BASE') break;
    if (token.image === '}') depth--;
    else if (token.image === '{') depth++;
    else if (endsBlocks(token.image) && tokens[i - 1]?.startLine !== token.startLine) break;
  }
  return depth <= 0;
}
