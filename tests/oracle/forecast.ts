/**
 * The forecast of an abstract model, formula by formula (`forecast.md`, 1 to 4, at the expected value of every range).
 * Slow on purpose: every value is computed from scratch where it is needed.
 */
import { monthOfFiscalQuarter, monthOfYear, monthText } from './calendar.ts';
import { literalValue, periodOf, valueIn } from './evaluate.ts';
import type { Assumption, Channel, Initiator, Model, Season } from './model.ts';
import { at, isTouches } from './model.ts';
import type { OracleChannel, OracleForecast, OracleSummary, OracleTotal } from './oracle-forecast.ts';

type Side = Initiator | 'unsaid';
const SIDES: readonly Side[] = ['customer', 'vendor', 'unsaid'];
type BySide = Record<Side, number[]>;

/** One touch of section 1; a volume is a channel's only touch. */
interface TouchFlow {
  readonly side: Side;
  readonly gated: boolean;
  readonly touches: number[];
  readonly opened: number[];
}

interface ChannelFlow {
  readonly channel: Channel;
  readonly flows: readonly TouchFlow[];
  readonly opened: BySide;
  readonly worked: BySide;
  readonly backlog: BySide;
  readonly closed: BySide;
  readonly won: BySide;
  readonly revenue: BySide;
}

/** The forecast of a valid model. */
export function forecast(model: Model): OracleForecast {
  const months = periodOf(model);
  const channels = model.channels.map((channel) => open(model, channel, months));
  work(model, channels, months);
  for (const each of channels) close(model, each, months);

  const total = totalOf(model, channels, months);
  return {
    schema: 'upsell/forecast@1',
    model: {
      title: model.title,
      currency: model.currency,
      start: model.start,
      months: model.months,
      fiscalYearStart: model.fiscalYearStart,
      closing: model.closing.kind,
    },
    months: months.map(monthText),
    channels: channels.map((each) => shown(each, months)),
    total,
    summary: summaryOf(model, channels, total, months),
  };
}

// Section 1: from touches to opened opportunities.

function open(model: Model, channel: Channel, months: readonly number[]): ChannelFlow {
  const touches = isTouches(channel.volume)
    ? channel.volume
    : [{ volume: channel.volume, initiator: undefined, gated: false, converting: undefined }];

  const flows = touches.map((touch): TouchFlow => {
    const volume = months.map(
      (m) => valueIn(model, touch.volume, 'other', m) * seasonFactor(model, channel.season ?? model.season, m),
    );
    const conversion = months.map((m) => valueIn(model, touch.converting ?? channel.conversion, 'rate', m));
    return {
      side: touch.initiator ?? channel.initiator ?? 'unsaid',
      gated: touch.gated,
      touches: volume,
      opened: volume.map((count, m) => count * at(conversion, m)),
    };
  });

  const opened = noneBySide(months.length);
  for (const flow of flows) {
    for (let m = 0; m < months.length; m += 1) add(opened[flow.side], m, at(flow.opened, m));
  }
  return {
    channel,
    flows,
    opened,
    worked: noneBySide(months.length),
    backlog: noneBySide(months.length),
    closed: noneBySide(months.length),
    won: noneBySide(months.length),
    revenue: noneBySide(months.length),
  };
}

function seasonFactor(model: Model, season: Season | undefined, month: number): number {
  const found = (season ?? []).find((each) => each.month === monthOfYear(month));
  return found === undefined ? 1 : literalValue(model, found.factor);
}

// Section 2: from opened to worked, the closers' queue; every channel and initiator in the same proportion.

function work(model: Model, channels: readonly ChannelFlow[], months: readonly number[]): void {
  for (let m = 0; m < months.length; m += 1) {
    let sum = 0;
    for (const each of channels) for (const side of SIDES) sum += queueOf(each, side, m);

    const proportion = sum === 0 ? 0 : Math.min(1, limitOf(model, at(months, m), sum) / sum);
    for (const each of channels) {
      for (const side of SIDES) {
        const queue = queueOf(each, side, m);
        each.worked[side][m] = queue * proportion;
        each.backlog[side][m] = queue - queue * proportion;
      }
    }
  }
}

function queueOf(each: ChannelFlow, side: Side, m: number): number {
  return (m === 0 ? 0 : at(each.backlog[side], m - 1)) + at(each.opened[side], m);
}

function limitOf(model: Model, month: number, queued: number): number {
  const { attention, capacity, closers } = model.closing;
  const share =
    attention === undefined
      ? 1
      : literalValue(model, at(attention, monthOfFiscalQuarter(month, model.fiscalYearStart)));
  if (capacity !== undefined) {
    return valueIn(model, capacity, 'other', month) * closersIn(model, closers, month) * share;
  }
  return attention === undefined ? Number.POSITIVE_INFINITY : share * queued;
}

function closersIn(model: Model, closers: Assumption | undefined, month: number): number {
  return closers === undefined ? 1 : valueIn(model, closers, 'other', month);
}

// Section 3: from worked to revenue, and what was open at the start.

function close(model: Model, each: ChannelFlow, months: readonly number[]): void {
  const cycle = cycleShares(model);
  const { channel } = each;
  const carriedSide: Side = channel.initiator ?? 'unsaid';

  for (let m = 0; m < months.length; m += 1) {
    const month = at(months, m);
    const winRate = valueIn(model, channel.winRate ?? model.closing.winRate, 'rate', month);
    const dealSize = valueIn(model, channel.dealSize ?? model.closing.dealSize, 'other', month);
    for (const side of SIDES) {
      let closed = side === carriedSide ? carriedIn(openAtStart(model, channel), cycle, m) : 0;
      for (let k = 0; k < cycle.length && k <= m; k += 1) closed += at(each.worked[side], m - k) * at(cycle, k);
      each.closed[side][m] = closed;
      each.won[side][m] = closed * winRate;
      each.revenue[side][m] = closed * winRate * dealSize;
    }
  }
}

