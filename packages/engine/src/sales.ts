import { type ByInitiator, INITIATORS } from './channel-figures.ts';
import type { Figure, Flows } from './figures.ts';
import { type Amount, type Level, plus } from './level.ts';
import { type Broken, isBroken, type Series } from './model.ts';
import { keep, type RetentionFigures } from './retention-figures.ts';
import { zeros } from './series.ts';
import { type Rates, sell } from './sold.ts';

/** What is won, what that brings, and what of it stays. */
export type Sales = Pick<Flows, 'won' | 'revenue' | 'givenBack' | 'net' | 'lost'>;

/** What is sold of what closes, and what is given back of that (forecast.md, 3 and 4). */
export function salesOf(
  closedBy: ByInitiator<Amount>,
  rates: Rates,
  retention: RetentionFigures | Broken | undefined,
  blank: () => Series,
): Sales {
  for (const side of INITIATORS) if (isBroken(closedBy[side])) return withheldSales(closedBy[side]);
  const sold = sell(closedBy as ByInitiator<Level>, rates, blank);
  const { won, revenue } = sold;
  if (isBroken(retention)) return { won, revenue, givenBack: retention, net: retention, lost: retention };
  const { givenBack, net, lost } = keep(sold, retention, blank);
  return { won, revenue, givenBack, net, lost };
}

export const withheldSales = (because: Broken): Sales => ({
  won: because,
  revenue: because,
  givenBack: because,
  net: because,
  lost: because,
});

/** Sales of two kinds together; withheld by the first that are. */
export function bothSales(a: Sales, b: Sales, blank: () => Series): Sales {
  const both = (x: Figure, y: Figure): Figure => (isBroken(x) ? x : isBroken(y) ? y : plus(x, y, blank));
  return {
    won: both(a.won, b.won),
    revenue: both(a.revenue, b.revenue),
    givenBack: both(a.givenBack, b.givenBack),
    net: both(a.net, b.net),
    lost: both(a.lost, b.lost),
  };
}

/** The sales of what sells nothing. There is one for a length, as of `zeros`. */
export function noSales(months: number): Sales {
  const none = zeros(months);
  const known = NO_SALES[months] ?? { won: none, revenue: none, givenBack: none, net: none, lost: none };
  NO_SALES[months] = known;
  return known;
}

const NO_SALES: Sales[] = [];
