import {
  type Evaluated,
  type Forecast,
  isBroken,
  isKnown,
  type Model,
  type ScenarioResult,
  type SummaryMetric,
} from '@upsell/engine';
import { changeText } from './goal-hint-text.ts';
import { table } from './table.ts';
import { type ValueKind, valueText } from './value-text.ts';

/** Scenarios beside the model: a row a metric over the period, and for each a column with its change from the model. */
export function scenarioTable(model: Model, { forecast }: Evaluated, scenarios: readonly ScenarioResult[]): string {
  const forecasts = [forecast, ...scenarios.map((scenario) => scenario.forecast)];
  const header = ['', 'Model', ...scenarios.flatMap(({ scenario }) => [scenario.name, 'change'])];
  const rows = ROWS.filter(([, metric]) => metric !== 'cost' || forecasts.some((one) => one.summary.cost !== 0)).map(
    ([label, metric, kind]) =>
      row(
        label,
        kind,
        forecasts.map((one) => one.summary[metric]),
        model.currency,
      ),
  );
  const channels = forecast.channels.map(({ channel: { name } }) =>
    row(
      `Revenue of ${name}`,
      'money',
      forecasts.map((one) => revenueOf(one, name)),
      model.currency,
    ),
  );
  const titles = scenarios
    .filter(({ scenario }) => scenario.title)
    .map(({ scenario }) => `${scenario.name}: ${scenario.title}`);
  return [table([header, ...rows, ...channels], 1), '', ...titles].join('\n').trimEnd();
}

const ROWS: readonly (readonly [label: string, metric: SummaryMetric, kind: ValueKind])[] = [
  ['Touches', 'touches', 'count'],
  ['Opened', 'opened', 'count'],
  ['Worked', 'worked', 'count'],
  ['Won', 'won', 'count'],
  ['Win rate', 'winRate', 'rate'],
  ['Deal size', 'dealSize', 'money'],
  ['Revenue', 'revenue', 'money'],
  ['Net revenue', 'net', 'money'],
  ['Cost of closing', 'cost', 'money'],
  ['Open at end', 'openAtEnd', 'count'],
  ['Waiting at end', 'backlogAtEnd', 'count'],
];

type Value = Forecast['summary'][SummaryMetric] | undefined;

function row(
  label: string,
  kind: ValueKind,
  [here, ...there]: readonly Value[],
  currency: string | undefined,
): readonly string[] {
  const text = (value: Value) =>
    value === undefined
      ? 'dropped'
      : isBroken(value)
        ? 'withheld'
        : value === null
          ? '-'
          : valueText(value, kind, currency);
  const change = (value: Value) =>
    value !== undefined && here !== undefined && isKnown(value) && isKnown(here) && !isSame(value, here)
      ? changeText(value, here, kind, currency)
      : '';
  return [label, text(here), ...there.flatMap((value) => [text(value), change(value)])];
}

/** Sums in another order differ in their last digits, and nothing has changed. */
const isSame = (a: number, b: number): boolean => Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b));

function revenueOf(forecast: Forecast, name: string): Value {
  const channel = forecast.channels.find((one) => one.channel.name === name);
  if (!channel) return undefined;
  return isBroken(channel.revenue) ? channel.revenue : channel.revenue.reduce((sum, value) => sum + value, 0);
}
