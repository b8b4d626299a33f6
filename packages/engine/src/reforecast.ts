import type { ActualMonth, Actuals } from './actuals.ts';
import type { Month } from './calendar.ts';
import type { OpenedFigures } from './channel-figures.ts';
import { channelOutcome, type Opening } from './channel-outcome.ts';
import type { ClosingFigures } from './closing-figures.ts';
import type { ClosingTerms } from './closing-terms.ts';
import { rowsOfEach } from './compared.ts';
import type { ChannelForecast, Flows, Summary } from './figures.ts';
import { isShared, type Made, type Outcome, termsOf } from './forecast.ts';
import { type Going, goesOn } from './going-on.ts';
import { sumOfFlows } from './layers.ts';
import { type Broken, type Channel, isBroken, type Series } from './model.ts';
import { type Prediction, predictions } from './prediction.ts';
import { recorded } from './recorded.ts';
import { remembered } from './remembered.ts';
import { ratesOf } from './sold.ts';
import { rootOf } from './sum-tree.ts';
import { summarise } from './summary.ts';
import { figureOf, sumsOfAmounts } from './totals.ts';
import {
  salesStream,
  type TrailingActual,
  type TrailingSales,
  trailingActual,
  trailingSales,
  usableRates,
} from './trailing.ts';

/** A channel that goes on as it went. */
export interface ReforecastChannel extends ChannelForecast {
  /** Absent where it has no actuals: it goes on as planned. */
  readonly trailing: TrailingActual | undefined;
}

/** The period as it will come out: what happened, and after that the model at the trailing actuals (variance.md, 5). */
export interface Reforecast {
  readonly channels: readonly ReforecastChannel[];
  readonly total: Flows;
  readonly summary: Summary;
  readonly opened: Prediction;
  readonly revenue: Prediction;
  /** The last month that any channel has actuals of. */
  readonly through: Month;
  /** The months whose rows are left out, as they are not known yet, or not how far they go; in their order. */
  readonly ahead: readonly Month[];
  /** At the closing model's rates, of the channels that have none of their own. */
  readonly sales: TrailingSales | undefined;
}

/**
 * The re-forecast of a model: months with actuals are the actuals. After them each channel has its trailing volume and, where that is
 * usable, its trailing conversion, both relative to what was planned for the same months, so that growth, season and steps go on, and
 * what was trued up by those months is not held against them again. What is open closes along the cycle, at the trailing win rate and deal
 * size where those are usable. Undefined without actuals in the period or before it; broken where the forecast is withheld.
 */
export function reforecast({ made }: Pick<Outcome, 'made'>, actuals: Actuals): Reforecast | Broken | undefined {
  const { model, closing, outcomes } = made;
  const last = model.start + model.months - 1;
  const rows = rowsOfEach(model.channels, actuals).map((of) => upTo(of, last));
  const through = Math.max(...rows.map((of) => of.at(-1)?.month ?? Number.NEGATIVE_INFINITY));
  if (through === Number.NEGATIVE_INFINITY) return undefined;
  const broken = model.broken ?? model.incomplete ?? (isBroken(closing.value) ? closing.value : made.terms.noWork);
  if (broken) return broken;
  const figures: OpenedFigures[] = [];
  for (const { opening } of outcomes) {
    if (isBroken(opening.value)) return opening.value;
    figures.push(opening.value);
  }
  const ahead = [...new Set(actuals.ahead?.map(({ month }) => month))];
  const known = { ...made, closing: closing.value as ClosingFigures, figures, rows, ahead };
  return continued(known, through);
}

const upTo = remembered((rows: readonly ActualMonth[], last: Month): readonly ActualMonth[] =>
  (rows.at(-1)?.month ?? last) <= last ? rows : rows.filter(({ month }) => month <= last),
);

interface Known extends Pick<Made, 'model' | 'retention' | 'outcomes'> {
  readonly closing: ClosingFigures;
  /** By channel. */
  readonly figures: readonly OpenedFigures[];
  readonly rows: readonly (readonly ActualMonth[])[];
  readonly ahead: Reforecast['ahead'];
}

function continued(known: Known, through: Month): Reforecast | Broken {
  const { model, closing, figures, rows, ahead, retention } = known;
  const { months, start, channels } = model;
  const at = <T>(all: readonly T[], i: number): T => all[i] as T;
  const streams = figures.map((of, i) => salesStream(of, at(rows, i), closing, start));
  const isOwn = ({ winRate, dealSize }: OpenedFigures) => winRate !== undefined || dealSize !== undefined;
  const sales = trailingSales(
    streams.filter((_, i) => !isOwn(at(figures, i))),
    closing.cycle,
  );
  const goings = figures.map((of, i) => goesOn(of, at(channels, i), at(rows, i), start));
  const arrived = isShared(closing)
    ? sumsOfAmounts(
        goings.map(({ opened }) => opened),
        [],
        () => new Float64Array(months),
      )
    : undefined;
  const arrivals = arrived && figureOf(rootOf(arrived), months);
  const terms = termsOf(model, closing, retention.value, arrivals, []);
  const all = figures.map((of, i): ReforecastChannel => {
    const own = isOwn(of) ? trailingSales([at(streams, i)], closing.cycle) : sales;
    const rates = own && usableRates(own);
    return channelAgain(
      at(goings, i),
      of,
      at(channels, i),
      at(rows, i),
      start,
      through,
      closing,
      rates?.winRate,
      rates?.dealSize,
      terms.share,
      terms.retention,
    );
  });
  const total = { ...sumOfFlows(all, months), cost: closing.cost };
  const summary = summarise(total, months);
  const broken = [total.opened, total.won, total.revenue].find(isBroken);
  return (
    broken ?? { channels: all, total, summary, through, ahead, sales, ...predictions(all, total, rows, start, sales) }
  );
}

/** A channel that goes on so, on terms; the same object where nothing of that is another. */
const channelAgain = remembered(
  (
    going: Going,
    figures: OpenedFigures,
    channel: Channel,
    rows: readonly ActualMonth[],
    start: Month,
    through: Month,
    closing: ClosingFigures,
    winRate: number | undefined,
    dealSize: number | undefined,
    share: Series | undefined,
    retention: ClosingTerms['retention'],
  ): ReforecastChannel => {
    const months = going.opened.length;
    const later = (rows.at(-1)?.month ?? through) + 1 - start;
    const rates = {
      winRate: from(later, winRate, figures.winRate ?? closing.winRate),
      dealSize: from(later, dealSize, figures.dealSize ?? closing.dealSize),
    };
    const opening: Opening = { value: { ...figures, ...going, ...rates }, findings: [], reads: NO_READS };
    const { cycle } = closing;
    const terms = { months, closing: { ...ratesOf(closing.winRate, closing.dealSize), cycle }, share, retention };
    const outcome = channelOutcome({ channel, opening, terms }, () => new Float64Array(months));
    return { ...recorded(outcome, rows, start, channel, retention), trailing: trailingActual(rows) };
  },
);

const NO_READS: Opening['reads'] = new Map();

/** A series with another value from a month of the period on; the series itself without one. */
const from = (m: number, value: number | undefined, series: Series): Series =>
  value === undefined ? series : series.map((planned, at) => (at < m ? planned : value));
