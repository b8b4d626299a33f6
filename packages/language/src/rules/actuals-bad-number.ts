import type { Params } from '../problem.ts';
import { actualsCountText } from './actuals-count.ts';
import type { Rule } from './rule.ts';

export const actualsBadNumber: Rule = {
  code: 'actuals-bad-number',
  severity: 'error',
  summary: 'A number in the actuals that cannot be.',
  page: {
    why: 'Counts of people doing things are whole and never below zero, and a blank is not zero: it says that nobody counted. A row with such a cell is not counted at all, since the other cells of it are no better known.',
    example: `actuals "actuals"
// file: actuals/months.csv
month,source,touches,opened
2026-01,ticket,812,-4`,
    mended: `actuals "actuals"
// file: actuals/months.csv
month,source,touches,opened
2026-01,ticket,812,4`,
    fix: 'Write the number plainly, such as `1234` or `1234.5` for money, without signs for thousands, currency or percent. Leave an optional cell blank where nothing was recorded; a required one needs its count, or 0.',
  },
  message: (params) => actualsCountText(params) ?? sentenceOf(params),
};

function sentenceOf({ kind, column, text, of }: Params): string {
  switch (kind) {
    case 'blank':
      return `\`${column}\` is blank, and blank is not zero: write the number, or 0.`;
    case 'negative':
      return `\`${column}\` is ${text}, and it cannot be below 0: correct it.`;
    case 'fraction':
      return `\`${column}\` is ${text}, and must be whole: write a whole number.`;
    case 'large':
      return `\`${column}\` has a number that is too large to be counted exactly: correct it.`;
    case 'gated':
      return `\`gated\` is ${text}, more than what was opened, of which it is a part: correct one of the two.`;
    case 'contracted':
      return `\`contracted\` is ${text}, more than the accounts that it is a part of: correct one of the two.`;
    case 'part':
      return `\`${column}\` is ${text}, more than \`${of}\`, of which it is a part: correct one of the two.`;
    default:
      return `\`${text}\` is not a number: write \`${column}\` as in \`1234\`, without signs for thousands, currency or percent.`;
  }
}
