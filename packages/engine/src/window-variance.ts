import { type Accuracy, accuracyOf } from './accuracy.ts';
import type { ActualMonth, Actuals } from './actuals.ts';
import type { Month } from './calendar.ts';
import {
  type Compared,
  type Counts,
  NO_ROWS,
  type Planned,
  rowsBySource,
  rowsOfEach,
  sumOfCounts,
} from './compared.ts';
import { type Broken, type Channel, isBroken, type Layer, type Window } from './model.ts';
import { type Pace, paceOf } from './pace.ts';
import { type OpensEffects, type RevenueEffects, revenueEffects, type Stages } from './variance.ts';
import { isLost, type Side, type Sides, sideOf, sidesOf } from './variance-side.ts';
import { type Judgement, testsOfAll, UNTESTED, type Verdicts, verdictsOf } from './verdicts.ts';

/** The input that a difference is mostly about, and that is to be fixed. */
export type Lever = 'volume' | 'conversion' | 'timing' | 'win rate' | 'deal size';

/** Why revenue differs, in money; the five add up to the difference where the won and the revenue are recorded. */
export interface RevenueParts {
  readonly volume: number;
  readonly conversion: number;
  /** Absent, as the two behind it, where the channel's own is not recorded: what it opened is then valued at the total's rates. */
  readonly timing?: number;
  readonly winRate?: number;
  readonly dealSize?: number;
}

/** Plan beside actual over the compared months of a window. */
export interface Comparison {
  readonly plan: Counts;
  readonly actual: Counts;
  readonly opened: OpensEffects;
  /** Absent where neither here nor in the total the won and the revenue are recorded. */
  readonly revenue?: RevenueParts;
  readonly verdicts: Verdicts;
  /** Absent where nothing differs. */
  readonly lever?: Lever;
}

export interface ChannelVariance extends Comparison {
  readonly channel: Pick<Channel, 'name' | 'title' | 'layer' | 'source' | 'owner'>;
  /** None: there are no actuals of its source in the window, and its plan is in no total. */
  readonly months: readonly Month[];
  /** What the window's last month asks for, where it is not over. */
  readonly pace?: Pace;
}

/** What the channels of a layer opened together, plan beside actual, and whether it is more than noise. */
export interface LayerVariance extends Sides {
  readonly verdict: Judgement['verdict'];
}

/** The variance of a window (variance.md, 1 to 3 and 6). */
export interface Variance {
  /** From the first to the last month that is compared. */
  readonly window: Window;
  readonly channels: readonly ChannelVariance[];
  readonly total: Comparison;
  /** Of the layers that have a channel with actuals in the window. */
  readonly layers: ReadonlyMap<Layer | undefined, LayerVariance>;
  /** What is counted in no channel: it has no source, one that is not in the list, or one that no channel feeds. */
  readonly leftOut: Counts & { readonly rows: number };
  /** How many rows of the window count nowhere because of an error in them. */
  readonly unread: number;
  /** The months of the window whose rows are left out, as they are not known yet, in their order. */
  readonly ahead: readonly Month[];
  /** The month that is judged by, where it is compared with all of its plan, as rows of it do not say how far they go. */
  readonly unfinished: Month | undefined;
  /** Of the plan's opened opportunities, over the whole months in which all channels are compared. */
  readonly accuracy: Accuracy | undefined;
}

/**
 * The variance of some channels over a window, of the months for which there are actuals; undefined where there are none. Broken where
 * the plan of a channel that has any, or may have, is withheld. `actuals` are those that are known in the month `asOf`.
 */
