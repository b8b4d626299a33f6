import { workdayAfter, workdays, workdaysThrough } from './calendar.ts';
import type { Compared } from './compared.ts';

/** A month that is not over: where it stands, and what it asks for (variance.md, 6). Workdays are Mondays to Fridays. */
export interface Pace {
  /** Planned touches of the workdays that are over, less those that were made; below 0 where there were more. */
  readonly behind: number;
  /** Touches of the next five workdays, or as many as the month still has, that the plan asks for. */
  readonly planned: number;
  /** How many workdays those are. */
  readonly days: number;
  /** The last day of the month that is covered, and the first and the last of those workdays. */
  readonly through: number;
  readonly first: number;
  readonly last: number;
}

/** The pace of a month that is not over; undefined on its last workday, when nothing can be made up for in it. */
export function paceOf({ month, plan, actual }: Compared): Pace | undefined {
  const all = workdays(month);
  const through = actual.through as number;
  const over = workdaysThrough(month, through);
  const days = Math.min(WEEK, all - over);
  if (days === 0 || over === 0) return undefined;
  const [first, last] = [workdayAfter(month, through, 1), workdayAfter(month, through, days)];
  return { behind: plan.touches - actual.touches, planned: (plan.touches / over) * days, days, through, first, last };
}

const WEEK = 5;
