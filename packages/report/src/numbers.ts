/*
 * Showing numbers (forecast.md, 5). Nothing is rounded before it is shown. English in text; plain functions instead of
 * `Intl`, which a keystroke would wait for.
 */

/** `2,902.0`: a count of opportunities or touches with one decimal. */
export const countText = (value: number): string => decimals(value, 1);

/** `35.7`, `123k`: a count for a hint: one decimal below 100,000, else three significant digits with k, M or B. */
export function shortCountText(value: number): string {
  return Math.abs(value) < 99_999.95 ? countText(value) : short(value);
}

/** `1,285,200`: a number with a fixed count of decimals, grouped. */
export function decimals(value: number, digits: number): string {
  if (Math.abs(value) >= LARGE) return value.toExponential(2);
  const fixed = roundHalfUp(Math.abs(value), digits).toFixed(digits);
  const [whole = '', fraction] = fixed.split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  const zero = Number(fixed) === 0;
  return `${value < 0 && !zero ? '-' : ''}${grouped}${fraction === undefined ? '' : `.${fraction}`}`;
}

/** Rounded as on paper: 53.55 is 53.6. */
function roundHalfUp(value: number, digits: number): number {
  const units = unitsOf(value, digits);
  return Number.isSafeInteger(units) ? Number(`${units}e-${digits}`) : value;
}

/**
 * How many units of the last decimal a number is, rounded as on paper: 53.55 has 536 with one decimal, though the nearest double
 * lies below it, and sums are off in their last digits. Whatever is shown is rounded by this, a part as well as a total.
 */
function unitsOf(value: number, digits: number): number {
  const [written = '', power = '0'] = String(Number(Math.abs(value).toPrecision(14))).split('e');
  return Math.sign(value) * Math.round(Number(`${written}e${Number(power) + digits}`));
}

/** From here on a number is read by its power of ten. */
const LARGE = 1e15;

/** `$1,285,200`: money in whole units, or with so many decimals. */
export const moneyText = (value: number, currency: string | undefined, digits = 0): string =>
  withCurrency(decimals(Math.abs(value), digits), value, currency);

/** Money that somebody wrote: below 1,000 with the decimals that it needs, else in whole units: `$12.50`, `$0.003`, `$12,000`. */
export function preciseMoneyText(value: number, currency: string | undefined): string {
  const size = Math.abs(value);
  const isWhole = size >= 1000 || Math.abs(size - Math.round(size)) < 1e-9;
  const digits = isWhole ? 0 : size >= 0.1 ? 2 : Math.min(1 - Math.floor(Math.log10(size)), 9);
  return withCurrency(decimals(size, digits), value, currency);
}

/** `$1.29M`: whole units below 10,000, else three significant digits with k, M or B. */
export function shortMoneyText(value: number, currency: string | undefined): string {
  const size = Math.abs(value);
  if (Math.round(size) < 10_000) return moneyText(value, currency);
  return withCurrency(short(size), value, currency);
}

/** Three significant digits with k, M or B. */
function short(value: number): string {
  if (Math.abs(value) >= LARGE) return value.toExponential(2);
  const rounded = Number(value.toPrecision(3));
  const size = Math.abs(rounded);
  const [divisor, suffix] = size >= 1e9 ? [1e9, 'B'] : size >= 1e6 ? [1e6, 'M'] : [1e3, 'k'];
  const scaled = size / divisor;
  return `${decimals(rounded / divisor, scaled >= 100 ? 0 : scaled >= 10 ? 1 : 2)}${suffix}`;
}

/** `32.8%`: a rate, by default with one decimal. */
export const rateText = (value: number, digits = 1): string => `${decimals(value * 100, digits)}%`;

/**
 * A rate with the decimals that it was written with, one at least: `15.0%`, `0.1234%`, `0.00004%`. A ratio, which has endless ones, is
 * cut after three, or after three significant digits.
 */
export function preciseRateText(value: number): string {
  const percent = Math.abs(value * 100);
  const most = percent === 0 ? 3 : Math.min(Math.max(3, 2 - Math.floor(Math.log10(percent))), MOST_DECIMALS);
  const off = (digits: number) => Math.abs(Number(percent.toFixed(digits)) - percent);
  for (let digits = 1; digits < most; digits++) if (off(digits) < 0.5 / 10 ** most) return rateText(value, digits);
  for (let digits = most; digits <= MOST_WRITTEN; digits++)
    if (off(digits) <= 1e-12 * percent) return rateText(value, digits);
  return rateText(value, most);
}

/** Nobody writes a rate with more. */
const MOST_WRITTEN = 6;
/** Below this a rate is nothing but what arithmetic leaves. */
const MOST_DECIMALS = 9;

/** A rate that was counted, in three significant digits and one decimal at least: `22.2%`, `0.349%`. */
export function measuredRateText(value: number): string {
  const percent = value * 100;
  const digits = percent === 0 ? 1 : 2 - Math.floor(Math.log10(Math.abs(percent)));
  return rateText(value, Math.min(Math.max(digits, 1), 6));
}

/** `+1.2`, `-1,285`: a difference with its sign and a fixed count of decimals; what is shown as nothing has none. */
export function signedText(value: number, digits: number): string {
  const text = decimals(Math.abs(value), digits);
  return /[1-9]/.test(text) ? `${value < 0 ? '-' : '+'}${text}` : text;
}

/** The signs of currencies that have one. */
export const SIGNS: Readonly<Record<string, string>> = {
  USD: '$',
  CAD: '$',
  AUD: '$',
  NZD: '$',
  SGD: '$',
  HKD: '$',
  MXN: '$',
  EUR: '€',
  GBP: '£',
  JPY: '¥',
  CNY: '¥',
};

function withCurrency(text: string, value: number, currency: string | undefined): string {
  const minus = value < 0 && /[1-9]/.test(text) ? '-' : '';
  const sign = SIGNS[currency ?? ''];
  if (sign) return `${minus}${sign}${text}`;
  return currency ? `${minus}${text} ${currency}` : `${minus}${text}`;
}

/**
 * Parts rounded to a number of decimals so that they add up to their total as it is shown, by largest remainder. Same order. The
 * total is the sum of the parts where none is given.
 */
export function roundParts(
  parts: readonly number[],
  digits: number,
  total: number = parts.reduce((sum, part) => sum + part, 0),
): readonly number[] {
  const size = 10 ** digits;
  const all = unitsOf(total, digits);
  // Beyond this the last unit is lost, and the parts are shown as they are.
  if (!Number.isSafeInteger(all)) return parts;
  const units = parts.map((part) => Math.floor(part * size + 1e-9));
  const rest = all - units.reduce((sum, part) => sum + part, 0);
  const order = parts
    .map((part, i) => ({ i, remainder: part * size - (units[i] as number) }))
    .sort((a, b) => (rest < 0 ? a.remainder - b.remainder : b.remainder - a.remainder) || a.i - b.i);
  // A total of what was rounded before may be off by a few units more than there are parts.
  for (let k = 0; k < Math.abs(rest) && order.length > 0; k++) {
    const { i } = order[k % order.length] as { i: number };
    units[i] = (units[i] as number) + Math.sign(rest);
  }
  return units.map((part) => part / size);
}
