import { type ActualMonth, type Actuals, knownBy, measuredBy } from './actuals.ts';
import { calendarMonth, fiscalYearStartMonth, type Month, yearOf } from './calendar.ts';
import { NO_ROWS, type Planned, rowsBySource, rowsOfEach } from './compared.ts';
import type { Evaluated } from './evaluate.ts';
import { evaluator } from './evaluator.ts';
import { type JudgedMonths, judgedMonths } from './judged-months.ts';
import { knownChannels } from './known-channels.ts';
import { lookUpIn } from './metric.ts';
import { type Broken, isBroken, type Model, type Window } from './model.ts';
import { type Drift, driftOf, type PlanOfRecord } from './plan-of-record.ts';
import { type Reforecast, reforecast } from './reforecast.ts';
import { remembered } from './remembered.ts';
import type { Verdict } from './significance.ts';
import { compare, type TargetResult } from './target.ts';
import { type TrailingActual, trailingActual } from './trailing.ts';
import { type TrueUp, trueUps } from './true-ups.ts';
import { volumeVerdict } from './verdicts.ts';
import { type ChannelVariance, type Variance, varianceOf } from './window-variance.ts';

/** The trailing actual of a volume, and whether the last whole month of the year to date is more than noise; absent without one. */
export interface TrackedVolume extends TrailingActual {
  readonly verdict: Verdict | undefined;
}

/** What happened beside what a model says; each part is computed when somebody asks for it, once. */
export class Tracking {
  /** As far as they are known in the month that is judged by. */
  readonly actuals: Actuals | undefined;
  /** Absent: the plan is the model. */
  readonly plan: PlanOfRecord | undefined;
  readonly #model: Model;
  readonly #evaluated: Pick<Evaluated, 'forecast' | 'outcomes'>;
  readonly #asOf: Month;
  #yearToDate: Remembered<Variance | Broken | undefined>;
  #reforecast: Remembered<Reforecast | Broken | undefined>;
  #channels: ReadonlyMap<string, ChannelVariance> | undefined;
  #trueUps: readonly TrueUp[] | undefined;
  #drift: Remembered<Drift | Broken | undefined>;

  constructor(
    model: Model,
    evaluated: Pick<Evaluated, 'forecast' | 'outcomes'>,
    records: { readonly actuals?: Actuals; readonly plan?: PlanOfRecord },
    asOf: Month,
  ) {
    this.actuals = records.actuals && knownBy(records.actuals, asOf);
    this.plan = records.plan;
    this.#model = model;
    this.#evaluated = evaluated;
    this.#asOf = asOf;
  }

  /** The variance of a window, of the fiscal year to date without one; undefined where there are no actuals in it. */
  variance(window?: Window): Variance | Broken | undefined {
    if (window) return this.#varianceOf(window);
    this.#yearToDate ??= { value: this.#varianceOf(this.yearToDate()) };
    return this.#yearToDate.value;
  }

