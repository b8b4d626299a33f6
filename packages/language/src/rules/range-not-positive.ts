import { numberText } from './numbers.ts';
import type { Rule } from './rule.ts';

export const rangeNotPositive: Rule = {
  code: 'range-not-positive',
  severity: 'error',
  summary: 'A range has an end at or below zero.',
  page: {
    why: 'The ends of a range are the values that you are 90% sure to lie between. For counts, rates and money above nothing, an end of 0 is not a bound but an absence of one, and no distribution has it there.',
    example: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month  counted 2025
  conversion 0% to 0.8% estimated 2025-12
}`,
    mended: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month    counted 2025
  conversion 0.2% to 0.8% estimated 2025-12
}`,
    fix: 'Write the smallest value that can reasonably be, however small. If it may well be nothing at all, write the single number that you would bet on, and say why in a `note`.',
  },
  breaks: true,
  message: ({ low, high }) =>
    `The range goes from ${numberText(low)} to ${numberText(high)}, and both ends must be above 0: write the smallest value that can be.`,
};
