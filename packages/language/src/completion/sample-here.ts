import { currencyOf } from '../amount.ts';
import { builtInSource } from '../built-in-sources.ts';
import { sampleChannel } from '../sample-channel.ts';
import { sampleValue } from './field-texts.ts';
import type { Asked } from './proposal.ts';

/** A value to begin with for a field at the cursor: in a channel that a built-in source feeds, the usual one of that source. */
export function sampleHere(asked: Asked, field: string): string {
  const source = sourceHere(asked);
  if (builtInSource(source) && (field === 'volume' || field === 'conversion')) return sampleChannel(source)[field];
  return sampleValue(field, currencyOf(asked.program));
}

/** The name behind `source` in the channel at the cursor; empty where there is none. */
export function sourceHere({ place: { block, head, before, tail } }: Asked): string {
  if (block !== 'channel' && block !== 'foundation' && block !== 'leverage') return '';
  const all = [...head, ...before, ...tail];
  return all[all.findIndex(({ image }) => image === 'source') + 1]?.image ?? '';
}
