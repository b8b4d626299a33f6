import { calendarMonth } from './calendar.ts';
import type { Evaluator } from './evaluator.ts';
import { type Level, product, sumOfLevels, totalOver } from './level.ts';
import type { Series } from './model.ts';
import { type Broken, type Channel, type Initiator, isBroken, type Model, type Season, type Touch } from './model.ts';
import { CONVERSION, CONVERTING, DEAL_SIZE, OPEN_AT_START, SEASON, TOUCH, VOLUME, WIN_RATE } from './place.ts';

export type InitiatorKey = Initiator | 'unsaid';
export const INITIATORS: readonly InitiatorKey[] = ['customer', 'vendor', 'unsaid'];

/** A figure by who started the conversation; of a side which has none it is nothing: 0, or `zeros`. */
export type ByInitiator<T = Series> = Readonly<Record<InitiatorKey, T>>;

/** Nothing on any side. */
export const NOTHING: ByInitiator<Level> = { customer: 0, vendor: 0, unsaid: 0 };

/** A channel up to the opportunities that it opens (forecast.md, 1), and what it brings to closing. */
export interface OpenedFigures {
  /** Of the period. */
  readonly months: number;
  readonly touches: Level;
  readonly opened: Level;
  /** The sum of `touches`; no more than that are opened. */
  readonly count: number;
  readonly parts: readonly { readonly touches: Level; readonly opened: Level }[];
  /** What every volume is multiplied by; absent without a season. */
  readonly season?: Series;
  /** Opened by who started the conversation; the sum is `opened`. */
  readonly openedBy: ByInitiator<Level>;
  /** Opened from gated touches. */
  readonly gated: Level;
  /** Opened from leverage: all of it, or none. */
  readonly leverage: Level | Broken;
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
  // Every field is evaluated before any is judged, so that each error is found in one go. Without closures, of which there would be some
  // for each of thousands of channels.
  const season = channel.season ? seasonByMonth(channel.season, model, values) : modelSeason;
  const conversion = channel.conversion && values.level(channel.conversion, CONVERSION);
  const touches = new Array<EvaluatedTouch>(channel.touches.length);
  for (let i = 0; i < touches.length; i++) {
    const touch = channel.touches[i] as Touch;
    const volume = values.level(touch.volume, touch.name === '' ? VOLUME : TOUCH);
    // A channel without a conversion has touches with their own.
    const converting = touch.converting ? values.level(touch.converting, CONVERTING) : (conversion as Level | Broken);
    touches[i] = { touch, volume, converting };
  }
  const winRate = channel.winRate && values.series(channel.winRate, WIN_RATE);
  const dealSize = channel.dealSize && values.series(channel.dealSize, DEAL_SIZE);
  const openAtStart = channel.openAtStart ? values.constant(channel.openAtStart, OPEN_AT_START) : 0;

  if (channel.broken) return channel.broken;
  if (isBroken(season)) return season;
  if (isBroken(conversion)) return conversion;
  for (const { volume, converting } of touches) {
    if (isBroken(volume)) return volume;
    if (isBroken(converting)) return converting;
  }
  if (isBroken(winRate)) return winRate;
  if (isBroken(dealSize)) return dealSize;
  if (isBroken(openAtStart)) return openAtStart;

  const { touches: total, opened, parts, openedBy, gated } = openedByTouches(channel, touches, season, values);
  const count = totalOver(total, model.months);
  if (!Number.isFinite(count))
    return values.refuse({ code: 'number-too-large', span: channel.span, params: { place: channel.name } });
  const leverage = leverageOf(channel, opened);
  const { openedBefore } = channel;
  return {
    months: model.months,
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
  readonly volume: Level | Broken;
  readonly converting: Level | Broken;
}

type FromTouches = Pick<OpenedFigures, 'touches' | 'opened' | 'parts' | 'openedBy' | 'gated'>;

/** Of touches of which none is broken. */
function openedByTouches(
  channel: Channel,
  touches: readonly EvaluatedTouch[],
  season: Series | undefined,
  { blank }: Evaluator,
): FromTouches {
  let [total, allOpened, gated]: [Level, Level, Level] = [0, 0, 0];
  const openedBy: Record<InitiatorKey, Level> = { customer: 0, vendor: 0, unsaid: 0 };
  const parts = new Array<OpenedFigures['parts'][number]>(touches.length);
  for (let i = 0; i < parts.length; i++) {
    const { touch, volume, converting } = touches[i] as EvaluatedTouch;
    const count = season ? product(volume as Level, season, blank) : (volume as Level);
    const opened = product(count, converting as Level, blank);
    parts[i] = { touches: count, opened };
    const side = touch.initiator ?? channel.initiator ?? 'unsaid';
    total = sumOfLevels(total, count, blank);
    allOpened = sumOfLevels(allOpened, opened, blank);
    openedBy[side] = sumOfLevels(openedBy[side], opened, blank);
    if (touch.gated) gated = sumOfLevels(gated, opened, blank);
  }
  return { touches: total, opened: allOpened, parts, openedBy, gated };
}

/** While a channel does not say its layer, nobody knows what part of it is leverage. */
function leverageOf({ layer, span }: Channel, opened: Level): Level | Broken {
  if (layer === undefined) return { broken: span, code: 'missing-field' };
  return layer === 'leverage' ? opened : 0;
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
