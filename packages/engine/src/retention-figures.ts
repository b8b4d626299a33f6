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

/** forecast.md, 4, for one channel: what of each month's revenue is taken back at last, wherever that falls. */
export function lostOf({ revenueBy }: Queue, { customer, vendor }: RetentionFigures): Series {
  return customer.map(
    (rate, m) => rate * (revenueBy.customer[m] as number) + (vendor[m] as number) * (revenueBy.vendor[m] as number),
  );
}

/** The same by the month in which it is taken back, inside the period. */
export function givenBackOf(lost: Series, { afterMonths }: RetentionFigures): Series {
  const out = new Float64Array(lost.length);
  out.set(lost.subarray(0, Math.max(0, lost.length - afterMonths)), Math.min(afterMonths, lost.length));
  return out;
}
