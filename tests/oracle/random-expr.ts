/**
 * Random expressions whose value is known to lie between two bounds in every month: valid by construction, positive
 * and without cancellation, so that two implementations agree to the last digits.
 */
import { decimalOf, shifted } from './decimal.ts';
import type { Dice } from './dice.ts';
import { chance, pick } from './dice.ts';
import type { Dimension } from './dimension.ts';
import { isSame, MONEY, PER_MONTH, PLAIN, times } from './dimension.ts';
import type { Expr, TimeUnit } from './model.ts';
import { binary, driver, money, negative, number, per, percent } from './model.ts';

/** A driver that may be used, with the least and the greatest value that it takes in any month; both above 0. */
export interface KnownDriver {
  readonly name: string;
  readonly dimension: Dimension;
  readonly low: number;
  readonly high: number;
}

/** What an expression is to be: its value lies in [low, high] in every month, 0 < low < high. */
export interface Wanted {
  readonly dimension: Dimension;
  readonly low: number;
  readonly high: number;
}

/** Times a month, least and greatest: a month has 20 to 23 workdays. */
const UNITS: readonly (readonly [TimeUnit, number, number])[] = [
  ['month', 1, 1],
  ['week', 52 / 12, 52 / 12],
  ['day', 365 / 12, 365 / 12],
  ['quarter', 1 / 3, 1 / 3],
  ['year', 1 / 12, 1 / 12],
  ['workday', 20, 23],
];

/** A random expression, at most `depth` operations deep. */
export function randomExpr(dice: Dice, drivers: readonly KnownDriver[], wanted: Wanted, depth: number): Expr {
  const { low, high } = wanted;
  const ratio = high / low;
  const inner = (bounds: Partial<Wanted>): Expr => randomExpr(dice, drivers, { ...wanted, ...bounds }, depth - 1);
  if (depth <= 0 || ratio < 1.3) return randomLiteral(dice, wanted);

  // A factor between p and p * spread leaves room for the other operand.
  const p = pick(dice, [1, 0.5, 2, 12]);
  const spread = ratio ** (1 / 3);
  const factor: Wanted = { dimension: PLAIN, low: p, high: p * spread };

  switch (dice.int(0, 14)) {
    case 3:
    case 4:
    case 5:
    case 6:
      return withDriver(dice, drivers, wanted, depth) ?? randomLiteral(dice, wanted);
    case 7: {
      const s = pick(dice, [0.5, 0.2, 0.7]);
      const left = inner({ low: low * s, high: high * s });
      const right = inner({ low: low * (1 - s), high: high * (1 - s) });
      return chance(dice, 15) ? binary(left, '-', negative(right)) : binary(left, '+', right);
    }
    case 8:
      if (ratio < 3) return randomLiteral(dice, wanted);
      return binary(inner({ low: low * 2 }), '-', inner({ low: low / 2, high: low }));
    case 9: {
      const left = inner({ low: low / p, high: high / (p * spread) });
      const right = inner(factor);
      if (chance(dice, 15)) return binary(negative(left), '*', negative(right));
      return chance(dice, 50) ? binary(right, '*', left) : binary(left, '*', right);
    }
    case 10:
      return binary(inner({ low: low * p * spread, high: high * p }), '/', inner(factor));
    case 11: {
      const of = [inner({}), inner({ high: high * 3 }), inner({ high: high * 9 })];
      return { kind: 'min', of: of.slice(0, dice.int(2, 3)) };
    }
    case 12: {
      const of = [inner({ low: low / 3 }), inner({ low: low / 9 }), inner({})];
      return { kind: 'max', of: of.slice(1 - dice.int(0, 1)) };
    }
    case 13:
      return negative(negative(inner({})));
    case 14:
      return perUnit(dice, wanted, (rest) => inner(rest)) ?? randomLiteral(dice, wanted);
    default:
      return randomLiteral(dice, wanted);
  }
}

