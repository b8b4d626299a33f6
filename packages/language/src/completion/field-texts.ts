import { dimensionOfMetric, type Metric } from '@upsell/engine';
import { amountIn } from '../amount.ts';

/** A value to begin with for a number, by its field: nobody has looked at it, which `sample` says. */
export function sampleValue(field: string, currency: string): string {
  if (field === 'deal size') return amountIn(currency, '12,000');
  if (field === 'cost') return `${amountIn(currency, '9,000')}/month`;
  if (field === 'quota') return `${amountIn(currency, '90,000')}/month`;
  return SAMPLES[field] ?? '100';
}

const SAMPLES: Readonly<Record<string, string>> = {
  volume: '100/month',
  touch: '100/month',
  conversion: '2%',
  converting: '2%',
  'win rate': '25%',
  closers: '1',
  capacity: '25/month',
  'contraction customer': '10%',
  'contraction vendor': '25%',
  season: '100%',
  'open at start': '0',
};

/** A value to compare a metric with. */
export function metricSample(metric: string, currency: string): string {
  if (metric === 'deal size') return amountIn(currency, '12,000');
  if (dimensionOfMetric(metric as Metric).money === 1) return amountIn(currency, metric === 'cost' ? '100k' : '1M');
  if (metric.endsWith('share')) return '50%';
  return SAMPLES[metric] ?? (metric === 'touches' ? '10,000' : '100');
}

/** What each layer is, in a few words. */
export const LAYER_TEXTS: Readonly<Record<string, string>> = {
  foundation: 'people who already talk to customers',
  leverage: 'built on top of the foundation',
};

/** What a field is, in a sentence. */
export const FIELD_TEXTS: Readonly<Record<string, string>> = {
  currency: 'The currency of every amount, by its three letters.',
  period: 'The first and the last month of the forecast.',
  'fiscal year starts': 'The month in which the fiscal year starts; it is named after the year in which it ends.',
  season: 'Factors on the volume in some calendar months; the others are 100%.',
  owner: 'Who answers for the numbers of this block.',
  'win rate': 'The share of closed opportunities that is won.',
  'deal size': 'What one won opportunity brings.',
  cycle:
    'When opened opportunities close: the share in the same month, one month later, and so on; or after some months.',
  closers: 'How many people close.',
  capacity: 'How many opportunities one closer can work.',
  cost: 'What one closer costs.',
  quota: 'What is asked of one closer.',
  attention:
    "The share of the AE's capacity that expansion gets in the first, second and third month of a fiscal quarter.",
  decided: 'When it was decided who closes, so that it is not decided again every quarter.',
  source: 'The source that every opportunity of this channel carries in the CRM.',
  volume: 'How many conversations there are.',
  touch: 'One kind of conversation in this channel, and who starts it.',
  conversion: 'The share of conversations that becomes an opened opportunity.',
  'initiated by': 'Who starts the conversation: the customer (pulled) or the vendor (pushed).',
  'open at start': 'Opportunities that are already open when the period starts.',
  moment: 'What a moment to sell looks like here.',
  flag: 'Where such a moment is flagged with one click.',
  'contraction customer': 'How much of a dollar is later taken back where the customer started the conversation.',
  'contraction vendor': 'How much of a dollar is later taken back where the vendor started the conversation.',
  after: 'After how many months it is taken back.',
  set: 'Puts another assumption in the place of one.',
  scale: 'Multiplies an assumption.',
  drop: 'Leaves a channel out.',
  expect: 'A test: the check fails where it does not hold.',
};
