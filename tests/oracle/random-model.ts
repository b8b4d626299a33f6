/** Random valid models with every feature of `forecast.md`, 1 to 4, and ranges. */
import * as fc from 'fast-check';
import { monthText } from './calendar.ts';
import type { Dice } from './dice.ts';
import { chance, pick, shuffled } from './dice.ts';
import type { Dimension } from './dimension.ts';
import { MONEY, MONEY_PER_MONTH, PER_MONTH, PLAIN } from './dimension.ts';
import type {
  Channel,
  Closing,
  Cycle,
  Driver,
  Expr,
  Initiator,
  Model,
  Owner,
  Retention,
  Season,
  Source,
  Touch,
} from './model.ts';
import { number, percent } from './model.ts';
import type { Place, Setting } from './random-assumption.ts';
import { randomAssumption } from './random-assumption.ts';
import type { KnownDriver } from './random-expr.ts';
import { randomLiteral } from './random-expr.ts';
import { CURRENCIES, namesFrom, optionalText, TEXTS } from './random-name.ts';
import { KEYWORD_NAMES, KEYWORD_SOURCE_NAMES, UNIT_WORDS } from './words.ts';

export interface RandomModelOptions {
  /** Lets initiators be absent beside `retention` too: the error `initiator-missing`, which leaves the numbers whole. */
  readonly isUnsaidFine?: boolean;
  /** The period, where something else asks for it. */
  readonly period?: { readonly start: number; readonly months: number } | undefined;
}

/** An arbitrary of models without errors (see `violations`); it shrinks to fewer, plainer parts. */
export function arbitraryModel(options: RandomModelOptions = {}): fc.Arbitrary<Model> {
  return fc.gen().map((g) => randomModel({ int: (min, max) => g(fc.integer, { min, max }) }, options));
}

/** A model without errors from any dice; the same one for the same throws. */
export function randomModel(dice: Dice, options: RandomModelOptions = {}): Model {
  return randomModelInSetting(dice, options).model;
}

/** The model, and what else may be said of it: its drivers in the order in which they may use each other. */
export function randomModelInSetting(
  dice: Dice,
  options: RandomModelOptions = {},
): { readonly model: Model; readonly setting: Setting } {
  const { start, months } = options.period ?? {
    start: (2026 - dice.int(0, 6)) * 12 + dice.int(0, 11),
    months: dice.int(1, 40),
  };
  const fiscalYearStart = chance(dice, 60) ? dice.int(1, 12) : 1;
  const owners = randomOwners(dice);
  let setting: Setting = { dice, start, months, fiscalYearStart, owners: owners.map((each) => each.name), drivers: [] };

  const drivers: Driver[] = [];
  for (const name of namesFrom(dice, DRIVER_NAMES, dice.int(0, 6), 'driver_')) {
    const { driver, known } = randomDriver(setting, name);
    drivers.push(driver);
    setting = { ...setting, drivers: [...setting.drivers, known] };
  }

  const retention = chance(dice, 50) ? randomRetention(setting) : undefined;
  const mustSay = retention !== undefined && options.isUnsaidFine !== true;
  const channelNames = namesFrom(dice, KEYWORD_NAMES, dice.int(1, 7), 'channel_');
  const sources = randomSources(dice, channelNames.length);
  const fed = sources.filter((source) => source.notRun === undefined);
  const channels = channelNames.map((name, index) =>
    randomChannel(setting, name, fed[index]?.name ?? '', index === 0, mustSay),
  );
  const model: Model = {
    title: pick(dice, TEXTS),
    currency: pick(dice, CURRENCIES),
    start: monthText(start),
    months,
    fiscalYearStart,
    season: chance(dice, 30) ? randomSeason(dice) : undefined,
    owners,
    sources,
    drivers: shuffled(dice, drivers),
    closing: randomClosing(setting),
    channels: shuffled(dice, channels),
    retention,
  };
  return { model, setting };
}

/** Units more often than other words: after `/` they must be told from the unit. */
const DRIVER_NAMES = [...KEYWORD_NAMES, ...Array.from({ length: 4 }, () => UNIT_WORDS).flat()];

/** Fields' names too, which win over a touch's in a scenario's path. */
const TOUCH_NAMES = [...KEYWORD_NAMES, ...Array.from({ length: 20 }, () => ['win_rate', 'deal_size']).flat()];

