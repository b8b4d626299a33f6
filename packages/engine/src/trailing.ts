import type { ActualMonth } from './actuals.ts';
import type { Month } from './calendar.ts';
import type { OpenedFigures } from './channel-figures.ts';
import type { ClosingFigures } from './closing-figures.ts';
import type { Window } from './model.ts';
import { carriedOver } from './queue.ts';
import { remembered } from './remembered.ts';
import { type Trailing, trailingOf } from './true-up.ts';

/** What happened of one source over its trailing months. */
export interface TrailingActual extends Trailing {
  /** First and last of the months. */
  readonly from: Month;
  readonly to: Month;
  /** Touches a month. */
  readonly volume: number;
}

/** How many months trail: a quarter. */
export const TRAILING_MONTHS = 3;

/**
 * The trailing actual of a source: its last whole months that follow each other, at most `TRAILING_MONTHS` of them (variance.md, 4).
 * `rows` are those of the source, in the order of their months. Undefined without a whole month.
 */
export const trailingActual = remembered((rows: readonly ActualMonth[]): TrailingActual | undefined => {
  const months = trailingMonths(rows, TRAILING_MONTHS);
  const [first, last] = [months[0], months.at(-1)];
  if (!first || !last) return undefined;
  const trailing = trailingOf(months);
  return { ...trailing, from: first.month, to: last.month, volume: trailing.touches / months.length };
});

/** The last whole months of a source that follow each other. */
function trailingMonths(rows: readonly ActualMonth[], count: number): readonly ActualMonth[] {
  const months: ActualMonth[] = [];
  for (let i = rows.length - 1; i >= 0 && months.length < count; i--) {
    const row = rows[i] as ActualMonth;
    if (row.through !== undefined) continue;
    const next = months[0];
    if (next && next.month !== row.month + 1) break;
    months.unshift(row);
  }
  return months;
}

/** First and last of the last whole months of a source that follow each other, however many; undefined without one. */
const lastRun = remembered((rows: readonly ActualMonth[]): Window | undefined => {
  const months = trailingMonths(rows, Number.POSITIVE_INFINITY);
  const [first, last] = [months[0], months.at(-1)];
  return first && last && { from: first.month, to: last.month };
});

/** What was closed and won over the trailing months, of one channel or of several together. */
export interface TrailingSales {
  readonly from: Month;
  readonly to: Month;
  readonly won: number;
  /** What was closed; where that is not recorded, what was due to be by the cycle. */
  readonly closed: number;
  readonly isAgeAdjusted: boolean;
  /** Undefined where nothing was closed. */
  readonly winRate: number | undefined;
  /** Undefined where nothing was won, or revenue is not recorded. */
  readonly dealSize: number | undefined;
  readonly revenue: number | undefined;
  readonly isUsable: boolean;
}

/** A source's rows, and what closes in a month of what was open before the first of them: absent where that is withheld. */
export interface SalesStream {
  readonly rows: readonly ActualMonth[];
  readonly carried?: (month: Month) => number;
}

/** What was open before the first row closes along the cycle, where no row says what it was. */
export function salesStream(
  { openAtStart, openedBefore }: OpenedFigures,
  rows: readonly ActualMonth[],
  { cycle }: ClosingFigures,
  start: Month,
): SalesStream {
  const carried = openedBefore ? [] : carriedOver(openAtStart, cycle);
  return { rows, carried: (month) => carried[month - start] ?? 0 };
}

/**
 * The trailing sales of some sources: over the last `TRAILING_MONTHS` for which all of them have whole rows. Where what was closed is not
 * recorded, the win rate is adjusted for age: of what was opened in each month, as much counts as the cycle lets close within the
 * trailing months (variance.md, 4). `cycle[k]` is the share that closes k months after it is opened. Undefined where the won are not
 * recorded, or what the win rate is adjusted by is withheld.
 */
export function trailingSales(streams: readonly SalesStream[], cycle: readonly number[]): TrailingSales | undefined {
  const known = streams.filter(({ rows }) => lastRun(rows));
  const runs = known.map(({ rows }) => lastRun(rows) as Window);
  const to = Math.min(...runs.map((run) => run.to));
  // Of what ended before the last ones of another there are no months that are trailing in both.
  if (known.length === 0 || runs.some((run) => run.to - TRAILING_MONTHS + 1 > to || run.from > to)) return undefined;
  const from = Math.max(to - TRAILING_MONTHS + 1, ...runs.map((run) => run.from));
  let [won, closed, revenue]: (number | undefined)[] = [0, 0, 0];
  let due: number | undefined = 0;
  for (const { rows, carried } of known) {
    const own = soldIn(rows, from, to);
    won = bothOf(won, own.won);
    closed = bothOf(closed, own.closed);
    revenue = bothOf(revenue, own.revenue);
    due = bothOf(due, carried && dueOf(rows, cycle, from, to) + carriedIn(carried, from, to));
  }
  const all = closed ?? due;
  if (won === undefined || all === undefined) return undefined;
  return {
    from,
    to,
    won,
    closed: all,
    isAgeAdjusted: closed === undefined,
    winRate: all > 0 ? won / all : undefined,
    dealSize: revenue === undefined || won === 0 ? undefined : revenue / won,
    revenue,
    isUsable: won >= LEAST_WON,
  };
}

function carriedIn(carried: (month: Month) => number, from: Month, to: Month): number {
  let sum = 0;
  for (let month = from; month <= to; month++) sum += carried(month);
  return sum;
}

/** The rates to go on with: none of too few, and none that cannot be. */
export const usableRates = ({
  isUsable,
  winRate,
  dealSize,
}: TrailingSales): Pick<TrailingSales, 'winRate' | 'dealSize'> => ({
  winRate: isUsable && winRate !== undefined && winRate <= 1 ? winRate : undefined,
  dealSize: isUsable && dealSize !== undefined && dealSize > 0 ? dealSize : undefined,
});

/** As for opened: below that a rate says little. */
const LEAST_WON = 10;

/** A sum of which a part is not recorded is not either. */
const bothOf = (a: number | undefined, b: number | undefined): number | undefined =>
  a === undefined || b === undefined ? undefined : a + b;

/** What is recorded of some months of a source. */
const soldIn = remembered((rows: readonly ActualMonth[], from: Month, to: Month) =>
  rows
    .filter(({ month }) => month >= from && month <= to)
    .reduce<Pick<ActualMonth, 'won' | 'closed' | 'revenue'>>(
      (sum, row) => ({
        won: bothOf(sum.won, row.won),
        closed: bothOf(sum.closed, row.closed),
        revenue: bothOf(sum.revenue, row.revenue),
      }),
      { won: 0, closed: 0, revenue: 0 },
    ),
);

/** What the cycle lets close from one month to another. */
const dueOf = remembered((rows: readonly ActualMonth[], cycle: readonly number[], from: Month, to: Month): number => {
  let due = 0;
  for (const { month, opened } of rows)
    for (const [k, share] of cycle.entries()) if (month + k >= from && month + k <= to) due += opened * share;
  return due;
});
