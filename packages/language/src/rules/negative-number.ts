import { inMonth, numberText, percentText } from './numbers.ts';
import type { Rule } from './rule.ts';

export const negativeNumber: Rule = {
  code: 'negative-number',
  severity: 'error',
  summary: 'A number is below zero where it counts something.',
  breaks: true,
  message: (params) =>
    params['place'] === 'growth'
      ? `A growth of ${percentText(params['value'])} takes away more than all: it cannot be below -100%.`
      : `\`${params['place']}\` is ${numberText(params['value'])}${inMonth(params)}, and it cannot be below 0: correct it.`,
};