/** A literal, or where the dimension needs it a product or quotient of literals. */
export function randomLiteral(dice: Dice, { dimension, low, high }: Wanted): Expr {
  const { money: powerOfMoney, perMonth } = dimension;
  const literal = (of: Dimension, lo: number, hi: number): Expr =>
    randomLiteral(dice, { dimension: of, low: lo, high: hi });

  if (powerOfMoney < 0) {
    const d = pick(dice, [100, 250, 4000]);
    return binary(literal(times(dimension, MONEY, 1), low * d, high * d), '/', money(String(d)));
  }
  if (powerOfMoney > 1) {
    const d = pick(dice, [100, 250, 4000]);
    return binary(literal(times(dimension, MONEY, -1), low / d, high / d), '*', money(String(d)));
  }
  if (perMonth < 0) {
    const d = pick(dice, [1, 4, 30]);
    return binary(literal(times(dimension, PER_MONTH, 1), low * d, high * d), '/', per(number(String(d)), 'month'));
  }
  if (perMonth > 1) {
    const d = pick(dice, [1, 4, 30]);
    return binary(literal(times(dimension, PER_MONTH, -1), low / d, high / d), '*', per(number(String(d)), 'month'));
  }
  if (perMonth === 1) {
    const rest = perUnit(dice, { dimension, low, high }, (of) => plainLiteral(dice, of));
    return rest ?? per(plainLiteral(dice, { dimension: times(dimension, PER_MONTH, -1), low, high }), 'month');
  }
  return plainLiteral(dice, { dimension, low, high });
}

/** A number, percent or amount without a time unit. */
function plainLiteral(dice: Dice, { dimension, low, high }: Wanted): Expr {
  const text = decimalBetween(dice, low, high);
  if (dimension.money === 1) return money(text);
  return chance(dice, Number(text) < 1 ? 80 : 4) ? percent(shifted(text, 2)) : number(text);
}

/** What `of` makes, per one of the units that fit between the bounds; undefined where the drawn one does not. */
function perUnit(dice: Dice, { dimension, low, high }: Wanted, of: (rest: Wanted) => Expr): Expr | undefined {
  if (dimension.perMonth !== 1) return undefined;
  const [unit, least, greatest] = pick(dice, UNITS);
  const rest: Wanted = { dimension: times(dimension, PER_MONTH, -1), low: low / least, high: high / greatest };
  return rest.high / rest.low < 1.05 ? undefined : per(of(rest), unit);
}

/** The wanted value by way of a driver: the driver itself, per unit, or times or over something that fits. */
function withDriver(dice: Dice, drivers: readonly KnownDriver[], wanted: Wanted, depth: number): Expr | undefined {
  const { dimension, low, high } = wanted;
  if (drivers.length === 0) return undefined;

  const fitting = drivers.filter((d) => isSame(d.dimension, dimension) && d.low >= low && d.high <= high);
  if (fitting.length > 0 && chance(dice, 60)) return driver(pick(dice, fitting).name);

  const known = pick(dice, drivers);
  const use = driver(known.name);
  const missing = times(dimension, known.dimension, -1);
  if (isSame(missing, PER_MONTH)) {
    const units = UNITS.filter(([, least, greatest]) => known.low * least >= low && known.high * greatest <= high);
    if (units.length > 0 && chance(dice, 70)) return per(use, pick(dice, units)[0]);
  }
  const factor: Wanted = { dimension: missing, low: low / known.low, high: high / known.high };
  if (isSane(factor) && chance(dice, 70)) {
    const other = randomExpr(dice, drivers, factor, depth - 1);
    return chance(dice, 50) ? binary(other, '*', use) : binary(use, '*', other);
  }
  const numerator: Wanted = {
    dimension: times(dimension, known.dimension, 1),
    low: low * known.high,
    high: high * known.low,
  };
  if (!isSane(numerator)) return undefined;
  return binary(randomExpr(dice, drivers, numerator, depth - 1), '/', use);
}

function isSane({ dimension, low, high }: Wanted): boolean {
  const isSmall = Math.abs(dimension.money) <= 2 && Math.abs(dimension.perMonth) <= 2;
  return isSmall && low > 1e-4 && high < 1e9 && high / low > 1.1;
}

/** A decimal between two bounds above 0, with as few digits as the dice and the bounds allow. */
export function decimalBetween(dice: Dice, low: number, high: number): string {
  const x = low * (high / low) ** (dice.int(20, 980) / 1000);
  for (let digits = dice.int(1, 4); digits <= 15; digits += 1) {
    const rounded = Number(x.toPrecision(digits));
    if (rounded >= low && rounded <= high) return decimalOf(rounded);
  }
  throw new RangeError(`no decimal between ${low} and ${high}`);
}
