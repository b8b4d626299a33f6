import type { Metric } from '@upsell/engine';
import { apart, MOST_DIGITS, moneyText, rounded, roundedText, withDecimal } from './numbers.ts';

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

/** A metric's value for a sentence, with at most so many decimals; of a rate with one at least, of money none from 1,000 on, and one more below. */
export function metricText(value: number, kind: MetricKind, currency: string | undefined, decimals = 1): string {
  if (kind === 'rate') return `${withDecimal(roundedText(value * 100, decimals))}%`;
  if (kind === 'count') return roundedText(value, decimals);
  const digits = Math.abs(value) < 999.5 ? decimals + 1 : decimals - 1;
  return moneyText(rounded(value, digits), currency, MOST_DIGITS);
}

/** What is between two values of a metric; of rates in points, as a bare percentage would be one of the rate. Never nothing. */
export function gapText(gap: number, kind: MetricKind, currency: string | undefined): string {
  const write = (value: number, decimals: number) =>
    kind === 'rate'
      ? `${withDecimal(roundedText(value * 100, decimals))} pp`
      : metricText(value, kind, currency, decimals);
  return apart(gap, 0, write, 1)[0];
}

/** A text that a person wrote, cut where a message would grow too long. */
export const cut = (text: string, most = 60): string => (text.length > most ? `${text.slice(0, most - 1)}…` : text);
