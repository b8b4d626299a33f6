/** What a model comes to, month by month: the flows of its channels and what is given back (`forecast.md`, 1 to 4). */
import { monthIndex } from './calendar.ts';
import { periodOf, valueIn } from './evaluate.ts';
import type { ChannelFlow, TouchFlow } from './flow.ts';
import { channelFlows, closersIn, openAtStart, SIDES } from './flow.ts';
import type { Channel, Model } from './model.ts';
import { at } from './model.ts';

/** Everything that can be counted of one channel or one part; every array runs over the months. */
export interface Counts {
  readonly touches: number[];
  readonly opened: number[];
  readonly worked: number[];
  readonly backlog: number[];
  readonly closed: number[];
  readonly won: number[];
  readonly revenue: number[];
  /** What is taken back in a month, and what is ever taken back of a month's revenue, wherever it falls. */
  readonly givenBack: number[];
  readonly takenBack: number[];
  /** Of opened: started by the customer, by the vendor, behind a gate, from leverage. */
  readonly pulled: number[];
  readonly pushed: number[];
  readonly gated: number[];
  readonly leverage: number[];
}

/** A channel, or a part of a portfolio. */
export interface Unit {
  readonly name: string;
  readonly title: string | null;
  readonly layer: Channel['layer'] | null;
  readonly source: string | null;
  readonly owner: string | null;
  readonly counts: Counts;
  /** What is open when the period starts. */
  readonly openBefore: number;
}

/** Money is in the model's currency. */
export interface Outcome {
  /** The period's first month, by `monthIndex`. */
  readonly start: number;
  readonly months: number;
  readonly units: readonly Unit[];
  readonly cost: number[];
}

/** The outcome of a valid model. */
export function outcomeOf(model: Model): Outcome {
  return {
    start: monthIndex(model.start),
    months: model.months,
    units: channelFlows(model).map((each) => unitOf(model, each)),
    cost: periodOf(model).map((month) => costIn(model, month)),
  };
}

function unitOf(model: Model, each: ChannelFlow): Unit {
  const { channel, flows, worked, backlog, closed, won, revenue } = each;
  const months = periodOf(model);
  const perMonth = (of: (m: number) => number): number[] => months.map((_, m) => of(m));
  const overSides = (of: ChannelFlow['worked']) => perMonth((m) => sumOf(SIDES.map((side) => at(of[side], m))));
  const opened = (isCounted: (flow: TouchFlow) => boolean) =>
    perMonth((m) => sumOf(flows.filter(isCounted).map((flow) => at(flow.opened, m))));

  const takenBack = perMonth((m) => takenBackOf(model, each, at(months, m), m));
  const after = model.retention?.afterMonths ?? 12;
  return {
    name: channel.name,
    title: channel.title ?? null,
    layer: channel.layer,
    source: channel.source,
    owner: channel.owner ?? null,
    openBefore: openAtStart(model, channel),
    counts: {
      touches: perMonth((m) => sumOf(flows.map((flow) => at(flow.touches, m)))),
      opened: opened(() => true),
      worked: overSides(worked),
      backlog: overSides(backlog),
      closed: overSides(closed),
      won: overSides(won),
      revenue: overSides(revenue),
      givenBack: perMonth((m) => (m < after ? 0 : at(takenBack, m - after))),
      takenBack,
      pulled: opened((flow) => flow.side === 'customer'),
      pushed: opened((flow) => flow.side === 'vendor'),
      gated: opened((flow) => flow.gated),
      leverage: opened(() => channel.layer === 'leverage'),
    },
  };
}

/** What is ever given back of the revenue of month m, by the rates of that month. */
function takenBackOf({ retention, ...model }: Model, { revenue }: ChannelFlow, month: number, m: number): number {
  if (retention === undefined) return 0;
  const sides = ['customer', 'vendor'] as const;
  return sumOf(sides.map((side) => valueIn(model, retention[side], 'other', month) * at(revenue[side], m)));
}

function costIn(model: Model, month: number): number {
  const { closers, cost } = model.closing;
  return cost === undefined ? 0 : closersIn(model, closers, month) * valueIn(model, cost, 'other', month);
}

/** The sum of numbers; 0 of none. */
export function sumOf(values: readonly number[]): number {
  return values.reduce((so, value) => so + value, 0);
}
