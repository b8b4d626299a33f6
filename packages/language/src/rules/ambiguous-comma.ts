import type { Call } from '../generated/ast.ts';
import { rangeOf, walk } from '../tree.ts';
import type { Rule } from './rule.ts';

export const ambiguousComma: Rule = {
  code: 'ambiguous-comma',
  severity: 'error',
  summary: 'A grouped number stands where a comma separates.',
  breaks: true,
  message: ({ text, apart, together }) =>
    `\`${text}\` could be one number or ${String(apart).split(',').length} of them: write \`${apart}\` or \`${together}\`.`,
  check(program, report) {
    for (const { file, node } of program.elements)
      walk(node, (call) => {
        if (call.$type !== 'Call') return;
        for (const arg of (call as Call).args)
          walk(arg, (literal) => {
            const text = (literal as { text?: string }).text;
            if (!text?.includes(',')) return;
            report(file, rangeOf(literal), {
              text,
              apart: text.replaceAll(',', ', '),
              together: text.replaceAll(',', ''),
            });
          });
      });
  },
};
