import type { Broken } from '../model.ts';
import type { Cell, Formula } from './cell.ts';
import type { ClosingLines } from './closing-lines.ts';
import type { Tables } from './flow-tables.ts';
import { minus, plus, times } from './formula.ts';
import { WrittenLine } from './line.ts';

/** The queue of all channels, what can be worked of it in a month, and what share that is. */
export type QueueLines = Readonly<Record<'queue' | 'limit' | 'share', WrittenLine>>;

/** The lines of the closers' queue, and why it or its limit is not known. */
export function queueLines(broken: Broken | undefined, noLimit: Broken | undefined): QueueLines {
  return {
    queue: new WrittenLine({ kind: 'queue' }, 'count', 'months', broken),
    limit: new WrittenLine({ kind: 'limit' }, 'count', 'months', noLimit),
    share: new WrittenLine({ kind: 'share worked' }, 'rate', 'months', broken),
  };
}

/** What share of the queue of all channels is worked in a month (forecast.md, 2). */
export function workOff(
  { capacity, closers, attention }: ClosingLines,
  { queue, limit, share }: QueueLines,
  { opened, backlog }: Tables,
  m: number,
): void {
  const arrived = queue.broken ? undefined : opened.total.at(m);
  const waiting = arrived && queue.set(m, m > 0 ? plus(backlog.total.at(m - 1), arrived) : arrived);
  if (limit.broken) return;
  const each = capacity && closers ? times(capacity.at(m), closers.at(m)) : (waiting as Cell);
  const most = limit.set(m, attention ? times(each, attention.at(m)) : each);
  if (waiting) share.set(m, { op: 'share', limit: most, queue: waiting });
}

/** Works a month of a channel's queue, or all of what arrives where nothing limits the closers. */
export function workOne(
  opened: WrittenLine | undefined,
  { worked, backlog }: Tables,
  i: number,
  share: WrittenLine | undefined,
  m: number,
): void {
  const arrived = opened?.at(m) as Cell;
  if (!share) {
    worked.set(i, m, arrived);
    backlog.set(i, m, 0);
    return;
  }
  const { done, left } = workedOff(arrived, m > 0 ? backlog.line(i)?.at(m - 1) : undefined, share.at(m));
  backlog.set(i, m, left(worked.set(i, m, done)));
}

/** What is worked of what waited and what arrives, and what is left then. */
export function workedOff(
  arrived: Formula,
  waited: Cell | undefined,
  share: Cell,
): { done: Formula; left: (done: Cell) => Formula } {
  const queue = waited ? plus(waited, arrived) : arrived;
  return { done: times(queue, share), left: (done) => minus(queue, done) };
}
