import { calendarMonth } from './calendar.ts';
import type { Evaluator, Series } from './evaluator.ts';
import { type Broken, type Channel, type Initiator, isBroken, type Model, type Season } from './model.ts';
import { CONVERSION, CONVERTING, DEAL_SIZE, OPEN_AT_START, SEASON, TOUCH, VOLUME, WIN_RATE } from './place.ts';
import { hasFiniteSum } from './series.ts';

export type InitiatorKey = Initiator | 'unsaid';
export const INITIATORS: readonly InitiatorKey[] = ['customer', 'vendor', 'unsaid'];

/** A channel up to the opportunities that it opens (forecast.md, 1), and what it brings to closing. */
export interface OpenedFigures {
  readonly channel: Channel;
  readonly touches: Series;
  readonly opened: Series;
  readonly parts: readonly { readonly touches: Series; readonly opened: Series }[];
  /** Opened by who started the conversation; the sum is `opened`. */
  readonly openedBy: Readonly<Record<InitiatorKey, Series>>;
  /** Opened from gated touches. */
  readonly gated: Series;
  /** Opened from leverage: all of it, or none. */
  readonly leverage: Series | Broken;
  readonly openAtStart: number;
  /** The channel's own rates, where it overrides the closing model's. */
  readonly winRate?: Series;
  readonly dealSize?: Series;
}

/**
 * Every channel of the model in its order; broken where any of its fields is. What is `known` of the same channels, of a model
 * with the same drivers, is not computed again.
 */
export function evaluateChannels(
  model: Model,
  values: Evaluator,
  known: ReadonlyMap<Channel, OpenedFigures | Broken>,
): readonly (OpenedFigures | Broken)[] {
  const shared = model.season && seasonFactors(model.season, values);
  return model.channels.map((channel) => known.get(channel) ?? evaluateChannel(channel, model, shared, values));
}

function evaluateChannel(
  channel: Channel,
  model: Model,
  modelSeason: readonly number[] | Broken | undefined,
  values: Evaluator,
): OpenedFigures | Broken {
  // Every field is evaluated before any is judged, so that each error is found in one go.
  const season = channel.season ? seasonFactors(channel.season, values) : modelSeason;
  const conversion = channel.conversion && values.series(channel.conversion, CONVERSION);
  const touches = channel.touches.map((touch) => ({
    touch,
    volume: values.series(touch.volume, touch.name === '' ? VOLUME : TOUCH),
    converting: touch.converting ? values.series(touch.converting, CONVERTING) : conversion,
  }));
  const winRate = channel.winRate && values.series(channel.winRate, WIN_RATE);
  const dealSize = channel.dealSize && values.series(channel.dealSize, DEAL_SIZE);
  const openAtStart = channel.openAtStart ? values.constant(channel.openAtStart, OPEN_AT_START) : 0;
  const fields = [
    season,
    conversion,
    ...touches.flatMap((t) => [t.volume, t.converting]),
    winRate,
    dealSize,
    openAtStart,
  ];
  const broken = channel.broken ?? fields.find(isBroken);
  if (broken) return broken;

  const zero = () => new Float64Array(model.months);
  // Most channels have one initiator: the others share the series of zeros.
  const none = zero();
  const openedBy: Record<InitiatorKey, Series> = { customer: none, vendor: none, unsaid: none };
  const total = { touches: zero(), opened: zero(), gated: zero() };
  const parts = touches.map(({ touch, volume, converting }) => {
    const part = { touches: zero(), opened: zero() };
    const initiator = touch.initiator ?? channel.initiator ?? 'unsaid';
    const by = openedBy[initiator] === none ? zero() : openedBy[initiator];
    openedBy[initiator] = by;
    for (let m = 0; m < model.months; m++) {
      const factor = season ? ((season as readonly number[])[calendarMonth(model.start + m) - 1] as number) : 1;
      const count = ((volume as Series)[m] as number) * factor;
      const opened = count * ((converting as Series)[m] as number);
      part.touches[m] = count;
      part.opened[m] = opened;
      total.touches[m] = (total.touches[m] as number) + count;
      total.opened[m] = (total.opened[m] as number) + opened;
      by[m] = (by[m] as number) + opened;
      if (touch.gated) total.gated[m] = (total.gated[m] as number) + opened;
    }
    return part;
  });
  if (!hasFiniteSum(total.touches) || !hasFiniteSum(total.opened))
    return values.refuse({ code: 'number-too-large', span: channel.span, params: { place: channel.name } });
  return {
    channel,
    ...total,
    leverage: leverageOf(channel, total.opened, none),
    parts,
    openedBy,
    openAtStart: openAtStart as number,
    winRate: winRate as Series | undefined,
    dealSize: dealSize as Series | undefined,
  };
}

/** While a channel does not say its layer, nobody knows what part of it is leverage. */
function leverageOf({ layer, span }: Channel, opened: Series, none: Series): Series | Broken {
  if (layer === undefined) return { broken: span, code: 'missing-field' };
  return layer === 'leverage' ? opened : none;
}

/** Factors for January to December; months that are not named keep 1. */
function seasonFactors(season: Season | Broken, values: Evaluator): readonly number[] | Broken {
  if (isBroken(season)) return season;
  const factors = new Array<number>(12).fill(1);
  let broken: Broken | undefined;
  for (const { calendarMonth: month, factor } of season) {
    const value = values.constant(factor, SEASON);
    if (isBroken(value)) broken ??= value;
    else factors[month - 1] = value;
  }
  return broken ?? factors;
}
