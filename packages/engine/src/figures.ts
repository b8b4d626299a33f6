import type { Series } from './evaluator.ts';
import type { Broken, Channel } from './model.ts';

/** A figure by month of the period, or the place that it is withheld for. */
export type Figure = Series | Broken;

/** A channel's forecast. Counts are opportunities (touches: touches) a month, revenue is money a month. */
export interface ChannelForecast {
  readonly channel: Channel;
  readonly touches: Figure;
  readonly opened: Figure;
  readonly worked: Figure;
  readonly backlog: Figure;
  readonly closed: Figure;
  readonly won: Figure;
  readonly revenue: Figure;
  /** The parts of `touches` and `opened`, in the order of `channel.touches`; empty where they are withheld. */
  readonly parts: readonly { readonly touches: Series; readonly opened: Series }[];
}

export type ChannelMetric = 'touches' | 'opened' | 'worked' | 'backlog' | 'closed' | 'won' | 'revenue';
export type TotalMetric = ChannelMetric | 'cost' | 'givenBack' | 'net';

/** A total of the period, null for a ratio whose denominator is 0, or the place that it is withheld for. */
export type Total = number | null | Broken;

export type SummaryMetric =
  | 'touches'
  | 'opened'
  | 'worked'
  | 'closed'
  | 'won'
  | 'revenue'
  | 'cost'
  | 'net'
  | 'durable'
  | 'deferred'
  | 'openAtEnd'
  | 'backlogAtEnd'
  | 'conversion'
  | 'winRate'
  | 'dealSize'
  | 'pulledShare'
  | 'gatedShare'
  | 'leverageShare';

/** The period in one number a metric. Ratios are pooled: sum of numerators over sum of denominators. */
export type Summary = Readonly<Record<SummaryMetric, Total>>;

export interface Forecast {
  readonly channels: readonly ChannelForecast[];
  readonly total: Readonly<Record<TotalMetric, Figure>>;
  readonly summary: Summary;
  /** What the closers can work a month, all of them together; absent without `capacity`. */
  readonly limit?: Figure;
}

export const CHANNEL_METRICS: readonly ChannelMetric[] = [
  'touches',
  'opened',
  'worked',
  'backlog',
  'closed',
  'won',
  'revenue',
];
export const TOTAL_METRICS: readonly TotalMetric[] = [...CHANNEL_METRICS, 'cost', 'givenBack', 'net'];
