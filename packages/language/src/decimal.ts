import { readNumber } from './literals.ts';

/** A decimal number as it is written, without the error of a double: `units` / 10^`decimals`. */
export interface Decimal {
  readonly units: bigint;
  readonly decimals: number;
}

/** The number of a text such as `12,000`, `0.5` or `1.2M`; undefined for what is none. */
export function readDecimal(text: string): Decimal | undefined {
  if (readNumber(text) === undefined) return undefined;
  const zeros = SUFFIXES[text.at(-1) ?? ''] ?? 0;
  const [whole = '', fraction = ''] = text.replaceAll(/[,_kKMB]/g, '').split('.');
  return { units: BigInt(whole + fraction) * 10n ** BigInt(zeros), decimals: fraction.length };
}

const SUFFIXES: Readonly<Record<string, number>> = { k: 3, K: 3, M: 6, B: 9 };

/** A number times a fraction; undefined where no decimal with at most `MOST_DECIMALS` digits behind its point is exactly that. */
export function timesFraction({ units, decimals }: Decimal, [above, below]: Fraction): Decimal | undefined {
  const scaled = units * above * 10n ** BigInt(MOST_DECIMALS);
  const divisor = below * 10n ** BigInt(decimals);
  return scaled % divisor === 0n ? { units: scaled / divisor, decimals: MOST_DECIMALS } : undefined;
}

export type Fraction = readonly [above: bigint, below: bigint];

const MOST_DECIMALS = 12;

/** A number as the language writes it, without zeros behind its digits; with commas between thousands where `isGrouped`. */
export function decimalText({ units, decimals }: Decimal, isGrouped: boolean): string {
  const digits = units.toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const fraction = digits.slice(digits.length - decimals).replace(/0+$/, '');
  const grouped = isGrouped ? whole.replace(/\B(?=(\d{3})+$)/g, ',') : whole;
  return fraction === '' ? grouped : `${grouped}.${fraction}`;
}
