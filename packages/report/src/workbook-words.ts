import {
  type Broken,
  isBroken,
  type Layer,
  type LineFlow,
  type LineLabel,
  type Model,
  monthText,
  type SummaryLine,
} from '@upsell/engine';
import type { WorkbookWords } from './workbook-data.ts';

/** Why a figure is empty. */
export const withheldText = (broken: Broken, words: WorkbookWords): string =>
  `Withheld because of an error (${broken.code}): see ${words.withheldAt(broken)} of ${words.file}. Mend it, and write this workbook again.`;

/** What people call a channel. */
export function channelName(model: Model, name: string): string {
  const names =
    NAMES_OF.get(model) ?? new Map(model.channels.map((channel) => [channel.name, channel.title ?? channel.name]));
  NAMES_OF.set(model, names);
  return names.get(name) ?? name;
}

const NAMES_OF = new WeakMap<Model, ReadonlyMap<string, string>>();

const LAYERS: Readonly<Record<Layer, string>> = { foundation: 'Foundation', leverage: 'Leverage' };

export const layerName = (layer: Layer | undefined): string => (layer ? LAYERS[layer] : 'Without a layer');

export const layerText = (layer: Layer | undefined): string => layer ?? '';

/** What a flow is, above its table, and how it is made. */
export const FLOW_WORDS: Readonly<
  Record<LineFlow, { readonly name: string; readonly short?: string; readonly how: string }>
> = {
  touches: { name: 'Touches', how: 'volume x season' },
  opened: { name: 'Opened', how: 'touches x conversion' },
  gated: { name: 'Opened, from gated touches', short: 'Opened, gated', how: 'a part of what is opened' },
  worked: { name: 'Worked', how: 'what waits and what is opened x share worked' },
  backlog: {
    name: "Waiting at the month's end",
    short: 'Waiting',
    how: 'what waits and what is opened, less what is worked',
  },
  closed: { name: 'Closed', how: 'what was worked, spread over the cycle' },
  won: { name: 'Won', how: 'closed x win rate' },
  revenue: { name: 'Revenue', how: 'won x deal size' },
  lost: {
    name: 'Taken back at last',
    short: 'Taken back',
    how: "of this month's revenue, whenever that is taken back",
  },
  givenBack: { name: 'Given back', how: 'what was sold before, and is taken back now' },
  net: { name: 'Net revenue', how: 'revenue less given back' },
};

/** A flow in the few letters of a column. */
export const flowName = (flow: LineFlow): string => FLOW_WORDS[flow].short ?? FLOW_WORDS[flow].name;

/** Who started a conversation. */
export const SIDE_WORDS = { customer: 'the customer', vendor: 'us' } as const;

/** What a line of the assumptions is. */
export function assumptionName(label: LineLabel, model: Model, words: WorkbookWords): string {
  switch (label.kind) {
    case 'assumption':
      return namedText(label);
    case 'driver':
      return label.name;
    case 'workdays':
      return 'Mondays to Fridays';
    case 'before growth':
      return 'before growth';
    case 'mean':
      return 'expected value, month by month';
    case 'growth':
      return 'growth';
    case 'rise from':
      return 'rises from';
    case 'rise to':
      return `rises to, by ${monthText(label.by)}`;
    case 'constant':
      return shortText(words.source(label.span));
    case 'outside':
      return `in ${monthText(label.month)}`;
    case 'cycle':
      return 'Closes of what is worked';
    case 'whole cycle':
      return 'all shares together, to be 100%';
    case 'cycle reversed':
      return 'the same from the last to the first';
    case 'still open':
      return 'still open after that month';
    case 'open at start':
      return 'Open at start';
    case 'opened before':
      return channelName(model, label.of);
    default:
      return '';
  }
}

function namedText({ name, touch, by }: Extract<LineLabel, { kind: 'assumption' }>): string {
  if (by) return `Taken back of what ${by === 'customer' ? 'the customer' : 'we'} started`;
  if (name === 'touch') return `Volume of ${touch}`;
  if (name === 'converting') return `Conversion of ${touch}`;
  return NAMES[name] ?? name;
}

