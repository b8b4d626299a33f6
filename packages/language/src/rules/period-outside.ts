import { type Month, monthText } from '@upsell/engine';
import { nodesIn } from '../block.ts';
import type { Period } from '../generated/ast.ts';
import { modelHeader } from '../model-block.ts';
import { readPeriod } from '../period.ts';
import { rangeOf } from '../tree.ts';
import { excerpt } from './excerpt.ts';
import type { Rule } from './rule.ts';

export const periodOutside: Rule = {
  code: 'period-outside',
  severity: 'warning',
  severityOf: ({ inside }) => (inside === 0 ? 'error' : 'warning'),
  summary: 'A target or an expectation looks at months that the model does not have.',
  ownGoals: true,
  page: {
    why: 'A model has figures for the months of its period and for no others. A target for a year of which the model holds six months compares half a year of revenue with a whole year of ambition, and looks missed. With no month inside there is nothing to compare at all, which is an error.',
    example: 'target revenue >= $140k in 2026-07 to 2027-06 by success',
    mended: 'target revenue >= $70k in 2026-07 to 2026-12 by success',
    fix: "Choose months inside the model's period, or lengthen the period so that it covers them. Look at the amount again as well: it was meant for other months. A fiscal year such as `FY27` is named after the calendar year in which it ends.",
  },
  message: ({ text, inside, outside, start, end }) => {
    const period = `the model's period, ${monthText(Number(start))} to ${monthText(Number(end))}`;
    if (inside === 0)
      return `\`${text}\` has no month in ${period}, so there is nothing to compare: choose months inside it.`;
    const months = outside === 1 ? '1 month' : `${outside} months`;
    return `\`${text}\` has ${months} outside of ${period}, and ${outside === 1 ? 'it counts' : 'they count'} for nothing: choose months inside it, or lengthen the period.`;
  },
  related(_, program) {
    const field = modelHeader(program)?.period;
    return field ? [{ file: 0, ...rangeOf(field), message: "The model's period" }] : [];
  },
  judgeEach(block, { fiscalYearStart, period }, report) {
    if (!period) return;
    const { first: start, last: end } = period;
    for (const node of nodesIn<Period>(block, 'Period')) {
      if (node.$container.$type !== 'Target' && node.$container.$type !== 'MetricRef') continue;
      const months = readPeriod(node, fiscalYearStart);
      if (!months) continue;
      const inside = overlap(months.first, months.last, start, end);
      const outside = months.last - months.first + 1 - inside;
      const text = excerpt(block, rangeOf(node));
      if (outside > 0) report(rangeOf(node), { text, inside, outside, start, end });
    }
  },
};

const overlap = (first: Month, last: Month, start: Month, end: Month): number =>
  Math.max(0, Math.min(last, end) - Math.max(first, start) + 1);
