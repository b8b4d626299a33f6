import type { Rule } from './rule.ts';

export const actualsUnknownColumn: Rule = {
  code: 'actuals-unknown-column',
  severity: 'information',
  summary: 'A column in the actuals that nothing reads.',
  page: {
    why: 'A column with a typing mistake in its name is silently absent: what it holds is not recorded, and a measure that needs it has no value. A column that was meant for somebody else does no harm.',
    example: `actuals "actuals"
// file: actuals/months.csv
month,source,touches,opened,wno
2026-01,ticket,812,4,1`,
    mended: `actuals "actuals"
// file: actuals/months.csv
month,source,touches,opened,won
2026-01,ticket,812,4,1`,
    fix: 'Correct the name, or leave the column as it is: it changes nothing. The columns of each file are in the language reference.',
  },
  message: ({ column, nearest }) =>
    `Nothing reads ${column ? `the column \`${column}\`` : 'a column without a name'}: ${nearest ? `write \`${nearest}\` if that is meant` : 'correct its name, or leave it'}.`,
};
