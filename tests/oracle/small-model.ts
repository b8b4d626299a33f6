/** Models built by hand whose figures can be computed in the head. */
import type { Assumption, Channel, Closing, Model } from './model.ts';
import { constant, money, number, per, percent } from './model.ts';

/** That many a month. */
export const monthly = (count: string): Assumption => constant(per(number(count), 'month'));
/** A percentage. */
export const share = (text: string): Assumption => constant(percent(text));

/** A foundation channel of a monthly volume and a conversion in percent; its source has its name. */
export function channel(name: string, volume: string, conversion: string, more: Partial<Channel> = {}): Channel {
  return {
    layer: 'foundation',
    name,
    source: name,
    owner: 'desk',
    volume: monthly(volume),
    conversion: share(conversion),
    moments: [],
    ...more,
  };
}

/** Twelve months of 2026 with one channel that opens 10 a month, wins all of it, at 1 each. */
export function small(more: Partial<Model> = {}, closing: Partial<Closing> = {}): Model {
  const channels = more.channels ?? [channel('only', '100', '10')];
  return {
    title: 'Small',
    currency: 'USD',
    start: '2026-01',
    months: 12,
    fiscalYearStart: 1,
    owners: [{ name: 'desk', display: 'Desk' }],
    sources: channels.map((each) => ({ name: each.source })),
    drivers: [],
    closing: { kind: 'original_ae', owner: 'desk', winRate: share('100'), dealSize: constant(money('1')), ...closing },
    channels,
    ...more,
  };
}
