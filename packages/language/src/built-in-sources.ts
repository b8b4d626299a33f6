import type { Layer } from '@upsell/engine';

/** A source that the language knows (spec: language, 6): what it is called, its layer, and what to ask for its two numbers. */
export interface BuiltInSource {
  readonly name: string;
  readonly label: string;
  readonly layer: Layer;
  readonly volumeQuestion: string;
  readonly conversionQuestion: string;
}

/** The seven sources that the language knows, in the order of its table. */
export const BUILT_IN_SOURCES: readonly BuiltInSource[] = [
  {
    name: 'implementation',
    label: 'Implementations',
    layer: 'foundation',
    volumeQuestion: 'How many implementations go live each month?',
    conversionQuestion: 'How many surface a moment to sell: a new team, module or use case?',
  },
  {
    name: 'ticket',
    label: 'Support tickets',
    layer: 'foundation',
    volumeQuestion: 'How many tickets come in each month?',
    conversionQuestion: 'How many reveal a need that the next tier or product solves, and get flagged?',
  },
  {
    name: 'csm_touch',
    label: 'CSM touches',
    layer: 'foundation',
    volumeQuestion: 'What is the cadence, and how many touches does it total?',
    conversionQuestion: 'How many check-ins and QBRs end with a qualified expansion conversation?',
  },
  {
    name: 'outbound',
    label: 'Outbound',
    layer: 'foundation',
    volumeQuestion: 'How many connects does outbound calling into the base make each month?',
    conversionQuestion: 'What is the connect-to-opportunity rate?',
  },
  {
    name: 'email',
    label: 'Email',
    layer: 'foundation',
    volumeQuestion: 'How many customers enter an upsell sequence each month?',
    conversionQuestion: "What is the sequence's conversion to opportunity?",
  },
  {
    name: 'marketing',
    label: 'Customer marketing',
    layer: 'leverage',
    volumeQuestion: 'Which campaigns run into the base, and how many accounts engage?',
    conversionQuestion: 'How many engaged accounts convert to an opportunity?',
  },
  {
    name: 'in_product',
    label: 'In-product funnel',
    layer: 'leverage',
    volumeQuestion: 'How many usage signals fire each month: limit hits, locked-feature views, upgrade clicks?',
    conversionQuestion: 'How many signals become a routed, worked opportunity?',
  },
];

/** A source by its name; undefined for one that only a model knows. */
export const builtInSource = (name: string): BuiltInSource | undefined =>
  BUILT_IN_SOURCES.find((source) => source.name === name);
