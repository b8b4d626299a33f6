import {
  type ChannelVariance,
  type Counts,
  type Judgement,
  monthText,
  type Variance,
  type VarianceComparison,
} from '@upsell/engine';

/**
 * The object of `upsell variance --json`, schema upsell/variance@1. What is not recorded is null; months are `2026-02`. The effects
 * on opened and on revenue add up to the differences of their sides; `p` and `q` are null for what is not tested.
 */
export function varianceJson(
  file: string,
  variance: Variance,
  closer: string | undefined,
): Readonly<Record<string, unknown>> {
  const { window, channels, total, leftOut, unread, accuracy } = variance;
  return {
    schema: 'upsell/variance@1',
    file,
    window: { from: monthText(window.from), to: monthText(window.to) },
    channels: channels.map(channelJson),
    total: { ...comparisonJson(total), owner: closer ?? null },
    leftOut: { rows: leftOut.rows, ...countsJson(leftOut) },
    unread,
    accuracy: accuracy
      ? {
          wape: accuracy.wape ?? null,
          bias: accuracy.bias ?? null,
          trackingSignal: accuracy.trackingSignal ?? null,
          alarm: accuracy.isAlarming,
        }
      : null,
  };
}

function channelJson(variance: ChannelVariance): Readonly<Record<string, unknown>> {
  const { channel, months, pace } = variance;
  return {
    name: channel.name,
    title: channel.title ?? null,
    layer: channel.layer ?? null,
    source: channel.source ?? null,
    owner: channel.owner ?? null,
    months: months.map(monthText),
    ...comparisonJson(variance),
    pace: pace ? { behind: pace.behind + 0, planned: pace.planned, days: pace.days } : null,
  };
}

const comparisonJson = ({ plan, actual, opened, revenue, verdicts, lever }: VarianceComparison) => ({
  plan: countsJson(plan),
  actual: countsJson(actual),
  opened: { volume: opened.volume + 0, conversion: opened.conversion + 0, testable: opened.isTestable },
  revenue: revenue
    ? {
        volume: revenue.volume + 0,
        conversion: revenue.conversion + 0,
        timing: orNull(revenue.timing),
        winRate: orNull(revenue.winRate),
        dealSize: orNull(revenue.dealSize),
      }
    : null,
  verdicts: {
    volume: judgementJson(verdicts.volume),
    conversion: judgementJson(verdicts.conversion),
    opened: judgementJson(verdicts.opened),
  },
  lever: lever ?? null,
});

const countsJson = ({ touches, opened, closed, won, revenue }: Counts) => ({
  touches,
  opened,
  closed: orNull(closed),
  won: orNull(won),
  revenue: orNull(revenue),
});

const judgementJson = ({ verdict, p, q, ratio }: Judgement) => ({
  verdict,
  p: orNull(p),
  q: orNull(q),
  ratio: orNull(ratio),
});

/** JSON has a negative zero, and nobody wants to read it. */
const orNull = (value: number | undefined): number | null => (value === undefined ? null : value + 0);
