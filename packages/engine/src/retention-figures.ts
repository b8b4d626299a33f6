import type { Evaluator } from './evaluator.ts';
import type { Series } from './model.ts';
import { type Broken, isBroken, type Model } from './model.ts';
import { CONTRACTION } from './place.ts';
import { zeros } from './series.ts';
import type { Sold } from './sold.ts';
import { work } from './work.ts';

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

/** What is taken back of a channel's revenue, and what stays of it. */
export interface Kept {
  /** Of each month's revenue, wherever it is taken back. */
  readonly lost: Series;
  /** The same by the month in which it is taken back, inside the period. */
  readonly givenBack: Series;
  readonly net: Series;
}

/** forecast.md, 4, for one channel; without retention nothing is given back, and `net` is `revenue`. */
export function keep({ revenue, revenueBy }: Sold, retention: RetentionFigures | undefined, blank: () => Series): Kept {
  const months = revenue.length;
  const none = zeros(months);
  const { customer, vendor } = revenueBy;
  if (!retention || (customer === none && vendor === none)) return { lost: none, givenBack: none, net: revenue };
  const { afterMonths } = retention;
  work.cells += 3 * months;
  const lost = blank();
  for (let m = 0; m < months; m++)
    lost[m] =
      (retention.customer[m] as number) * (customer[m] as number) +
      (retention.vendor[m] as number) * (vendor[m] as number);
  if (afterMonths >= months) return { lost, givenBack: none, net: revenue };
  const givenBack = blank();
  givenBack.set(lost.subarray(0, months - afterMonths), afterMonths);
  const net = blank();
  for (let m = 0; m < months; m++) net[m] = (revenue[m] as number) - (givenBack[m] as number);
  return { lost, givenBack, net };
}
