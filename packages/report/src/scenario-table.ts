import {
  type Evaluated,
  type Forecast,
  holds,
  isBroken,
  isKnown,
  type Model,
  periodTotal,
  type ScenarioResult,
  type SummaryMetric,
} from '@upsell/engine';
import { changeText } from './goal-hint-text.ts';
import { roundParts } from './numbers.ts';
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
  const revenues = forecasts.map(revenuesOf);
  const shown = revenues.map((one, i) => addingUp(one, forecasts[i]?.summary.revenue));
  const channels = forecast.channels.map(({ channel: { name } }) =>
    row(
      `Revenue of ${name}`,
      'money',
      revenues.map((one) => one.get(name)),
      model.currency,
      shown.map((one) => one.get(name)),
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

/** `shown` are the values where they are rounded already; changes are of what they are. */
function row(
  label: string,
  kind: ValueKind,
  [here, ...there]: readonly Value[],
  currency: string | undefined,
  shown: readonly Value[] = [here, ...there],
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
    value !== undefined && here !== undefined && isKnown(value) && isKnown(here) && !holds(value, '=', here)
      ? changeText(value, here, kind, currency)
      : '';
  return [label, text(shown[0]), ...there.flatMap((value, i) => [text(shown[i + 1]), change(value)])];
}

/** Revenues of channels in whole units that add up to that of the whole as it is shown above them. */
function addingUp(revenues: ReadonlyMap<string, Value>, total: Value): ReadonlyMap<string, Value> {
  const known = [...revenues].flatMap(([name, value]) => (typeof value === 'number' ? [[name, value] as const] : []));
  const rounded = roundParts(
    known.map(([, value]) => value),
    0,
    typeof total === 'number' ? total : undefined,
  );
  return new Map([...revenues, ...known.map(([name], i) => [name, rounded[i]] as const)]);
}

/** Revenue of the period by channel. Read once: a scenario computes its channels when it is asked for them. */
const revenuesOf = ({ channels }: Forecast): ReadonlyMap<string, Value> =>
  new Map(
    channels.map(({ channel, revenue }) => [channel.name, isBroken(revenue) ? revenue : periodTotal(revenue)] as const),
  );
