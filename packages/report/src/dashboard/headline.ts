import {
  isBroken,
  isKnown,
  type Month,
  monthlyMean,
  periodTotal,
  plannedRevenue,
  type TargetResult,
} from '@upsell/engine';
import { givesBack } from '../gives-back.ts';
import { kindOfMetric, type ValueKind } from '../value-text.ts';
import type { Board } from './board.ts';
import { type Shown, shownTotal } from './figure.ts';
import type { LinePlace } from './input.ts';

/** What is read first: what the machine comes to, and whether that is enough. */
export interface Headline {
  /** Opportunities opened a month. */
  readonly opened: Shown;
  readonly revenue: Shown;
  /** Revenue less what is given back in the period, and what of it lasts; absent without `retention`, of a portfolio in all of its parts. */
  readonly net?: Shown;
  readonly durable?: Shown;
  /** Revenue of the plan of record; absent where its period or its currency is another. */
  readonly plan?: Shown;
  readonly targets: readonly HeadlineTarget[];
  readonly reforecast?: {
    readonly value: number;
    readonly low: number;
    readonly high: number;
    readonly through: Month;
  };
}

export interface HeadlineTarget {
  /** The statement as it is written. */
  readonly text: string;
  readonly owner?: string;
  readonly kind: ValueKind;
  readonly goal: Shown;
  readonly value: Shown;
  /** value over goal, or the other way around for a target that is a limit: 1 is reached. */
  readonly attainment: Shown;
  /** Above 0 is missing. */
  readonly gap: Shown;
  /** By the re-forecast. */
  readonly again?: { readonly value: Shown; readonly gap: Shown };
  readonly place?: LinePlace;
}

export function headlineOf({ input, evaluated, tracking }: Board): Headline {
  const { model, parts, plan, places } = input;
  const { forecast, targets } = evaluated;
  const again = tracking.reforecast;
  const known = again && !isBroken(again) ? again : undefined;
  const againTargets = tracking.reforecastTargets;
  const { net, durable } = forecast.summary;
  const { drift } = tracking;
  const isOther = drift !== undefined && !isBroken(drift) && drift.isOther;
  return {
    opened: monthlyMean(forecast.total.opened) ?? null,
    revenue: periodTotal(forecast.total.revenue) ?? null,
    ...(givesBack(model, parts) ? { net: shownTotal(net), durable: shownTotal(durable) } : {}),
    plan: isOther || !plan ? undefined : plannedRevenue(plan),
    targets: targets.map((result, i) => targetOf(result, againTargets[i], places.targets[i])),
    reforecast: known && { ...known.revenue, through: known.through },
  };
}

const targetOf = (
  { target, goal, value, attainment, gap }: TargetResult,
  again: TargetResult | undefined,
  place: LinePlace | undefined,
): HeadlineTarget => ({
  text: target.text,
  owner: target.owner,
  kind: kindOfMetric(target.metric.metric),
  goal: shownTotal(goal),
  value: shownTotal(value),
  attainment: shownTotal(attainment),
  gap: shownTotal(gap),
  again: again && isKnown(again.value) ? { value: again.value, gap: shownTotal(again.gap) } : undefined,
  place,
});
