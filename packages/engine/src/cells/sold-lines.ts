import type { InitiatorKey } from '../channel-figures.ts';
import type { Initiator } from '../model.ts';
import { type Cell, type Formula, type LineFlow, TOTAL } from './cell.ts';
import type { ChannelLines } from './channel-lines.ts';
import type { ClosingLines } from './closing-lines.ts';
import { type BySide, type FlowSetting, type RetentionLines, SIDES, type Tables } from './flow-tables.ts';
import { minus, over, plus, times } from './formula.ts';
import { WrittenLine } from './line.ts';
import { workedOff } from './queue-lines.ts';

/** What closes in a month of what was worked in it and before (forecast.md, 3). */
function overCycle(worked: WrittenLine, { cycle, reversed }: ClosingLines, m: number): Formula {
  const last = cycle.cells.size - 1;
  const first = Math.max(0, m - last);
  return { op: 'sum of products', left: worked.run(first, m), right: reversed.run(last - (m - first), last) };
}

/** What was open when the period started: what of it closes in which month, and how much it was, by channel. */
export function carriedLines(
  { model, channels, closing }: FlowSetting,
  { closed }: Tables,
): { carried: ReadonlyMap<number, WrittenLine>; openAtStart: readonly Cell[] } {
  const carried = new Map<number, WrittenLine>();
  const openAtStart: Cell[] = [];
  if (!closing) return { carried, openAtStart };
  const { cycle, stillOpen } = closing;
  const last = cycle.cells.size - 1;
  for (const i of closed.whole()) {
    const { channel, openAtStart: open, openedBefore: before } = channels[i] as ChannelLines;
    if (!open && !before) continue;
    const line = new WrittenLine({ kind: 'carried', of: channel.name }, 'count');
    carried.set(i, line);
    for (let m = 0; m < Math.min(last, model.months); m++)
      if (before)
        line.set(m, { op: 'sum of products', left: before.run(0, last - 1 - m), right: cycle.run(m + 1, last) });
      else if (open) line.set(m, carriedOver(open.at(0), cycle, m));
    if (open) openAtStart.push(open.at(0));
    if (before) {
      const products = {
        op: 'sum of products',
        left: before.run(0, last - 1),
        right: stillOpen.run(0, last - 1),
      } as const;
      openAtStart.push(before.set(TOTAL, products));
    }
  }
  return { carried, openAtStart };
}

/** It counts as worked in the month before the first, of which the first share has closed by then. */
function carriedOver(open: Cell, cycle: WrittenLine, m: number): Formula {
  const share = cycle.at(0);
  const otherwise = over(times(open, cycle.at(m + 1)), minus(1, share));
  return { op: 'if whole', share, whole: m === 0 ? open : 0, otherwise };
}

/** Fills what closes, what is won and brought of it, and what stays; returns the lines of channels in which both sides started. */
export function closedAndSold(
  { model, channels, retention }: FlowSetting,
  closing: ClosingLines,
  tables: Tables,
  bySide: BySide,
  share: WrittenLine | undefined,
  carried: ReadonlyMap<number, WrittenLine>,
): readonly WrittenLine[] {
  const { months } = model;
  const { closed, won, revenue, lost, givenBack, net, worked } = tables;
  const streams: WrittenLine[] = [];
  const lostOf = new Map<number, (m: number) => Formula>();
  for (const i of closed.whole()) {
    const lines = channels[i] as ChannelLines;
    const rates = { winRate: lines.winRate ?? closing.winRate, dealSize: lines.dealSize ?? closing.dealSize };
    for (let m = 0; m < months; m++) {
      const done = overCycle(worked.line(i) as WrittenLine, closing, m);
      const before = carried.get(i)?.cells.get(m);
      const closedNow = closed.set(i, m, before ? plus(done, before) : done);
      revenue.set(i, m, times(won.set(i, m, times(closedNow, rates.winRate.at(m))), rates.dealSize.at(m)));
    }
    if (!retention || retention.broken) continue;
    const of = { lines, closing, rates, share, carried: carried.get(i), retention, months };
    const sides = sidesOf(lines);
    const [only] = sides;
    if (sides.length > 1) {
      const split = splitLines(of, (side) => bySide[side].line(i));
      streams.push(...split.lines);
      lostOf.set(i, split.lost);
    } else
      lostOf.set(i, (m) =>
        only === 'customer' || only === 'vendor'
          ? times((revenue.line(i) as WrittenLine).at(m), retention[only].at(m))
          : 0,
      );
  }
  for (let m = 0; m < months; m++) {
    for (const i of lost.whole()) {
      const line = lost.line(i) as WrittenLine;
      if (retention) line.set(m, lostOf.get(i)?.(m) ?? 0);
      else line.set(m, 0);
      const sold = m - (retention?.afterMonths ?? months);
      const back = givenBack.set(i, m, sold >= 0 ? line.at(sold) : 0);
      const kept = (revenue.line(i) as WrittenLine).at(m);
      net.set(i, m, retention ? minus(kept, back) : kept);
    }
    for (const table of [closed, won, revenue, lost, givenBack, net]) table.sumUp(m);
  }
  return streams;
}

