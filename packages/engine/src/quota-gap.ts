import { type Month, monthOfFiscalQuarter } from './calendar.ts';
import type { Forecast } from './figures.ts';
import { isBroken, type Model } from './model.ts';

/** What a fiscal quarter's quota asks for and what the forecast brings, both money. */
export interface QuarterOfQuota {
  /** First month of the quarter. */
  readonly start: Month;
  /** quota * closers, summed over the quarter. */
  readonly quota: number;
  readonly revenue: number;
}

/** The fiscal quarters that lie in the period as a whole, in their order; none without a quota, or where one of the two is withheld. */
export function quartersOfQuota(
  { start, months, fiscalYearStart }: Model,
  { quota, total: { revenue } }: Forecast,
): readonly QuarterOfQuota[] {
  if (!quota || isBroken(quota) || isBroken(revenue)) return [];
  const quarters: QuarterOfQuota[] = [];
  const first = (3 - monthOfFiscalQuarter(start, fiscalYearStart)) % 3;
  const sum = (series: Float64Array, m: number) => series.slice(m, m + 3).reduce((a, b) => a + b, 0);
  for (let m = first; m + 3 <= months; m += 3)
    quarters.push({ start: start + m, quota: sum(quota, m), revenue: sum(revenue, m) });
  return quarters;
}
