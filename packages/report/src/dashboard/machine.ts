import {
  type Flows,
  isBroken,
  type JudgedMonth,
  type JudgedMonths,
  judgedTogether,
  type Layer,
  layersOf,
  type Month,
  type Planned,
  periodTotal,
  type VarianceComparison,
} from '@upsell/engine';
import { type ShownOpens, shownOpens } from '../shown-opens.ts';
import type { Board } from './board.ts';
import { shownSeries } from './figure.ts';
import type { CellActual, Machine, MachineGroup, MachineRow } from './grid.ts';
import { addingUp } from './grid-adding-up.ts';
import type { LinePlace } from './input.ts';

export function machineOf({ input, evaluated, tracking }: Board): Machine {
  const { model, plan, places } = input;
  const { forecast } = evaluated;
  const judged = tracking.months();
  const judgedOf = new Map(tracking.planned().map(({ channel }, i) => [channel.name, judged[i] ?? []]));
  const months = Array.from({ length: model.broken ? 0 : model.months }, (_, m) => model.start + m);
  const variance = tracking.variance();
  const toDate = variance && !isBroken(variance) ? variance : undefined;
  const compared = toDate?.channels.filter((one) => one.months.length > 0) ?? [];
  const { each, all } = shownOpens(compared);
  const toDateOf = new Map(compared.map((one, i) => [one.channel.name, comparedOf(one, each[i] as ShownOpens)]));
  const here = forecast.channels.map(
    (flows, i): Line => ({ channel: flows.channel, flows, place: places.channels[i] }),
  );
  const names = new Set(here.map(({ channel }) => channel.name));
  const gone = tracking.planned().filter(({ channel }) => !names.has(channel.name));
  const lines = [...here, ...gone.map(({ channel }): Line => ({ channel }))];
  const rowOf = ({ channel: { name, title, owner }, flows, place }: Line): MachineRow =>
    row({ name, title: title || name, owner, place }, flows, judgedOf.get(name) ?? [], months, 1, toDateOf.get(name));
  const sumOf = (title: string, flows: Sums | undefined, of: readonly Line[], compared?: CellActual): MachineRow => {
    // Where one of them is withheld nobody knows what they come to, nor what they were to come to.
    const isKnown = flows === undefined || !isBroken(flows.opened);
    const together = isKnown ? judgedTogether(of.map(({ channel }) => judgedOf.get(channel.name) ?? [])) : [];
    return row({ name: '', title }, flows, together, months, of.length, isKnown ? compared : undefined);
  };
  /** Shown as the sum of what its channels show. */
  const layerToDate = (layer: Layer | undefined): CellActual | undefined => {
    const own = toDate?.layers.get(layer);
    const plans = compared.flatMap(({ channel }, i) => (channel.layer === layer ? [(each[i] as ShownOpens).plan] : []));
    return own && { ...shownOf(own, sum(plans)), verdict: own.verdict };
  };
  const sums = new Map(layersOf(forecast, model).map(({ layer, flows }) => [layer, flows]));
  const layers = LAYERS.filter((layer) => lines.some(({ channel }) => channel.layer === layer));
  const groups = layers.map((layer): MachineGroup => {
    const its = lines.filter(({ channel }) => channel.layer === layer);
    const subtotal = layers.length > 1 ? sumOf(layer ?? '', sums.get(layer), its, layerToDate(layer)) : undefined;
    return { layer, rows: its.map(rowOf), subtotal };
  });
  const total = sumOf('Total', forecast.total, lines, toDate && comparedOf(toDate.total, all));
  return { months, hasPlan: plan !== undefined, ...addingUp(groups, total), toDate: toDate?.window };
}

/** True where anything that happened is shown. */
export const showsActuals = ({ groups, total }: Machine): boolean =>
  [total, ...groups.flatMap(({ rows }) => rows)].some(({ cells }) => cells.some(({ actual }) => actual));

/**
 * The months to show where there is room for so many, by their index: the first ones, or those before and after the last month with
 * actuals.
 */
export function monthsToShow({ cells }: MachineRow, most: number): readonly number[] {
  const last = cells.findLastIndex(({ actual }) => actual);
  const first = Math.max(0, Math.min(last + 1 - Math.ceil(0.7 * most), cells.length - most));
  return cells.map((_, m) => m).slice(first, first + most);
}

const LAYERS: readonly (Layer | undefined)[] = ['foundation', 'leverage', undefined];

type Sums = Pick<Flows, 'opened' | 'touches' | 'revenue'>;

/** A channel of the model, or one that only its plan of record has: then the model has no figures of it, and what happened counts. */
interface Line {
  readonly channel: Planned['channel'];
  readonly flows?: Sums;
  readonly place?: LinePlace;
}

function row(
  head: Pick<MachineRow, 'name' | 'title' | 'owner' | 'place'>,
  flows: Sums | undefined,
  judged: JudgedMonths,
  months: readonly Month[],
  channels: number,
  toDate: CellActual | undefined,
): MachineRow {
  const [opened, touches] = [flows && shownSeries(flows.opened), flows && shownSeries(flows.touches)];
  const byMonth = new Map(judged.map((one) => [one.month, one]));
  const whole = (flows && periodTotal(flows.opened)) ?? null;
  return {
    ...head,
    cells: months.map((month, m) => {
      const one = byMonth.get(month);
      const model = opened?.[m] ?? null;
      return { opened: model, shown: model, touches: touches?.[m] ?? null, actual: one && actualOf(one, channels) };
    }),
    opened: whole,
    shown: whole,
    revenue: (flows && periodTotal(flows.revenue)) ?? null,
    toDate,
  };
}

const actualOf = ({ actual, plan, isWhole, verdict, channels }: JudgedMonth, all: number): CellActual => ({
  opened: actual.opened,
  touches: actual.touches,
  planned: plan.opened,
  shown: plan.opened,
  plannedTouches: plan.touches,
  isWhole,
  verdict,
  of: channels < all ? [channels, all] : undefined,
});

/** Months together, as the variance of the year to date shows them. */
const comparedOf = (compared: VarianceComparison, shown: ShownOpens): CellActual => ({
  ...shownOf(compared, shown.plan),
  verdict: compared.verdicts.opened.verdict,
});

const shownOf = ({ plan, actual }: Pick<VarianceComparison, 'plan' | 'actual'>, planned: number) => ({
  opened: actual.opened,
  touches: actual.touches,
  planned,
  shown: planned,
  plannedTouches: plan.touches,
  isWhole: true,
});

const sum = (values: readonly number[]): number => values.reduce((so, value) => so + value, 0);
