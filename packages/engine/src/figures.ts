import type { Broken, Channel, Initiator, Series } from './model.ts';

/** A figure by month of the period, or the place that it is withheld for. */
export type Figure = Series | Broken;

export type ChannelMetric = 'touches' | 'opened' | 'worked' | 'backlog' | 'closed' | 'won' | 'revenue';
export type TotalMetric = ChannelMetric | 'cost' | 'givenBack' | 'net';

/**
 * Everything by month from which a figure over any months is pooled. `customer`, `vendor`, `gated` and `leverage` are parts of
 * `opened`; `lost` is what of a month's revenue is taken back at last, wherever that falls.
 */
export type Flow = TotalMetric | 'customer' | 'vendor' | 'gated' | 'leverage' | 'lost';

/** The flows of a channel, of a part, or of a whole model. Counts are a month, money is a month; backlog stands at its end. */
export interface Flows extends Readonly<Record<Flow, Figure>> {
  /** Opportunities that were open when the period started. */
  readonly openAtStart: number | Broken;
}

/** A channel's forecast, or that of a part of a portfolio. */
export interface ChannelForecast extends Flows {
  /** Of a part only its name and its title have a meaning. */
  readonly channel: Pick<Channel, 'name' | 'title' | 'layer' | 'source' | 'owner' | 'unclear'>;
  /** The parts of `touches` and `opened`, in the order of the channel's touches; empty where they are withheld. */
  readonly parts: readonly { readonly touches: Series; readonly opened: Series }[];
}

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
  readonly total: Flows;
  readonly summary: Summary;
  /** What the closers can work a month, all of them together; absent without `capacity`. */
  readonly limit?: Figure;
  /** Money that the closers are asked to bring a month, all of them together; absent without `quota`. */
  readonly quota?: Figure;
  /** What of a dollar sold in a month is taken back at last, by who started the conversation; absent without `retention`. */
  readonly contraction?: Readonly<Record<Initiator, Series>> | Broken;
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
export const FLOWS: readonly Flow[] = [...TOTAL_METRICS, 'customer', 'vendor', 'gated', 'leverage', 'lost'];
