import type { Month } from './calendar.ts';
import type { Planned } from './compared.ts';
import type { Forecast } from './figures.ts';
import { type Broken, isBroken, type Model, type Series } from './model.ts';
import { sumOf } from './series.ts';

/** A forecast as it was decided and written down (actuals.md, 2). */
export interface PlanOfRecord {
  readonly title: string;
  readonly currency: string;
  readonly start: Month;
  readonly months: number;
  /** In the order of the model, with nothing withheld. */
  readonly channels: readonly Planned[];
}

/** What a plan of record earns in its period, in its currency. */
export const plannedRevenue = ({ channels }: PlanOfRecord): number =>
  channels.reduce((sum, { revenue }) => sum + (isBroken(revenue) ? 0 : sumOf(revenue)), 0);

/** A total of the period in the plan and in the model; absent on the side that has no such channel. */
export interface Moved {
  /** Absent for the whole model. */
  readonly channel?: string;
  readonly metric: 'opened' | 'revenue';
  readonly plan: number | undefined;
  readonly model: number | undefined;
}

/** How far a model has moved away from its plan of record. */
export interface Drift {
  readonly isMoved: boolean;
  /** The period or the currency is another: then nothing else can be compared. */
  readonly isOther: boolean;
  /** The whole model first, then the channels that have moved; each with what is opened, then revenue. */
  readonly moved: readonly Moved[];
}

/** How far a forecast is from a plan; broken where the forecast is withheld. Any month of any channel counts. */
export function driftOf(plan: PlanOfRecord, model: Model, forecast: Forecast): Drift | Broken {
  if (model.broken) return model.broken;
  if (plan.start !== model.start || plan.months !== model.months || plan.currency !== model.currency)
    return { isMoved: true, isOther: true, moved: [] };
  const { total, channels } = forecast;
  if (isBroken(total.opened)) return total.opened;
  if (isBroken(total.revenue)) return total.revenue;
  const byName = new Map(channels.map((one) => [one.channel.name, one]));
  const planned = new Set(plan.channels.map(({ channel }) => channel.name));
  const pairs: (readonly [Planned | undefined, Planned | undefined])[] = [
    ...plan.channels.map((one) => [one, byName.get(one.channel.name)] as const),
    ...channels.filter(({ channel }) => !planned.has(channel.name)).map((one) => [undefined, one] as const),
  ];
  const moved = pairs.flatMap(([before, now]) => movesOf(before, now));
  const isMoved = moved.length > 0;
  return { isMoved, isOther: false, moved: isMoved ? [...wholeOf(plan, total.opened, total.revenue), ...moved] : [] };
}

function movesOf(before: Planned | undefined, now: Planned | undefined): readonly Moved[] {
  const channel = (before ?? (now as Planned)).channel.name;
  const differs = METRICS.some(
    (metric) => !isNear(before?.[metric] as Series | undefined, now?.[metric] as Series | undefined),
  );
  if (!differs) return [];
  const sum = (of: Planned | undefined, metric: Moved['metric']) => of && sumOf(of[metric] as Series);
  return SHOWN.map((metric) => ({ channel, metric, plan: sum(before, metric), model: sum(now, metric) }));
}

const METRICS = ['touches', 'opened', 'closed', 'won', 'revenue'] as const;
const SHOWN = ['opened', 'revenue'] as const;

const wholeOf = ({ channels }: PlanOfRecord, opened: Series, revenue: Series): readonly Moved[] => {
  const sum = (metric: Moved['metric']) => channels.reduce((so, one) => so + sumOf(one[metric] as Series), 0);
  return [
    { metric: 'opened', plan: sum('opened'), model: sumOf(opened) },
    { metric: 'revenue', plan: sum('revenue'), model: sumOf(revenue) },
  ];
};

/** The same but for what another order of adding up leaves. */
function isNear(a: Series | undefined, b: Series | undefined): boolean {
  if (!a || !b) return a === b;
  return a.every(
    (value, m) => Math.abs(value - (b[m] as number)) <= 1e-9 * Math.max(Math.abs(value), Math.abs(b[m] as number)),
  );
}
