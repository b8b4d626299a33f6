import { fiscalYearStartMonth, type Month, monthOf } from '@upsell/engine';

/*
 * Strict readers for permissively lexed literals (spec: language, 3): undefined where the text is not such a literal.
 */

const NUMBER = /^(?:([1-9]\d{0,2}(?:,\d{3})+)|(\d+(?:_\d+)*))(\.\d+(?:_\d+)*)?([kKMB])?$/;
const EXPONENT: Readonly<Record<string, string>> = { k: 'e3', K: 'e3', M: 'e6', B: 'e9' };

/** `12`, `0.5`, `12,000`, `1_000`, `12k`, `1.2M`, `3B`. Infinity where it is too large for a double. */
export function readNumber(text: string): number | undefined {
  const match = NUMBER.exec(text);
  if (!match) return undefined;
  const [, grouped, plain, fraction = '', suffix] = match;
  const digits = `${grouped ?? plain}${fraction}`.replaceAll(/[,_]/g, '');
  return Number(suffix ? digits + EXPONENT[suffix] : digits);
}

/** `25%` as 0.25. */
export function readPercent(text: string): number | undefined {
  const number = text.endsWith('%') ? readNumber(text.slice(0, -1)) : undefined;
  return number === undefined ? undefined : number / 100;
}

/** `$12,000`: the amount, and the currencies that the sign can stand for. */
export function readMoney(text: string): { amount: number; currencies: readonly string[] } | undefined {
  const currencies = CURRENCY_SIGNS[text.charAt(0)];
  const amount = currencies && readNumber(text.slice(1));
  return amount === undefined || !currencies ? undefined : { amount, currencies };
}

export const CURRENCY_SIGNS: Readonly<Record<string, readonly string[]>> = {
  $: ['USD', 'CAD', 'AUD', 'NZD', 'SGD', 'HKD', 'MXN'],
  '¥': ['JPY', 'CNY'],
  '€': ['EUR'],
  '£': ['GBP'],
};

/** `2026-02`. */
export function readMonth(text: string): Month | undefined {
  const match = /^(\d{4})-(\d{2})$/.exec(text);
  const month = Number(match?.[2]);
  return match && month >= 1 && month <= 12 ? monthOf(Number(match[1]), month) : undefined;
}

/** `2026-Q3` (calendar) or `FY27-Q1` (fiscal): its first month. */
export function readQuarter(text: string, fiscalYearStart: number): Month | undefined {
  const match = /^(\d{4}|FY(?:\d{2}|\d{4}))-Q([1-4])$/.exec(text);
  if (!match) return undefined;
  const year = match[1] as string;
  const first = year.startsWith('FY') ? readFiscalYear(year, fiscalYearStart) : monthOf(Number(year), 1);
  return first === undefined ? undefined : first + 3 * (Number(match[2]) - 1);
}

/** `FY27`: its first month. Two digits are years of this century. */
export function readFiscalYear(text: string, fiscalYearStart: number): Month | undefined {
  const match = /^FY(\d{2}|\d{4})$/.exec(text);
  if (!match) return undefined;
  const year = Number(match[1]);
  return fiscalYearStartMonth(year < 100 ? 2000 + year : year, fiscalYearStart);
}

/** One end of a period: its first and last month. */
export function readPeriodPoint(text: string, fiscalYearStart: number): { first: Month; last: Month } | undefined {
  const month = readMonth(text);
  if (month !== undefined) return { first: month, last: month };
  const quarter = readQuarter(text, fiscalYearStart);
  if (quarter !== undefined) return { first: quarter, last: quarter + 2 };
  const year = /^\d{4}$/.test(text) ? monthOf(Number(text), 1) : readFiscalYear(text, fiscalYearStart);
  return year === undefined ? undefined : { first: year, last: year + 11 };
}

/** The inside of a quoted text: `\"` and `\\` are escapes, a backslash before anything else is itself. */
export function readText(image: string): string {
  const closed = image.length > 1 && /["“”„]$/.test(image);
  return image.slice(1, closed ? -1 : undefined).replaceAll(/\\(["\\])/g, '$1');
}

export const MONTH_NAMES: readonly string[] = [
  'january',
  'february',
  'march',
  'april',
  'may',
  'june',
  'july',
  'august',
  'september',
  'october',
  'november',
  'december',
];

/** A month's name, small or capitalised, as 1 to 12. */
export function readMonthName(text: string): number | undefined {
  const small = text.charAt(0).toLowerCase() + text.slice(1);
  const index = MONTH_NAMES.indexOf(small);
  return index < 0 ? undefined : index + 1;
}
