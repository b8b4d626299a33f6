import { type ByInitiator, INITIATORS, type OpenedFigures } from './channel-figures.ts';
import type { ClosingFigures } from './closing-figures.ts';
import { plus } from './level.ts';
import type { Initiator, Series } from './model.ts';
import { zeros } from './series.ts';
import { work } from './work.ts';

/** A channel from its queue to what is closed (forecast.md, 2 and 3). */
export interface Queue {
  readonly worked: Series;
  readonly backlog: Series;
  readonly closed: Series;
  readonly closedBy: ByInitiator;
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
  if (!share && openAtStart === 0 && isAtOnce(cycle))
    return { worked: opened, backlog: none, closed: opened, closedBy: openedBy };
  let [worked, backlog, closed] = [none, none, none];
  const closedBy = { customer: none, vendor: none, unsaid: none };
  for (const side of INITIATORS) {
    const arrived = openedBy[side];
    const queued = share && arrived !== none ? queue(arrived, share, blank) : { worked: arrived, backlog: none };
    const carried = side === (initiator ?? 'unsaid') ? openAtStart : 0;
    closedBy[side] = carry(carried, cycle, close(queued.worked, cycle, none, blank), none, blank);
    worked = plus(worked, queued.worked, blank);
    backlog = plus(backlog, queued.backlog, blank);
    closed = plus(closed, closedBy[side], blank);
  }
  return { worked: share ? worked : opened, backlog, closed, closedBy };
}

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
function queue(arrived: Series, share: Series, blank: () => Series): Pick<Queue, 'worked' | 'backlog'> {
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

/** True where all closes in the month in which it is worked. */
const isAtOnce = ([first, ...later]: readonly number[]): boolean => first === 1 && later.every((share) => share === 0);

/** Closes what is worked over the cycle; where all closes at once, that is the same series. */
function close(worked: Series, cycle: readonly number[], none: Series, blank: () => Series): Series {
  if (worked === none || isAtOnce(cycle)) return worked;
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
