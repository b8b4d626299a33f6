import { actualsCountText } from './actuals-count.ts';
import type { Rule } from './rule.ts';

export const actualsNoSource: Rule = {
  code: 'actuals-no-source',
  severity: 'error',
  summary: 'A row of actuals without a source.',
  page: {
    why: 'No source, no opportunity: what nobody can attribute cannot be planned, owned or fixed, and it makes the conversion of every channel look worse than it is. It is counted in no channel, and the totals say how many opportunities were left out.',
    example: `actuals "actuals"
// file: actuals/months.csv
month,source,touches,opened
2026-01,,60,3`,
    mended: `actuals "actuals"
// file: actuals/months.csv
month,source,touches,opened
2026-01,ticket,812,4`,
    fix: 'Write the source, a name of the list `sources`, here or in the field of the CRM that the file is made from. If nobody knows it, take the row out: it will be missing from the total either way.',
  },
  message: (params) =>
    actualsCountText(params) ??
    'This row has no source, and is counted in no channel: write a name of the list `sources`, here and in the CRM.',
};
