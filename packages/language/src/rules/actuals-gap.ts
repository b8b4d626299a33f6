import type { Params } from '../problem.ts';
import { actualsCountText } from './actuals-count.ts';
import type { Rule } from './rule.ts';

export const actualsGap: Rule = {
  code: 'actuals-gap',
  severity: 'warning',
  summary: 'A month is missing between others of its source.',
  page: {
    why: 'A month without a row is not a month without touches: nobody knows. Trailing actuals need months that follow each other, and what was opened in the missing month closes in later ones, where it will look like a conversion that it is not. A row that still says `through`, with later months behind it, is compared with a part of the plan, and the rest of its month is missing in the same way.',
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
    fix: 'Add the rows that are missing. If nothing happened in a month, write 0 for its touches and for what was opened. Where a row still says `through` of a month that is over, count the rest of the month and take `through` away.',
  },
  message: (params) =>
    actualsCountText(params) ??
    partText(params) ??
    `\`${params['source']}\` has no row for ${params['from'] === params['to'] ? params['from'] : `${params['from']} to ${params['to']}`}, between others: add what was counted, or 0 where nothing happened.`,
};

/** Of a month that a row covers a part of, with later ones behind it. */
const partText = ({ source, through, later }: Params): string | undefined =>
  through === undefined
    ? undefined
    : `\`${source}\` is counted through ${through} alone, and ${later} has a row already: add what was counted in the rest of the month, and remove \`through\`.`;
