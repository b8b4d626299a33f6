import { actualsCountText } from './actuals-count.ts';
import type { Rule } from './rule.ts';

export const actualsWonExceedsClosed: Rule = {
  code: 'actuals-won-exceeds-closed',
  severity: 'error',
  summary: 'More won than closed.',
  page: {
    why: 'What is won is a part of what is closed, won or lost. With more of it the win rate would be above 1, and one of the two columns counts something else, such as deals instead of opportunities. The row is not counted.',
    example: `actuals "actuals"
// file: actuals/months.csv
month,source,touches,opened,closed,won
2026-01,ticket,812,4,3,5`,
    mended: `actuals "actuals"
// file: actuals/months.csv
month,source,touches,opened,closed,won
2026-01,ticket,812,4,5,3`,
    fix: 'Count both in the month in which they closed: `closed` is won and lost together. Where lost opportunities are not recorded, leave `closed` blank.',
  },
  message: (params) =>
    actualsCountText(params) ??
    `${params['won']} won of ${params['closed']} closed cannot be: \`closed\` counts won and lost together. Correct one of the two, or leave \`closed\` blank.`,
};
