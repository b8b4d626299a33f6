import type { Params } from '../problem.ts';
import { actualsCountText } from './actuals-count.ts';
import type { Rule } from './rule.ts';

export const actualsDuplicateRow: Rule = {
  code: 'actuals-duplicate-row',
  severity: 'error',
  summary: 'Two rows of actuals for the same month and source.',
  page: {
    why: 'There is one true count for a source in a month. With two of them nobody can say whether they add up or one corrects the other, so that neither is counted. It happens when a month is exported twice.',
    example: `actuals "actuals"
// file: actuals/months.csv
month,source,touches,opened
2026-01,ticket,812,4
2026-01,ticket,815,4`,
    mended: `actuals "actuals"
// file: actuals/months.csv
month,source,touches,opened
2026-01,ticket,815,4`,
    fix: 'Keep the row that is right, or add the two up if each covers a part of the month. In `quarters.csv` and `cohorts.csv` it is the quarter, or the month and who started the conversation, that can be there once.',
  },
  message: (params) =>
    actualsCountText(params) ??
    `Line ${params['first']} is for the same ${sameText(params)}, and neither is counted: keep the row that is right, or add the two up.`,
};

/** What two rows are for. */
function sameText({ month, quarter, source, initiator }: Params): string {
  const of = source ?? initiator;
  return `${month ?? quarter}${of === undefined ? '' : ` and \`${of}\``}`;
}