const NAMES: Readonly<Record<string, string>> = {
  volume: 'Volume',
  conversion: 'Conversion',
  'win rate': 'Win rate',
  'deal size': 'Deal size',
  closers: 'Closers',
  capacity: 'Capacity of a closer',
  attention: 'Capacity left (attention)',
  cost: 'Cost of a closer',
  quota: 'Quota of a closer',
  season: 'Season',
};

/** In what a line of the assumptions is counted. */
export function assumptionUnit(label: LineLabel, model: Model): string {
  if (label.kind !== 'assumption') return '';
  return (
    UNITS[label.name] ??
    (MONEY_UNITS[label.name] !== undefined ? `${model.currency ?? ''}${MONEY_UNITS[label.name]}` : '')
  );
}

const UNITS: Readonly<Record<string, string>> = {
  volume: 'touches a month',
  touch: 'touches a month',
  conversion: 'of touches',
  converting: 'of touches',
  'win rate': 'of closed',
  closers: 'people',
  capacity: 'worked a month',
  attention: 'of capacity',
  season: 'of the volume',
  contraction: 'of revenue',
};

const MONEY_UNITS: Readonly<Record<string, string>> = { 'deal size': ' each', cost: ' a month', quota: ' a month' };

/** What a metric of the summary is, and what it says. */
export const SUMMARY_WORDS: Readonly<Record<SummaryLine, { readonly name: string; readonly says: string }>> = {
  touches: { name: 'Touches', says: 'volume by season, of all channels' },
  opened: { name: 'Opened', says: 'touches x conversion' },
  openedAMonth: { name: 'Opened a month', says: 'opened / months of the period' },
  conversion: { name: 'Conversion', says: 'opened / touches' },
  worked: { name: 'Worked', says: 'what the closers get to' },
  closed: { name: 'Closed', says: 'won or lost within the period' },
  winRate: { name: 'Win rate', says: 'won / closed' },
  won: { name: 'Won', says: 'closed x win rate' },
  dealSize: { name: 'Deal size', says: 'revenue / won' },
  revenue: { name: 'Revenue', says: 'won x deal size' },
  givenBack: { name: 'Given back', says: 'of what was sold earlier in the period' },
  net: { name: 'Net revenue', says: 'revenue less given back' },
  durable: { name: 'Durable revenue', says: 'revenue less all that is taken back of it, whenever that is' },
  deferred: { name: 'Taken back later', says: 'net revenue less durable revenue' },
  cost: { name: 'Cost of the closers', says: 'closers x cost of a closer' },
  openAtStart: { name: 'Open at start', says: 'opened before the period, closing in it or later' },
  openAtEnd: { name: 'Open at end', says: 'opened and open at start, less closed: it closes after the period' },
  backlogAtEnd: { name: 'Waiting at end', says: 'of what is open at the end, not worked yet' },
  leverageShare: { name: 'Leverage share', says: 'of opened, from leverage channels' },
  pulledShare: { name: 'Pulled share', says: 'of opened by the customer or by us, by the customer' },
  gatedShare: { name: 'Gated share', says: 'of opened, from gated touches' },
};

/** Who closes. */
export function closingName({ closing }: Model): string {
  if (isBroken(closing)) return 'Closing model';
  return `Closing model: ${closing.title ?? CLOSING[closing.kind] ?? closing.kind}`;
}

const CLOSING: Readonly<Record<string, string>> = {
  csm: 'the CSM closes',
  upsell_ae: 'a dedicated upsell AE',
  original_ae: 'the original AE keeps the account',
};

/** A text of the source on one line. */
export function shortText(text: string): string {
  const line = text
    .replaceAll(/\s+/g, ' ')
    .replace(/[\s,]+$/, '')
    .trim();
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}

/** A text of the source in lines that a column takes. */
export function brokenText(text: string): readonly string[] {
  const lines: string[] = [];
  for (const word of shortText(text).split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > WIDTH) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

const WIDTH = 58;
