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
  const ratio = (over: Flow, under: Flow) => pooled(sum(over), sum(under));
  const durable = combine(sum('revenue'), sum('lost'), (revenue, lost) => revenue - lost);
  return {
    touches: sum('touches'),
    opened: sum('opened'),
    worked: sum('worked'),
    closed: sum('closed'),
    won: sum('won'),
    revenue: sum('revenue'),
    cost: sum('cost'),
    net: sum('net'),
    durable,
    deferred: combine(sum('net'), durable, (net, lasting) => net - lasting),
    openAtEnd: combine(combine(sum('opened'), flows.openAtStart, plus), sum('closed'), (open, closed) => open - closed),
    backlogAtEnd: backlogAt(flows, months - 1),
    conversion: ratio('opened', 'touches'),
    winRate: ratio('won', 'closed'),
    dealSize: ratio('revenue', 'won'),
    pulledShare: pulledShare(flows, all),
    gatedShare: ratio('gated', 'opened'),
    leverageShare: ratio('leverage', 'opened'),
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
