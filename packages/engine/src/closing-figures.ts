import { monthOfFiscalQuarter } from './calendar.ts';
import type { Evaluator } from './evaluator.ts';
import type { Series } from './model.ts';
import { type Broken, type Closing, type Cycle, isBroken, type Model } from './model.ts';
import { ATTENTION, CAPACITY, CLOSERS, COST, CYCLE, DEAL_SIZE, QUOTA, WIN_RATE } from './place.ts';
import { firstSame, hasFiniteSum } from './series.ts';

/** The closing model by month (forecast.md, 2 and 3). */
export interface ClosingFigures {
  readonly winRate: Series;
  readonly dealSize: Series;
  /** Share that closes k months after it is worked; sums to 1. */
  readonly cycle: readonly number[];
  readonly closers: Series;
  /** Money a month for all closers. */
  readonly cost: Series;
  /** capacity * closers * attention; absent without `capacity`. */
  readonly limit?: Series;
  /** Money a month for all closers; absent without `quota`. */
  readonly quota?: Series;
  /** The share of capacity left in each month; absent without `attention`. */
  readonly attention?: Series;
}

/** The closing model's figures; broken where any of its fields is. */
export function evaluateClosing(model: Model, values: Evaluator): ClosingFigures | Broken {
  const { closing } = model;
  if (isBroken(closing)) return closing;
  const constant = (value: number) => new Float64Array(model.months).fill(value);
  const winRate = values.series(closing.winRate, WIN_RATE);
  const dealSize = values.series(closing.dealSize, DEAL_SIZE);
  const cycle = closing.cycle ? cycleShares(closing.cycle, values) : [1];
  const closers = closing.closers ? values.series(closing.closers, CLOSERS) : constant(1);
  const capacity = closing.capacity && values.series(closing.capacity, CAPACITY);
  const costPerCloser = closing.cost ? values.series(closing.cost, COST) : constant(0);
  const quotaPerCloser = closing.quota && values.series(closing.quota, QUOTA);
  const attention = closing.attention && attentionByMonth(closing.attention, model, values);
  const all = [winRate, dealSize, cycle, closers, capacity, costPerCloser, quotaPerCloser, attention];
  const broken = closing.broken ?? all.find(isBroken);
  if (broken) return broken;
  const heads = closers as Series;
  const focus = attention as Series | undefined;
  const cost = heads.map((n, m) => n * ((costPerCloser as Series)[m] as number));
  const limit = (capacity as Series | undefined)?.map((each, m) => each * (heads[m] as number) * (focus?.[m] ?? 1));
  const quota = (quotaPerCloser as Series | undefined)?.map((each, m) => each * (heads[m] as number));
  if (![cost, limit, quota].every((series) => series === undefined || hasFiniteSum(series)))
    return values.refuse({ code: 'number-too-large', span: closing.span, params: { place: 'closers' } });
  return {
    winRate: winRate as Series,
    dealSize: dealSize as Series,
    cycle: cycle as readonly number[],
    closers: heads,
    cost,
    limit,
    quota,
    attention: focus,
  };
}

function cycleShares(cycle: Cycle, values: Evaluator): readonly number[] | Broken {
  if (cycle.kind === 'months') return [...new Array<number>(cycle.months).fill(0), 1];
  const shares = cycle.shares.map((share) => values.constant(share, CYCLE));
  const broken = shares.find(isBroken);
  if (broken) return broken;
  const whole = (shares as number[]).reduce((sum, share) => sum + share, 0);
  if (Math.abs(whole - 1) <= 1e-9) return shares as number[];
  return values.refuse({ code: 'cycle-not-whole', span: cycle.span, params: { sum: whole } });
}

function attentionByMonth(shares: NonNullable<Closing['attention']>, model: Model, values: Evaluator): Series | Broken {
  const evaluated = shares.map((share) => values.constant(share, ATTENTION));
  const broken = evaluated.find(isBroken);
  if (broken) return broken;
  const byMonth = new Float64Array(model.months);
  for (let m = 0; m < model.months; m++)
    byMonth[m] = evaluated[monthOfFiscalQuarter(model.start + m, model.fiscalYearStart)] as number;
  return byMonth;
}

/** The same figures with the rates and the cycle of others that are the same: what depends on those alone is known by them. */
export function withKnown(
  figures: ClosingFigures | Broken,
  others: readonly (ClosingFigures | Broken)[],
): ClosingFigures | Broken {
  if (isBroken(figures)) return figures;
  const known = others.filter((other): other is ClosingFigures => !isBroken(other));
  const isSameCycle = ({ cycle }: ClosingFigures) =>
    cycle.length === figures.cycle.length && cycle.every((share, k) => Object.is(share, figures.cycle[k]));
  return {
    ...figures,
    winRate: firstSame(
      figures.winRate,
      known.map(({ winRate }) => winRate),
    ),
    dealSize: firstSame(
      figures.dealSize,
      known.map(({ dealSize }) => dealSize),
    ),
    cycle: known.find(isSameCycle)?.cycle ?? figures.cycle,
  };
}
