/** Tokens of the text that `print` writes, by the letter of `language.md`, 3. Only the oracle's own tests read text. */

export type TokenKind =
  | 'number'
  | 'percent'
  | 'money'
  | 'month'
  | 'quarter'
  | 'fiscal'
  | 'text'
  | 'handle'
  | 'word'
  | 'mark';

export interface Token {
  readonly kind: TokenKind;
  readonly text: string;
  /** Counted from 1. */
  readonly line: number;
  readonly isFirstOfLine: boolean;
  readonly isGrouped: boolean;
}

const DIGITS = '(?:[1-9]\\d{0,2}(?:,\\d{3})+|\\d+(?:_\\d+)*)(?:\\.\\d+)?[kKMB]?';
const SPACE = /[ \t\r\n\uFEFF]+|\/\/[^\n]*|\/\*[\s\S]*?\*\//y;
const KINDS: readonly (readonly [TokenKind, RegExp])[] = [
  ['month', /\d{4}-\d{2}(?![\w-])/y],
  ['quarter', /\d{4}-Q[1-4](?![\w-])/y],
  ['percent', new RegExp(`${DIGITS}%(?!\\w)`, 'y')],
  ['money', new RegExp(`${DIGITS} [A-Z]{3}(?!\\w)`, 'y')],
  ['money', new RegExp(`[$€£¥]${DIGITS}(?!\\w)`, 'y')],
  ['number', new RegExp(`${DIGITS}(?![\\w.%])`, 'y')],
  ['text', /"(?:\\["\\]|[^"\r\n])*?"/y],
  ['handle', /@[A-Za-z0-9_.-]+(?:\/[A-Za-z0-9_.-]+)*/y],
  ['fiscal', /FY\d{2}(?:-Q[1-4])?(?!\w)/y],
  ['word', /[A-Za-z_]\w*/y],
  ['mark', /<=|>=|[{}(),+\-*/.<>=]/y],
];

/** The tokens of a text; throws at what is none. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let offset = 0;
  let isFirstOfLine = true;
  let line = 1;
  while (offset < text.length) {
    const space = match(SPACE, text, offset);
    if (space !== undefined) {
      if (/[\r\n]/.test(space)) isFirstOfLine = true;
      line += space.split('\n').length - 1;
      offset += space.length;
      continue;
    }
    const token = { ...tokenAt(text, offset), line, isFirstOfLine };
    tokens.push(token);
    offset += token.text.length;
    isFirstOfLine = false;
    if (token.text === ',' && !/\s/.test(text.charAt(offset))) throw new SyntaxError('no space after a comma');
  }
  return tokens;
}

function tokenAt(text: string, offset: number): Omit<Token, 'line' | 'isFirstOfLine'> {
  for (const [kind, pattern] of KINDS) {
    const found = match(pattern, text, offset);
    if (found !== undefined) return { kind, text: found, isGrouped: /\d,\d/.test(found) && kind !== 'text' };
  }
  throw new SyntaxError(`no token: ${JSON.stringify(text.slice(offset, offset + 30))}`);
}

function match(pattern: RegExp, text: string, offset: number): string | undefined {
  pattern.lastIndex = offset;
  return pattern.exec(text)?.[0];
}

/** The plain digits of a number, percent or amount. */
export function digitsOf(token: Token): { digits: string; zeros: number } {
  const bare = token.text.replace(/[,_%$€£¥]|\s[A-Z]{3}$/g, '');
  const zeros = { k: 3, K: 3, M: 6, B: 9 }[bare.slice(-1)] ?? 0;
  return { digits: zeros === 0 ? bare : bare.slice(0, -1), zeros };
}

/** The text between the quotes. */
export function unquoted(token: Token): string {
  return token.text.slice(1, -1).replace(/\\(["\\])/g, '$1');
}
