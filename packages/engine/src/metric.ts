import type { Month } from './calendar.ts';
import type { ChannelForecast, Flows, Forecast, Total } from './figures.ts';
import { type Broken, type Dimension, isBroken, type Metric, type MetricRef, MONEY, PLAIN } from './model.ts';
import { backlogAt, type Months, pooled, pulledShare, sumOver } from './summary.ts';

/** What a metric is looked up in: one model's or one scenario's forecast. */
export interface Measured {
  readonly start: Month;
  readonly months: number;
  /** The model's period is not known: no metric has a value. */
  readonly broken?: Broken;
  readonly total: Flows;
  /** The first channel of a name. */
  channel(name: string): ChannelForecast | undefined;
  /** Channels that a scenario dropped: a count of them is 0, a ratio has no value. */
  readonly dropped: ReadonlySet<string>;
}

/** The dimension of a metric over a period: totals have no time unit. */
export const dimensionOfMetric = (metric: Metric): Dimension =>
  metric === 'revenue' || metric === 'net revenue' || metric === 'cost' || metric === 'deal size' ? MONEY : PLAIN;

/**
 * A metric over the months of its window that lie in the model's period (language.md, 6). Null for a ratio whose denominator
 * is 0. Broken, with the metric's own place, where no month of the window lies inside or the channel is not there.
 */
export function measure({ metric, of, window, span }: MetricRef, measured: Measured): Total {
  const { start, months, broken, total, dropped } = measured;
  if (broken) return broken;
  const last = start + months - 1;
  const inside = {
    from: Math.max(window?.from ?? start, start) - start,
    to: Math.min(window?.to ?? last, last) - start,
  };
  if (inside.from > inside.to) return { broken: span, code: 'period-outside' };
  if (of === undefined) return over(total, metric, inside);
  if (dropped.has(of)) return RATIOS.has(metric) ? null : 0;
  const channel = measured.channel(of);
  return channel ? over(channel, metric, inside) : { broken: span, code: 'unknown-name' };
}

/**
 * What a metric is looked up in of a forecast. A few channels are looked for one by one; who asks for more of them has a map of
 * all made, which takes as long as many looks.
 */
export function lookUpIn(forecast: Pick<Forecast, 'channels' | 'total'>): Pick<Measured, 'total' | 'channel'> {
  let asked = 0;
  let byName: Map<string, ChannelForecast> | undefined;
  return {
    total: forecast.total,
    channel(name) {
      if (++asked <= FEW) {
        for (const figures of forecast.channels) if (figures.channel.name === name) return figures;
        return undefined;
      }
      byName ??= channelsByName(forecast.channels);
      return byName.get(name);
    },
  };
}

/** Of channels with one name, which is an error, the first. */
function channelsByName(channels: readonly ChannelForecast[]): Map<string, ChannelForecast> {
  const byName = new Map<string, ChannelForecast>();
  for (let i = channels.length - 1; i >= 0; i--) {
    const figures = channels[i] as ChannelForecast;
    byName.set(figures.channel.name, figures);
  }
  return byName;
}

const FEW = 16;

const RATIOS: ReadonlySet<Metric> = new Set([
  'conversion',
  'win rate',
  'deal size',
  'pulled share',
  'gated share',
  'leverage share',
]);

function over(flows: Flows, metric: Metric, months: Months): Total {
  const sum = (flow: Exclude<keyof Flows, 'openAtStart'>): number | Broken => sumOver(flows[flow], months);
  switch (metric) {
    case 'net revenue':
      return sum('net');
    case 'backlog':
      return backlogAt(flows, months.to);
    case 'conversion':
      return pooled(sum('opened'), sum('touches'));
    case 'win rate':
      return pooled(sum('won'), sum('closed'));
    case 'deal size':
      return pooled(sum('revenue'), sum('won'));
    case 'pulled share':
      return pulledShare(flows, months);
    case 'gated share':
      return pooled(sum('gated'), sum('opened'));
    case 'leverage share':
      return pooled(sum('leverage'), sum('opened'));
    default:
      return sum(metric);
  }
}

export const isKnown = (total: Total): total is number => total !== null && !isBroken(total);
