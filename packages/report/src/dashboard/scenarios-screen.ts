import type { Forecast, ScenarioResult, SummaryMetric } from '@upsell/engine';
import { expectationState } from '../expectation-text.ts';
import type { ValueKind } from '../value-text.ts';
import type { Board } from './board.ts';
import { type Shown, shownSeries, shownTotal } from './figure.ts';
import type { LinePlace } from './input.ts';

/** The model and its scenarios side by side. */
export interface ScenariosScreen {
  readonly model: Variation;
  readonly scenarios: readonly Variation[];
}

/** One way that the period may come out. */
export interface Variation {
  /** Empty for the model. */
  readonly name: string;
  readonly title: string;
  readonly place?: LinePlace;
  /** By month. */
  readonly opened: readonly number[] | null;
  readonly revenue: readonly number[] | null;
  /** By the names of `SCENARIO_METRICS`. */
  readonly summary: Readonly<Record<string, Shown>>;
  readonly dropped: readonly string[];
  /** Expectations of the scenario that do not hold. */
  readonly failed: readonly string[];
}

interface ScenarioMetric {
  readonly metric: SummaryMetric;
  readonly name: string;
  readonly kind: ValueKind;
}

/** What scenarios are compared by, over the period. */
export const SCENARIO_METRICS: readonly ScenarioMetric[] = [
  { metric: 'opened', name: 'Opened', kind: 'count' },
  { metric: 'won', name: 'Won', kind: 'count' },
  { metric: 'winRate', name: 'Win rate', kind: 'rate' },
  { metric: 'dealSize', name: 'Deal size', kind: 'money' },
  { metric: 'revenue', name: 'Revenue', kind: 'money' },
  { metric: 'net', name: 'Net revenue', kind: 'money' },
  { metric: 'cost', name: 'Cost of closing', kind: 'money' },
  { metric: 'backlogAtEnd', name: 'Waiting at the end', kind: 'count' },
];

export function scenariosScreenOf({ input, evaluated }: Board): ScenariosScreen {
  const { forecast, scenarios, expectations } = evaluated;
  return {
    model: variation({ name: '', title: input.model.title || 'Model' }, forecast, expectations),
    scenarios: scenarios.map((result, i) => variationOf(result, input.places.scenarios[i])),
  };
}

export const variationOf = (
  { scenario, forecast, dropped, expectations }: ScenarioResult,
  place?: LinePlace,
): Variation => ({
  ...variation({ name: scenario.name, title: scenario.title || scenario.name, place }, forecast, expectations),
  dropped: [...dropped],
});

function variation(
  head: Pick<Variation, 'name' | 'title' | 'place'>,
  { total, summary }: Pick<Forecast, 'total' | 'summary'>,
  expectations: ScenarioResult['expectations'],
): Variation {
  return {
    ...head,
    opened: shownSeries(total.opened),
    revenue: shownSeries(total.revenue),
    summary: Object.fromEntries(SCENARIO_METRICS.map(({ metric }) => [metric, shownTotal(summary[metric])])),
    dropped: [],
    failed: expectations
      .filter((result) => expectationState(result) === 'fails')
      .map(({ expectation }) => expectation.label ?? expectation.text),
  };
}
