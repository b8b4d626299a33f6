import { dimensionOfMetric, type Metric } from '@upsell/engine';
import type { IToken } from 'chevrotain';
import { METRICS } from '../parser/words.ts';
import { type SourceFile, sliceOf } from '../source-file.ts';
import type { Asked, Proposal } from './proposal.ts';

/** The metrics that may stand at the cursor: of the unit that the comparison needs, as far as that can be told. */
export function metricProposals({ place, program }: Asked): readonly Proposal[] {
  const { before, after, word } = place;
  const hasOf = after[0]?.image === 'of';
  const old = sliceOf(program.files[0] as SourceFile, word.start, word.end);
  const needed = neededMoney(before, after) ?? (METRICS.includes(old) ? moneyOf(old) : undefined);
  return ORDERED.filter((metric) => !hasOf || (metric !== 'cost' && metric !== 'leverage share'))
    .filter((metric) => needed === undefined || moneyOf(metric) === needed)
    .map((metric) => ({ label: metric, kind: 'metric', snippet: metric, detail: METRIC_TEXTS[metric] }));
}

/** Those that most are asked about first. */
const ORDERED: readonly string[] = [...new Set(['revenue', 'net revenue', 'opened', 'won', 'closed', ...METRICS])];

const moneyOf = (metric: string): number => dimensionOfMetric(metric as Metric).money;

/** The power of money that is missing at the cursor for both sides of a comparison to be alike; undefined where it cannot be told. */
function neededMoney(before: readonly IToken[], after: readonly IToken[]): number | undefined {
  const [all, at] = [[...before, ...after].map(({ image }) => image), before.length];
  const comparison = all.findIndex((image) => /^[<>=]+$/.test(image));
  if (comparison < 0) return undefined;
  const isLeft = at <= comparison;
  const own = isLeft ? all.slice(0, comparison) : all.slice(comparison + 1);
  const other = isLeft ? all.slice(comparison + 1) : all.slice(0, comparison);
  const whole = moneyIn(firstTerm(other));
  const beside = moneyIn(own);
  if (whole === undefined || own.some((image) => /^[-+/()]$/.test(image))) return undefined;
  return whole - (beside ?? 0);
}

function firstTerm(images: readonly string[]): readonly string[] {
  const end = images.findIndex((image) => image === '+' || image === '-');
  return end < 0 ? images : images.slice(0, end);
}

/** The power of money of a product; undefined where nothing stands there, or something is divided. */
function moneyIn(images: readonly string[]): number | undefined {
  if (images.some((image) => /^[/()]$/.test(image))) return undefined;
  const words = images.filter((image) => !/^["“]/.test(image)).join(' ');
  if (!/\d|[a-z]/.test(words.replace(/^(expect|target)\b/, ''))) return undefined;
  return words.match(/[$€£¥]|\b[A-Z]{3}\b|\b(?:revenue|cost|deal size)\b/g)?.length ?? 0;
}

const METRIC_TEXTS: Readonly<Record<string, string>> = {
  touches: 'conversations',
  opened: 'opportunities that were opened',
  worked: 'opportunities that a closer worked',
  closed: 'opportunities that came to an end',
  won: 'opportunities that were won',
  revenue: 'what was won, as money',
  'net revenue': 'revenue less what is later taken back',
  cost: 'what the closers cost',
  backlog: 'opportunities that wait at the end',
  conversion: 'opened of touches',
  'win rate': 'won of closed',
  'deal size': 'revenue of won',
  'pulled share': 'opened by customers, of all that somebody started',
  'gated share': 'opened behind a wall in the product',
  'leverage share': 'opened by leverage channels',
};
