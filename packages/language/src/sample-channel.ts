import type { Initiator } from '@upsell/engine';
import { type BuiltInSource, builtInSource } from './built-in-sources.ts';

/** A channel to begin with: numbers that nobody has looked at, which `sample` says. */
export interface SampleChannel {
  /** The name of the owner and of the channel that a new model has. */
  readonly owner: string;
  readonly ownerLabel: string;
  readonly channel: string;
  readonly volume: string;
  readonly conversion: string;
  readonly initiator: Initiator;
}

const SAMPLES: Readonly<Record<string, SampleChannel>> = {
  implementation: {
    owner: 'onboarding',
    ownerLabel: 'Onboarding lead',
    channel: 'implementations',
    volume: '12/month',
    conversion: '15%',
    initiator: 'customer',
  },
  ticket: {
    owner: 'support',
    ownerLabel: 'Support lead',
    channel: 'tickets',
    volume: '800/month',
    conversion: '0.5%',
    initiator: 'customer',
  },
  csm_touch: {
    owner: 'success',
    ownerLabel: 'Customer success lead',
    channel: 'csm_touches',
    volume: '240/month',
    conversion: '3%',
    initiator: 'vendor',
  },
  outbound: {
    owner: 'upsell_desk',
    ownerLabel: 'Upsell AE',
    channel: 'outbound',
    volume: '150/month',
    conversion: '4%',
    initiator: 'vendor',
  },
  email: {
    owner: 'lifecycle',
    ownerLabel: 'Lifecycle marketing',
    channel: 'email',
    volume: '500/month',
    conversion: '1%',
    initiator: 'vendor',
  },
  marketing: {
    owner: 'lifecycle',
    ownerLabel: 'Lifecycle marketing',
    channel: 'marketing',
    volume: '300/month',
    conversion: '1.5%',
    initiator: 'vendor',
  },
  in_product: {
    owner: 'growth',
    ownerLabel: 'Growth PM',
    channel: 'in_product',
    volume: '900/month',
    conversion: '0.8%',
    initiator: 'customer',
  },
};

/** The channel to begin with for a source: the usual one of a built-in source, else a small one of the source's name. */
export function sampleChannel(source: string): SampleChannel {
  const usual = Object.hasOwn(SAMPLES, source) ? SAMPLES[source] : undefined;
  const small = { volume: '100/month', conversion: '1%', initiator: 'vendor' } as const;
  return usual ?? { owner: source, ownerLabel: labelOf(source), channel: source, ...small };
}

/** The declaration of a sample channel for a source, line by line; with the two questions as comments where they are known. */
export function channelLines(
  source: string,
  { name, owner, asks = false }: { readonly name: string; readonly owner: string; readonly asks?: boolean },
): readonly string[] {
  const { volume, conversion, initiator } = sampleChannel(source);
  const known = builtInSource(source);
  const asked = (question: keyof BuiltInSource) => (asks && known ? [`  // ${known[question]}`] : []);
  const width = Math.max(volume.length, conversion.length);
  return [
    `${known?.layer ?? 'foundation'} channel ${name} "${known?.label ?? labelOf(source)}" {`,
    `  source     ${source}`,
    `  owner      ${owner}`,
    ...asked('volumeQuestion'),
    `  volume     ${volume.padEnd(width)} sample`,
    ...asked('conversionQuestion'),
    `  conversion ${conversion.padEnd(width)} sample`,
    `  initiated by ${initiator}`,
    '}',
  ];
}

/** A name as a label: `upsell_desk` as `Upsell desk`. */
export function labelOf(name: string): string {
  const words = name.replaceAll('_', ' ').trim() || name;
  return words.charAt(0).toUpperCase() + words.slice(1);
}
