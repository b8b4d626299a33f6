import { type ByInitiator, INITIATORS, type InitiatorKey, type OpenedFigures } from './channel-figures.ts';
import type { ClosingFigures } from './closing-figures.ts';
import { type Level, plus, sumOfLevels } from './level.ts';
import type { Initiator, Series } from './model.ts';
import { zeros } from './series.ts';
import { work } from './work.ts';

/** A channel from its queue to what is closed (forecast.md, 2 and 3). */
export interface Queue {
  readonly worked: Level;
  readonly backlog: Level;
  readonly closed: Level;
  readonly closedBy: ByInitiator<Level>;
  /** What was open when the period started. */
  readonly openAtStart: number;
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
  const { openedBy, openedBefore, opened, months } = figures;
  const carried = openedBefore ? stillToClose(openedBefore, cycle) : carriedOver(figures.openAtStart, cycle);
  const openAtStart = openedBefore ? carried.reduce((sum, count) => sum + count, 0) : figures.openAtStart;
  if (!share && openAtStart === 0 && isAtOnce(cycle))
    return { worked: opened, backlog: 0, closed: opened, closedBy: openedBy, openAtStart };
  const none = zeros(months);
  let [worked, backlog, closed]: [Level, Series, Level] = [0, none, 0];
  const closedBy: Record<InitiatorKey, Level> = { customer: 0, vendor: 0, unsaid: 0 };
  for (const side of INITIATORS) {
    const arrived = openedBy[side];
    const queued = share && arrived !== 0 ? queue(arrived, share, blank) : { worked: arrived, backlog: none };
    const closing = close(queued.worked, cycle, blank);
    closedBy[side] = side === (initiator ?? 'unsaid') ? carry(carried, closing, blank) : closing;
    worked = sumOfLevels(worked, queued.worked, blank);
    backlog = plus(backlog, queued.backlog, blank);
    closed = sumOfLevels(closed, closedBy[side], blank);
  }
  return { worked: share ? worked : opened, backlog, closed, closedBy, openAtStart };
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
function queue(
  arrived: Level,
  share: Series,
  blank: () => Series,
): { readonly worked: Series; readonly backlog: Series } {
  const [worked, backlog] = [blank(), blank()];
  work.cells += 2 * share.length;
  let waiting = 0;
  for (let m = 0; m < share.length; m++) {
    const queue = waiting + (typeof arrived === 'number' ? arrived : (arrived[m] as number));
    const done = queue * (share[m] as number);
    waiting = queue - done;
    worked[m] = done;
    backlog[m] = waiting;
  }
  return { worked, backlog };
}

/** True where all closes in the month in which it is worked. */
const isAtOnce = (cycle: readonly number[]): boolean => cycle.every((share, k) => share === (k === 0 ? 1 : 0));

/** Closes what is worked over the cycle; where all closes at once, that is the same. */
function close(worked: Level, cycle: readonly number[], blank: () => Series): Level {
  if (worked === 0 || isAtOnce(cycle)) return worked;
  const closed = blank();
  for (const [k, share] of cycle.entries()) {
    if (share === 0) continue;
    work.cells += closed.length;
    for (let m = k; m < closed.length; m++)
      closed[m] = (closed[m] as number) + (typeof worked === 'number' ? worked : (worked[m - k] as number)) * share;
  }
  return closed;
}

/**
 * What was open at start, by the month of the period in which it closes: worked in the month before the first, of which the share
 * cycle[0] has closed by then. It never enters the queue.
 */
export function carriedOver(openAtStart: number, cycle: readonly number[]): readonly number[] {
  if (openAtStart === 0) return NOTHING_CARRIED;
  const [atOnce, ...later] = cycle as [number, ...number[]];
  return isWhole(atOnce) ? [openAtStart] : later.map((share) => (openAtStart * share) / (1 - atOnce));
}

const NOTHING_CARRIED: readonly number[] = [];

/** The same of what is known to have been opened in each month before the period, the last of them first. */
function stillToClose(openedBefore: readonly number[], cycle: readonly number[]): readonly number[] {
  return cycle
    .slice(1)
    .map((_, m) => openedBefore.reduce((sum, opened, before) => sum + opened * (cycle[m + 1 + before] ?? 0), 0));
}

/** Adds what closes of what came before the period. */
function carry(carried: readonly number[], closed: Level, blank: () => Series): Level {
  if (carried.every((count) => count === 0)) return closed;
  const out = blank();
  if (typeof closed === 'number') out.fill(closed);
  else out.set(closed);
  for (let m = 0; m < out.length && m < carried.length; m++) out[m] = (out[m] as number) + (carried[m] as number);
  return out;
}
