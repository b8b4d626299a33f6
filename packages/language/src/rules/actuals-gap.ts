import { actualsCountText } from './actuals-count.ts';
import type { Rule } from './rule.ts';

export const actualsGap: Rule = {
  code: 'actuals-gap',
  severity: 'warning',
  summary: 'A month is missing between others of its source.',
  page: {
    why: 'A month without a row is not a month without touches: nobody knows. Trailing actuals need months that follow each other, and what was opened in the missing month closes in later ones, where it will look like a conversion that it is not.',
    example: `actuals "actuals"
// file: actuals/months.csv
month,source,touches,opened
2026-01,ticket,812,4
2026-03,ticket,790,5`,
    mended: `actuals "actuals"
// file: actuals/months.csv
month,source,touches,opened
2026-01,ticket,812,4
2026-02,ticket,805,3
2026-03,ticket,790,5`,
    fix: 'Add the rows that are missing. If nothing happened in a month, write 0 for its touches and for what was opened.',
  },
  message: (params) =>
    actualsCountText(params) ??
    `\`${params['source']}\` has no row for ${params['from'] === params['to'] ? params['from'] : `${params['from']} to ${params['to']}`}, between others: add what was counted, or 0 where nothing happened.`,
};
