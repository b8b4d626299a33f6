import type { IToken } from 'chevrotain';
import { meantText, nearestOrFull } from '../nearest.ts';
import { beginsLine } from './words.ts';
import { aboutEndingPoint } from './wrong-characters.ts';

/**
 * What to say of a token that the parser has no place for, where the tokens around it tell what went wrong: a point at the end
 * of a number, a comma that is missing between two values, a cycle in weeks. Undefined where they do not.
 */
export function aboutLeftOver(token: IToken, tokens: readonly IToken[]): string | undefined {
  const i = indexOf(token, tokens);
  const [before, next] = [tokens[i - 1], tokens[i + 1]];
  if (token.image === '.') return aboutPoint(token, before, next);
  if (!before) return undefined;
  if (unitOfCycle(token, before, tokens[i - 2])) return aboutCycle(token.image);
  if (!commaIsMissing(tokens, i)) return undefined;
  const clause = tokens[i - 2]?.image ?? '';
  return CLAUSES.has(clause) && before.tokenType.name !== 'MONTH'
    ? `\`${clause} ${before.image}\` stands behind the last step: write a comma and this step before it.`
    : `A comma is missing before \`${token.image}\`: add it.`;
}

const CLAUSES: ReadonlySet<string> = new Set(['by', 'note', 'evidence']);

/** True where a name is expected at the place of a token: behind such a word, and in the list of sources. */
export function expectsName(tokens: readonly IToken[], i: number): boolean {
  const before = tokens[i - 1];
  if (!before) return false;
  if (before.image !== '{' && before.startLine === tokens[i]?.startLine) return NAMED.has(before.image);
  const brace = tokens.slice(Math.max(0, i - LONGEST), i).findLast(({ image }) => image === '{' || image === '}');
  return brace?.image === '{' && tokens[indexOf(brace, tokens) - 1]?.image === 'sources';
}

const NAMED: ReadonlySet<string> = new Set([
  'owner',
  'driver',
  'channel',
  'scenario',
  'touch',
  'source',
  'as',
  'of',
  'drop',
  'set',
  'scale',
]);

/** Tokens stand in the order of the text. */
function indexOf({ startOffset }: IToken, tokens: readonly IToken[]): number {
  let [low, high] = [0, tokens.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens[middle] as IToken).startOffset < startOffset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function aboutPoint(point: IToken, before: IToken | undefined, next: IToken | undefined): string | undefined {
  if (before && isNumber(before) && endOf(before) === point.startOffset) return aboutEndingPoint(before.image);
  if (next && isNumber(next) && next.startOffset === endOf(point))
    return `A number has a digit before its point: write \`0.${next.image}\`.`;
  return undefined;
}

const endOf = ({ startOffset, image }: IToken): number => startOffset + image.length;

const isNumber = ({ tokenType: { name } }: IToken): boolean => name === 'NUMBER' || name === 'PERCENT';
const isValue = (token: IToken): boolean => isNumber(token) || token.tokenType.name === 'MONEY';

function aboutCycle(unit: string): string {
  const meant = nearestOrFull(unit, ['months', 'month'], 2);
  if (meant !== undefined) return `A cycle is counted in months, and \`${unit}\` is not the word.${meantText(meant)}`;
  return 'A cycle is counted in whole months, as in `cycle 2 months`: write how many, or the share that closes in each month, as in `cycle 20%, 50%, 30%`.';
}

/** A word behind `cycle 2`, on its line. */
const unitOfCycle = (token: IToken, number: IToken, field: IToken | undefined): boolean =>
  field?.tokenType.name === 'cycle' &&
  number.tokenType.name === 'NUMBER' &&
  token.startLine === number.startLine &&
  /^[A-Za-z]+$/.test(token.image) &&
  !beginsLine(token.tokenType.name);

/** True of a value with a month from which it holds, so that it is a step, and of one behind another in a list of shares. */
function commaIsMissing(tokens: readonly IToken[], i: number): boolean {
  const token = tokens[i] as IToken;
  if (!isValue(token)) return isMonthOfSeason(tokens, i);
  if (SHARES.has(fieldOf(tokens, i))) return true;
  for (let k = i + 1; k < Math.min(tokens.length - 1, i + LONGEST); k++) {
    const { image, tokenType } = tokens[k] as IToken;
    if (beginsLine(tokenType.name) || image === ',' || image === '}') return false;
    if (image === 'from') return tokens[k + 1]?.tokenType.name === 'MONTH';
  }
  return false;
}

const SHARES: ReadonlySet<string> = new Set(['cycle', 'attention']);

/** The name of a month with its factor behind another, in a season. */
const isMonthOfSeason = (tokens: readonly IToken[], i: number): boolean =>
  /^[A-Za-z]+$/.test(tokens[i]?.image ?? '') &&
  isValue(tokens[i - 1] as IToken) &&
  isValue(tokens[i + 1] ?? (tokens[i] as IToken)) &&
  fieldOf(tokens, i) === 'season';

/** The word that begins the field that a token stands in or behind; empty where a brace stands between. */
function fieldOf(tokens: readonly IToken[], i: number): string {
  for (let k = i - 1; k >= Math.max(0, i - LONGEST); k--) {
    const { image, tokenType } = tokens[k] as IToken;
    if (beginsLine(tokenType.name)) return image;
    if (image === '{' || image === '}') return '';
  }
  return '';
}

/** No step and no list of shares is longer than so many tokens, and thousands of errors are to be told quickly. */
const LONGEST = 60;
