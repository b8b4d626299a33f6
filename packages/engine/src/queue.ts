import { type ByInitiator, INITIATORS, type InitiatorKey, type OpenedFigures, sumOf } from './channel-figures.ts';
import type { ClosingFigures } from './closing-figures.ts';
import { multiplied } from './level.ts';
import type { Initiator, Series } from './model.ts';
import { hasFiniteSum, zeros } from './series.ts';
import { work } from './work.ts';

/** A channel from its queue to what is closed (forecast.md, 2 and 3). */
export interface Queue {
  readonly worked: Series;
  readonly backlog: Series;
  readonly closed: Series;
  readonly closedBy: ByInitiator;
}

/** What a channel wins, and what that brings (forecast.md, 3). */
export interface Sold {
  readonly won: Series;
  readonly revenue: Series;
  readonly revenueBy: ByInitiator;
}

/**
 * Works what a channel opened through the closers' shared queue, of which `share` is worked in each month (all of it without
 * one), and closes it over the cycle. What is open at start is of the channel's own `initiator`.
 */
export function workThrough(
  figures: OpenedFigures,
  initiator: Initiator | undefined,
  share: Series | undefined,
  cycle: readonly number[],
  blank: () => Series,
): Queue {
  const { openedBy, openAtStart, opened } = figures;
  const none = zeros(opened.length);
  const streams = INITIATORS.map((side): Stream => {
    const arrived = openedBy[side];
    const queued = share && arrived !== none ? queue(arrived, share, blank) : { worked: arrived, backlog: none };
    const carried = side === (initiator ?? 'unsaid') ? openAtStart : 0;
    return { ...queued, closed: carry(carried, cycle, close(queued.worked, cycle, none, blank), none, blank) };
  });
  const sum = (of: keyof Stream) =>
    sumOf(
      streams.map((stream) => stream[of]),
      none,
      blank,
    );
  const [customer, vendor, unsaid] = streams.map(({ closed }) => closed) as [Series, Series, Series];
  return {
    worked: share ? sum('worked') : opened,
    backlog: sum('backlog'),
    closed: sum('closed'),
    closedBy: { customer, vendor, unsaid },
  };
}

interface Stream {
  readonly worked: Series;
  readonly backlog: Series;
  readonly closed: Series;
}

/** Prices what is won of what a channel closed; the rates are those of the month in which it closes. */
export function sell({ closedBy }: Queue, winRate: Series, dealSize: Series, blank: () => Series): Sold {
  const none = zeros(winRate.length);
  const by = (of: ByInitiator, rate: Series): Record<InitiatorKey, Series> => {
    const times = (series: Series) => (series === none ? none : multiplied(series, rate, blank()));
    return { customer: times(of.customer), vendor: times(of.vendor), unsaid: times(of.unsaid) };
  };
  const all = ({ customer, vendor, unsaid }: ByInitiator) => sumOf([customer, vendor, unsaid], none, blank);
  const wonBy = by(closedBy, winRate);
  const revenueBy = by(wonBy, dealSize);
  return { won: all(wonBy), revenue: all(revenueBy), revenueBy };
}

/** True where what a channel closes and what that brings fit a double. */
export const fitsDoubles = ({ closed }: Queue, { revenue }: Sold): boolean =>
  hasFiniteSum(closed) && hasFiniteSum(revenue);

/**
 * min(1, limit / queue) by month, of what all channels open: every channel is worked in proportion to its queue. Undefined
 * where nothing is left to wait.
 */
export function shareByMonth(arrived: Series, { limit, attention }: ClosingFigures): Series | undefined {
  if (!limit && !attention) return undefined;
  work.cells += arrived.length;
  let waiting = 0;
  const shares = arrived.map((opened, m) => {
    const queue = waiting + opened;
    const share = shareWorked(limit ? (limit[m] as number) : ((attention as Series)[m] as number) * queue, queue);
    waiting = queue * (1 - share);
    return share;
  });
  return shares.every((share) => share === 1) ? undefined : shares;
}

/** The share of a queue that can be worked in a month; all of an empty one. */
export const shareWorked = (limit: number, queue: number): number => (queue > 0 ? Math.min(1, limit / queue) : 1);

/** True where nothing is left to close after the month in which it is worked, up to what arithmetic leaves. */
export const isWhole = (share: number): boolean => 1 - share <= 1e-9;

/** What of a stream is worked in each month, and what waits at its end. */
function queue(arrived: Series, share: Series, blank: () => Series): Pick<Stream, 'worked' | 'backlog'> {
  const [worked, backlog] = [blank(), blank()];
  work.cells += 2 * arrived.length;
  let waiting = 0;
  for (let m = 0; m < arrived.length; m++) {
    const queue = waiting + (arrived[m] as number);
    const done = queue * (share[m] as number);
    waiting = queue - done;
    worked[m] = done;
    backlog[m] = waiting;
  }
  return { worked, backlog };
}

/** Closes what is worked over the cycle; where all closes at once, that is the same series. */
function close(worked: Series, cycle: readonly number[], none: Series, blank: () => Series): Series {
  if (worked === none || (cycle[0] === 1 && cycle.every((share, k) => k === 0 || share === 0))) return worked;
  const closed = blank();
  for (const [k, share] of cycle.entries()) {
    if (share === 0) continue;
    work.cells += closed.length;
    for (let m = k; m < closed.length; m++) closed[m] = (closed[m] as number) + (worked[m - k] as number) * share;
  }
  return closed;
}

/**
 * Closes what was open at the start: worked in the month before the first, of which the share cycle[0] has closed by then.
 * They never enter the queue.
 */
function carry(
  openAtStart: number,
  cycle: readonly number[],
  closed: Series,
  none: Series,
  blank: () => Series,
): Series {
  if (openAtStart === 0) return closed;
  const out = blank();
  if (closed !== none) out.set(closed);
  const atOnce = cycle[0] as number;
  if (isWhole(atOnce)) {
    out[0] = (out[0] as number) + openAtStart;
    return out;
  }
  for (let m = 0; m < out.length && m + 1 < cycle.length; m++)
    out[m] = (out[m] as number) + (openAtStart * (cycle[m + 1] as number)) / (1 - atOnce);
  return out;
}
