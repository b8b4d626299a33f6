import {
  CHANNEL_METRICS,
  type Evaluated,
  type ExpectationResult,
  type Figure,
  type Forecast,
  isBroken,
  type Model,
  monthText,
  type Span,
  type SummaryMetric,
  type TargetResult,
  TOTAL_METRICS,
  type Total,
} from '@upsell/engine';
import type { ShownDiagnostic } from './diagnostic.ts';

/**
 * The object of `upsell eval --json`, schema upsell/forecast@1. Series run over `months`; what is withheld is null, and so
 * is a ratio whose denominator is 0. `line` says in which line of its file something stands, from 1.
 */
export function forecastJson(
  file: string,
  model: Model,
  evaluated: Evaluated,
  diagnostics: readonly ShownDiagnostic[],
  line: (span: Span) => number,
): Readonly<Record<string, unknown>> {
  const { forecast, scenarios, targets } = evaluated;
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
    channels: channelsJson(forecast),
    ...totalsJson(forecast),
    scenarios: scenarios.map(({ scenario, forecast: varied }) => ({
      name: scenario.name,
      title: scenario.title ?? null,
      ...totalsJson(varied),
    })),
    targets: targets.map((result) => targetJson(result, line)),
    expectations: expectationsJson(evaluated, line),
    diagnostics,
  };
}

/** Each channel with its series. */
export const channelsJson = ({ channels }: Forecast) =>
  channels.map((figures) => ({
    name: figures.channel.name,
    title: figures.channel.title ?? null,
    layer: figures.channel.layer ?? null,
    source: figures.channel.source ?? null,
    owner: figures.channel.owner ?? null,
    ...Object.fromEntries(CHANNEL_METRICS.map((metric) => [metric, seriesJson(figures[metric])])),
  }));

const totalsJson = ({ total, summary }: Forecast) => ({
  total: totalSeriesJson(total),
  summary: Object.fromEntries(SUMMARY_ORDER.map((metric) => [metric, totalJson(summary[metric])])),
});

export const totalSeriesJson = (total: Forecast['total']) =>
  Object.fromEntries(TOTAL_METRICS.map((metric) => [metric, seriesJson(total[metric])]));

const targetJson = ({ target, goal, value, attainment, gap }: TargetResult, line: (span: Span) => number) => ({
  text: target.text,
  metric: target.metric.metric,
  target: totalJson(goal),
  value: totalJson(value),
  attainment: totalJson(attainment),
  gap: totalJson(gap),
  owner: target.owner ?? null,
  line: line(target.span),
});

/** The model's expectations, then those of its scenarios, each with its scenario's name. */
export function expectationsJson(
  { expectations, scenarios }: Evaluated,
  line: (span: Span) => number,
): readonly Readonly<Record<string, unknown>>[] {
  const json = ({ expectation, left, right, pass }: ExpectationResult, scenario: string | null) => ({
    label: expectation.label ?? null,
    text: expectation.text,
    left: totalJson(left),
    right: totalJson(right),
    pass,
    line: line(expectation.span),
    scenario,
  });
  return [
    ...expectations.map((result) => json(result, null)),
    ...scenarios.flatMap((of) => of.expectations.map((result) => json(result, of.scenario.name))),
  ];
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
