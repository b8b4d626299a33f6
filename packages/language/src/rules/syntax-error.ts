import type { Rule } from './rule.ts';

export const syntaxError: Rule = {
  code: 'syntax-error',
  severity: 'error',
  summary: 'The text is not the language.',
  breaks: true,
  message: ({ message }) => String(message),
};