export function varianceOf(
  planned: readonly Planned[],
  actuals: Actuals,
  start: Month,
  window: Window,
  asOf: Month,
): Variance | Broken | undefined {
  const rows = rowsOfEach(
    planned.map(({ channel }) => channel),
    actuals,
  );
  const sides: Side[] = [];
  for (const [i, one] of planned.entries()) {
    const side = sideOf(one, rows[i] ?? NO_ROWS, start, window.from, window.to);
    if (isBroken(side)) return side;
    if (isLost(one, side)) return one.opened as Broken;
    sides.push(side);
  }
  const compared = sides.filter(({ months }) => months.length > 0);
  const all = compared.flatMap(({ months }) => months);
  if (all.length === 0) return undefined;
  const whole = together(compared);
  const opens = bothEffects(compared);
  const revenue = effectsOf(whole);
  // What is not recorded of a channel is valued at the rates of those of which it is.
  const recorded = compared.filter((side) => stagesOf(side));
  const ofRecorded = revenue ?? (recorded.length > 0 ? effectsOf(together(recorded)) : undefined);
  const verdicts = verdictsOf(sides.map(({ tested }) => tested));
  const channels = planned.map(({ channel }, i): ChannelVariance => {
    const side = sides[i] as Side;
    const { months } = side;
    const last = months.at(-1);
    return {
      channel,
      months: months.map(({ month }) => month),
      pace: last && !last.isWhole ? paceOf(last) : undefined,
      ...comparison(side, verdicts[i] as Verdicts, ofRecorded),
    };
  });
  const sources = new Set(planned.map(({ channel: { source } }) => source));
  const totalOf = (): Comparison => {
    const own = revenue && partsOf(revenue, opens);
    const fed = [...rowsBySource(actuals)].flatMap(([source, rows]) => (sources.has(source) ? rows : []));
    const [verdicts = UNTESTED] = verdictsOf([testsOfAll(byMonth(all), totalRows(fed), all)]);
    return { ...whole, opened: opens, revenue: own, verdicts, lever: leverOf(whole, opens, own) };
  };
  // Made when they are asked for: an editor shows the channels, at every keystroke.
  let total: Comparison | undefined;
  const months = all.map(({ month }) => month);
  const seen = { from: Math.min(...months), to: Math.max(...months) };
  const isIn = (month: Month | undefined) => month === undefined || (month >= window.from && month <= window.to);
  const unfed = [...rowsBySource(actuals)].flatMap(([source, rows]) => (sources.has(source) ? [] : rows));
  const left = [...actuals.leftOut, ...unfed].filter(({ month }) => isIn(month));
  return {
    window: seen,
    channels,
    get total() {
      total ??= totalOf();
      return total;
    },
    leftOut: { rows: left.length, ...sumOfCounts(left) },
    unread: actuals.unread.filter(isIn).length,
    ahead: [...new Set(actuals.ahead?.map(({ month }) => month).filter(isIn))],
    unfinished: all.some(({ month, isWhole }) => isWhole && month === asOf) ? asOf : undefined,
    get layers() {
      return layersOf(planned, sides);
    },
    get accuracy() {
      return accuracyOver(compared.map(({ months }) => months));
    },
  };
}

const together = (sides: readonly Sides[]): Sides => ({
  plan: sumOfCounts(sides.map(({ plan }) => plan)),
  actual: sumOfCounts(sides.map(({ actual }) => actual)),
});

function layersOf(planned: readonly Planned[], sides: readonly Side[]): Variance['layers'] {
  const layers = new Map<Layer | undefined, Side[]>();
  for (const [i, { channel }] of planned.entries()) {
    const side = sides[i] as Side;
    if (side.months.length > 0) layers.set(channel.layer, [...(layers.get(channel.layer) ?? []), side]);
  }
  return new Map(
    [...layers].map(([layer, its]) => {
      const months = its.flatMap((side) => side.months);
      const [verdicts = UNTESTED] = verdictsOf([testsOfAll(byMonth(months), [], months)]);
      return [layer, { ...together(its), verdict: verdicts.opened.verdict }];
    }),
  );
}

const bothEffects = (sides: readonly Side[]): OpensEffects => ({
  volume: sides.reduce((sum, { opened }) => sum + opened.volume, 0),
  conversion: sides.reduce((sum, { opened }) => sum + opened.conversion, 0),
  isTestable: sides.some(({ opened }) => opened.isTestable),
});

/** Both sides from opened to revenue; undefined where the won or the revenue is not known of both. */
function stagesOf({ plan, actual }: Sides): readonly [plan: Stages, actual: Stages] | undefined {
  const stages = ({ opened, closed, won, revenue }: Counts): Stages | undefined =>
    won === undefined || revenue === undefined ? undefined : { opened, closed, won, revenue };
  const [before, after] = [stages(plan), stages(actual)];
  return before && after && [before, after];
}

