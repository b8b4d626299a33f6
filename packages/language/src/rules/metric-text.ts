import type { Metric } from '@upsell/engine';
import { moneyText, numberText, percentText } from './numbers.ts';

/** How a metric's value is written; a rate as a percentage. */
export type MetricKind = 'money' | 'rate' | 'count';

export const kindOfMetric = (metric: Metric): MetricKind => KINDS[metric] ?? 'count';

const KINDS: Partial<Record<Metric, MetricKind>> = {
  revenue: 'money',
  'net revenue': 'money',
  cost: 'money',
  'deal size': 'money',
  conversion: 'rate',
  'win rate': 'rate',
  'pulled share': 'rate',
  'gated share': 'rate',
  'leverage share': 'rate',
};

/** A metric's value for a sentence. */
export function metricText(value: number, kind: MetricKind, currency: string | undefined, digits?: number): string {
  if (kind === 'money') return moneyText(value, currency, digits);
  return kind === 'rate' ? percentText(value, digits) : numberText(value, digits);
}

/** A text that a person wrote, cut where a message would grow too long. */
export const cut = (text: string, most = 60): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
