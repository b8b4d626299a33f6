/** A place in the tokens of a text, for the reader of printed text. */
import type { Token, TokenKind } from './read-tokens.ts';
import { unquoted } from './read-tokens.ts';
import { BEGINNING_WORDS } from './words.ts';

/** Takes tokens one after the other and throws at what it does not expect. */
export class Cursor {
  protected readonly tokens: readonly Token[];
  protected next = 0;

  constructor(tokens: readonly Token[]) {
    this.tokens = tokens;
  }

  protected hasMore(): boolean {
    return this.next < this.tokens.length;
  }

  /** Each entry of a block; the word that begins it is taken already. */
  protected fields(each: (field: string) => void): void {
    this.words('{');
    while (this.peek().text !== '}') each(this.begin());
    this.begin();
  }

  /** What begins a field or declaration is taken by this alone; nothing else may stand first in a line as such a word. */
  protected begin(): string {
    const token = this.peek();
    this.next += 1;
    return token.text;
  }

  protected take(kind?: TokenKind): Token {
    const token = this.peek();
    if (kind !== undefined && token.kind !== kind) throw new SyntaxError(`${kind} expected, ${token.text} found`);
    if (token.isFirstOfLine && (BEGINNING_WORDS as readonly string[]).includes(token.text)) {
      throw new SyntaxError(`a line begins with ${token.text}`);
    }
    this.next += 1;
    return token;
  }

  protected words(...texts: readonly string[]): void {
    for (const text of texts) {
      if (this.take().text !== text) throw new SyntaxError(`${text} expected, ${this.tokens[this.next - 1]?.text}`);
    }
  }

  protected has(...texts: readonly string[]): boolean {
    if (texts.some((text, index) => this.tokens[this.next + index]?.text !== text)) return false;
    this.words(...texts);
    return true;
  }

  protected word(): string {
    return this.take('word').text;
  }

  protected string(): string {
    return unquoted(this.take('text'));
  }

  protected optionalString(): string | undefined {
    return this.peek().kind === 'text' ? this.string() : undefined;
  }

  protected peek(): Token {
    return this.tokens[this.next] ?? { kind: 'mark', text: '', line: 0, isFirstOfLine: true, isGrouped: false };
  }
}