/** Who started the conversations of a channel, what is open at start included. */
function sidesOf({ channel, touches, openAtStart, openedBefore }: ChannelLines): readonly InitiatorKey[] {
  const own: readonly InitiatorKey[] = openAtStart || openedBefore ? [channel.initiator ?? 'unsaid'] : [];
  return [...new Set([...touches.map(({ side }) => side), ...own])];
}

interface Split {
  readonly lines: ChannelLines;
  readonly closing: ClosingLines;
  readonly rates: { readonly winRate: WrittenLine; readonly dealSize: WrittenLine };
  readonly share: WrittenLine | undefined;
  readonly carried: WrittenLine | undefined;
  readonly retention: RetentionLines;
  readonly months: number;
}

/** A channel of several sides, each worked in the same proportion (forecast.md, 4): its lines, and what is taken back at last. */
function splitLines(
  { lines: { channel }, closing, rates, share, carried, retention, months }: Split,
  arrivedBy: (side: Initiator) => WrittenLine | undefined,
): { lines: readonly WrittenLine[]; lost: (m: number) => Formula } {
  const lines: WrittenLine[] = [];
  const sold: [WrittenLine, WrittenLine][] = [];
  for (const by of SIDES) {
    const arrived = arrivedBy(by);
    const own = (channel.initiator ?? 'unsaid') === by ? carried : undefined;
    if (!arrived && !own) continue;
    const line = (flow: LineFlow, unit: 'count' | 'money' = 'count') =>
      new WrittenLine({ kind: 'flow', flow, of: channel.name, by }, unit);
    const [worked, backlog] = [line('worked'), line('backlog')];
    const [closed, won, revenue] = [line('closed'), line('won'), line('revenue', 'money')];
    for (let m = 0; m < months; m++) {
      if (arrived && share) {
        const { done, left } = workedOff(arrived.at(m), m > 0 ? backlog.at(m - 1) : undefined, share.at(m));
        backlog.set(m, left(worked.set(m, done)));
      } else if (arrived) worked.set(m, arrived.at(m));
      const done = arrived ? overCycle(worked, closing, m) : undefined;
      const before = own?.cells.get(m);
      closed.set(m, done && before ? plus(done, before) : (done ?? before ?? 0));
      revenue.set(m, times(won.set(m, times(closed.at(m), rates.winRate.at(m))), rates.dealSize.at(m)));
    }
    lines.push(...[worked, backlog, closed, won, revenue].filter(({ cells }) => cells.size > 0));
    sold.push([revenue, retention[by]]);
  }
  const lost = (m: number): Formula => {
    const [first, second] = sold.map(([revenue, rate]) => times(revenue.at(m), rate.at(m)));
    return first && second ? plus(first, second) : (first ?? 0);
  };
  return { lines, lost };
}
