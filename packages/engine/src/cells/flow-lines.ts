import type { Figure } from '../figures.ts';
import { isBroken } from '../model.ts';
import { type Cell, CONVERSION_AT, type Formula, type LineFlow, TOTAL, TOUCHES_A_MONTH } from './cell.ts';
import type { ChannelLines } from './channel-lines.ts';
import { type BySide, type FlowSetting, SIDES, sideTable, type Tables, tablesOf } from './flow-tables.ts';
import { over, ratio, sum, times } from './formula.ts';
import { WrittenLine } from './line.ts';
import { type QueueLines, queueLines, workOff, workOne } from './queue-lines.ts';
import { carriedLines, closedAndSold } from './sold-lines.ts';

/** All flows of a model (forecast.md, 1 to 4), month by month. */
export interface FlowLines {
  /** Touches, and what is opened of them, by the kinds of touches of the channels that have several. */
  readonly byTouch: { readonly touches: readonly WrittenLine[]; readonly opened: readonly WrittenLine[] };
  readonly tables: Tables;
  /** What is opened by who started the conversation, of the channels that have any. */
  readonly bySide: BySide;
  /** The closers' queue; absent where nothing limits them. */
  readonly queue?: QueueLines;
  /** What closes of what was open when the period started, by channel. */
  readonly carried: readonly WrittenLine[];
  /** What was open at start, by channel. */
  readonly openAtStart: readonly Cell[];
  /** From the work to the revenue by who started the conversation, of channels in which both did. */
  readonly streams: readonly WrittenLine[];
  readonly cost?: WrittenLine;
  readonly quota?: WrittenLine;
}

export function flowLines(setting: FlowSetting): FlowLines {
  const { model, closing } = setting;
  const { months } = model;
  const tables = tablesOf(setting);
  const bySide = { customer: sideTable(setting, 'customer'), vendor: sideTable(setting, 'vendor') };
  const opening = openedBy(setting, tables, bySide);
  const limited = closing && (closing.capacity || closing.attention) ? closing : undefined;
  const queue = limited && limitedQueue(setting, tables);
  for (let m = 0; m < months; m++) {
    for (const table of [tables.touches, tables.opened, tables.gated, bySide.customer, bySide.vendor]) table.sumUp(m);
    if (limited && queue) workOff(limited, queue, tables, m);
    for (const i of tables.worked.whole()) workOne(tables.opened.line(i), tables, i, queue?.share, m);
    tables.worked.sumUp(m);
    tables.backlog.sumUp(m);
  }
  const { carried, openAtStart } = carriedLines(setting, tables);
  const streams = closing ? closedAndSold(setting, closing, tables, bySide, queue?.share, carried) : [];
  for (const table of [...Object.values(tables), ...Object.values(bySide)]) table.sumPeriod(months);
  addRates(tables, months);
  const { cost, quota } = moneyOfClosers(setting);
  const all = [...carried.values()];
  return { byTouch: opening, tables, bySide, queue, carried: all, openAtStart, streams, cost, quota };
}

/** The queue is a part of what all channels open; a limit by capacity is known without it. */
function limitedQueue({ closing, forecast: { limit } }: FlowSetting, { worked }: Tables): QueueLines {
  const { broken } = worked.total;
  return queueLines(broken, isBroken(limit) ? limit : closing?.capacity ? undefined : broken);
}

/** Touches and what is opened of them, by channel and month; returns those of single kinds of touches. */
function openedBy({ model, channels }: FlowSetting, tables: Tables, bySide: BySide): FlowLines['byTouch'] {
  const byTouch: { touches: WrittenLine[]; opened: WrittenLine[] } = { touches: [], opened: [] };
  for (const i of tables.touches.whole()) {
    const { channel, touches, season } = channels[i] as ChannelLines;
    const isSingle = touches.length === 1;
    const lines = touches.map(({ name }) => {
      if (isSingle)
        return { touches: tables.touches.line(i) as WrittenLine, opened: tables.opened.line(i) as WrittenLine };
      const line = (flow: LineFlow) => new WrittenLine({ kind: 'flow', flow, of: channel.name, touch: name }, 'count');
      const own = { touches: line('touches'), opened: line('opened') };
      byTouch.touches.push(own.touches);
      byTouch.opened.push(own.opened);
      return own;
    });
    for (let m = 0; m < model.months; m++) {
      for (const [t, { volume, conversion }] of touches.entries()) {
        const own = lines[t] as (typeof lines)[number];
        const count = own.touches.set(m, season ? times(volume.at(m), season.at(m)) : volume.at(m));
        own.opened.set(m, times(count, (conversion as WrittenLine).at(m)));
      }
      if (!isSingle)
        for (const flow of ['touches', 'opened'] as const)
          tables[flow].set(i, m, sum(lines.map((own) => own[flow].at(m))));
      const opened = (isIn: (touch: ChannelLines['touches'][number]) => boolean): Formula => {
        const chosen = lines.filter((_, t) => isIn(touches[t] as ChannelLines['touches'][number]));
        return chosen.length === lines.length
          ? (tables.opened.line(i)?.at(m) ?? 0)
          : sum(chosen.map((own) => own.opened.at(m)));
      };
      for (const side of SIDES)
        if (bySide[side].line(i))
          bySide[side].set(
            i,
            m,
            opened((touch) => touch.side === side),
          );
      if (tables.gated.line(i))
        tables.gated.set(
          i,
          m,
          opened((touch) => touch.gated),
        );
    }
    if (!isSingle)
      for (const own of lines)
        for (const line of Object.values(own)) line.set(TOTAL, sum(line.run(0, model.months - 1)));
  }
  return byTouch;
}

/** Beside what is opened: touches a month, and what share of them opens an opportunity. */
function addRates({ touches, opened }: Tables, months: number): void {
  const beside = touches.lines();
  for (const [i, line] of opened.lines().entries()) {
    const from = beside[i] as WrittenLine;
    if (line.broken || from.broken) continue;
    line.set(TOUCHES_A_MONTH, over(from.at(TOTAL), months));
    line.set(CONVERSION_AT, ratio(line.at(TOTAL), from.at(TOTAL)));
  }
}

/** What all closers cost, and what they are asked to bring. */
function moneyOfClosers({ model, closing, forecast }: FlowSetting): Pick<FlowLines, 'cost' | 'quota'> {
  const { closers, cost, quota } = closing ?? {};
  const ofAll = (kind: 'cost' | 'quota', each: WrittenLine | undefined, figure: Figure | undefined) => {
    if (!each || !closers) return undefined;
    const line = new WrittenLine({ kind }, 'money', 'months', isBroken(figure) ? figure : undefined);
    if (line.broken) return line;
    for (let m = 0; m < model.months; m++) line.set(m, times(closers.at(m), each.at(m)));
    line.set(TOTAL, sum(line.run(0, model.months - 1)));
    return line;
  };
  return { cost: ofAll('cost', cost, forecast.total.cost), quota: ofAll('quota', quota, forecast.quota) };
}
