/** What to say of characters that begin no token, and what to write in their place. */
export interface WrongCharacters {
  readonly message: string;
  /** What stands there instead, where that is certain. */
  readonly instead?: string;
  /** How many characters before and behind them it takes the place of as well. */
  readonly back?: number;
  readonly on?: number;
}

/** Of a sign that its number is missing, or stands apart; of what is written so elsewhere how it is written here; else that they are to go. */
export function aboutCharacters(text: string, start: number, end: number): WrongCharacters {
  const found = text.slice(start, end);
  const sign = aboutSign(found, text, start);
  if (sign !== undefined) return { message: sign };
  const before = lineBefore(text, start);
  const behind = lineBehind(text, end);
  return (
    aboutComparison(found) ??
    aboutDash(found, before, behind) ??
    aboutComment(found) ??
    aboutQuotes(found, behind) ?? { message: tooMuch(found), instead: removed(found, before, behind) }
  );
}

function aboutComparison(found: string): WrongCharacters | undefined {
  const instead = COMPARISONS[found];
  return instead === undefined ? undefined : { message: `\`${found}\` is written \`${instead}\` here.`, instead };
}

const COMPARISONS: Readonly<Record<string, string>> = {
  '≥': '>=',
  '⩾': '>=',
  '≧': '>=',
  '≤': '<=',
  '⩽': '<=',
  '≦': '<=',
};

/** A dash or a hyphen of a word processor: in a month, between two months, or as a sign of arithmetic. */
function aboutDash(found: string, before: string, behind: string): WrongCharacters | undefined {
  if (!/^[\u2010-\u2015\u2212]$/.test(found)) return undefined;
  const write = (instead: string, what: string, back = 0, on = 0): WrongCharacters => ({
    message: `\`${found}\` is ${what}: write \`${instead}\`.`,
    instead,
    back,
    on,
  });
  const year = /(?:^|[^\w.,])(\d{4}|FY\d{2}(?:\d{2})?)$/.exec(before)?.[1];
  const rest = /^(?:\d{2}|Q[1-4])(?![\w.,%])/.exec(behind)?.[0];
  if (year && rest) return write(`${year}-${rest}`, 'not the hyphen of a month or a quarter', year.length, rest.length);
  const [from, first = ''] = PERIOD_BEFORE.exec(before) ?? [];
  const [to, last = ''] = PERIOD_BEHIND.exec(behind) ?? [];
  if (from !== undefined && to !== undefined)
    return write(`${first} to ${last}`, 'not the word between two months', from.length, to.length);
  return write('-', 'not the minus sign of the keyboard');
}

const PERIOD_BEFORE = /(?<![\w.,-])(\d{4}(?:-(?:\d{2}|Q[1-4]))?|FY\d{2}(?:\d{2})?(?:-Q[1-4])?)[ \t]*$/;
const PERIOD_BEHIND = /^[ \t]*(\d{4}(?:-(?:\d{2}|Q[1-4]))?|FY\d{2}(?:\d{2})?(?:-Q[1-4])?)(?![\w.,%-])/;

function aboutComment(found: string): WrongCharacters | undefined {
  if (!found.startsWith('#')) return undefined;
  return { message: `A comment begins with \`//\`, not with \`#\`.`, instead: found.replace(/^#+/, '//') };
}

/** A text between single quotes, straight or curly, on its line; of its second quote there is nothing more to say. */
function aboutQuotes(found: string, behind: string): WrongCharacters | undefined {
  if (!/^['‘’‚‛`´]+$/.test(found)) return undefined;
  const message = 'Text stands between straight double quotes: write `"…"`.';
  const [all, text = ''] = /^([^'‘’‚‛`´"“”„]*)['‘’‚‛`´]+/.exec(behind) ?? [];
  return all === undefined ? { message } : { message, instead: `"${text}"`, on: all.length };
}

function tooMuch(found: string): string {
  const shown = /^[\p{L}\p{P}\p{S}\p{N}]+$/u.test(found) && found.length <= 20 ? ` \`${found}\`` : '';
  return found.length === 1
    ? `This character${shown} cannot stand here: remove it.`
    : `These characters${shown} cannot stand here: remove them.`;
}

/** Of a number that ends with its point, and the sign that may follow. */
export const aboutEndingPoint = (whole: string, sign = ''): string =>
  `A number has digits on both sides of its point: write \`${whole}${sign}\` or \`${whole}.0${sign}\`.`;

/** What is left where characters go that say nothing: a colon behind a word, a semicolon at the end, what nobody can see. */
function removed(found: string, before: string, behind: string): string | undefined {
  if (found === ':' && /\w$/.test(before)) return /^\w/.test(behind) ? ' ' : '';
  if (found === ';' && /^[ \t]*(?:\/\/|$)/.test(behind)) return '';
  return /^[\p{Cf}\p{Cc}]+$/u.test(found) ? '' : undefined;
}

/** Of a percent or money sign by itself: where its number stands, or that it is missing. */
function aboutSign(sign: string, text: string, offset: number): string | undefined {
  if (!SIGNS.test(sign)) return undefined;
  const before = lineBefore(text, offset);
  const number = NUMBER_BEFORE.exec(before)?.[1];
  if (sign === '%' && number !== undefined) return `\`%\` stands right behind its number: write \`${number}%\`.`;
  const whole = sign === '%' ? POINT_BEFORE.exec(before)?.[1] : undefined;
  if (whole !== undefined) return aboutEndingPoint(whole, '%');
  if (!EXPECTS_NUMBER.test(before)) return undefined;
  const after = NUMBER_BEHIND.exec(text.slice(offset + 1, offset + 1 + LONGEST))?.[1];
  const written = sign === '%' ? `${after ?? 4}%` : `${sign}${after ?? '12,000'}`;
  const place = sign === '%' ? 'before' : 'behind';
  if (after === undefined) return `A number is missing ${place} \`${sign}\`: write it, such as \`${written}\`.`;
  return `\`${sign}\` stands right ${sign === '%' ? 'behind' : 'before'} its number: write \`${written}\`.`;
}

const SIGNS = /^[%$€£¥]$/;
const LONGEST = 30;
const NUMBER_BEFORE = /(?:^|[^\w.,%])(\d(?:[\d.,_]*\d)?)[ \t]+$/;
const POINT_BEFORE = /(?:^|[^\w.,%])(\d(?:[\d,_]*\d)?)\.$/;
const NUMBER_BEHIND = /^[ \t]*(\d(?:[\d.,_]*\d)?[kKMB]?)(?![\w.,%])/;

/** The end of a line where a number comes next: behind a field's words, an operator, a comma or a word before a number. */
const EXPECTS_NUMBER =
  /(?:\b(?:conversion|converting|rate|size|volume|capacity|closers|cost|quota|cycle|attention|to|by|growing|at|start)|\b(?:driver|touch|contraction|season)[ \t]+\w+(?:[ \t]+"[^"]*")?|[-+*/(,<>=])[ \t]*$/;

/** What stands before an offset on its line, as far as it matters. */
function lineBefore(text: string, offset: number): string {
  const near = text.slice(Math.max(0, offset - 200), offset);
  return near.slice(Math.max(near.lastIndexOf('\n'), near.lastIndexOf('\r')) + 1);
}

/** What stands behind an offset on its line, as far as it matters. */
const lineBehind = (text: string, offset: number): string =>
  /^[^\r\n]*/.exec(text.slice(offset, offset + 200))?.[0] ?? '';
