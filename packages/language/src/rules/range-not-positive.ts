import { numberText } from './numbers.ts';
import type { Rule } from './rule.ts';

export const rangeNotPositive: Rule = {
  code: 'range-not-positive',
  severity: 'error',
  summary: 'A range has an end at or below zero.',
  breaks: true,
  message: ({ low, high }) =>
    `The range goes from ${numberText(low)} to ${numberText(high)}, and both ends must be above 0: write the smallest value that can be.`,
};
