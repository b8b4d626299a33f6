import type { ActualMonth, Actuals } from './actuals.ts';
import type { Month } from './calendar.ts';
import { INITIATORS, type OpenedFigures } from './channel-figures.ts';
import { channelOutcome, type Opening } from './channel-outcome.ts';
import type { ClosingFigures } from './closing-figures.ts';
import type { ClosingTerms } from './closing-terms.ts';
import { rowsOfEach, shareOver } from './compared.ts';
import type { ChannelForecast, Figure, Flow, Flows, Summary } from './figures.ts';
import { FLOWS } from './figures.ts';
import { isShared, type Made, type Outcome, termsOf } from './forecast.ts';
import { type Broken, type Channel, isBroken, type Series } from './model.ts';
import { type Prediction, predictions } from './prediction.ts';
import { remembered } from './remembered.ts';
import type { RetentionFigures } from './retention-figures.ts';
import { sumOf, zeros } from './series.ts';
import { ratesOf } from './sold.ts';
import { rootOf } from './sum-tree.ts';
import { summarise } from './summary.ts';
import { sumsOfFigures } from './totals.ts';
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
  /** At the closing model's rates, of the channels that have none of their own. */
  readonly sales: TrailingSales | undefined;
}

/**
 * The re-forecast of a model: months with actuals are the actuals. After them each channel has its trailing volume, relative to what
 * was planned for the same months, so that growth, season and steps go on, and its trailing conversion where that is usable, else the
 * model's; what is open closes along the cycle, at the trailing win rate and deal size where those are usable. Undefined without
 * actuals in the period or before it; broken where the forecast is withheld.
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
  const known = { ...made, closing: closing.value as ClosingFigures, figures, rows };
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
}

function continued(known: Known, through: Month): Reforecast | Broken {
  const { model, closing, figures, rows, retention } = known;
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
    ? rootOf(
        sumsOfFigures(
          goings.map(({ opened }) => opened),
          [],
          () => new Float64Array(months),
          months,
        ),
      )
    : undefined;
  const terms = termsOf(model, closing, retention.value, arrived, []);
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
  const total = { ...totalOf(all, months), cost: closing.cost };
  const summary = summarise(total, months);
  const broken = [total.opened, total.won, total.revenue].find(isBroken);
  return broken ?? { channels: all, total, summary, through, sales, ...predictions(all, total, rows, start, sales) };
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

type Going = Pick<OpenedFigures, 'touches' | 'opened' | 'count' | 'openedBy' | 'gated' | 'leverage' | 'parts'>;

/** What a channel opens: what it did, and what it will at the trailing volume and conversion. */
const goesOn = remembered(
  (figures: OpenedFigures, channel: Channel, rows: readonly ActualMonth[], start: Month): Going => {
    const trailing = trailingActual(rows);
    const touches = figures.touches.slice();
    const opened = figures.opened.slice();
    const rate = trailing?.isUsable ? trailing.rate : undefined;
    const factor = trailing && volumeFactor(figures.touches, trailing, start);
    const later = (rows.at(-1)?.month ?? Number.POSITIVE_INFINITY) - start;
    const goOn = (m: number): void => {
      const planned = figures.touches[m] as number;
      const volume = factor === undefined ? (trailing as TrailingActual).volume : planned * factor;
      // Of touches that are not planned the figures say no conversion: then what little was seen does.
      const conversion = rate ?? (planned === 0 ? (trailing?.rate ?? 0) : (figures.opened[m] as number) / planned);
      touches[m] = volume;
      opened[m] = volume * conversion;
    };
    if (trailing) for (let m = Math.max(0, later + 1); m < touches.length; m++) goOn(m);
    for (const row of rows) {
      const m = row.month - start;
      if (m < 0) continue;
      const rest = 1 - shareOver(row);
      if (rest > 0 && trailing) goOn(m);
      touches[m] = row.touches + rest * (touches[m] as number);
      opened[m] = row.opened + rest * (opened[m] as number);
    }
    const like = (part: Series): Series =>
      part.map((value, m) => {
        const planned = figures.opened[m] as number;
        return planned === 0 ? 0 : ((opened[m] as number) * value) / planned;
      });
    const openedBy = { customer: blankLike(opened), vendor: blankLike(opened), unsaid: blankLike(opened) };
    for (const side of INITIATORS) openedBy[side] = like(figures.openedBy[side]);
    // Where nothing was planned, what was opened is of the channel's own initiator.
    for (const [m, count] of opened.entries())
      if (figures.opened[m] === 0) openedBy[channel.initiator ?? 'unsaid'][m] = count;
    const leverage = isBroken(figures.leverage) || channel.layer !== 'leverage' ? figures.leverage : opened;
    return { touches, opened, count: sumOf(touches), openedBy, gated: like(figures.gated), leverage, parts: [] };
  },
);

