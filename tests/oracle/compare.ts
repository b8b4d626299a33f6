/** Compares an engine's forecast with the oracle's, number by number. */
import type { OracleForecast } from './oracle-forecast.ts';

/** What is compared of the other side: the numbers of `eval --json`; words may differ, channels may be reordered. */
export interface ComparedForecast {
  readonly months: readonly string[];
  readonly channels: readonly ({ readonly name: string } & Record<ChannelSeries, Series>)[];
  readonly total: Record<ChannelSeries | TotalSeries, Series>;
  readonly summary: { readonly [F in keyof OracleForecast['summary']]: number | null };
}

type Series = readonly (number | null)[] | null;
type ChannelSeries = 'touches' | 'opened' | 'worked' | 'backlog' | 'closed' | 'won' | 'revenue';
type TotalSeries = 'cost' | 'givenBack' | 'net';

const CHANNEL_SERIES: readonly ChannelSeries[] = ['touches', 'opened', 'worked', 'backlog', 'closed', 'won', 'revenue'];
const TOTAL_SERIES: readonly (ChannelSeries | TotalSeries)[] = [...CHANNEL_SERIES, 'cost', 'givenBack', 'net'];

/**
 * Every place where two forecasts disagree, one line each (`summary.net: 1 expected, 2 found`); none where they agree.
 *
 * Relative to the larger of the two; what is a difference of larger numbers (backlog, net, open at end, deferred) is
 * relative to those, because its own last digits are lost in both.
 */
export function disagreements(expected: OracleForecast, actual: ComparedForecast, tolerance = 1e-9): string[] {
  const found: string[] = [];
  const check = (path: string, x: number | null, y: number | null | undefined, scale = 0): void => {
    const agrees =
      x === null || y === null || y === undefined
        ? x === y
        : Math.abs(x - y) <= tolerance * Math.max(Math.abs(x), Math.abs(y), scale);
    if (!agrees) found.push(`${path}: ${x} expected, ${y} found`);
  };
  const checkSeries = (path: string, x: readonly number[], y: Series | undefined, scale = 0): void => {
    if (!y || y.length !== x.length) found.push(`${path}: ${x.length} months expected, ${y?.length ?? 'none'} found`);
    else for (const [m, value] of x.entries()) check(`${path}[${m}]`, value, y[m], scale);
  };

  if (expected.months.join() !== actual.months.join()) {
    found.push(`months: ${expected.months.join()} expected, ${actual.months.join()} found`);
  }
  if (expected.channels.length !== actual.channels.length) {
    found.push(`channels: ${expected.channels.length} expected, ${actual.channels.length} found`);
  }
  for (const channel of expected.channels) {
    const other = actual.channels.find((each) => each.name === channel.name);
    for (const series of CHANNEL_SERIES) {
      checkSeries(`channels.${channel.name}.${series}`, channel[series], other?.[series], scaleOf(channel, series));
    }
  }
  const { total, summary } = expected;
  const revenueScale = Math.max(...total.revenue, ...total.givenBack);
  for (const series of TOTAL_SERIES) {
    const scale = series === 'net' ? revenueScale : scaleOf(total, series);
    checkSeries(`total.${series}`, total[series], actual.total[series], scale);
  }

  const revenue = Math.max(summary.revenue, Math.abs(summary.net), Math.abs(summary.durable));
  const scales: Partial<Record<keyof OracleForecast['summary'], number>> = {
    net: revenue,
    durable: revenue,
    deferred: revenue,
    openAtEnd: Math.max(summary.opened, summary.closed),
    backlogAtEnd: summary.opened,
  };
  for (const field of Object.keys(summary) as (keyof OracleForecast['summary'])[]) {
    check(`summary.${field}`, summary[field], actual.summary[field], scales[field]);
  }
  return found;
}

/** What waits is a difference of queues, and whatever is worked later comes of it: the series' own size is the scale. */
function scaleOf(of: OracleForecast['total'] | OracleForecast['channels'][number], series: string): number {
  if (series === 'worked' || series === 'backlog') return Math.max(...of.opened, ...of.backlog);
  if (series === 'closed' || series === 'won' || series === 'revenue') return Math.max(...of[series]);
  if (series === 'givenBack' && 'givenBack' in of) return Math.max(...of.givenBack);
  return 0;
}
