import { inMonth } from './numbers.ts';
import type { Rule } from './rule.ts';

export const numberTooLarge: Rule = {
  code: 'number-too-large',
  severity: 'error',
  summary: 'A number is too large to compute with.',
  breaks: true,
  message: (params) =>
    `\`${params['place']}\` is too large to compute with${inMonth(params)}: check the number and its growth.`,
};
