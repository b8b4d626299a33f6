import { calendarMonth } from './calendar.ts';
import type { Evaluator } from './evaluator.ts';
import { addTo, asSeries, type Level, product } from './level.ts';
import type { Series } from './model.ts';
import { type Broken, type Channel, type Initiator, isBroken, type Model, type Season, type Touch } from './model.ts';
import { CONVERSION, CONVERTING, DEAL_SIZE, OPEN_AT_START, SEASON, TOUCH, VOLUME, WIN_RATE } from './place.ts';
import { hasFiniteSum, zeros } from './series.ts';

export type InitiatorKey = Initiator | 'unsaid';
export const INITIATORS: readonly InitiatorKey[] = ['customer', 'vendor', 'unsaid'];

/** A series by who started the conversation; that of a side which has none is `zeros`. */
export type ByInitiator = Readonly<Record<InitiatorKey, Series>>;

/** A channel up to the opportunities that it opens (forecast.md, 1), and what it brings to closing. */
export interface OpenedFigures {
  readonly touches: Series;
  readonly opened: Series;
  readonly parts: readonly { readonly touches: Series; readonly opened: Series }[];
  /** Opened by who started the conversation; the sum is `opened`. */
  readonly openedBy: ByInitiator;
  /** Opened from gated touches. */
  readonly gated: Series;
  /** Opened from leverage: all of it, or none. */
  readonly leverage: Series | Broken;
  readonly openAtStart: number;
  /** The channel's own rates, where it overrides the closing model's. */
  readonly winRate?: Series;
  readonly dealSize?: Series;
}

/** A channel's figures by the model's season, if it has none of its own; broken where any of its fields is. */
export function evaluateChannel(
  channel: Channel,
  modelSeason: Series | Broken | undefined,
  values: Evaluator,
  model: Model,
): OpenedFigures | Broken {
  // Every field is evaluated before any is judged, so that each error is found in one go.
  const season = channel.season ? seasonByMonth(channel.season, model, values) : modelSeason;
  const conversion = channel.conversion && values.level(channel.conversion, CONVERSION);
  const touches = channel.touches.map(
    (touch): EvaluatedTouch => ({
      touch,
      volume: values.level(touch.volume, touch.name === '' ? VOLUME : TOUCH),
      converting: touch.converting ? values.level(touch.converting, CONVERTING) : conversion,
    }),
  );
  const winRate = channel.winRate && values.series(channel.winRate, WIN_RATE);
  const dealSize = channel.dealSize && values.series(channel.dealSize, DEAL_SIZE);
  const openAtStart = channel.openAtStart ? values.constant(channel.openAtStart, OPEN_AT_START) : 0;
  const broken = channel.broken ?? firstBroken([season, conversion], touches, [winRate, dealSize, openAtStart]);
  if (broken) return broken;

  const { blank } = values;
  const parts = touches.map(({ volume, converting }) => {
    const count = season ? product(volume as Level, season as Series, blank) : (volume as Level);
    return { touches: asSeries(count, blank), opened: asSeries(product(count, converting as Level, blank), blank) };
  });
  const none = zeros(model.months);
  const openedFrom = (is: (touch: Touch) => boolean) =>
    sumOf(
      parts.flatMap(({ opened }, i) => (is((touches[i] as EvaluatedTouch).touch) ? [opened] : [])),
      none,
      blank,
    );
  const opened = openedFrom(() => true);
  const total = sumOf(
    parts.map((part) => part.touches),
    none,
    blank,
  );
  if (!hasFiniteSum(total) || !hasFiniteSum(opened))
    return values.refuse({ code: 'number-too-large', span: channel.span, params: { place: channel.name } });
  const startedBy = (side: InitiatorKey) =>
    openedFrom(({ initiator = channel.initiator ?? 'unsaid' }) => initiator === side);
  return {
    touches: total,
    opened,
    parts,
    openedBy: { customer: startedBy('customer'), vendor: startedBy('vendor'), unsaid: startedBy('unsaid') },
    gated: openedFrom(({ gated }) => gated),
    leverage: leverageOf(channel, opened, none),
    openAtStart: openAtStart as number,
    winRate: winRate as Series | undefined,
    dealSize: dealSize as Series | undefined,
  };
}

interface EvaluatedTouch {
  readonly touch: Touch;
  readonly volume: Level | Broken;
  readonly converting: Level | Broken | undefined;
}

/** Whether it has no value or many, a field that is broken is an object; the first in the order of the fields. */
function firstBroken(
  before: readonly unknown[],
  touches: readonly EvaluatedTouch[],
  after: readonly unknown[],
): Broken | undefined {
  return [...before, ...touches.flatMap(({ volume, converting }) => [volume, converting]), ...after].find(isBroken);
}

/** The sum of series. One is its own sum, so that a total is often the same series as its only part. */
export function sumOf(all: readonly Series[], none: Series, blank: () => Series): Series {
  const some = all.filter((series) => series !== none);
  if (some.length < 2) return some[0] ?? none;
  return some.reduce((sum, series) => addTo(sum, series), blank());
}

/** While a channel does not say its layer, nobody knows what part of it is leverage. */
function leverageOf({ layer, span }: Channel, opened: Series, none: Series): Series | Broken {
  if (layer === undefined) return { broken: span, code: 'missing-field' };
  return layer === 'leverage' ? opened : none;
}

/** A season's factor in each month of the period; months of the year that are not named keep 1. */
export function seasonByMonth(season: Season | Broken, model: Model, values: Evaluator): Series | Broken {
  if (isBroken(season)) return season;
  const factors = new Array<number>(12).fill(1);
  let broken: Broken | undefined;
  for (const { calendarMonth: month, factor } of season) {
    const value = values.constant(factor, SEASON);
    if (isBroken(value)) broken ??= value;
    else factors[month - 1] = value;
  }
  return broken ?? values.blank().map((_, m) => factors[calendarMonth(model.start + m) - 1] as number);
}
