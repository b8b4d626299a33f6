import type { Figure, Flow, Flows, Summary, Total } from './figures.ts';
import { type Broken, isBroken } from './model.ts';

/** Months by their index in the period: from the first to the last, inclusive. */
export interface Months {
  readonly from: number;
  readonly to: number;
}

/** Sums the flows over the whole period (forecast.md, 3 and 4); ratios are pooled. */
export function summarise(flows: Flows, months: number): Summary {
  const all = { from: 0, to: months - 1 };
  const sum = (flow: Flow) => sumOver(flows[flow], all);
  const [touches, opened, closed, won] = [sum('touches'), sum('opened'), sum('closed'), sum('won')];
  const [revenue, net] = [sum('revenue'), sum('net')];
  const durable = combine(revenue, sum('lost'), (sold, lost) => sold - lost);
  return {
    touches,
    opened,
    worked: sum('worked'),
    closed,
    won,
    revenue,
    cost: sum('cost'),
    net,
    durable,
    deferred: combine(net, durable, (kept, lasting) => kept - lasting),
    openAtEnd: combine(combine(opened, flows.openAtStart, plus), closed, (open, done) => open - done),
    backlogAtEnd: backlogAt(flows, months - 1),
    conversion: pooled(opened, touches),
    winRate: pooled(won, closed),
    dealSize: pooled(revenue, won),
    pulledShare: pulledShare(flows, all),
    gatedShare: pooled(sum('gated'), opened),
    leverageShare: pooled(sum('leverage'), opened),
  };
}

/** Customer over customer and vendor of what was opened; what has no initiator counts on neither side. */
export const pulledShare = (flows: Flows, months: Months): Total => {
  const customer = sumOver(flows.customer, months);
  return pooled(customer, combine(customer, sumOver(flows.vendor, months), plus));
};

export function sumOver(figure: Figure, { from, to }: Months): number | Broken {
  if (isBroken(figure)) return figure;
  let sum = 0;
  for (let m = from; m <= to; m++) sum += figure[m] as number;
  return sum;
}

export const backlogAt = ({ backlog }: Flows, month: number): number | Broken =>
  isBroken(backlog) ? backlog : (backlog[month] ?? 0);

export const combine = (
  a: number | Broken,
  b: number | Broken,
  f: (a: number, b: number) => number,
): number | Broken => (isBroken(a) ? a : isBroken(b) ? b : f(a, b));

const plus = (a: number, b: number): number => a + b;

/** A ratio of two sums; null where the denominator is 0. */
export function pooled(numerator: number | Broken, denominator: number | Broken): Total {
  if (isBroken(numerator)) return numerator;
  if (isBroken(denominator)) return denominator;
  return denominator === 0 ? null : numerator / denominator;
}
