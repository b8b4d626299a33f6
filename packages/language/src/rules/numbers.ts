import { monthText } from '@upsell/engine';
import { CURRENCY_SIGNS } from '../literals.ts';
import type { Params } from '../problem.ts';

/** A number for a sentence: at most six significant digits, none of them made up. */
export const numberText = (value: unknown, digits = 6): string => {
  const number = Number(value);
  return Number.isInteger(number) && Math.abs(number) < 1e15
    ? String(number)
    : String(Number(number.toPrecision(digits)));
};

/** `75.7`: a number with at most so many decimals. */
export const roundedText = (value: number, decimals: number): string =>
  numberText(rounded(value, decimals), MOST_DIGITS);

/** As many significant digits as a number can have. */
export const MOST_DIGITS = 17;

/** Rounded as on paper, though the nearest double may lie below what stands there. */
export function rounded(value: number, decimals: number): number {
  const written = String(Number(Math.abs(value).toPrecision(decimals > 6 ? MOST_DIGITS : 14)));
  if (written.includes('e')) return value;
  return Math.sign(value) * Number(`${Math.round(Number(`${written}e${decimals}`))}e-${decimals}`);
}

/** `130%`: a rate as somebody may write it. */
export const percentText = (value: unknown, digits = 6): string => `${numberText(Number(value) * 100, digits)}%`;

/** `25.0%`, `0.208%`: a rate that was computed or counted, as hints and tables have it: with a decimal at least (forecast.md, 5). */
export const rateText = (value: unknown, digits = 6): string =>
  `${withDecimal(numberText(Number(value) * 100, digits))}%`;

/** A number's text with a decimal where it has none. */
export const withDecimal = (text: string): string => (/^-?\d+$/.test(text) ? `${text}.0` : text);

/** `68.4`: opportunities with one decimal; of less than one as much as there is to see. */
export const countText = (value: unknown): string => {
  const number = Number(value);
  return numberText(Math.abs(number) < 0.1 ? Number(number.toPrecision(2)) : Math.round(number * 10) / 10);
};

/** `$12,000`, `900 CHF`: whole units from 1,000 on, unless more digits are asked for. */
export function moneyText(value: unknown, currency: unknown, digits = 6): string {
  const amount = Math.abs(Number(value));
  const [whole = '', fraction] = numberText(digits <= 6 && amount >= 1000 ? Math.round(amount) : amount, digits).split(
    '.',
  );
  const text = `${whole.replace(/\B(?=(\d{3})+$)/g, ',')}${fraction === undefined ? '' : `.${fraction}`}`;
  const minus = Number(value) < 0 && /[1-9]/.test(text) ? '-' : '';
  const sign = Object.keys(CURRENCY_SIGNS).find((one) => CURRENCY_SIGNS[one]?.includes(String(currency)));
  if (sign) return `${minus}${sign}${text}`;
  return currency === undefined ? `${minus}${text}` : `${minus}${text} ${currency}`;
}

/** Two different numbers for one sentence, with as many digits as it takes to tell them apart, and from nothing. */
export function apart(
  a: number,
  b: number,
  text: (value: number, digits: number) => string,
  digits = 6,
): readonly [string, string] {
  const texts = [text(a, digits), text(b, digits)] as const;
  const isNothing = (value: number, shown: string) => value !== 0 && digits < 9 && !/[1-9]/.test(shown);
  const isTold = texts[0] !== texts[1] && !isNothing(a, texts[0]) && !isNothing(b, texts[1]);
  return a === b || digits >= 17 || isTold ? texts : apart(a, b, text, digits + 1);
}

/** ` in 2026-05`, where the month is known. */
export const inMonth = ({ month }: Params): string => (typeof month === 'number' ? ` in ${monthText(month)}` : '');
