/** From touches to revenue, channel by channel (`forecast.md`, 1 to 3). Every value is computed where it is needed. */
import { monthOfFiscalQuarter, monthOfYear } from './calendar.ts';
import { literalValue, periodOf, valueIn } from './evaluate.ts';
import type { Assumption, Channel, Initiator, Model, Season } from './model.ts';
import { at, isTouches } from './model.ts';

export type Side = Initiator | 'unsaid';
export const SIDES: readonly Side[] = ['customer', 'vendor', 'unsaid'];
type BySide = Record<Side, number[]>;

/** One touch of section 1; a volume is a channel's only touch. */
export interface TouchFlow {
  readonly side: Side;
  readonly gated: boolean;
  readonly touches: number[];
  readonly opened: number[];
}

export interface ChannelFlow {
  readonly channel: Channel;
  readonly flows: readonly TouchFlow[];
  readonly opened: BySide;
  readonly worked: BySide;
  readonly backlog: BySide;
  readonly closed: BySide;
  readonly won: BySide;
  readonly revenue: BySide;
}

/** The flows of a valid model's channels, in their order. */
export function channelFlows(model: Model): ChannelFlow[] {
  const months = periodOf(model);
  const channels = model.channels.map((channel) => open(model, channel, months));
  work(model, channels, months);
  for (const each of channels) close(model, each, months);
  return channels;
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
    const converting = touch.converting ?? channel.conversion;
    if (converting === undefined) throw new RangeError(`${channel.name}: a touch without a conversion`);
    const conversion = months.map((m) => valueIn(model, converting, 'rate', m));
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

/** `closers` defaults to 1. */
export function closersIn(model: Model, closers: Assumption | undefined, month: number): number {
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

/** How many opportunities of a channel are open when the period starts. */
export function openAtStart(model: Model, channel: Channel): number {
  return channel.openAtStart === undefined ? 0 : literalValue(model, channel.openAtStart);
}

function carriedIn(count: number, cycle: readonly number[], m: number): number {
  // Shares may miss 1 by rounding (a tolerance of 1e-9, `diagnostics.md`): the rest would then be closed nowhere.
  if (at(cycle, 0) > 1 - 1e-9) return m === 0 ? count : 0;
  return (count * (cycle[m + 1] ?? 0)) / (1 - at(cycle, 0));
}

function noneBySide(months: number): BySide {
  const none = (): number[] => new Array<number>(months).fill(0);
  return { customer: none(), vendor: none(), unsaid: none() };
}

function add(to: number[], index: number, value: number): void {
  to[index] = at(to, index) + value;
}
