import { calendarMonth } from './calendar.ts';
import type { Evaluator } from './evaluator.ts';
import { asSeries, type Level, plus, product } from './level.ts';
import type { Series } from './model.ts';
import { type Broken, type Channel, type Initiator, isBroken, type Model, type Season, type Touch } from './model.ts';
import { CONVERSION, CONVERTING, DEAL_SIZE, OPEN_AT_START, SEASON, TOUCH, VOLUME, WIN_RATE } from './place.ts';
import { sumOf, zeros } from './series.ts';

export type InitiatorKey = Initiator | 'unsaid';
export const INITIATORS: readonly InitiatorKey[] = ['customer', 'vendor', 'unsaid'];

/** A series by who started the conversation; that of a side which has none is `zeros`. */
export type ByInitiator<T = Series> = Readonly<Record<InitiatorKey, T>>;

/** Nothing on any side. There is one for a length, as of `zeros`. */
export function nothingBy(months: number): ByInitiator {
  const none = zeros(months);
  const known = NOTHING[months] ?? { customer: none, vendor: none, unsaid: none };
  NOTHING[months] = known;
  return known;
}

const NOTHING: ByInitiator[] = [];

/** A channel up to the opportunities that it opens (forecast.md, 1), and what it brings to closing. */
export interface OpenedFigures {
  readonly touches: Series;
  readonly opened: Series;
  /** The sum of `touches`; no more than that are opened. */
  readonly count: number;
  readonly parts: readonly { readonly touches: Series; readonly opened: Series }[];
  /** What every volume is multiplied by; absent without a season. */
  readonly season?: Series;
  /** Opened by who started the conversation; the sum is `opened`. */
  readonly openedBy: ByInitiator;
  /** Opened from gated touches. */
  readonly gated: Series;
  /** Opened from leverage: all of it, or none. */
  readonly leverage: Series | Broken;
  readonly openAtStart: number;
  /** What takes its place where it is known. */
  readonly openedBefore?: readonly number[];
  /** The channel's own rates, where it overrides the closing model's. */
  readonly winRate?: Series;
  readonly dealSize?: Series;
}

/** A channel's figures by the model's season, if it has none of its own; broken where any of its fields is. */
export function evaluateChannel(
  channel: Channel,
  modelSeason: Series | Broken | undefined,
  values: Evaluator,
  model: Pick<Model, 'start' | 'months'>,
): OpenedFigures | Broken {
  // Every field is evaluated before any is judged, so that each error is found in one go.
  let { broken } = channel;
  const whole = <T>(value: T): Exclude<T, Broken> => {
    if (isBroken(value)) broken ??= value;
    return value as Exclude<T, Broken>;
  };
  const season = whole(channel.season ? seasonByMonth(channel.season, model, values) : modelSeason);
  const conversion = whole(channel.conversion && values.level(channel.conversion, CONVERSION));
  const touches = channel.touches.map(
    (touch): EvaluatedTouch => ({
      touch,
      volume: whole(values.level(touch.volume, touch.name === '' ? VOLUME : TOUCH)),
      // A channel without a conversion has touches with their own.
      converting: touch.converting ? whole(values.level(touch.converting, CONVERTING)) : (conversion as Level),
    }),
  );
  const winRate = channel.winRate && whole(values.series(channel.winRate, WIN_RATE));
  const dealSize = channel.dealSize && whole(values.series(channel.dealSize, DEAL_SIZE));
  const openAtStart = channel.openAtStart ? whole(values.constant(channel.openAtStart, OPEN_AT_START)) : 0;
  if (broken) return broken;

  const { touches: total, opened, parts, openedBy, gated } = openedByTouches(channel, touches, season, values, model);
  const count = sumOf(total);
  if (!Number.isFinite(count))
    return values.refuse({ code: 'number-too-large', span: channel.span, params: { place: channel.name } });
  const leverage = leverageOf(channel, opened, zeros(model.months));
  const { openedBefore } = channel;
  return {
    touches: total,
    opened,
    count,
    parts,
    season,
    openedBy,
    gated,
    leverage,
    openAtStart,
    openedBefore,
    winRate,
    dealSize,
  };
}

interface EvaluatedTouch {
  readonly touch: Touch;
  readonly volume: Level;
  readonly converting: Level;
}

type FromTouches = Pick<OpenedFigures, 'touches' | 'opened' | 'parts' | 'openedBy' | 'gated'>;

function openedByTouches(
  channel: Channel,
  touches: readonly EvaluatedTouch[],
  season: Series | undefined,
  { blank }: Evaluator,
  { months }: Pick<Model, 'months'>,
): FromTouches {
  const none = zeros(months);
  let [total, allOpened, gated] = [none, none, none];
  const openedBy = { customer: none, vendor: none, unsaid: none };
  const parts = touches.map(({ touch, volume, converting }) => {
    const count = season ? product(volume, season, blank) : volume;
    const part = { touches: asSeries(count, blank), opened: asSeries(product(count, converting, blank), blank) };
    const side = touch.initiator ?? channel.initiator ?? 'unsaid';
    total = plus(total, part.touches, blank);
    allOpened = plus(allOpened, part.opened, blank);
    openedBy[side] = plus(openedBy[side], part.opened, blank);
    if (touch.gated) gated = plus(gated, part.opened, blank);
    return part;
  });
  return { touches: total, opened: allOpened, parts, openedBy, gated };
}

/** While a channel does not say its layer, nobody knows what part of it is leverage. */
function leverageOf({ layer, span }: Channel, opened: Series, none: Series): Series | Broken {
  if (layer === undefined) return { broken: span, code: 'missing-field' };
  return layer === 'leverage' ? opened : none;
}

/** A season's factor in each month of the period; months of the year that are not named keep 1. */
export function seasonByMonth(
  season: Season | Broken,
  model: Pick<Model, 'start'>,
  values: Evaluator,
): Series | Broken {
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
