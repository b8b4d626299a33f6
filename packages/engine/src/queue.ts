import { INITIATORS, type InitiatorKey, type OpenedFigures } from './channel-figures.ts';
import type { ClosingFigures } from './closing-figures.ts';
import type { Series } from './evaluator.ts';
import type { Model } from './model.ts';

/** A channel from its queue to its revenue (forecast.md, 2 and 3). */
export interface Queue {
  readonly worked: Series;
  readonly backlog: Series;
  readonly closed: Series;
  readonly won: Series;
  readonly revenue: Series;
  /** Revenue by who started the conversation; the sum is `revenue`. */
  readonly revenueBy: Readonly<Record<InitiatorKey, Series>>;
}

/** Works what every channel opened through the closers' shared queue, closes it over the cycle, and prices what is won. */
export function work(model: Model, channels: readonly OpenedFigures[], closing: ClosingFigures): readonly Queue[] {
  const { months } = model;
  const share = workedShare(months, channels, closing);
  return channels.map((figures) => {
    const zero = () => new Float64Array(months);
    const out = { worked: zero(), backlog: zero(), closed: zero(), won: zero(), revenue: zero() };
    const revenueBy: Record<InitiatorKey, Series> = { ...figures.openedBy };
    const winRate = figures.winRate ?? closing.winRate;
    const dealSize = figures.dealSize ?? closing.dealSize;
    for (const initiator of INITIATORS) {
      const arrive = figures.openedBy[initiator];
      const carried = initiator === (figures.channel.initiator ?? 'unsaid') ? figures.openAtStart : 0;
      if (carried === 0 && arrive.every((opened) => opened === 0)) continue; // its revenue is as zero as what it opened
      const closed = convolve(workThrough(arrive, share, out), closing.cycle);
      carry(carried, closing.cycle, closed);
      const earned = zero();
      revenueBy[initiator] = earned;
      for (let m = 0; m < months; m++) {
        const done = closed[m] as number;
        const won = done * (winRate[m] as number);
        const revenue = won * (dealSize[m] as number);
        out.closed[m] = (out.closed[m] as number) + done;
        out.won[m] = (out.won[m] as number) + won;
        out.revenue[m] = (out.revenue[m] as number) + revenue;
        earned[m] = revenue;
      }
    }
    return { ...out, revenueBy };
  });
}

/** min(1, limit / queue) by month: every channel is worked in proportion to its queue. */
function workedShare(months: number, channels: readonly OpenedFigures[], closing: ClosingFigures): Series {
  const share = new Float64Array(months).fill(1);
  let waiting = 0;
  for (let m = 0; m < months; m++) {
    let queue = waiting;
    for (const { opened } of channels) queue += opened[m] as number;
    const limit = closing.limit ? (closing.limit[m] as number) : (closing.attention?.[m] ?? 1) * queue;
    share[m] = shareWorked(limit, queue);
    waiting = queue * (1 - (share[m] as number));
  }
  return share;
}

/** The share of a queue that can be worked in a month; all of an empty one. */
export const shareWorked = (limit: number, queue: number): number => (queue > 0 ? Math.min(1, limit / queue) : 1);

/** True where nothing is left to close after the month in which it is worked, up to what arithmetic leaves. */
export const isWhole = (share: number): boolean => 1 - share <= 1e-9;

/** What of a stream is worked in each month; adds to the channel's worked and to its backlog at the month's end. */
function workThrough(arrive: Series, share: Series, out: { worked: Series; backlog: Series }): Series {
  const worked = new Float64Array(arrive.length);
  let waiting = 0;
  for (let m = 0; m < arrive.length; m++) {
    const queue = waiting + (arrive[m] as number);
    worked[m] = queue * (share[m] as number);
    waiting = queue - (worked[m] as number);
    out.worked[m] = (out.worked[m] as number) + (worked[m] as number);
    out.backlog[m] = (out.backlog[m] as number) + waiting;
  }
  return worked;
}

function convolve(worked: Series, cycle: readonly number[]): Series {
  const closed = new Float64Array(worked.length);
  for (const [k, share] of cycle.entries()) {
    if (share === 0) continue;
    for (let m = k; m < worked.length; m++) closed[m] = (closed[m] as number) + (worked[m - k] as number) * share;
  }
  return closed;
}

/**
 * Closes what was open at the start: worked in the month before the first, of which the share cycle[0] has closed by then.
 * They never enter the queue.
 */
function carry(openAtStart: number, cycle: readonly number[], closed: Series): void {
  if (openAtStart === 0) return;
  const atOnce = cycle[0] as number;
  if (isWhole(atOnce)) {
    closed[0] = (closed[0] as number) + openAtStart;
    return;
  }
  for (let m = 0; m < closed.length && m + 1 < cycle.length; m++)
    closed[m] = (closed[m] as number) + (openAtStart * (cycle[m + 1] as number)) / (1 - atOnce);
}
