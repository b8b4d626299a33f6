/** Metrics of an outcome (`language.md`, 6): ratios are pooled, sum of numerators over sum of denominators. */
import { monthIndex } from './calendar.ts';
import { at } from './model.ts';
import type { Counts, Outcome } from './outcome.ts';
import { sumOf } from './outcome.ts';
import type { Measured, Metric } from './statement.ts';

/** The value of a metric; null for a ratio whose denominator is 0. Months outside the outcome's period count nothing. */
export function metricOf(outcome: Outcome, { metric, of, in: period }: Omit<Measured, 'kind'>): number | null {
  const first = period === undefined ? 0 : Math.max(0, monthIndex(period.from) - outcome.start);
  const last = period === undefined ? outcome.months - 1 : monthIndex(period.to) - outcome.start;
  const months = Array.from({ length: outcome.months }, (_, m) => m).filter((m) => m >= first && m <= last);
  // Of what is dropped, or of nothing, everything is 0.
  const units = outcome.units.filter((unit) => of === undefined || unit.name === of);
  const sum = (count: keyof Counts): number =>
    sumOf(units.flatMap(({ counts }) => months.map((m) => at(counts[count], m))));

  switch (metric) {
    case 'touches':
    case 'opened':
    case 'worked':
    case 'closed':
    case 'won':
    case 'revenue':
      return sum(metric);
    case 'net revenue':
      return sum('revenue') - sum('givenBack');
    case 'cost':
      return sumOf(months.map((m) => at(outcome.cost, m)));
    case 'backlog':
      return sumOf(units.map(({ counts }) => at(counts.backlog, at(months, months.length - 1))));
    case 'conversion':
      return ratio(sum('opened'), sum('touches'));
    case 'win rate':
      return ratio(sum('won'), sum('closed'));
    case 'deal size':
      return ratio(sum('revenue'), sum('won'));
    case 'pulled share':
      return ratio(sum('pulled'), sum('pulled') + sum('pushed'));
    case 'gated share':
      return ratio(sum('gated'), sum('opened'));
    case 'leverage share':
      return ratio(sum('leverage'), sum('opened'));
  }
}

/**
 * How large the numbers are of which a metric is made: what is a difference of larger ones has lost its last digits,
 * and what comes of a queue has their error.
 */
export function sizeOf(outcome: Outcome, measured: Omit<Measured, 'kind'>): number {
  const { metric, of } = measured;
  const units = outcome.units.filter((unit) => of === undefined || unit.name === of);
  const all = (count: keyof Counts): number => sumOf(units.flatMap(({ counts }) => counts[count]));
  const value = Math.abs(metricOf(outcome, measured) ?? 0);
  switch (metric) {
    case 'worked':
    case 'backlog':
      return all('opened') + value;
    case 'closed':
    case 'won':
    case 'revenue':
      return all(metric);
    case 'net revenue':
      return all('revenue') + all('givenBack');
    default:
      return value;
  }
}

/** Whether a metric is money; the others are plain numbers, as totals have no time unit. */
export function isMoney(metric: Metric): boolean {
  return metric === 'revenue' || metric === 'net revenue' || metric === 'cost' || metric === 'deal size';
}

function ratio(numerator: number, denominator: number): number | null {
  return denominator === 0 ? null : numerator / denominator;
}
