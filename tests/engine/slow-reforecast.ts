/**
 * The period as it will come out, month by month (variance.md, 5; forecast.md, 2 and 3): plain, slow, and without any code of the
 * engine.
 */
import { workdaysIn } from './calendar-days.ts';
import type { Row } from './tracked-model.ts';

/** A channel by month of the period. */
export interface SlowChannel {
  readonly name: string;
  readonly touches: readonly number[];
  readonly conversion: readonly number[];
  /** Its own, where it overrides the closing model's. */
  readonly winRate?: readonly number[] | undefined;
  readonly dealSize?: readonly number[] | undefined;
  readonly openAtStart: number;
}

/** A model by month of the period. */
export interface SlowModel {
  readonly start: number;
  readonly months: number;
  readonly channels: readonly SlowChannel[];
  readonly winRate: readonly number[];
  readonly dealSize: readonly number[];
  readonly cycle: readonly number[];
  /** What the closers can work a month; without it whatever there is, or its share `attention`. */
  readonly limit?: readonly number[] | undefined;
  readonly attention?: readonly number[] | undefined;
}

/** What comes out of a channel, by month. */
export interface SlowFlows {
  readonly touches: number[];
  readonly opened: number[];
  readonly closed: number[];
  readonly won: number[];
  readonly revenue: number[];
}

/** What the actuals say of a rate: `over` of `under`. */
export interface Measured {
  readonly over: number;
  readonly under: number;
}

const at = (series: readonly number[], m: number): number => series[m] as number;
const sum = (values: readonly number[]): number => values.reduce((so, value) => so + value, 0);

/** The re-forecast, channel by channel. */
export function slowReforecast(model: SlowModel, rows: readonly Row[]): readonly SlowFlows[] {
  const { start, months, channels, cycle } = model;
  const ofChannel = (name: string) => rowsOf(rows, name, start + months - 1);
  const through = Math.max(...channels.map(({ name }) => ofChannel(name).at(-1)?.month ?? Number.NEGATIVE_INFINITY));
  const opens = channels.map((channel) => goesOn(model, channel, ofChannel(channel.name)));
  const worked = work(
    model,
    opens.map(({ opened }) => opened),
  );
  return channels.map((channel, i): SlowFlows => {
    const own = ofChannel(channel.name);
    const { touches, opened } = opens[i] as { touches: number[]; opened: number[] };
    const before = own.filter(({ month }) => month < start);
    const closed = Array.from({ length: months }, (_, m) => {
      let count = 0;
      for (const [k, share] of cycle.entries()) if (k <= m) count += at(worked[i] as number[], m - k) * share;
      if (before.length === 0) return count + carried(channel.openAtStart, cycle, m);
      for (const row of before) count += (row.opened ?? 0) * (cycle[start + m - row.month] ?? 0);
      return count;
    });
    const isOwn = channel.winRate !== undefined || channel.dealSize !== undefined;
    const sellers = isOwn
      ? [channel]
      : channels.filter(({ winRate, dealSize }) => winRate === undefined && dealSize === undefined);
    const sales = measuredSales(model, sellers, rows);
    const known = (own.at(-1)?.month ?? through) - start;
    const rate = (m: number, planned: readonly number[], measured: Measured | undefined, most: number): number => {
      const value = measured && measured.over / measured.under;
      return m > known && value !== undefined && value > 0 && value <= most ? value : at(planned, m);
    };
    const won = closed.map((count, m) => count * rate(m, channel.winRate ?? model.winRate, sales?.winRate, 1));
    const revenue = won.map(
      (count, m) => count * rate(m, channel.dealSize ?? model.dealSize, sales?.dealSize, Number.POSITIVE_INFINITY),
    );
    const flows = { touches, opened, closed, won, revenue };
    for (const row of own)
      for (const flow of ['closed', 'won', 'revenue'] as const) {
        const [m, value] = [row.month - start, row[flow]];
        if (m >= 0 && value !== undefined) flows[flow][m] = value + restOf(row) * at(flows[flow], m);
      }
    return flows;
  });
}

/** The trailing actual of a source: its last whole months in a row, three at most. */
export function trailingRows(rows: readonly Row[], name: string, last: number, most = 3): readonly Row[] {
  const over = rowsOf(rows, name, last).filter(({ through }) => through === undefined);
  const trailing: Row[] = [];
  for (let month = over.at(-1)?.month ?? 0; trailing.length < most; month--) {
    const row = over.find((one) => one.month === month);
    if (!row) break;
    trailing.unshift(row);
  }
  return trailing;
}

