import { inMonth, percentText } from './numbers.ts';
import type { Rule } from './rule.ts';

export const rateNegative: Rule = {
  code: 'rate-negative',
  severity: 'error',
  summary: 'A rate is below zero.',
  page: {
    why: 'A conversion or a win rate is a part of a whole, and a part cannot be less than nothing. A subtraction went too far, or a driver fell below what is taken from it.',
    example: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 0.5% - 2% estimated 2025-12
}`,
    mended: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 2% - 0.5% estimated 2025-12
}`,
    fix: 'Correct the rate, or the driver that it comes from, in the month that the message names.',
  },
  breaks: true,
  message: (params) =>
    `\`${params['place']}\` is ${percentText(params['value'])}${inMonth(params)}, and a rate cannot be below 0: correct it.`,
};
