import { inMonth } from './numbers.ts';
import type { Rule } from './rule.ts';

export const numberTooLarge: Rule = {
  code: 'number-too-large',
  severity: 'error',
  summary: 'A number is too large to compute with.',
  page: {
    why: 'A number with more than 300 digits cannot be computed with, and no business has one. Behind it is growth over a long period, such as `growing 200%/month` where a year was meant, or a suffix too many.',
    example: `model "Acme" {
  currency USD
  period 2026-01 to 2035-12
}

foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month growing 100,000%/month counted 2025
  conversion 0.5%                             estimated 2025-12
}`,
    mended: `model "Acme" {
  currency USD
  period 2026-01 to 2035-12
}

foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month growing 10%/year counted 2025
  conversion 0.5%                       estimated 2025-12
}`,
    fix: 'Check the number and its growth: is it a month or a year, a percent or a factor? Growth that holds for some months only ends with a step, as in `800/month growing 5%/month, 1,200/month from 2026-09`.',
  },
  breaks: true,
  message: (params) =>
    `\`${params['place']}\` is too large to compute with${inMonth(params)}: check the number and its growth.`,
};
