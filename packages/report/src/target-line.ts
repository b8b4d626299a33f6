import { type Broken, holds, isBroken, isKnown, type TargetResult } from '@upsell/engine';
import { rateText } from './numbers.ts';
import { apartText, kindOfMetric, missingText } from './value-text.ts';

/** A target, where the forecast stands, and what is missing. */
export function targetLine(
  result: TargetResult,
  currency: string | undefined,
  place: (broken: Broken) => string,
): string {
  const { target, value, goal, gap, attainment } = result;
  const head = `Target ${target.text}${target.owner === undefined ? '' : ` (${target.owner})`}:`;
  const because = [goal, value].find(isBroken);
  if (because) return `${head} withheld, see ${place(because)}`;
  const kind = kindOfMetric(target.metric.metric);
  if (!isKnown(value) || !isKnown(gap) || !isKnown(goal)) return `${head} undefined`;
  const share = isKnown(attainment) ? `, ${rateText(attainment)} attained` : '';
  const isReached = holds(value, target.comparison, goal);
  const missing = isReached ? ', reached' : `, ${missingText(gap, kind, currency)} missing`;
  // What misses its target by little is not shown as the target.
  return `${head} ${apartText(value, goal, kind, currency)[0]}${share}${missing}`;
}