function effectsOf(sides: Sides): RevenueEffects | undefined {
  const stages = stagesOf(sides);
  return stages && revenueEffects(...stages);
}

function comparison(side: Side, verdicts: Verdicts, ofTotal: RevenueEffects | undefined): Comparison {
  const { plan, actual, opened, months } = side;
  const effects = months.length > 0 ? effectsOf(side) : undefined;
  const own = effects && partsOf(effects, opened);
  const shared = ofTotal && {
    volume: ofTotal.perOpened * opened.volume,
    conversion: ofTotal.perOpened * opened.conversion,
  };
  return { plan, actual, opened, revenue: own ?? shared, verdicts, lever: leverOf(side, opened, own) };
}

/** The effect of what is opened, drawn out into that of the volume and that of the conversion: the two equal their parent. */
const partsOf = (
  { perOpened, timing, winRate, dealSize }: RevenueEffects,
  { volume, conversion }: OpensEffects,
): RevenueParts => ({ volume: perOpened * volume, conversion: perOpened * conversion, timing, winRate, dealSize });

/** The largest effect in the direction of the difference: of revenue where all of it is known, else of opened opportunities. */
function leverOf({ plan, actual }: Sides, opened: OpensEffects, revenue: RevenueParts | undefined): Lever | undefined {
  const effects: readonly (readonly [Lever, number])[] = revenue
    ? [
        ['volume', revenue.volume],
        ['conversion', revenue.conversion],
        ['timing', revenue.timing ?? 0],
        ['win rate', revenue.winRate ?? 0],
        ['deal size', revenue.dealSize ?? 0],
      ]
    : [
        ['volume', opened.volume],
        ['conversion', opened.conversion],
      ];
  const difference = revenue ? (actual.revenue as number) - (plan.revenue as number) : actual.opened - plan.opened;
  let largest: readonly [Lever, number] | undefined;
  for (const one of effects) {
    const size = one[1] * Math.sign(difference);
    if (size > 0 && (!largest || size > Math.abs(largest[1]))) largest = one;
  }
  return largest?.[0];
}

/** All channels of a month as one. */
function byMonth(all: readonly Compared[]): readonly Compared[] {
  const months = new Map<Month, Compared[]>();
  for (const one of all) {
    const here = months.get(one.month);
    if (here) here.push(one);
    else months.set(one.month, [one]);
  }
  return [...months]
    .sort(([a], [b]) => a - b)
    .map(([month, here]): Compared => {
      const { plan, actual } = sidesOf(here);
      return { month, plan, actual: { month, source: '', ...actual }, isWhole: here.every(({ isWhole }) => isWhole) };
    });
}

/** The touches of some sources together, by month; a month in which one is not over is not over. */
function totalRows(rows: readonly ActualMonth[]): readonly ActualMonth[] {
  const months = new Map<Month, ActualMonth>();
  for (const { month, touches, opened, through } of rows) {
    const so = months.get(month) ?? { month, source: '', touches: 0, opened: 0 };
    const both = { touches: so.touches + touches, opened: so.opened + opened };
    months.set(month, { month, source: '', ...both, through: so.through ?? through });
  }
  return [...months.values()].sort((a, b) => a.month - b.month);
}

function accuracyOver(compared: readonly (readonly Compared[])[]): Accuracy | undefined {
  const channels = compared.filter((months) => months.some(({ isWhole }) => isWhole)).length;
  const whole = new Map<Month, { plan: number; actual: number; channels: number }>();
  for (const { month, plan, actual, isWhole } of compared.flat()) {
    if (!isWhole) continue;
    const so = whole.get(month) ?? { plan: 0, actual: 0, channels: 0 };
    whole.set(month, { plan: so.plan + plan.opened, actual: so.actual + actual.opened, channels: so.channels + 1 });
  }
  const months = [...whole.values()].filter((month) => month.channels === channels);
  if (months.length === 0) return undefined;
  return accuracyOf(
    months.map(({ plan }) => plan),
    months.map(({ actual }) => actual),
  );
}
