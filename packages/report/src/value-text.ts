import type { Dimension, Metric, MetricExpr } from '@upsell/engine';
import { countText, moneyText, rateText, shortCountText, shortMoneyText } from './numbers.ts';

/** How a figure is shown: an amount, a rate in percent, or a count. */
export type ValueKind = 'money' | 'rate' | 'count' | 'plain';

const RATES: ReadonlySet<Metric> = new Set(['conversion', 'win rate', 'pulled share', 'gated share', 'leverage share']);

/** How a metric is shown. */
export function kindOfMetric(metric: Metric): ValueKind {
  if (RATES.has(metric)) return 'rate';
  return metric === 'revenue' || metric === 'net revenue' || metric === 'cost' || metric === 'deal size'
    ? 'money'
    : 'count';
}

/** How both sides of a comparison are shown: as money by their dimension, else as their first metric is. */
export function kindOfSides(dimension: Dimension | undefined, ...sides: readonly MetricExpr[]): ValueKind {
  if (dimension?.money === 1) return 'money';
  if (dimension?.money !== 0) return 'plain';
  const single = sides.find((side) => side.kind === 'metric');
  if (single?.kind === 'metric') return kindOfMetric(single.metric);
  return 'plain';
}

/** A figure in few characters: `$1.29M`, `32.8%`, `35.7`. */
export function shortValueText(value: number, kind: ValueKind, currency: string | undefined): string {
  if (kind === 'money') return shortMoneyText(value, currency);
  if (kind === 'rate') return rateText(value);
  return kind === 'count' ? shortCountText(value) : plainText(value);
}

/** A figure in full: `$1,285,200`. */
export function valueText(value: number, kind: ValueKind, currency: string | undefined): string {
  if (kind === 'money') return moneyText(value, currency);
  if (kind === 'rate') return rateText(value, 2);
  return kind === 'count' ? countText(value) : plainText(value);
}

/** A difference of two figures with its sign; of two rates in percentage points, which a bare `%` never means. */
export function differenceText(value: number, kind: ValueKind, currency: string | undefined): string {
  const size = Math.abs(value);
  const text = kind === 'rate' ? `${countText(size * 100)} pp` : shortValueText(size, kind, currency);
  return `${value < 0 ? '-' : '+'}${text}`;
}

/** A ratio of unlike things, to four significant digits. */
const plainText = (value: number): string => String(Number(value.toPrecision(4)));
