import type { ActualMonth } from './actuals.ts';
import type { Month } from './calendar.ts';
import type { ClosingTerms } from './closing-terms.ts';
import { shareOver } from './compared.ts';
import { type ChannelForecast, type Figure, FLOWS, type Flow, type Flows } from './figures.ts';
import { type Channel, isBroken, type Series } from './model.ts';
import type { RetentionFigures } from './retention-figures.ts';
import { zeros } from './series.ts';

/** An outcome with what is recorded of what was closed, won and sold in the months that have actuals. */
export function recorded(
  outcome: ChannelForecast,
  rows: readonly ActualMonth[],
  start: Month,
  { initiator }: Channel,
  retention: ClosingTerms['retention'],
): ChannelForecast {
  const written = (figure: Figure, of: (row: ActualMonth) => number | undefined): Figure => {
    if (isBroken(figure)) return figure;
    const series = figure.slice();
    for (const row of rows) {
      const [m, value] = [row.month - start, of(row)];
      if (m >= 0 && value !== undefined) series[m] = value + (1 - shareOver(row)) * (series[m] as number);
    }
    return series;
  };
  const flows = Object.fromEntries(FLOWS.map((flow): [Flow, Figure] => [flow, outcome[flow]])) as Record<Flow, Figure>;
  const revenue = written(outcome.revenue, (row) => row.revenue);
  const { channel, openAtStart } = outcome;
  const kept =
    isBroken(revenue) || isBroken(retention)
      ? { givenBack: outcome.givenBack, net: outcome.net, lost: outcome.lost }
      : keptOf(revenue, outcome, initiator, retention);
  return {
    ...flows,
    channel,
    openAtStart,
    parts: [],
    closed: written(outcome.closed, (row) => row.closed),
    won: written(outcome.won, (row) => row.won),
    revenue,
    ...kept,
  };
}

/**
 * What is taken back of what was sold (forecast.md, 4): in each month as much of it as of what the outcome has, and where that has
 * nothing, as much as of a sale of the channel's own initiator.
 */
function keptOf(
  revenue: Series,
  { revenue: planned, lost: plannedLost }: ChannelForecast,
  initiator: Channel['initiator'],
  retention: RetentionFigures | undefined,
): Pick<Flows, 'givenBack' | 'net' | 'lost'> {
  const none = zeros(revenue.length);
  if (!retention) return { givenBack: none, net: revenue, lost: none };
  const [sold, taken] = [planned as Series, plannedLost as Series];
  const own = initiator ? retention[initiator] : none;
  const lost = revenue.map(
    (amount, m) => amount * (sold[m] === 0 ? (own[m] as number) : (taken[m] as number) / (sold[m] as number)),
  );
  const givenBack = revenue.map((_, m) => lost[m - retention.afterMonths] ?? 0);
  return { givenBack, net: revenue.map((amount, m) => amount - (givenBack[m] as number)), lost };
}
