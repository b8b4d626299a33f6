import { type Dimension, holds, type Metric, type MetricExpr } from '@upsell/engine';
import { decimals, moneyText, preciseRateText, rateText, shortCountText, shortMoneyText } from './numbers.ts';

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
  if (kind === 'rate') return rateWith(value, 1);
  return kind === 'count' ? shortCountText(value) : plainText(value);
}

/** A figure in full: `$1,285,200`; `more` decimals than usual. */
export function valueText(value: number, kind: ValueKind, currency: string | undefined, more = 0): string {
  if (kind === 'money') return moneyText(value, currency, more);
  if (kind === 'rate') return more === 0 ? rateWith(value, 2) : rateText(value, 2 + more);
  return kind === 'count' ? decimals(value, 1 + more) : plainText(value, more);
}

/** A rate that would be shown as nothing has the decimals that it needs. */
function rateWith(value: number, digits: number): string {
  const text = rateText(value, digits);
  return value === 0 || /[1-9]/.test(text) ? text : preciseRateText(value);
}

/** Two figures for one sentence, in full, with as many digits as it takes to tell them apart. */
export function apartText(
  a: number,
  b: number,
  kind: ValueKind,
  currency: string | undefined,
): readonly [string, string] {
  // What counts as equal looks equal.
  for (let more = 0; more <= MOST_MORE && !holds(a, '=', b); more++) {
    const [left, right] = [valueText(a, kind, currency, more), valueText(b, kind, currency, more)];
    if (left !== right) return [left, right];
  }
  return [valueText(a, kind, currency), valueText(b, kind, currency)];
}

/** Doubles have no more digits to tell them apart by. */
const MOST_MORE = 13;

/** A difference of two figures with its sign; of two rates in percentage points, which a bare `%` never means. */
export const differenceText = (value: number, kind: ValueKind, currency: string | undefined): string =>
  `${value < 0 ? '-' : '+'}${sizeText(value, kind, currency)}`;

/** What is missing of a goal, which is never shown as nothing: `$138k`, `0.04`, `0.001 pp`. */
export function missingText(gap: number, kind: ValueKind, currency: string | undefined): string {
  for (let more = 0; more <= MOST_MORE; more++) {
    const text = sizeText(gap, kind, currency, more);
    if (/[1-9]/.test(text)) return text;
  }
  return sizeText(gap, kind, currency);
}

function sizeText(value: number, kind: ValueKind, currency: string | undefined, more = 0): string {
  const size = Math.abs(value);
  if (kind === 'rate') return `${decimals(size * 100, 1 + more)} pp`;
  return more === 0 ? shortValueText(size, kind, currency) : valueText(size, kind, currency, more);
}

/** A ratio of unlike things, to four significant digits. */
const plainText = (value: number, more = 0): string => String(Number(value.toPrecision(4 + more)));
