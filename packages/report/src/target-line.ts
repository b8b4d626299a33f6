import { type Broken, isBroken, isKnown, type TargetResult } from '@upsell/engine';
import { rateText } from './numbers.ts';
import { differenceText, kindOfMetric, valueText } from './value-text.ts';

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
  if (!isKnown(value) || !isKnown(gap)) return `${head} undefined`;
  const share = isKnown(attainment) ? `, ${rateText(attainment)} attained` : '';
  const missing = gap > 0 ? `, ${differenceText(gap, kind, currency).slice(1)} missing` : ', reached';
  return `${head} ${valueText(value, kind, currency)}${share}${missing}`;
}
