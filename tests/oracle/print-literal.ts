/** Spellings of literals, months and periods (`language.md`, 3). */
import { fiscalQuarterOf, fiscalYearOf, monthIndex, monthOfYear, yearOf } from './calendar.ts';
import { lengthOf, shifted } from './decimal.ts';
import type { Dice } from './dice.ts';
import { chance, pick } from './dice.ts';
import type { Month, MonthOfYear } from './model.ts';
import type { Context } from './statement.ts';

const SIGNS: Readonly<Record<string, string>> = {
  USD: '$',
  CAD: '$',
  AUD: '$',
  NZD: '$',
  SGD: '$',
  HKD: '$',
  MXN: '$',
  JPY: '¥',
  CNY: '¥',
  EUR: '€',
  GBP: '£',
};

/** Where a literal stands: grouping is refused inside `min` and `max`, and a driver's range keeps its percents. */
export interface LiteralPlace {
  readonly canGroup: boolean;
  readonly keepsForm: boolean;
}

/** A decimal with its digits grouped, abbreviated or followed by zeros, or as it is. */
export function spellDecimal(dice: Dice, text: string, canGroup: boolean, canShorten = true): string {
  const suffixes: readonly (readonly [string, number])[] = [
    ['k', 3],
    ['K', 3],
    ['M', 6],
    ['B', 9],
  ];
  let digits = text;
  let suffix = '';
  if (canShorten && Number(text) >= 100 && chance(dice, 30)) {
    const [word, zeros] = pick(dice, suffixes);
    const short = shifted(text, -zeros);
    if (lengthOf(short) <= 7) [digits, suffix] = [short, word];
  }
  const [whole = '0', fraction] = digits.split('.');
  let zeros = chance(dice, 6) ? '0'.repeat(dice.int(1, 2)) : '';
  if (fraction === undefined && zeros !== '') zeros = `.${zeros}`;

  const separator = pick(dice, canGroup ? ['', '', ',', '_'] : ['', '', '_']);
  const grouped = separator === '' ? whole : whole.replace(/\B(?=(\d{3})+$)/g, separator);
  return `${grouped}${fraction === undefined ? '' : `.${fraction}`}${zeros}${suffix}`;
}

/** A plain number, given as a number or as a percent, in either form. */
export function spellPlain(dice: Dice, kind: 'number' | 'percent', text: string, place: LiteralPlace): string {
  const switches = !place.keepsForm && chance(dice, 15);
  const isPercent = (kind === 'percent') !== switches;
  const digits = kind === 'percent' ? (isPercent ? text : shifted(text, -2)) : isPercent ? shifted(text, 2) : text;
  return spellDecimal(dice, digits, place.canGroup, !isPercent) + (isPercent ? '%' : '');
}

/** An amount: with the currency's sign before it where it has one, or with its code after it. */
export function spellMoney(dice: Dice, text: string, currency: string, place: LiteralPlace): string {
  const sign = SIGNS[currency];
  const digits = spellDecimal(dice, text, place.canGroup);
  return sign === undefined || chance(dice, 35) ? `${digits} ${currency}` : `${sign}${digits}`;
}

/** A text in quotes; a backslash may stand for itself only before what it does not escape. */
export function spellString(dice: Dice, text: string): string {
  let result = '';
  for (let index = 0; index < text.length; index += 1) {
    const char = text.charAt(index);
    const next = text.charAt(index + 1);
    if (char === '"') result += '\\"';
    else if (char !== '\\') result += char;
    else result += next !== '' && next !== '\\' && next !== '"' && chance(dice, 50) ? '\\' : '\\\\';
  }
  return `"${result}"`;
}

/** `from` to `to` (inclusive), each end as a month, quarter or year where it lines up; one word where both do. */
export function spellPeriod(dice: Dice, context: Context, from: Month, to: Month): readonly string[] {
  const start = monthIndex(from);
  const end = monthIndex(to);
  const starts = wordsOf(start, context.fiscalYearStart).filter((each) => each.first === start);
  const ends = wordsOf(end, context.fiscalYearStart).filter((each) => each.last === end);

  const whole = starts.filter((each) => each.last === end);
  if (whole.length > 0 && chance(dice, 60)) return [pick(dice, whole).word];
  return [pick(dice, starts).word, 'to', pick(dice, ends).word];
}

/** The month, quarters and years in which a month lies; the month first. */
function wordsOf(month: number, fiscalYearStart: MonthOfYear): { word: string; first: number; last: number }[] {
  const year = yearOf(month);
  const quarter = Math.floor((monthOfYear(month) - 1) / 3) + 1;
  const fiscalYear = fiscalYearOf(month, fiscalYearStart);
  const fiscalQuarter = fiscalQuarterOf(month, fiscalYearStart);
  const ofFiscalYear = (fiscalYearStart === 1 ? fiscalYear : fiscalYear - 1) * 12 + fiscalYearStart - 1;
  const ofFiscalQuarter = ofFiscalYear + (fiscalQuarter - 1) * 3;
  const fiscal = `FY${String(fiscalYear % 100).padStart(2, '0')}`;
  return [
    { word: `${year}-${String(monthOfYear(month)).padStart(2, '0')}`, first: month, last: month },
    { word: `${year}-Q${quarter}`, first: year * 12 + (quarter - 1) * 3, last: year * 12 + quarter * 3 - 1 },
    { word: `${fiscal}-Q${fiscalQuarter}`, first: ofFiscalQuarter, last: ofFiscalQuarter + 2 },
    { word: String(year), first: year * 12, last: year * 12 + 11 },
    { word: fiscal, first: ofFiscalYear, last: ofFiscalYear + 11 },
  ];
}
