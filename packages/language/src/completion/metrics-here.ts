import { dimensionOfMetric, type Metric } from '@upsell/engine';
import type { IToken } from 'chevrotain';
import { readNumber, readPercent } from '../literals.ts';
import { METRICS } from '../parser/words.ts';
import { kindOfMetric } from '../rules/metric-text.ts';
import { type SourceFile, sliceOf } from '../source-file.ts';
import type { Asked, Proposal } from './proposal.ts';

/** The metrics that may stand at the cursor: of the unit that the comparison needs, as far as that can be told. */
export function metricProposals({ place, program }: Asked): readonly Proposal[] {
  const { before, after, word } = place;
  const hasOf = after[0]?.image === 'of';
  const old = sliceOf(program.files[0] as SourceFile, word.start, word.end);
  const needed = neededMoney(before, after) ?? (METRICS.includes(old) ? moneyOf(old) : undefined);
  const isOverOne = isComparedWithMoreThanOne(before, after);
  return ORDERED.filter((metric) => !hasOf || (metric !== 'cost' && metric !== 'leverage share'))
    .filter((metric) => needed === undefined || moneyOf(metric) === needed)
    .filter((metric) => !isOverOne || kindOfMetric(metric as Metric) !== 'rate')
    .map((metric) => ({ label: metric, kind: 'metric', snippet: metric, detail: METRIC_TEXTS[metric] }));
}

/** Those that most are asked about first. */
const ORDERED: readonly string[] = [...new Set(['revenue', 'net revenue', 'opened', 'won', 'closed', ...METRICS])];

const moneyOf = (metric: string): number => dimensionOfMetric(metric as Metric).money;

/** The one metric that stands before a comparison, of one channel or of one period maybe; undefined where more is said there. */
export function comparedMetric(before: readonly IToken[]): string | undefined {
  const comparison = before.findIndex(({ image }) => COMPARISON.test(image));
  if (comparison < 0 || comparison < before.length - 1) return undefined;
  const [first, second, ...rest] = before
    .slice(1, comparison)
    .map(({ image }) => image)
    .filter((image) => !/^["“”„]/.test(image));
  const all = `${first} ${second}`;
  const metric = METRICS.includes(all) ? all : METRICS.includes(first ?? '') ? first : undefined;
  const behind = metric === first && second !== undefined ? [second, ...rest] : rest;
  return behind.length === 0 || behind[0] === 'of' || behind[0] === 'in'
    ? behind.some((image) => /^[-+*/]$/.test(image))
      ? undefined
      : metric
    : undefined;
}

const COMPARISON = /^[<>=]+$/;

/** True where a metric by itself is compared with a number that no part of a whole can be. */
function isComparedWithMoreThanOne(before: readonly IToken[], after: readonly IToken[]): boolean {
  const all = [...before, ...after];
  const comparison = all.findIndex(({ image }) => COMPARISON.test(image));
  if (comparison < 0) return false;
  const isLeft = before.length <= comparison;
  const [own, other] = [all.slice(0, comparison), all.slice(comparison + 1)];
  if ((isLeft ? own : other).some(({ image }) => /^[-+*/()]$/.test(image))) return false;
  const [number, next] = isLeft ? other : own.slice(-1);
  if (!number || (next && !['in', 'by'].includes(next.image))) return false;
  return (readNumber(number.image) ?? readPercent(number.image) ?? 0) > 1;
}

/** The power of money that is missing at the cursor for both sides of a comparison to be alike; undefined where it cannot be told. */
export function neededMoney(before: readonly IToken[], after: readonly IToken[]): number | undefined {
  const [all, at] = [[...before, ...after].map(({ image }) => image), before.length];
  const comparison = all.findIndex((image) => COMPARISON.test(image));
  if (comparison < 0) return undefined;
  const isLeft = at <= comparison;
  const own = isLeft ? all.slice(0, comparison) : all.slice(comparison + 1);
  const other = isLeft ? all.slice(comparison + 1) : all.slice(0, comparison);
  const whole = moneyIn(firstTerm(other));
  if (whole === undefined || own.some((image) => /^[-+/()]$/.test(image))) return undefined;
  return whole - (moneyIn(own) ?? 0);
}

function firstTerm(images: readonly string[]): readonly string[] {
  const end = images.findIndex((image) => image === '+' || image === '-');
  return end < 0 ? images : images.slice(0, end);
}

/** The power of money of a product; undefined where nothing stands there, and of parentheses. */
function moneyIn(images: readonly string[]): number | undefined {
  if (images.some((image) => /^[()]$/.test(image))) return undefined;
  const names = new Set(['of', 'by']);
  const words = images.filter((image, i) => !/^["“”„]/.test(image) && !names.has(images[i - 1] ?? ''));
  if (!words.some((word) => /\d|[a-z]/.test(word) && word !== 'expect' && word !== 'target')) return undefined;
  let [money, power] = [0, 1];
  for (const word of words) {
    if (word === '*' || word === '/') power = word === '/' ? -1 : 1;
    else if (/^(?:[$€£¥].*|[A-Z]{3}|revenue|cost|size)$/.test(word)) money += power;
  }
  return money;
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
