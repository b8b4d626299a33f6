import type { Month } from '@upsell/engine';
import type { Period } from './generated/ast.ts';
import { readPeriodPoint } from './literals.ts';

export const MAX_MONTHS = 600;

/** First and last month of a period, as written: `last` may lie before `first`. Undefined where an end is no month. */
export function readPeriod(
  node: Period | undefined,
  fiscalYearStart: number,
): { first: Month; last: Month } | undefined {
  const start = node?.start === undefined ? undefined : readPeriodPoint(node.start, fiscalYearStart);
  const end = node?.end === undefined ? start : readPeriodPoint(node.end, fiscalYearStart);
  return start && end ? { first: start.first, last: end.last } : undefined;
}
