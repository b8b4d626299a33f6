import { roundParts, signedText } from './numbers.ts';

/** How money is written in a table: so many times smaller, with so many decimals. */
export interface MoneyScale {
  readonly divisor: number;
  readonly digits: number;
  /** In front of the currency: `thousands of `. */
  readonly unit: string;
}

/** Whole units up to a million, else thousands, or millions with one decimal: a table of them fits the width of a terminal. */
export function moneyScale(amounts: readonly number[]): MoneyScale {
  const most = amounts.reduce((so, amount) => Math.max(so, Math.abs(amount)), 0);
  if (most < 1e6) return { divisor: 1, digits: 0, unit: '' };
  if (most < 1e9) return { divisor: 1e3, digits: 0, unit: 'thousands of ' };
  return { divisor: 1e6, digits: 1, unit: 'millions of ' };
}

/** Differences with their signs, rounded so that they add up to their total as shown. */
export const differencesText = (parts: readonly number[], total: number, digits: number): readonly string[] =>
  roundParts(parts, digits, total).map((part) => signedText(part, digits));
