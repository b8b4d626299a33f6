/** Random assumptions: steps, growth, ranges, provenance and clauses, within bounds that hold in every month. */
import { fiscalQuarterOf, fiscalYearOf, monthIndex, monthOfYear, monthText } from './calendar.ts';
import { added, multiplied } from './decimal.ts';
import type { Dice } from './dice.ts';
import { chance, pick } from './dice.ts';
import type { Dimension } from './dimension.ts';
import type { Assumption, Expr, Growth, MonthOfYear, Provenance, Step, TimeUnit } from './model.ts';
import { binary, money, number, per, percent } from './model.ts';
import type { KnownDriver, Wanted } from './random-expr.ts';
import { decimalBetween, randomExpr, randomLiteral } from './random-expr.ts';
import { TEXTS } from './random-name.ts';

/** What all assumptions of one model share. */
export interface Setting {
  readonly dice: Dice;
  readonly start: number;
  readonly months: number;
  readonly fiscalYearStart: MonthOfYear;
  readonly owners: readonly string[];
  /** The drivers that may be used so far. */
  readonly drivers: readonly KnownDriver[];
}

/** What a place takes; `isZeroFine` where a value may also be 0, which nothing divides by. */
export interface Place extends Wanted {
  readonly hasOwner: boolean;
  readonly isDriver?: boolean;
  readonly isZeroFine?: boolean;
  /** The month from which the first step holds, by `monthIndex`: only in a scenario's `set`. */
  readonly from?: number | undefined;
}

/** Months after the period that some number may still be read in, because a step rises to a month after it. */
const AFTER = 8;
/** Months before the period in which a step may have begun. */
const BEFORE = 5;

/** A random assumption whose value lies between the place's bounds (or is 0) in every month that is read. */
export function randomAssumption(setting: Setting, place: Place): Assumption {
  const { dice, owners } = setting;
  const steps: Step[] = [];
  const count = chance(dice, 30) ? dice.int(2, 4) : 1;
  let from = place.from;
  for (let index = 0; index < count; index += 1) {
    if (index > 0 && from !== undefined) from += dice.int(1, 10);
    else if (index > 0) from = setting.start + (chance(dice, 15) ? -dice.int(0, BEFORE) : dice.int(1, 6));
    steps.push(randomStep(setting, place, from));
  }
  return {
    steps,
    by: !place.hasOwner || chance(dice, 15) ? pick(dice, owners) : undefined,
    note: chance(dice, 8) ? pick(dice, TEXTS) : undefined,
    evidence: chance(dice, 8) ? pick(dice, TEXTS) : undefined,
  };
}

function randomStep(setting: Setting, place: Place, from: number | undefined): Step {
  const { dice } = setting;
  const provenance = randomProvenance(setting);
  const start = from === undefined ? undefined : monthText(from);
  if (place.isZeroFine && chance(dice, 4)) return { expr: zero(dice, place.dimension), from: start, provenance };

  const { growth, low, high } = randomGrowth(setting, place, from ?? setting.start);
  const wanted: Wanted = { dimension: place.dimension, low, high };
  if (chance(dice, 20) && high / low > 2) {
    return { ...randomRange(dice, wanted, place.isDriver === true), from: start, growth, provenance };
  }
  return { expr: randomExpr(dice, setting.drivers, wanted, dice.int(0, 3)), from: start, growth, provenance };
}

/** A growth, and the bounds that leave room for it; none where there is no room. */
function randomGrowth(
  setting: Setting,
  place: Place,
  from: number,
): { growth?: Growth | undefined; low: number; high: number } {
  const { dice, start, months } = setting;
  const { low, high } = place;
  const last = start + months - 1 + AFTER;
  const kind = dice.int(0, 9);

  if (kind >= 8) {
    const by = from + dice.int(1, 18);
    if (from < start || by > last) return { low, high };
    const to = randomExpr(dice, setting.drivers, place, dice.int(0, 2));
    return { growth: { kind: 'rising', to, by: monthText(by) }, low, high };
  }
  if (kind < 6) return { low, high };

  const unit = chance(dice, 50) ? 'year' : 'month';
  if (place.isZeroFine && chance(dice, 5)) {
    return { growth: { kind: 'growing', percent: '-100', per: unit }, low, high };
  }
  const g = unit === 'month' ? dice.int(-40, 40) / 10 : dice.int(-300, 500) / 10;
  const span = months + AFTER + BEFORE;
  const whole = (1 + g / 100) ** (unit === 'month' ? span : span / 12);
  const bounds = { low: low / Math.min(1, whole), high: high / Math.max(1, whole) };
  if (bounds.high / bounds.low < 1.3) return { low, high };
  return { growth: { kind: 'growing', percent: String(g), per: unit }, ...bounds };
}

