import type { Rule } from './rule.ts';

export const nestingTooDeep: Rule = {
  code: 'nesting-too-deep',
  severity: 'error',
  summary: 'An expression has too many parentheses within each other, or too many operators.',
  page: {
    why: 'An expression with 32 parentheses inside each other, or with more than 1,000 operators, cannot be checked by a reader. It usually comes from a generator or from a formula that was pasted out of a spreadsheet.',
    example: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     (((((((((((((((((((((((((((((((((800)))))))))))))))))))))))))))))))))/month counted 2025
  conversion 0.5% estimated 2025-12
}`,
    mended: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 0.5%      estimated 2025-12
}`,
    fix: 'Name a part of the expression as a `driver` and use the name. Each driver then has an owner and a history of its own, which is what the long formula was hiding.',
  },
  breaks: true,
  message: ({ parenthesis }) =>
    parenthesis
      ? 'Parentheses are more than 32 deep here: name a part of the expression as a `driver`.'
      : 'This expression has more than 1,000 operators: name a part of it as a `driver`.',
};
