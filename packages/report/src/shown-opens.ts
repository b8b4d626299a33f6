import type { ChannelVariance } from '@upsell/engine';
import { roundParts } from './numbers.ts';

/** Opened opportunities with one decimal, as they are shown: what of the difference is not volume is conversion. */
export interface ShownOpens {
  readonly plan: number;
  readonly difference: number;
  readonly volume: number;
}

/** What is shown of each channel and of all of them: rows and columns add up as shown. */
export function shownOpens(channels: readonly ChannelVariance[]): {
  readonly each: readonly ShownOpens[];
  readonly all: ShownOpens;
} {
  const rounded = (of: (channel: ChannelVariance) => number) => roundParts(channels.map(of), 1);
  const planned = rounded(({ plan }) => plan.opened);
  const volumes = rounded(({ opened }) => opened.volume);
  const each = channels.map(({ actual, opened }, i): ShownOpens => {
    const difference = actual.opened - (planned[i] as number);
    // Where nothing is known of conversion, all of it is volume.
    const volume = opened.isTestable ? (volumes[i] as number) : difference;
    return { plan: planned[i] as number, difference, volume };
  });
  const sum = (of: (one: ShownOpens) => number) => each.reduce((so, one) => so + of(one), 0);
  const all = {
    plan: sum(({ plan }) => plan),
    difference: sum(({ difference }) => difference),
    volume: sum(({ volume }) => volume),
  };
  return { each, all };
}