/** `a to b`: arithmetic on literals, both ends with the same unit. */
function randomRange(dice: Dice, { dimension, low, high }: Wanted, isDriver: boolean): { expr: Expr; high: Expr } {
  const isPlain = dimension.money === 0 && dimension.perMonth === 0;
  const isLiteral = [0, 1].includes(dimension.money) && [0, 1].includes(dimension.perMonth);
  const middle = (low * high) ** 0.5;
  if (!isLiteral) {
    const a = randomLiteral(dice, { dimension, low, high: Math.min(middle, high / 1.5) });
    return { expr: a, high: binary(number('1.5'), '*', a) };
  }

  const unit = pick<TimeUnit>(dice, ['month', 'week', 'day', 'quarter', 'year', 'workday']);
  const [least, most] = {
    month: [1, 1],
    week: [4, 5],
    day: [30, 31],
    quarter: [0.3, 0.4],
    year: [0.08, 0.09],
    workday: [20, 23],
  }[unit] as [number, number];
  const fits = dimension.perMonth === 1 && high / most / (low / least) > 1.8;
  const [lo, hi] = fits ? [low / least, high / most] : [low, high];
  const first = decimalBetween(dice, lo, Math.min(hi / 1.5, lo * 50));
  const second = decimalBetween(dice, Number(first) * 1.1, Math.min(hi, Number(first) * 12));

  // A driver's range of two percents is a Beta, so its ends must keep their form, and stay below 1.
  const form = dice.int(0, 3);
  const isSmall = isPlain && Number(second) < 0.95;
  const end = (text: string, asPercent: boolean): Expr => {
    const bare = dimension.money === 1 ? money(text) : asPercent ? percent(multiplied(text, 100)) : number(text);
    if (dimension.perMonth === 1) return per(bare, fits ? unit : 'month');
    return bare;
  };
  const a = end(first, isSmall && form !== 1);
  const b = end(second, isSmall && form !== 1 && form !== 2);
  if (form !== 3 || (isDriver && isPlain)) return { expr: a, high: b };
  const twice = end(added(first, first), isSmall && Number(first) * 2 < 0.95);
  return { expr: binary(twice, '/', number('2')), high: chance(dice, 50) ? binary(number('1'), '*', b) : b };
}

function zero(dice: Dice, dimension: Dimension): Expr {
  const bare = dimension.money === 1 ? money('0') : number('0');
  return dimension.perMonth === 1 ? per(bare, pick<TimeUnit>(dice, ['month', 'year', 'workday'])) : bare;
}

/** Any provenance or none; periods of evidence often line up with quarters and years of both calendars. */
export function randomProvenance({ dice, start, fiscalYearStart }: Setting): Provenance | undefined {
  const said = start - dice.int(0, 24);
  switch (dice.int(0, 6)) {
    case 1:
      return { kind: 'sample' };
    case 2:
      return { kind: 'estimated', month: monthText(said) };
    case 3:
      return { kind: 'decided', month: monthText(said) };
    case 4:
    case 5: {
      const kind = chance(dice, 50) ? 'measured' : 'counted';
      const { from, to } = randomPeriod(dice, said, fiscalYearStart);
      return { kind, from: monthText(from), to: monthText(to) };
    }
    default:
      return undefined;
  }
}

/** Some months around a month, often whole quarters or years, calendar or fiscal. */
export function randomPeriod(dice: Dice, around: number, fiscalYearStart: MonthOfYear): { from: number; to: number } {
  const length = dice.int(0, 2);
  switch (dice.int(0, 4)) {
    case 1: {
      const from = around - ((monthOfYear(around) - 1) % 3);
      return { from, to: from + 3 * (length + 1) - 1 };
    }
    case 2: {
      const first = monthIndex(`${Math.floor(around / 12)}-01`);
      return { from: first, to: first + 12 * (length + 1) - 1 };
    }
    case 3: {
      const from = firstOfFiscalYear(around, fiscalYearStart) + 3 * (fiscalQuarterOf(around, fiscalYearStart) - 1);
      return { from, to: from + 3 * (length + 1) - 1 };
    }
    case 4: {
      const from = firstOfFiscalYear(around, fiscalYearStart);
      return { from, to: from + 12 * (length + 1) - 1 };
    }
    default:
      return { from: around, to: around + dice.int(0, 7) };
  }
}

/** The first month of the fiscal year in which a month lies. */
export function firstOfFiscalYear(month: number, fiscalYearStart: MonthOfYear): number {
  const year = fiscalYearOf(month, fiscalYearStart) - (fiscalYearStart === 1 ? 0 : 1);
  return year * 12 + fiscalYearStart - 1;
}
