import type { ILexingError, IToken, TokenType } from 'chevrotain';
import { DefaultLexer, type LexerResult, type LexingReport } from 'langium';
import { inlineName, UNKNOWN } from './tokens.ts';
import { BLOCK_WORDS, beginsLine, endsBlocks } from './words.ts';

export const MAX_PARENTHESES = 32;
export const MAX_OPERATORS = 1000;

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
  let line = 0;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as IToken;
    const name = token.tokenType.name;
    const first = (token.startLine as number) > line;
    const block = blocks[blocks.length - 1];
    line = token.endLine as number;
    const starts = first && beginsLine(name) && !(block === 'sources' && isSourceName(tokens, i));
    if (starts) expression.reset();
    if (starts && endsBlocks(name)) blocks.length = 0;
    if (name === '}') blocks.pop();
    if (blocks[0] === LOST) become(token, LOST);
    else if (beginsLine(name) && !starts) become(token, inlineName(name));
    else if (name === 'decided' && block === 'closing' && (first || !takesProvenance(tokens, i)))
      become(token, 'LINE_DECIDED');
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

/** A block that no declaration opened, such as `closng csm {`: all of it is lost, and what it holds declares nothing. */
const LOST = 'LOST';

const OPERATORS = new Set(['+', '-', '*', '/', 'per']);
const ENDS_EXPRESSION = new Set(['to', 'from', 'by', 'growing', 'rising', '=', '<', '<=', '>', '>=', '{', '}']);

/** Counts parentheses and operators of the expression that a token belongs to. */
class ExpressionLimits {
  private depth = 0;
  private operators = 0;
  private over = false;

  reset(): void {
    this.depth = this.operators = 0;
    this.over = false;
  }

  /**
   * The type that a token over a limit gets: the first of an expression is the one to report, and what follows of it is
   * left out, since the parser would look at it again on its way out of every level.
   */
  take(name: string, before: string | undefined): 'TOO_DEEP' | 'TOO_DEEP_REST' | undefined {
    const expectsValue = before !== undefined && (OPERATORS.has(before) || before === '(' || before === ',');
    if (this.depth === 0 && (name === ',' || (ENDS_EXPRESSION.has(name) && !expectsValue))) this.reset();
    if (name === ')') this.depth = Math.max(0, this.depth - 1);
    if (name === '(') this.depth++;
    if (OPERATORS.has(name) && !(name === 'per' && expectsValue)) this.operators++;
    if (this.over) return 'TOO_DEEP_REST';
    this.over = this.depth > MAX_PARENTHESES || this.operators > MAX_OPERATORS;
    return this.over ? 'TOO_DEEP' : undefined;
  }
}

/**
 * Inside `sources` a name may be any word. Where the block is never closed, a line that looks like a declaration is one: a
 * source stands alone on its line, or its label or tag follows it.
 */
function isSourceName(tokens: readonly IToken[], i: number): boolean {
  if (isClosed(tokens, i)) return true;
  const token = tokens[i] as IToken;
  const next = tokens[i + 1];
  if (!next || (next.startLine as number) > (token.endLine as number)) return true;
  if (next.tokenType.name.endsWith('STRING')) return tokens[i + 2]?.image !== '{';
  return next.image === 'not' || next.image === 'renamed' || next.image === '}';
}

/** False where no number stands before, or one that has its provenance; true as well where a name is expected. */
function takesProvenance(tokens: readonly IToken[], i: number): boolean {
  const before = tokens[i - 1]?.image;
  if (before === 'owner' || before === 'by') return true;
  for (let k = i - 1; k >= 0; k--) {
    const { image, tokenType } = tokens[k] as IToken;
    if (image === ',' || NUMBER_FIELDS.has(image)) return true;
    if (isProvenance(tokens, k) || image === '{' || tokenType.name.endsWith('STRING')) return false;
    // `owner NAME`, and not a driver of that name in an expression.
    if (image === 'owner' && k === i - 2 && !VALUE_FOLLOWS.has(tokens[k - 1]?.image ?? '')) return false;
  }
  return false;
}

/** A provenance's word, and not a driver of that name: months follow it, or for `sample` a value stands before. */
function isProvenance(tokens: readonly IToken[], k: number): boolean {
  const { image } = tokens[k] as IToken;
  if (image !== 'sample') return DATED.has(image) && /^\d|^FY\d/.test(tokens[k + 1]?.image ?? '');
  const before = tokens[k - 1]?.image ?? '';
  return !OPERATORS.has(before) && before !== '(' && !NUMBER_FIELDS.has(before);
}

const VALUE_FOLLOWS = new Set([...OPERATORS, ',', '(']);
const DATED = new Set(['estimated', 'counted', 'measured', 'decided']);
const NUMBER_FIELDS = new Set(['rate', 'size', 'closers', 'capacity', 'cost', 'quota']);

/** `owner NAME "Label"` declares an owner, also where a block before it is never closed. */
const isLabelled = (tokens: readonly IToken[], i: number): boolean =>
  tokens[i + 2]?.tokenType.name.endsWith('STRING') === true && tokens[i + 2]?.startLine === tokens[i]?.startLine;

/** True where the next brace closes the block: no other block begins before. */
function isClosed(tokens: readonly IToken[], i: number): boolean {
  for (let k = i; k < tokens.length; k++) {
    const image = tokens[k]?.image;
    if (image === '}') return true;
    if (image === '{') return false;
  }
  return false;
}

/**
 * The word of the declaration that a brace opens: what stands before its name, else before its title, else, where the head is
 * not understood, any such word before the brace on its line.
 */
function openedBlock(tokens: readonly IToken[], brace: number, nested: boolean): string {
  const last = tokens[brace - 1]?.tokenType.name.endsWith('STRING') ? brace - 2 : brace - 1;
  const [name, word] = [tokens[last]?.image ?? '', tokens[last - 1]?.image ?? ''];
  // `retention` or `sources` that begins its line is no name of what the line before ends with, such as `by closing`.
  const begins = tokens[last]?.tokenType.name === name;
  if (
    BLOCK_WORDS.has(name) &&
    (begins || (word === 'closing' && !tokens[brace - 1]?.tokenType.name.endsWith('STRING')))
  )
    return name;
  if (NAMED_BLOCKS.has(word) && !REFERS.has(tokens[last - 2]?.image ?? '')) return word;
  if (BLOCK_WORDS.has(name)) return name;
  const line = tokens[brace]?.startLine;
  for (let i = brace - 1; i >= 0 && (tokens[i]?.startLine === line || i >= brace - 4); i--) {
    const { image } = tokens[i] as IToken;
    if (image === '}' || image === '{') break;
    if (BLOCK_WORDS.has(image)) return image;
  }
  return nested ? '' : LOST;
}

/** Behind these a name stands, whatever its word. */
const REFERS = new Set(['by', 'of', 'as']);
const NAMED_BLOCKS = new Set(['channel', 'closing', 'scenario']);
