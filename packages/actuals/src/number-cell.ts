import type { FigureKind } from './columns.ts';

/** How a cell's text is no number of its kind. */
export type NumberFault = 'text' | 'negative' | 'fraction' | 'large';

/**
 * The number that a cell says, or how it is wrong. Digits with an optional sign and an optional decimal point, as in `1234` and
 * `-1234.5`: separators of thousands, signs of currencies and exponents mean different things to different programs.
 */
export function readNumber(text: string, kind: FigureKind): number | NumberFault {
  if (!NUMBER.test(text)) return 'text';
  // 0 and not -0, which would be written with a sign again.
  const value = Number(text) + 0;
  if (value < 0 && kind !== 'signed-money') return 'negative';
  if (kind !== 'count') return Number.isFinite(value) ? value : 'large';
  // Asked of the text: a large number's fraction is lost when it is read.
  if (text.includes('.') && FRACTION.test(text)) return 'fraction';
  return value <= Number.MAX_SAFE_INTEGER ? value : 'large';
}

const NUMBER = /^-?\d+(?:\.\d+)?$/;
const FRACTION = /\.\d*[1-9]/;