const blankLike = (series: Series): Series => new Float64Array(series.length);

/**
 * Trailing volume over what was planned for the same months; undefined where the plan has none of them, or nothing in them. What was not
 * to have begun, and has not, goes on as planned.
 */
function volumeFactor(planned: Series, { from: first, to, touches }: TrailingActual, start: Month): number | undefined {
  if (first < start) return undefined;
  let sum = 0;
  for (let month = first; month <= to; month++) sum += planned[month - start] ?? 0;
  if (sum === 0) return touches === 0 ? 1 : undefined;
  return touches / sum;
}

/** An outcome with what is recorded of what was closed, won and sold in the months that have actuals. */
function recorded(
  outcome: ChannelForecast,
  rows: readonly ActualMonth[],
  start: Month,
  { initiator }: Channel,
  retention: ClosingTerms['retention'],
): ChannelForecast {
  const written = (figure: Figure, of: (row: ActualMonth) => number | undefined): Figure => {
    if (isBroken(figure)) return figure;
    const series = figure.slice();
    for (const row of rows) {
      const [m, value] = [row.month - start, of(row)];
      if (m >= 0 && value !== undefined) series[m] = value + (1 - shareOver(row)) * (series[m] as number);
    }
    return series;
  };
  const flows = Object.fromEntries(FLOWS.map((flow): [Flow, Figure] => [flow, outcome[flow]])) as Record<Flow, Figure>;
  const revenue = written(outcome.revenue, (row) => row.revenue);
  const { channel, openAtStart } = outcome;
  const kept =
    isBroken(revenue) || isBroken(retention)
      ? { givenBack: outcome.givenBack, net: outcome.net, lost: outcome.lost }
      : keptOf(revenue, outcome, initiator, retention);
  return {
    ...flows,
    channel,
    openAtStart,
    parts: [],
    closed: written(outcome.closed, (row) => row.closed),
    won: written(outcome.won, (row) => row.won),
    revenue,
    ...kept,
  };
}

/**
 * What is taken back of what was sold (forecast.md, 4): in each month as much of it as of what the outcome has, and where that has
 * nothing, as much as of a sale of the channel's own initiator.
 */
function keptOf(
  revenue: Series,
  { revenue: planned, lost: plannedLost }: ChannelForecast,
  initiator: Channel['initiator'],
  retention: RetentionFigures | undefined,
): Pick<Flows, 'givenBack' | 'net' | 'lost'> {
  const none = zeros(revenue.length);
  if (!retention) return { givenBack: none, net: revenue, lost: none };
  const [sold, taken] = [planned as Series, plannedLost as Series];
  const own = initiator ? retention[initiator] : none;
  const lost = revenue.map(
    (amount, m) => amount * (sold[m] === 0 ? (own[m] as number) : (taken[m] as number) / (sold[m] as number)),
  );
  const givenBack = revenue.map((_, m) => lost[m - retention.afterMonths] ?? 0);
  return { givenBack, net: revenue.map((amount, m) => amount - (givenBack[m] as number)), lost };
}

function totalOf(channels: readonly ChannelForecast[], months: number): Flows {
  const sum = (flow: Flow): Figure => {
    const total = new Float64Array(months);
    for (const channel of channels) {
      const figure = channel[flow];
      if (isBroken(figure)) return figure;
      for (let m = 0; m < months; m++) total[m] = (total[m] as number) + (figure[m] as number);
    }
    return total;
  };
  let openAtStart: number | Broken = 0;
  for (const channel of channels)
    openAtStart =
      isBroken(openAtStart) || isBroken(channel.openAtStart) ? channel.openAtStart : openAtStart + channel.openAtStart;
  const flows = Object.fromEntries(FLOWS.map((flow): [Flow, Figure] => [flow, sum(flow)])) as Record<Flow, Figure>;
  return { ...flows, openAtStart };
}
