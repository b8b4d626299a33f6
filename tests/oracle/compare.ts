/** Compares an engine's forecast with the oracle's, number by number. */
import type { OracleForecast } from './oracle-forecast.ts';

/** What is compared of the other side: the numbers of `eval --json`; words may differ, channels may be reordered. */
export interface ComparedForecast extends ComparedFigures {
  readonly months: readonly string[];
  readonly channels: readonly ComparedChannel[];
}

/** The figures of a model or of a scenario. */
export interface ComparedFigures {
  readonly total: Record<ChannelSeries | TotalSeries, Series>;
  readonly summary: { readonly [F in keyof OracleForecast['summary']]: number | null };
}

/** The words are compared of a portfolio's parts alone, which have a title and no more. */
type ComparedChannel = { readonly name: string } & {
  readonly [F in 'title' | 'layer' | 'source' | 'owner']?: unknown;
} & Record<ChannelSeries, Series>;

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
  if (expected.months.join() !== actual.months.join()) {
    found.push(`months: ${expected.months.join()} expected, ${actual.months.join()} found`);
  }
  if (expected.channels.length !== actual.channels.length) {
    found.push(`channels: ${expected.channels.length} expected, ${actual.channels.length} found`);
  }
  const { checkSeries } = checks(found, tolerance);
  for (const channel of expected.channels) {
    const other = actual.channels.find((each) => each.name === channel.name);
    for (const series of CHANNEL_SERIES) {
      checkSeries(`channels.${channel.name}.${series}`, channel[series], other?.[series], scaleOf(channel, series));
    }
    if (channel.layer !== null) continue;
    for (const word of ['title', 'layer', 'source', 'owner'] as const) {
      if (channel[word] !== other?.[word]) found.push(`channels.${channel.name}.${word}: ${other?.[word]} found`);
    }
  }
  return [...found, ...figureDisagreements(expected, actual, tolerance)];
}

/** The same of totals and summaries alone. */
export function figureDisagreements(
  { total, summary }: Pick<OracleForecast, 'total' | 'summary'>,
  actual: ComparedFigures,
  tolerance = 1e-9,
): string[] {
  const found: string[] = [];
  const { check, checkSeries } = checks(found, tolerance);
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
    // In a portfolio it comes of what opened and closed before its own period as well.
    openAtEnd: Math.max(summary.opened, summary.closed, 1),
    backlogAtEnd: summary.opened,
  };
  for (const field of Object.keys(summary) as (keyof OracleForecast['summary'])[]) {
    check(`summary.${field}`, summary[field], actual.summary[field], scales[field]);
  }
  return found;
}

type Check = (path: string, x: number | null, y: number | null | undefined, scale?: number) => void;
type CheckSeries = (path: string, x: readonly number[], y: Series | undefined, scale?: number) => void;

/** Adds a line where two numbers differ; the tolerance is relative to the larger of them and of `scale`. */
export function checks(found: string[], tolerance: number): { check: Check; checkSeries: CheckSeries } {
  const check: Check = (path, x, y, scale = 0) => {
    const agrees =
      x === null || y === null || y === undefined
        ? x === y
        : Math.abs(x - y) <= tolerance * Math.max(Math.abs(x), Math.abs(y), scale);
    if (!agrees) found.push(`${path}: ${x} expected, ${y} found`);
  };
  const checkSeries: CheckSeries = (path, x, y, scale = 0) => {
    if (!y || y.length !== x.length) found.push(`${path}: ${x.length} months expected, ${y?.length ?? 'none'} found`);
    else for (const [m, value] of x.entries()) check(`${path}[${m}]`, value, y[m], scale);
  };
  return { check, checkSeries };
}

/** What waits is a difference of queues, and whatever is worked later comes of it: the series' own size is the scale. */
function scaleOf(of: OracleForecast['total'] | OracleForecast['channels'][number], series: string): number {
  if (series === 'worked' || series === 'backlog') return Math.max(...of.opened, ...of.backlog);
  if (series === 'closed' || series === 'won' || series === 'revenue') return Math.max(...of[series]);
  if (series === 'givenBack' && 'givenBack' in of) return Math.max(...of.givenBack);
  return 0;
}
