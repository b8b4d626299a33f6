import type { ActualMonth, Actuals } from './actuals.ts';
import { type Month, workdays, workdaysThrough } from './calendar.ts';
import type { ChannelForecast, Figure } from './figures.ts';
import { type Broken, type Channel, isBroken, type Window } from './model.ts';
import { remembered } from './remembered.ts';

/** What a channel was to come to, by month of the period. */
export type Planned = Pick<ChannelForecast, 'channel' | 'touches' | 'opened' | 'closed' | 'won' | 'revenue'>;

/** Counts of some months, and money. What is absent was not recorded in all of them, or is withheld. */
export interface Counts {
  readonly touches: number;
  readonly opened: number;
  readonly closed?: number;
  readonly won?: number;
  readonly revenue?: number;
}

/** One month of a channel: plan beside actual. */
export interface Compared {
  readonly month: Month;
  /** Of a month that is not over, the share of it that falls on the workdays that are (variance.md, 6). */
  readonly plan: Counts;
  readonly actual: ActualMonth;
  readonly isWhole: boolean;
}

/**
 * The months of a window for which there are actuals of the channel's source, beside what was planned, in their order. Broken where
 * what the channel opens is withheld. `start` is the first month of the plan.
 */
export function comparedMonths(
  planned: Planned,
  rows: readonly ActualMonth[],
  start: Month,
  { from, to }: Window,
): readonly Compared[] | Broken {
  const { touches, opened, closed, won, revenue } = planned;
  if (isBroken(touches)) return touches;
  if (isBroken(opened)) return opened;
  const [first, last] = [Math.max(from, start), Math.min(to, start + touches.length - 1)];
  const months: Compared[] = [];
  for (const actual of rows) {
    const { month, through } = actual;
    if (month < first || month > last) continue;
    const share = shareOver(actual);
    const at = (figure: Figure) => (isBroken(figure) ? undefined : (figure[month - start] as number) * share);
    const plan = {
      touches: at(touches) as number,
      opened: at(opened) as number,
      closed: at(closed),
      won: at(won),
      revenue: at(revenue),
    };
    months.push({ month, plan, actual, isWhole: through === undefined });
  }
  return months;
}

/** The share of its month's workdays that a row covers. */
export const shareOver = ({ month, through }: ActualMonth): number =>
  through === undefined ? 1 : workdaysThrough(month, through) / workdays(month);

/** The rows of each source, in the order of their months. */
export const rowsBySource = remembered((actuals: Actuals): ReadonlyMap<string, readonly ActualMonth[]> => {
  const bySource = new Map<string, ActualMonth[]>();
  for (const row of actuals.rows) {
    const rows = bySource.get(row.source);
    if (rows) rows.push(row);
    else bySource.set(row.source, [row]);
  }
  return bySource;
});

/** The rows of each channel's source, in their order. Of two channels that feed one source, which is an error, the first has them. */
export function rowsOfEach(
  channels: readonly Pick<Channel, 'source'>[],
  actuals: Actuals,
): readonly (readonly ActualMonth[])[] {
  const bySource = rowsBySource(actuals);
  const taken = new Set<string>();
  return channels.map(({ source }) => {
    if (source === undefined || taken.has(source)) return NO_ROWS;
    taken.add(source);
    return bySource.get(source) ?? NO_ROWS;
  });
}

export const NO_ROWS: readonly ActualMonth[] = [];

/** The sum of some counts; what is absent in one of them is absent, and of none at all there is nothing but zeros. */
export function sumOfCounts(all: readonly Counts[]): Counts {
  const sum = (of: (counts: Counts) => number | undefined): number | undefined => {
    let total: number | undefined = 0;
    for (const counts of all) {
      const value = of(counts);
      if (value === undefined) return undefined;
      total += value;
    }
    return total;
  };
  return {
    touches: sum(({ touches }) => touches) as number,
    opened: sum(({ opened }) => opened) as number,
    closed: sum(({ closed }) => closed),
    won: sum(({ won }) => won),
    revenue: sum(({ revenue }) => revenue),
  };
}