function cycleShares(model: Model): number[] {
  const cycle = model.closing.cycle;
  if (cycle === undefined) return [1];
  if (cycle.kind === 'shares') return cycle.shares.map((share) => literalValue(model, share));
  return [...new Array<number>(cycle.months).fill(0), 1];
}

function openAtStart(model: Model, channel: Channel): number {
  return channel.openAtStart === undefined ? 0 : literalValue(model, channel.openAtStart);
}

function carriedIn(count: number, cycle: readonly number[], m: number): number {
  // Shares may miss 1 by rounding (a tolerance of 1e-9, `diagnostics.md`): the rest would then be closed nowhere.
  if (at(cycle, 0) > 1 - 1e-9) return m === 0 ? count : 0;
  return (count * (cycle[m + 1] ?? 0)) / (1 - at(cycle, 0));
}

// Section 4: net of what is given back; and the sums.

function totalOf(model: Model, channels: readonly ChannelFlow[], months: readonly number[]): OracleTotal {
  const all = channels.map((each) => shown(each, months));
  const sum = (of: (channel: OracleChannel) => number[]): number[] =>
    months.map((_, m) => all.reduce((so, channel) => so + at(of(channel), m), 0));

  const revenue = sum((channel) => channel.revenue);
  const givenBack = months.map((_, m) => {
    const after = model.retention?.afterMonths ?? 12;
    return m < after ? 0 : takenBackOf(model, channels, months, m - after);
  });
  return {
    touches: sum((channel) => channel.touches),
    opened: sum((channel) => channel.opened),
    worked: sum((channel) => channel.worked),
    backlog: sum((channel) => channel.backlog),
    closed: sum((channel) => channel.closed),
    won: sum((channel) => channel.won),
    revenue,
    cost: months.map((month) => costIn(model, month)),
    givenBack,
    net: months.map((_, m) => at(revenue, m) - at(givenBack, m)),
  };
}

/** What is ever given back of the revenue of month m, by the rates of month m. */
function takenBackOf(model: Model, channels: readonly ChannelFlow[], months: readonly number[], m: number): number {
  if (model.retention === undefined) return 0;
  let sum = 0;
  for (const side of ['customer', 'vendor'] as const) {
    const rate = valueIn(model, model.retention[side], 'other', at(months, m));
    for (const each of channels) sum += rate * at(each.revenue[side], m);
  }
  return sum;
}

function costIn(model: Model, month: number): number {
  const { closers, cost } = model.closing;
  return cost === undefined ? 0 : closersIn(model, closers, month) * valueIn(model, cost, 'other', month);
}

function summaryOf(
  model: Model,
  channels: readonly ChannelFlow[],
  total: OracleTotal,
  months: readonly number[],
): OracleSummary {
  const opened = sumOf(total.opened);
  const closed = sumOf(total.closed);
  const won = sumOf(total.won);
  const revenue = sumOf(total.revenue);
  const net = sumOf(total.net);
  const durable = revenue - sumOf(months.map((_, m) => takenBackOf(model, channels, months, m)));
  const carried = sumOf(channels.map((each) => openAtStart(model, each.channel)));

  const openedFrom = (isCounted: (flow: TouchFlow, channel: Channel) => boolean): number =>
    sumOf(
      channels.flatMap((each) =>
        each.flows.filter((flow) => isCounted(flow, each.channel)).map((flow) => sumOf(flow.opened)),
      ),
    );
  const pulled = openedFrom((flow) => flow.side === 'customer');
  const pushed = openedFrom((flow) => flow.side === 'vendor');

  return {
    touches: sumOf(total.touches),
    opened,
    worked: sumOf(total.worked),
    closed,
    won,
    revenue,
    cost: sumOf(total.cost),
    net,
    durable,
    deferred: net - durable,
    openAtEnd: opened + carried - closed,
    backlogAtEnd: at(total.backlog, months.length - 1),
    conversion: ratio(opened, sumOf(total.touches)),
    winRate: ratio(won, closed),
    dealSize: ratio(revenue, won),
    pulledShare: ratio(pulled, pulled + pushed),
    gatedShare: ratio(
      openedFrom((flow) => flow.gated),
      opened,
    ),
    leverageShare: ratio(
      openedFrom((_, channel) => channel.layer === 'leverage'),
      opened,
    ),
  };
}

function shown(each: ChannelFlow, months: readonly number[]): OracleChannel {
  const { channel } = each;
  const overSides = (of: BySide): number[] =>
    months.map((_, m) => at(of.customer, m) + at(of.vendor, m) + at(of.unsaid, m));
  return {
    name: channel.name,
    title: channel.title ?? null,
    layer: channel.layer,
    source: channel.source,
    owner: channel.owner ?? null,
    touches: months.map((_, m) => sumOf(each.flows.map((flow) => at(flow.touches, m)))),
    opened: months.map((_, m) => sumOf(each.flows.map((flow) => at(flow.opened, m)))),
    worked: overSides(each.worked),
    backlog: overSides(each.backlog),
    closed: overSides(each.closed),
    won: overSides(each.won),
    revenue: overSides(each.revenue),
  };
}

function noneBySide(months: number): BySide {
  const none = (): number[] => new Array<number>(months).fill(0);
  return { customer: none(), vendor: none(), unsaid: none() };
}

function add(to: number[], index: number, value: number): void {
  to[index] = at(to, index) + value;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((so, value) => so + value, 0);
}

function ratio(numerator: number, denominator: number): number | null {
  return denominator === 0 ? null : numerator / denominator;
}
