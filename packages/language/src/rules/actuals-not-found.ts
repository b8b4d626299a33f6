import type { Rule } from './rule.ts';

export const actualsNotFound: Rule = {
  code: 'actuals-not-found',
  severity: 'error',
  summary: 'The folder of actuals has no `months.csv`.',
  page: {
    why: 'Actuals are what keeps a model honest: without them no estimate is ever replaced and no miss is explained. A folder that is not there looks like a model that has nothing to compare with, and nobody notices until the review.',
    example: `actuals "actual"
// file: actuals/months.csv
month,source,touches,opened
2026-01,ticket,812,4`,
    mended: `actuals "actuals"
// file: actuals/months.csv
month,source,touches,opened
2026-01,ticket,812,4`,
    fix: 'Correct the path, which is relative to the model, or put a `months.csv` there with at least the columns `month`, `source`, `touches` and `opened`. `quarters.csv` and `cohorts.csv` may be absent.',
  },
  message: ({ path, name }) =>
    `There is no \`${name}\` in \`${path}\`: correct the path, which is relative to the model, or put the file there.`,
};