/** What the fields take, within bounds that leave room for growth. */
export const PLACES = {
  volume: { dimension: PER_MONTH, low: 1, high: 3000, isZeroFine: true },
  rate: { dimension: PLAIN, low: 0.001, high: 0.9, isZeroFine: true },
  winRate: { dimension: PLAIN, low: 0.02, high: 0.95 },
  dealSize: { dimension: MONEY, low: 200, high: 60_000 },
  closers: { dimension: PLAIN, low: 0.5, high: 12, isZeroFine: true },
  capacity: { dimension: PER_MONTH, low: 0.5, high: 120 },
  cost: { dimension: MONEY_PER_MONTH, low: 500, high: 40_000 },
  contraction: { dimension: PLAIN, low: 0.005, high: 1.6, isZeroFine: true },
} as const;

/** The driver, and between which values it is known to stay; its bounds are wide enough for growth. */
function randomDriver(setting: Setting, name: string): { driver: Driver; known: KnownDriver } {
  const kinds: readonly (readonly [Dimension, number, number])[] = [
    [PLAIN, 20, 800],
    [PLAIN, 0.02, 0.7],
    [PER_MONTH, 5, 900],
    [MONEY, 300, 30_000],
    [MONEY_PER_MONTH, 1000, 60_000],
    [{ money: 0, perMonth: -1 }, 0.1, 8],
    [{ money: 1, perMonth: -1 }, 100, 9000],
    [{ money: -1, perMonth: 0 }, 0.001, 0.1],
    [{ money: 2, perMonth: 1 }, 1000, 50_000],
  ];
  const [dimension, floor, ceiling] = pick(setting.dice, kinds);
  const middle = Math.sqrt(floor * ceiling);
  const spread = pick(setting.dice, [1.5, 2.5, 4]);
  const [low, high] = [Math.max(floor, middle / spread), Math.min(ceiling, middle * spread)];
  const value = randomAssumption(setting, { dimension, low, high, hasOwner: false, isDriver: true });
  // Rounding may carry a value just over its bounds.
  return { driver: { name, value }, known: { name, dimension, low: low * 0.999999, high: high * 1.000001 } };
}

/** A closing model; in a scenario it may use every driver. */
export function randomClosing(setting: Setting): Closing {
  const { dice } = setting;
  const kind = pick(dice, ['upsell_ae', 'csm', 'original_ae'] as const);
  const number = (place: Omit<Place, 'hasOwner'>) => randomAssumption(setting, { ...place, hasOwner: true });
  const share = (): Expr => randomShare(dice, 0.03, 0.99);
  return {
    kind,
    title: optionalText(dice),
    owner: pick(dice, setting.owners),
    winRate: number(PLACES.winRate),
    dealSize: number(PLACES.dealSize),
    cycle: chance(dice, 65) ? randomCycle(dice) : undefined,
    closers: chance(dice, 50) ? number(PLACES.closers) : undefined,
    capacity: chance(dice, 50) ? number(PLACES.capacity) : undefined,
    cost: chance(dice, 50) ? number(PLACES.cost) : undefined,
    quota: chance(dice, 25) ? number(PLACES.cost) : undefined,
    attention: kind === 'original_ae' && chance(dice, 75) ? [share(), share(), share()] : undefined,
    decided: chance(dice, 40)
      ? { month: monthText(setting.start - dice.int(0, 9)), reason: optionalText(dice) }
      : undefined,
  };
}

