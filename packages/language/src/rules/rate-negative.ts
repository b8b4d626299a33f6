import { inMonth, percentText } from './numbers.ts';
import type { Rule } from './rule.ts';

export const rateNegative: Rule = {
  code: 'rate-negative',
  severity: 'error',
  summary: 'A rate is below zero.',
  breaks: true,
  message: (params) =>
    `\`${params['place']}\` is ${percentText(params['value'])}${inMonth(params)}, and a rate cannot be below 0: correct it.`,
};
