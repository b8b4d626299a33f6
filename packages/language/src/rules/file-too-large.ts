import { numberText } from './numbers.ts';
import type { Rule } from './rule.ts';

export const fileTooLarge: Rule = {
  code: 'file-too-large',
  severity: 'error',
  summary: 'A file over 2 MB is not read.',
  page: {
    why: 'A file of over 2 MB is no longer written or read by people, and it would hold up the editor at every keystroke. Nothing of it is read, so everything that it declares is missing.',
    example: `owner support "Support lead"
// ... and 2 MB more`,
    mended: 'owner support "Support lead"',
    fix: 'Split it into libraries, files without a `model` block, and `import` them. If it was generated, ask whether a forecast needs that many lines.',
  },
  breaks: true,
  message: ({ bytes, limit }) =>
    `This file has ${numberText(bytes)} bytes, over the limit of ${numberText(limit)}: split it into libraries and import them.`,
};
