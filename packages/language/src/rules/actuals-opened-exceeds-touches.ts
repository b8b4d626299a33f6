import { actualsCountText } from './actuals-count.ts';
import type { Rule } from './rule.ts';

export const actualsOpenedExceedsTouches: Rule = {
  code: 'actuals-opened-exceeds-touches',
  severity: 'warning',
  summary: 'More opportunities opened than touches made.',
  page: {
    why: 'An opportunity comes out of a touch, so that there cannot be more of them. Where there are, touches are counted too low, and the conversion that is measured from them would be above 100%. The row counts, but nothing is said of its conversion.',
    example: `actuals "actuals"
// file: actuals/months.csv
month,source,touches,opened
2026-01,ticket,4,12`,
    mended: `actuals "actuals"
// file: actuals/months.csv
month,source,touches,opened
2026-01,ticket,812,12`,
    fix: 'Count the touches where they happen: tickets in the help desk, calls in the dialer. Often the two columns are swapped, or touches are counted in another month than what came of them.',
  },
  message: (params) =>
    actualsCountText(params) ??
    `${params['opened']} opened of ${params['touches']} touches cannot be measured as a conversion: count the touches where they happen, or see whether the two are swapped.`,
};
