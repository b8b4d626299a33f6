import type { ActualMonth } from './actuals.ts';
import type { Month } from './calendar.ts';
import { countInterval } from './distribution/gamma-poisson.ts';
import type { ChannelForecast, Flows } from './figures.ts';
import type { Series } from './model.ts';
import { remembered } from './remembered.ts';
import { sumOf } from './series.ts';
import { type TrailingActual, type TrailingSales, usableRates } from './trailing.ts';

/** A number of the period with the interval in which it lies with a probability of 90%. */
export interface Prediction {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/**
 * What of the period is not known yet are counts: Poisson on their mean, which itself is as uncertain as what it was measured by
 * (of k counted, 1 / k of its square). Deals are of their mean size.
 */
export function predictions(
  channels: readonly (ChannelForecast & { readonly trailing: TrailingActual | undefined })[],
  total: Flows,
  rows: readonly (readonly ActualMonth[])[],
  start: Month,
  sales: TrailingSales | undefined,
): Record<'opened' | 'revenue', Prediction> {
  const [opened, won, revenue] = [total.opened, total.won, total.revenue] as [Series, Series, Series];
  let [toOpen, toWin, toSell, uncertain] = [0, 0, 0, 0];
  for (const [i, channel] of channels.entries()) {
    const here = restOf(channel, rows[i] as readonly ActualMonth[], start);
    toOpen += here.opened;
    toWin += here.won;
    toSell += here.revenue;
    const { trailing } = channel;
    if (trailing?.isUsable) uncertain += here.opened ** 2 / trailing.opened;
  }
  const spread = toOpen === 0 ? 0 : uncertain / toOpen ** 2;
  const ofWins = spread + (sales && usableRates(sales).winRate !== undefined ? 1 / sales.won : 0);
  const size = toWin === 0 ? 0 : toSell / toWin;
  // A mean that is next to nothing lies above most of its counts, but never outside of its own interval.
  const between = (value: number, rest: number, of: { low: number; high: number }, size = 1): Prediction => ({
    value,
    low: Math.min(value, value - rest + of.low * size),
    high: Math.max(value, value - rest + of.high * size),
  });
  // Where all wins are recorded, but not what they brought, nothing is left to be counted.
  const unpriced = toWin === 0 ? 0 : toSell;
  return {
    opened: between(sumOf(opened), toOpen, countInterval(toOpen, spread, LEVEL)),
    revenue: between(sumOf(revenue), unpriced, countInterval(sumOf(won) === 0 ? 0 : toWin, ofWins, LEVEL), size),
  };
}

const LEVEL = 0.9;

type Known = 'opened' | 'won' | 'revenue';

/** What of a channel is not recorded yet. */
const restOf = remembered(
  (
    channel: Pick<ChannelForecast, Known>,
    rows: readonly ActualMonth[],
    start: Month,
  ): Readonly<Record<Known, number>> => {
    const within = rows.filter(({ month }) => month >= start);
    const rest = (flow: Known): number => {
      const recorded = within.reduce((sum, row) => sum + (row[flow] ?? 0), 0);
      return Math.max(0, sumOf(channel[flow] as Series) - recorded);
    };
    return { opened: rest('opened'), won: rest('won'), revenue: rest('revenue') };
  },
);
