import { signedText } from './numbers.ts';

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

/** Differences with their signs, rounded so that they add up to their total as shown: by largest remainder. */
export function differencesText(parts: readonly number[], total: number, digits: number): readonly string[] {
  const unit = 10 ** digits;
  const units = parts.map((part) => Math.floor(part * unit + 1e-9));
  const rest = Math.round(total * unit) - units.reduce((sum, part) => sum + part, 0);
  const order = parts
    .map((part, i) => ({ i, remainder: part * unit - (units[i] as number) }))
    .sort((a, b) => (rest < 0 ? a.remainder - b.remainder : b.remainder - a.remainder) || a.i - b.i);
  // What was rounded before, such as the total's own sides, may be off by a few units more than there are parts.
  for (let k = 0; k < Math.abs(rest) && order.length > 0; k++) {
    const { i } = order[k % order.length] as { i: number };
    units[i] = (units[i] as number) + Math.sign(rest);
  }
  return units.map((part) => signedText(part / unit, digits));
}
