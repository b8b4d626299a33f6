import type { Evaluator, Series } from './evaluator.ts';
import { type Broken, isBroken, type Model } from './model.ts';
import { CONTRACTION } from './place.ts';
import type { Queue } from './queue.ts';

/** Rates of taking back by month of the sale and by initiator, and after how many months. */
export interface RetentionFigures {
  readonly customer: Series;
  readonly vendor: Series;
  readonly afterMonths: number;
}

/** The model's retention; broken where any of its fields is, undefined where it has none. */
export function evaluateRetention(model: Model, values: Evaluator): RetentionFigures | Broken | undefined {
  const { retention } = model;
  if (!retention) return undefined;
  const customer = values.series(retention.customer, CONTRACTION);
  const vendor = values.series(retention.vendor, CONTRACTION);
  if (retention.broken) return retention.broken;
  if (isBroken(customer)) return customer;
  return isBroken(vendor) ? vendor : { customer, vendor, afterMonths: retention.afterMonths };
}

/** forecast.md, 4: what of the revenue of `afterMonths` ago is taken back in each month of the period. */
export function takenBack(months: number, worked: readonly Queue[], retention: RetentionFigures | undefined): Series {
  const out = new Float64Array(months);
  if (!retention) return out;
  const { customer, vendor, afterMonths } = retention;
  for (let m = afterMonths; m < months; m++) {
    const then = m - afterMonths;
    for (const { revenueBy } of worked) {
      out[m] =
        (out[m] as number) +
        (customer[then] as number) * (revenueBy.customer[then] as number) +
        (vendor[then] as number) * (revenueBy.vendor[then] as number);
    }
  }
  return out;
}

/** All that is taken back of the period's revenue, wherever it falls. */
export function takenBackAtLast(worked: readonly Queue[], retention: RetentionFigures | undefined): number {
  if (!retention) return 0;
  let sum = 0;
  for (const { revenueBy } of worked) {
    for (const [m, rate] of retention.customer.entries()) sum += rate * (revenueBy.customer[m] as number);
    for (const [m, rate] of retention.vendor.entries()) sum += rate * (revenueBy.vendor[m] as number);
  }
  return sum;
}
