import { type Month, monthText } from '@upsell/engine';
import { BUILT_IN_SOURCES } from './built-in-sources.ts';
import { channelLines, type SampleChannel, sampleChannel } from './sample-channel.ts';
import { closingLines } from './sample-closing.ts';

/** What a new model is about. */
export interface Starter {
  readonly title: string;
  /** The first of its twelve months. */
  readonly start: Month;
  readonly currency: string;
}

/** What a text that becomes a model has already. */
export interface Present {
  readonly model?: boolean;
  readonly closing?: boolean;
  /** The sources that are run, where they are listed. */
  readonly sources?: readonly string[];
  hasOwner?(name: string): boolean;
}

/**
 * The text of a whole new model: the seven channels with `sample` numbers and their questions as comments, owners, the list of
 * sources and a closing model. Formatted, and free of errors.
 */
export const starterModel = (starter: Starter): string =>
  `${starterBlocks(starter, {})
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;

/** The declarations that a text without channels lacks to be such a model, line by line. */
export function starterBlocks(starter: Starter, present: Present): readonly (readonly string[])[] {
  const sources = present.sources ?? BUILT_IN_SOURCES.map(({ name }) => name);
  const samples = sources.map(sampleChannel);
  const people = present.closing ? samples : [...samples, CLOSER];
  const blocks = [
    present.model ? [] : modelLines(starter),
    ownerLines(people.filter(({ owner }) => !present.hasOwner?.(owner))),
    present.sources ? [] : sourceLines(sources),
    present.closing ? [] : closingLines('upsell_ae', CLOSER.owner, starter.currency),
    ...sources.map((source, i) => {
      const { channel, owner } = samples[i] as SampleChannel;
      return channelLines(source, { name: channel, owner, asks: true });
    }),
  ];
  return blocks.filter((lines) => lines.length > 0);
}

/** Who dials the base is the desk that closes. */
const CLOSER = sampleChannel('outbound');

const modelLines = ({ title, start, currency }: Starter): readonly string[] => [
  `model "${title.replaceAll(/["\\]/g, '\\$&').replaceAll(/\s+/g, ' ')}" {`,
  `  currency ${currency}`,
  `  period ${monthText(start)} to ${monthText(start + 11)}`,
  '}',
];

function ownerLines(samples: readonly SampleChannel[]): readonly string[] {
  const owners = [...new Map(samples.map(({ owner, ownerLabel }) => [owner, ownerLabel]))];
  const width = Math.max(...owners.map(([owner]) => owner.length));
  return owners.map(([owner, label]) => `owner ${owner.padEnd(width)} "${label}"`);
}

const sourceLines = (sources: readonly string[]): readonly string[] => [
  '// Closed: every opened opportunity carries exactly one of these.',
  'sources {',
  ...sources.map((source) => `  ${source}`),
  '}',
];
