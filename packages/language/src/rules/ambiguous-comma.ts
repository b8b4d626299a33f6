import type { AstNode } from 'langium';
import type { Call } from '../generated/ast.ts';
import { nodesOf } from '../program.ts';
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
    const seen = new Set<AstNode>(); // a literal in a call within a call is one problem
    for (const { file, node } of nodesOf<Call>(program, 'Call'))
      walk(node, (literal) => {
        const text = (literal as { text?: string }).text;
        if (!text?.includes(',') || seen.has(literal)) return;
        seen.add(literal);
        const [apart, together] = [text.replaceAll(',', ', '), text.replaceAll(',', '')];
        report(file, rangeOf(literal), { text, apart, together });
      });
  },
};