function randomChannel(setting: Setting, name: string, source: string, isFirst: boolean, mustSay: boolean): Channel {
  const { dice } = setting;
  const owner = chance(dice, 80) ? pick(dice, setting.owners) : undefined;
  const assumption = (place: Omit<Place, 'hasOwner'>) =>
    randomAssumption(setting, { ...place, hasOwner: owner !== undefined });
  const openAtStart = chance(dice, 35) ? randomCount(dice) : undefined;

  const names = chance(dice, 45) ? namesFrom(dice, TOUCH_NAMES, dice.int(1, 4), 'touch_') : [];
  // A channel may stay silent where all its touches speak, unless something open at the start needs it.
  const touchesSpeak = mustSay && names.length > 0 && openAtStart === undefined && chance(dice, 40);
  const touches = names.map(
    (touch): Touch => ({
      name: touch,
      title: optionalText(dice),
      initiator: touchesSpeak || chance(dice, 50) ? randomInitiator(dice) : undefined,
      volume: assumption(PLACES.volume),
      gated: chance(dice, 30),
      converting: chance(dice, 35) ? assumption(PLACES.rate) : undefined,
    }),
  );
  const isUsed = touches.length === 0 || touches.some((touch) => touch.converting === undefined);
  const mustSayItself = mustSay && !touchesSpeak;
  return {
    layer: isFirst || chance(dice, 60) ? 'foundation' : 'leverage',
    name,
    title: optionalText(dice),
    source,
    owner,
    volume: touches.length > 0 ? touches : assumption(PLACES.volume),
    conversion: isUsed || chance(dice, 50) ? assumption(PLACES.rate) : undefined,
    initiator: mustSayItself || chance(dice, touchesSpeak ? 0 : 65) ? randomInitiator(dice) : undefined,
    winRate: chance(dice, 30) ? assumption(PLACES.winRate) : undefined,
    dealSize: chance(dice, 30) ? assumption(PLACES.dealSize) : undefined,
    season: chance(dice, 30) ? randomSeason(dice) : undefined,
    openAtStart,
    moments: TEXTS.slice(0, chance(dice, 20) ? dice.int(1, 3) : 0),
    flag: chance(dice, 15) ? 'https://crm.example.com/new?source=x//y' : undefined,
  };
}

function randomRetention(setting: Setting): Retention {
  const { dice } = setting;
  const contraction = () => randomAssumption(setting, { ...PLACES.contraction, hasOwner: true });
  return {
    owner: pick(dice, setting.owners),
    customer: contraction(),
    vendor: contraction(),
    afterMonths: chance(dice, 70) ? dice.int(1, 18) : undefined,
  };
}

/** Shares that sum to exactly 100% in decimal, or a whole number of months. */
function randomCycle(dice: Dice): Cycle {
  if (chance(dice, 25)) return { kind: 'months', months: chance(dice, 10) ? dice.int(0, 60) : dice.int(0, 6) };
  const count = dice.int(1, 8);
  const cuts = Array.from({ length: count - 1 }, () => dice.int(0, 1000)).sort((a, b) => a - b);
  const shares = [...cuts, 1000].map((cut, index) => cut - (cuts[index - 1] ?? 0));
  return { kind: 'shares', shares: shares.map((share) => percent(`${share / 10}`)) };
}

function randomSeason(dice: Dice): Season {
  const months = shuffled(dice, [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]).slice(0, dice.int(1, 12));
  return months.map((month) => ({ month, factor: chance(dice, 6) ? number('0') : randomShare(dice, 0.2, 2.5) }));
}

/** Arithmetic on literals. */
function randomShare(dice: Dice, low: number, high: number): Expr {
  const literal = randomLiteral(dice, { dimension: PLAIN, low, high });
  return chance(dice, 10) ? { kind: '*', left: literal, right: number('1') } : literal;
}

function randomCount(dice: Dice): Expr {
  const count = number(String(dice.int(0, 60)));
  if (chance(dice, 20)) return { kind: '+', left: count, right: { kind: '/', left: number('7'), right: number('2') } };
  return count;
}

/** At least one owner. */
export function randomOwners(dice: Dice): Owner[] {
  return namesFrom(dice, KEYWORD_NAMES, dice.int(1, 5), 'owner_').map((name) => ({
    name,
    display: pick(dice, TEXTS),
    team: optionalText(dice),
    handle: chance(dice, 30) ? pick(dice, ['@acme', '@acme/onboarding', '@a.b-c_d', '@x/y/z9']) : undefined,
  }));
}

/** As many sources as there are channels, and some that are not run. */
function randomSources(dice: Dice, count: number): Source[] {
  const builtIn = ['implementation', 'ticket', 'csm_touch', 'outbound', 'email', 'marketing', 'in_product'];
  const names = namesFrom(dice, [...KEYWORD_SOURCE_NAMES, ...builtIn, ...builtIn], count + dice.int(0, 2), 'source_');
  return names.map((name, index) => ({
    name,
    label: optionalText(dice),
    notRun: index >= count ? pick(dice, TEXTS) : undefined,
    renamedFrom: chance(dice, 8) ? `old_${name}` : undefined,
  }));
}

function randomInitiator(dice: Dice): Initiator {
  return pick(dice, ['customer', 'vendor'] as const);
}
