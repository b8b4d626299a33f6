import { percentText } from './numbers.ts';
import type { Rule } from './rule.ts';

export const cycleNotWhole: Rule = {
  code: 'cycle-not-whole',
  severity: 'error',
  summary: 'The shares of the cycle do not sum to 100%.',
  breaks: true,
  message: ({ sum }) =>
    `The shares of \`cycle\` sum to ${percentText(sum)}, and they must sum to 100%: what is worked closes at some time.`,
};
