import { type ByInitiator, INITIATORS } from './channel-figures.ts';
import { type Level, multiplied, plus, product } from './level.ts';
import type { Series } from './model.ts';
import { hasFiniteSum, zeros } from './series.ts';

/** What closed opportunities are sold at, by month. */
export interface Rates {
  readonly winRate: Series;
  readonly dealSize: Series;
  /** The most that one opportunity brings in any month. */
  readonly most: number;
}

/** What is won, and what that brings (forecast.md, 3). */
export interface Sold {
  readonly won: Series;
  readonly revenue: Series;
  readonly revenueBy: ByInitiator;
}

export function ratesOf(winRate: Series, dealSize: Series): Rates {
  let most = 0;
  for (let m = 0; m < winRate.length; m++) most = Math.max(most, (winRate[m] as number) * (dealSize[m] as number));
  return { winRate, dealSize, most };
}

/** Prices what is won of what closed; the rates are those of the month in which it closes. */
export function sell(closedBy: ByInitiator<Level>, { winRate, dealSize }: Rates, blank: () => Series): Sold {
  const none = zeros(winRate.length);
  let [won, revenue] = [none, none];
  const revenueBy = { customer: none, vendor: none, unsaid: none };
  for (const side of INITIATORS) {
    const closed = closedBy[side];
    if (closed === 0 || closed === none) continue;
    const wonHere = product(closed, winRate, blank) as Series;
    revenueBy[side] = multiplied(wonHere, dealSize, blank());
    won = plus(won, wonHere, blank);
    revenue = plus(revenue, revenueBy[side], blank);
  }
  return { won, revenue, revenueBy };
}

/** True where what closes, which are at most `count`, brings a sum that fits a double; mostly that is plain without selling it. */
export function canBeSold(count: number, closedBy: ByInitiator<Level>, rates: Rates): boolean {
  if (!Number.isFinite(count)) return false;
  const blank = () => new Float64Array(rates.winRate.length);
  return count * rates.most < PLAINLY_FITS || hasFiniteSum(sell(closedBy, rates, blank).revenue);
}

const PLAINLY_FITS = 1e300;
