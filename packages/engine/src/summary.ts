import type { OpenedFigures } from './channel-figures.ts';
import type { Figure, Summary, Total, TotalMetric } from './figures.ts';
import { type Broken, isBroken, type Model } from './model.ts';

/**
 * Sums the totals over the period. `takenBack` is all that is ever taken back of the period's revenue (forecast.md, 4),
 * ignored where the totals are withheld.
 */
export function summarise(
  model: Model,
  channels: readonly OpenedFigures[],
  total: Readonly<Record<TotalMetric, Figure>>,
  takenBack: number | Broken,
): Summary {
  const sum = (metric: TotalMetric): number | Broken => {
    const series = total[metric];
    return isBroken(series) ? series : add(series);
  };
  const [touches, opened, worked, closed, won] = [
    sum('touches'),
    sum('opened'),
    sum('worked'),
    sum('closed'),
    sum('won'),
  ];
  const [revenue, net] = [sum('revenue'), sum('net')];
  const share = (of: (figures: OpenedFigures) => number) =>
    ratio(withheldWith(opened, overChannels(channels, of)), opened);
  const by = (who: 'customer' | 'vendor') => overChannels(channels, (c) => add(c.openedBy[who]));
  const durable = combine(revenue, takenBack, (a, b) => a - b);
  return {
    touches,
    opened,
    worked,
    closed,
    won,
    revenue,
    cost: sum('cost'),
    net,
    durable,
    deferred: combine(net, durable, (a, b) => a - b),
    openAtEnd: combine(opened, closed, (a, b) => a + overChannels(channels, (c) => c.openAtStart) - b),
    backlogAtEnd: isBroken(total.backlog) ? total.backlog : (total.backlog[model.months - 1] ?? 0),
    conversion: ratio(opened, touches),
    winRate: ratio(won, closed),
    dealSize: ratio(revenue, won),
    pulledShare: ratio(withheldWith(opened, by('customer')), withheldWith(opened, by('customer') + by('vendor'))),
    gatedShare: share((c) => add(c.gated)),
    leverageShare: share((c) => (c.channel.layer === 'leverage' ? add(c.opened) : 0)),
  };
}

const add = (series: Float64Array): number => series.reduce((sum, value) => sum + value, 0);

const overChannels = (channels: readonly OpenedFigures[], of: (figures: OpenedFigures) => number): number =>
  channels.reduce((sum, figures) => sum + of(figures), 0);

const withheldWith = (other: number | Broken, value: number): number | Broken => (isBroken(other) ? other : value);

const combine = (a: number | Broken, b: number | Broken, f: (a: number, b: number) => number): number | Broken =>
  isBroken(a) ? a : isBroken(b) ? b : f(a, b);

function ratio(numerator: number | Broken, denominator: number | Broken): Total {
  if (isBroken(numerator)) return numerator;
  if (isBroken(denominator)) return denominator;
  return denominator === 0 ? null : numerator / denominator;
}
