import type { Rule } from './rule.ts';

export const nestingTooDeep: Rule = {
  code: 'nesting-too-deep',
  severity: 'error',
  summary: 'An expression has too many parentheses within each other, or too many operators.',
  breaks: true,
  message: ({ parenthesis }) =>
    parenthesis
      ? 'Parentheses are more than 32 deep here: name a part of the expression as a `driver`.'
      : 'This expression has more than 1,000 operators: name a part of it as a `driver`.',
};
