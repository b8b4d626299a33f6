import {
  CHANNEL_METRICS,
  type Figure,
  type Forecast,
  isBroken,
  type Model,
  monthText,
  type SummaryMetric,
  TOTAL_METRICS,
  type Total,
} from '@upsell/engine';
import type { ShownDiagnostic } from './diagnostic.ts';

/**
 * The object of `upsell eval --json`, schema upsell/forecast@1. Series run over `months`; what is withheld is null, and so
 * is a ratio whose denominator is 0.
 */
export function forecastJson(
  file: string,
  model: Model,
  forecast: Forecast,
  diagnostics: readonly ShownDiagnostic[],
): Readonly<Record<string, unknown>> {
  const dated = model.broken === undefined;
  return {
    schema: 'upsell/forecast@1',
    file,
    model: {
      title: model.title,
      currency: model.currency ?? null,
      start: dated ? monthText(model.start) : null,
      months: dated ? model.months : null,
      fiscalYearStart: model.fiscalYearStart,
      closing: isBroken(model.closing) ? null : model.closing.kind,
    },
    months: dated ? Array.from({ length: model.months }, (_, m) => monthText(model.start + m)) : null,
    channels: forecast.channels.map((figures) => ({
      name: figures.channel.name,
      title: figures.channel.title ?? null,
      layer: figures.channel.layer ?? null,
      source: figures.channel.source ?? null,
      owner: figures.channel.owner ?? null,
      ...Object.fromEntries(CHANNEL_METRICS.map((metric) => [metric, seriesJson(figures[metric])])),
    })),
    total: Object.fromEntries(TOTAL_METRICS.map((metric) => [metric, seriesJson(forecast.total[metric])])),
    summary: Object.fromEntries(SUMMARY_ORDER.map((metric) => [metric, totalJson(forecast.summary[metric])])),
    scenarios: [],
    targets: [],
    expectations: [],
    diagnostics,
  };
}

export const SUMMARY_ORDER: readonly SummaryMetric[] = [
  'touches',
  'opened',
  'worked',
  'closed',
  'won',
  'revenue',
  'cost',
  'net',
  'durable',
  'deferred',
  'openAtEnd',
  'backlogAtEnd',
  'conversion',
  'winRate',
  'dealSize',
  'pulledShare',
  'gatedShare',
  'leverageShare',
];

const seriesJson = (figure: Figure): readonly number[] | null =>
  isBroken(figure) ? null : Array.from(figure, plusZero);
const totalJson = (total: Total): number | null => (typeof total === 'number' ? plusZero(total) : null);
/** JSON has a negative zero, and nobody wants to read it. */
const plusZero = (value: number): number => value + 0;