function goesOn(
  { start, months }: SlowModel,
  channel: SlowChannel,
  rows: readonly Row[],
): { touches: number[]; opened: number[] } {
  const trailing = trailingRows(rows, channel.name, start + months - 1);
  const touched = sum(trailing.map(({ touches = 0 }) => touches));
  const openedOf = sum(trailing.map(({ opened = 0 }) => opened));
  const isInPeriod = trailing.every(({ month }) => month >= start);
  const planned = isInPeriod ? sum(trailing.map(({ month }) => at(channel.touches, month - start))) : 0;
  // Where nothing was planned, and nothing happened, the plan goes on.
  const isIdle = isInPeriod && planned === 0 && touched === 0;
  const going = (m: number): readonly [touches: number, opened: number] => {
    const plan = at(channel.touches, m);
    if (trailing.length === 0) return [plan, plan * at(channel.conversion, m)];
    const touches = isIdle ? plan : planned > 0 ? (plan * touched) / planned : touched / trailing.length;
    // What the model converts of touches that it does not plan cannot be told from its figures: then what little was seen.
    const measured = touched === 0 ? 0 : openedOf / touched;
    if (plan === 0) return [touches, touches * measured];
    const usable = openedOf >= 10 && openedOf <= touched;
    return [touches, touches * (usable ? relative(channel, trailing, start, m, measured) : at(channel.conversion, m))];
  };
  const known = (rows.at(-1)?.month ?? Number.POSITIVE_INFINITY) - start;
  const [touches, opened]: [number[], number[]] = [[], []];
  for (let m = 0; m < months; m++) {
    const row = rows.find(({ month }) => month === start + m);
    const plan = at(channel.touches, m);
    const [more, moreOpened] = row || m > known ? going(m) : [plan, plan * at(channel.conversion, m)];
    const rest = row ? restOf(row) : 1;
    touches.push((row?.touches ?? 0) + rest * more);
    opened.push((row?.opened ?? 0) + rest * moreOpened);
  }
  return { touches, opened };
}

/** A month's conversion, by what was opened of the touches of others over what was to be: as measured where nothing says what was to be. */
function relative(
  { touches, conversion }: SlowChannel,
  trailing: readonly Row[],
  start: number,
  m: number,
  measured: number,
): number {
  const planned = trailing.filter(({ month }) => month >= start && at(touches, month - start) > 0);
  const isInPeriod = trailing.every(({ month }) => month >= start);
  const toOpen = sum(planned.map((row) => (row.touches ?? 0) * at(conversion, row.month - start)));
  if (!isInPeriod || toOpen === 0) return measured;
  return Math.min(1, (at(conversion, m) * sum(planned.map(({ opened = 0 }) => opened))) / toOpen);
}

/** The share of a row's month that is not over. */
const restOf = ({ month, through }: Row): number =>
  through === undefined ? 0 : 1 - workdaysIn(month, through) / workdaysIn(month);

/** What the closers work of what each channel opens, in proportion to the queues. */
function work({ months, limit, attention }: SlowModel, opened: readonly (readonly number[])[]): number[][] {
  const waiting = opened.map(() => 0);
  const worked = opened.map((): number[] => []);
  for (let m = 0; m < months; m++) {
    const queues = opened.map((series, i) => (waiting[i] as number) + at(series, m));
    const queue = sum(queues);
    const most = limit ? at(limit, m) * (attention?.[m] ?? 1) : (attention?.[m] ?? 1) * queue;
    const share = queue === 0 ? 0 : Math.min(1, most / queue);
    for (const [i, own] of queues.entries()) {
      (worked[i] as number[]).push(own * share);
      waiting[i] = own - own * share;
    }
  }
  return worked;
}

function carried(openAtStart: number, cycle: readonly number[], m: number): number {
  const [atOnce = 0] = cycle;
  if (1 - atOnce < 1e-9) return m === 0 ? openAtStart : 0;
  return (openAtStart * (cycle[m + 1] ?? 0)) / (1 - atOnce);
}

/** The rates of some sales, of which 10 or more were won, and the last month of them. */
interface Measurements {
  readonly to: number;
  readonly winRate: Measured | undefined;
  readonly dealSize: Measured | undefined;
}

/** What was won of what was closed, and what that brought, over the last three months of which all have whole rows. */
export function measuredSales(
  { start, months, cycle }: SlowModel,
  channels: readonly SlowChannel[],
  rows: readonly Row[],
  last = start + months - 1,
): Measurements | undefined {
  const runs = channels
    .map((channel) => ({ channel, run: trailingRows(rows, channel.name, last, Number.POSITIVE_INFINITY) }))
    .filter(({ run }) => run.length > 0);
  if (runs.length === 0) return undefined;
  const to = Math.min(...runs.map(({ run }) => (run.at(-1) as Row).month));
  // Some month is to be among the last three of each.
  if (runs.some(({ run }) => run.slice(-3).every(({ month }) => month > to))) return undefined;
  const from = Math.max(to - 2, ...runs.map(({ run }) => (run[0] as Row).month));
  const within = runs.flatMap(({ run }) => run.filter(({ month }) => month >= from && month <= to));
  const total = (of: 'closed' | 'won' | 'revenue') =>
    within.some((row) => row[of] === undefined) ? undefined : sum(within.map((row) => row[of] as number));
  const [won, revenue] = [total('won'), total('revenue')];
  if (won === undefined || won < 10) return undefined;
  const closed = total('closed') ?? sum(runs.map(({ channel }) => due(channel)));
  return {
    to,
    winRate: closed > 0 ? { over: won, under: closed } : undefined,
    dealSize: revenue === undefined ? undefined : { over: revenue, under: won },
  };

  /** What of all that a channel opened was to close in those months, by the cycle. */
  function due({ name, openAtStart }: SlowChannel): number {
    const own = rowsOf(rows, name, last);
    const hasHistory = own.some(({ month }) => month < start);
    let count = 0;
    for (let month = from; month <= to; month++) {
      for (const row of own) count += (row.opened ?? 0) * (cycle[month - row.month] ?? 0);
      if (!hasHistory && month >= start) count += carried(openAtStart, cycle, month - start);
    }
    return count;
  }
}

const rowsOf = (rows: readonly Row[], name: string, last: number): readonly Row[] =>
  rows.filter((row) => row.source === name && row.month <= last).sort((a, b) => a.month - b.month);