  /**
   * The fiscal year to date: that of the month that is judged by, up to it. Where it has no month with actuals in the period, that of
   * the last month with actuals.
   */
  yearToDate(): Window | undefined {
    const { fiscalYearStart } = this.#model;
    const [start, last] = this.#period();
    const months = monthsIn(this.actuals ?? NO_ACTUALS, start, last);
    if (months.length === 0) return undefined;
    const first = yearStart(this.#asOf, fiscalYearStart);
    if (months.some((month) => month >= first && month <= this.#asOf)) return { from: first, to: this.#asOf };
    const latest = months.reduce((most, month) => Math.max(most, month));
    return { from: yearStart(latest, fiscalYearStart), to: latest };
  }

  /**
   * The channels of the fiscal year to date by their names, those that can be compared. Where something withholds the variance they are
   * without revenue and lever.
   */
  channels(): ReadonlyMap<string, ChannelVariance> {
    this.#channels ??= new Map(this.#comparedChannels().map((one) => [one.channel.name, one]));
    return this.#channels;
  }

  /** What became of a channel's volume, whatever is withheld of the model; undefined where nothing is recorded of its source. */
  volume(channel: string): TrackedVolume | undefined {
    const planned = this.planned();
    const i = planned.findIndex((one) => one.channel.name === channel);
    const source = planned[i]?.channel.source;
    const trailing = source === undefined ? undefined : this.trailing(source);
    const window = this.yearToDate();
    if (!trailing || !window || this.#model.broken) return undefined;
    const rows = rowsOfEach(
      planned.map((one) => one.channel),
      this.actuals ?? NO_ACTUALS,
    )[i] as readonly ActualMonth[];
    const [first, last] = this.#period();
    const isIn = (month: Month) => month >= Math.max(window.from, first) && month <= Math.min(window.to, last);
    const whole = rows.filter(({ month, through }) => through === undefined && isIn(month));
    const latest = whole.at(-1);
    return { ...trailing, verdict: latest && volumeVerdict(latest, rows) };
  }

  /** What the last whole months of a source came to; undefined without any. */
  trailing(source: string): TrailingActual | undefined {
    return trailingActual(rowsBySource(this.#measured ?? NO_ACTUALS).get(source) ?? NO_ROWS);
  }

  /** Each month by itself, of the channels that `planned` has; no months without actuals. */
  months(): readonly JudgedMonths[] {
    const planned = this.planned();
    return judgedMonths(planned, this.actuals ?? NO_ACTUALS, this.#period()[0], !this.#lost);
  }

  /** The re-forecast; undefined without actuals. */
  get reforecast(): Reforecast | Broken | undefined {
    const { outcomes } = this.#evaluated;
    this.#reforecast ??= { value: this.#measured && reforecast(outcomes.own, this.#measured) };
    return this.#reforecast.value;
  }

  /** The model's targets beside the re-forecast; none without one. */
  get reforecastTargets(): readonly TargetResult[] {
    const again = this.reforecast;
    if (!again || isBroken(again)) return [];
    const { start, months, broken, targets } = this.#model;
    const values = evaluator([], start, months);
    const dropped = new Set<string>();
    const measured = { start, months, broken, dropped, ...lookUpIn(again) };
    return targets.map((target) => compare(target, measured, values));
  }

  /** What the assumptions could be trued up to; none without actuals. */
  get trueUps(): readonly TrueUp[] {
    const { outcomes } = this.#evaluated;
    this.#trueUps ??= this.#measured ? trueUps(outcomes.own, this.#measured) : [];
    return this.#trueUps;
  }

  /** How far the model has moved from its plan of record; undefined without one. */
  get drift(): Drift | Broken | undefined {
    this.#drift ??= { value: this.plan && driftOf(this.plan, this.#model, this.#evaluated.forecast) };
    return this.#drift.value;
  }

  #varianceOf(window: Window | undefined): Variance | Broken | undefined {
    const { actuals } = this;
    if (!actuals || !window) return undefined;
    const withheld = this.#model.broken ?? this.#lost;
    return withheld ?? varianceOf(this.planned(), actuals, this.#period()[0], window, this.#asOf);
  }

  /** What the future may be told by. */
  get #measured(): Actuals | undefined {
    return this.actuals && measuredBy(this.actuals, this.#asOf);
  }

  #comparedChannels(): readonly ChannelVariance[] {
    const found = this.variance();
    const window = this.yearToDate();
    if (!found || !window || !this.actuals || this.#model.broken) return [];
    if (!isBroken(found)) return found.channels;
    return knownChannels(this.planned(), this.actuals, this.#period()[0], window, !this.#lost);
  }

  /** What may hide a channel that what happened would be compared with: the plan of record has them all. */
  get #lost(): Broken | undefined {
    return this.plan ? undefined : this.#model.incomplete;
  }

  /** The first and the last month of what was planned. */
  #period(): readonly [first: Month, last: Month] {
    const { start, months } = this.plan ?? this.#model;
    return [start, start + months - 1];
  }

  /** The channels of the plan of record, as the model calls those that it has today; without a plan the model's. */
  planned(): readonly Planned[] {
    const { channels } = this.#evaluated.forecast;
    if (!this.plan) return channels;
    const byName = new Map(channels.map((one) => [one.channel.name, one.channel]));
    return this.plan.channels.map((one) => calledToday(one, byName.get(one.channel.name) ?? one.channel));
  }
}

const calledToday = remembered(
  (planned: Planned, channel: Planned['channel']): Planned => ({
    ...planned,
    // What it feeds today is not known while its text is not read.
    channel: channel.unclear ? planned.channel : channel,
  }),
);

type Remembered<T> = { readonly value: T } | undefined;

/** The months of a period that there are rows of, each once. */
const monthsIn = remembered(({ rows }: Actuals, first: Month, last: Month): readonly Month[] => [
  ...new Set(rows.flatMap(({ month }) => (month >= first && month <= last ? month : []))),
]);

const NO_ACTUALS: Actuals = { rows: [], leftOut: [], unread: [], quarters: [], cohorts: [] };

/** The first month of the fiscal year in which a month lies. */
function yearStart(month: Month, start: number): Month {
  const year = yearOf(month) + (start > 1 && calendarMonth(month) >= start ? 1 : 0);
  return fiscalYearStartMonth(year, start);
}
