import type { IRecognitionException, IToken } from 'chevrotain';
import { MONTH_NAMES } from '../literals.ts';
import type { Range } from '../tree.ts';
import { beginsLaterLine } from './token-context.ts';

/** What people write from habit, where the language has another form: where it stands, and what it is here. */
export interface WrittenElsewhere extends Range {
  readonly message: string;
  /** What to write in its place, where that is certain. */
  readonly instead?: string;
  /** 1 where that is so only in a model whose fiscal year is the calendar's. */
  readonly calendar?: number;
  /** How many characters before and behind it `instead` takes the place of as well. */
  readonly back?: number;
  readonly on?: number;
}

/** What stands at a parser's error, where it is a habit; undefined for any other error. */
export function writtenElsewhere(
  error: IRecognitionException,
  tokens: readonly IToken[],
  text: string,
): WrittenElsewhere | undefined {
  const { token, message } = error;
  if (Number.isNaN(token.startOffset)) return undefined;
  const rest = lineBehind(text, token.startOffset);
  if (token.image === '=' && message.startsWith('Expected a number')) return equals(token, rest);
  if (token.image === ',') return lateStep(token, tokens, text);
  if (token.tokenType.name === 'NUMBER') return codeBefore(token, tokens);
  if (/^Expected (?:.* or )?a month such as/.test(message)) return namedMonth(token, rest);
  return undefined;
}

/** `win rate = 25%` */
function equals({ startOffset: start }: IToken, rest: string): WrittenElsewhere {
  const on = /^=([ \t]*)/.exec(rest)?.[1]?.length ?? 0;
  return { start, end: start + 1, message: 'A value stands right behind its field: remove `=`.', instead: '', on };
}

/** `EUR 9000` */
function codeBefore(token: IToken, tokens: readonly IToken[]): WrittenElsewhere | undefined {
  const before = tokens[tokens.indexOf(token) - 1];
  if (before?.tokenType.name !== 'CURRENCY_CODE' || before.endLine !== token.startLine) return undefined;
  const instead = `${token.image} ${before.image}`;
  const message = `A currency stands behind its amount: write \`${instead}\`.`;
  return { start: before.startOffset, end: token.startOffset + token.image.length, message, instead };
}

/** `Nov 2025 to Jan 2026`, `Q4 2025` */
function namedMonth({ startOffset: start }: IToken, rest: string): WrittenElsewhere | undefined {
  const [first, whole] = [POINT.exec(rest), PERIOD.exec(rest)];
  const image = (whole ?? first)?.[0];
  if (image === undefined) return undefined;
  const points = image.split(BETWEEN).map(pointIn);
  if (!points.every((point) => point !== undefined)) return undefined;
  const instead = points.join(' to ');
  const calendar = /\d{4}-Q/.test(instead) ? 1 : undefined;
  const also = calendar ? ', or as in `FY27-Q1` where it is a quarter of the fiscal year' : '';
  return {
    start,
    end: start + image.length,
    message: `\`${image}\` is written \`${instead}\` here${also}.`,
    instead,
    calendar,
  };
}

const NAME = '(?:Q[1-4]|[A-Za-z]{3,9}\\.?)';
const ONE = `${NAME}[ \\t]+(?:FY)?\\d{2,4}(?![\\w.,%-])`;
const POINT = new RegExp(`^${ONE}`);
const PERIOD = new RegExp(`^${ONE}[ \\t]*(?:to|until|-|\\u2013)[ \\t]*${ONE}`);
const BETWEEN = /[ \t]*(?:\bto\b|\buntil\b|-|\u2013)[ \t]*/;

function pointIn(text: string): string | undefined {
  const [, name = '', year = ''] = /^(\w+)\.?[ \t]+(\w+)$/.exec(text) ?? [];
  if (/^Q[1-4]$/.test(name)) return /^(?:\d{4}|FY\d{2}|FY\d{4})$/.test(year) ? `${year}-${name}` : undefined;
  const month = MONTH_NAMES.findIndex((one) => one === name.toLowerCase() || SHORT(one).includes(name.toLowerCase()));
  return month >= 0 && /^\d{4}$/.test(year) ? `${year}-${String(month + 1).padStart(2, '0')}` : undefined;
}

/** `sep`, `sept` */
const SHORT = (name: string): readonly string[] => [name.slice(0, 3), ...(name === 'september' ? ['sept'] : [])];

/** The unit of time that a word stands for elsewhere: `month` for `mo`. */
export const unitMeant = (word: string): string | undefined =>
  Object.hasOwn(UNITS, word.toLowerCase()) ? UNITS[word.toLowerCase()] : undefined;

const UNITS: Readonly<Record<string, string>> = {
  mo: 'month',
  mos: 'month',
  mth: 'month',
  mnth: 'month',
  mon: 'month',
  months: 'month',
  yr: 'year',
  yrs: 'year',
  years: 'year',
  annum: 'year',
  wk: 'week',
  wks: 'week',
  weeks: 'week',
  qtr: 'quarter',
  qtrs: 'quarter',
  quarters: 'quarter',
  days: 'day',
  workdays: 'workday',
};

/** `300 counted 2026-01 by csm,` and another step on the next line: whoever answers for the number stands behind the last of its steps. */
function lateStep(comma: IToken, tokens: readonly IToken[], text: string): WrittenElsewhere | undefined {
  const at = tokens.indexOf(comma);
  let first = at;
  while (CLAUSES.has(tokens[first - 2]?.image ?? '')) first -= 2;
  const clause = tokens[first];
  if (first === at || !clause) return undefined;
  const { startOffset: start } = comma;
  const said = { start, end: start + 1, message: LATE_STEP };
  let last = at + 1;
  while (
    tokens[last + 1] &&
    (tokens[last]?.image === ',' || !beginsLaterLine(tokens[last + 1] as IToken, tokens[last] as IToken))
  )
    last++;
  const steps = tokens.slice(at + 1, last + 1);
  const final = steps[steps.length - 1];
  // Behind the comma there may be nothing yet, or the owner once more.
  if (!final || !/^[\d$€£¥(A-Za-z_-]/.test(steps[0]?.image ?? '') || steps.some(({ image }) => NOT_A_STEP.has(image)))
    return said;
  const from = text.slice(0, clause.startOffset).trimEnd().length;
  const end = final.startOffset + final.image.length;
  const instead = `${text.slice(start, end)} ${text.slice(clause.startOffset, start).trim()}`;
  return { ...said, instead, back: start - from, on: end - start - 1 };
}

const LATE_STEP =
  'Another step cannot stand behind `by`, `note` or `evidence`: write these behind the last step of the number.';
const CLAUSES: ReadonlySet<string> = new Set(['by', 'note', 'evidence']);
const NOT_A_STEP: ReadonlySet<string> = new Set([...CLAUSES, '{', '}']);

const lineBehind = (text: string, offset: number): string =>
  /^[^\r\n]*/.exec(text.slice(offset, offset + 200))?.[0] ?? '';
