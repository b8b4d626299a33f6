import type { AstNode } from 'langium';
import { nodesIn } from '../block.ts';
import { replace } from '../edits.ts';
import { expressionAt } from '../expression-at.ts';
import type { Call } from '../generated/ast.ts';
import { rangeOf, walk } from '../tree.ts';
import type { Rule } from './rule.ts';

export const ambiguousComma: Rule = {
  code: 'ambiguous-comma',
  severity: 'error',
  summary: 'A grouped number stands where a comma separates.',
  page: {
    why: 'In `min(100,200)` one reader sees the number one hundred thousand two hundred and another sees a hundred and two hundred. A forecast that can be read in two ways will be, and the two readings differ by a factor of a thousand.',
    example: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     min(1,200)/month counted 2025
  conversion 0.5%             estimated 2025-12
}`,
    mended: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     min(1, 200)/month counted 2025
  conversion 0.5%              estimated 2025-12
}`,
    fix: 'Put a space behind the comma if it separates two numbers, or take the comma out if it is one number. Outside of `min` and `max` a grouped number such as `1,200` is always one number.',
  },
  breaks: true,
  message: ({ text, apart, together }) =>
    `\`${text}\` could be one number or ${String(apart).split(',').length} of them: write \`${apart}\` or \`${together}\`.`,
  checkEach(block, _, report) {
    const seen = new Set<AstNode>(); // a literal in a call within a call is one problem
    for (const node of nodesIn<Call>(block, 'Call'))
      walk(node, (literal) => {
        const text = (literal as { text?: string }).text;
        if (!text?.includes(',') || seen.has(literal)) return;
        seen.add(literal);
        const [apart, together] = [text.replaceAll(',', ', '), text.replaceAll(',', '')];
        report(rangeOf(literal), { text, apart, together });
      });
  },
  fixes({ file, start, end, params }, { program }) {
    const literal = expressionAt(program, file, { start, end });
    const text = String(params['text']);
    const write = (newText: unknown) => ({
      title: `Write \`${newText}\``,
      edits: [replace(file, { start, end: start + text.length }, String(newText))],
    });
    // Apart, the first numbers of an amount, or of a part of an argument, would lose their unit.
    const isArgument = literal?.$container?.$type === 'Call' && literal.$type === 'NumberLiteral';
    const isPlain = isArgument && literal.currency === undefined;
    return [...(isPlain ? [write(params['apart'])] : []), write(params['together'])];
  },
};
