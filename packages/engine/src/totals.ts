import type { Series } from './evaluator.ts';
import { type ChannelForecast, FLOWS, type Flow, type Flows } from './figures.ts';
import { type Broken, isBroken } from './model.ts';
import { combine } from './summary.ts';

/**
 * The sum of channels (or parts), month by month; a flow that is withheld in one of them is withheld in the sum. `none` is
 * the series of zeros that channels without a flow share.
 */
export function sumOfChannels(months: number, channels: readonly ChannelForecast[], none: Series): Flows {
  const sum = (flow: Flow) => {
    const out = new Float64Array(months);
    for (const channel of channels) {
      const series = channel[flow];
      if (isBroken(series)) return series;
      if (series === none) continue;
      for (let m = 0; m < months; m++) out[m] = (out[m] as number) + (series[m] as number);
    }
    return out;
  };
  return {
    ...(Object.fromEntries(FLOWS.map((flow) => [flow, sum(flow)])) as Record<Flow, ReturnType<typeof sum>>),
    openAtStart: channels.reduce<number | Broken>((open, channel) => combine(open, channel.openAtStart, plus), 0),
  };
}

const plus = (a: number, b: number): number => a + b;
