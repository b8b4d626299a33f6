import { inMonth } from './numbers.ts';
import type { Rule } from './rule.ts';

export const divisionByZero: Rule = {
  code: 'division-by-zero',
  severity: 'error',
  summary: 'A division by zero.',
  breaks: true,
  message: (params) =>
    `This is 0${inMonth(params)}, and nothing can be divided by 0: correct it, or the driver that it comes from.`,
};
