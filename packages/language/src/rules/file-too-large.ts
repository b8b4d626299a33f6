import { numberText } from './numbers.ts';
import type { Rule } from './rule.ts';

export const fileTooLarge: Rule = {
  code: 'file-too-large',
  severity: 'error',
  summary: 'A file over 2 MB is not read.',
  breaks: true,
  message: ({ bytes, limit }) =>
    `This file has ${numberText(bytes)} bytes, over the limit of ${numberText(limit)}: split it into libraries and import them.`,
};
