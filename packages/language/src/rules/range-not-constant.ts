import type { NameRef, Step } from '../generated/ast.ts';
import { nodesOf } from '../program.ts';
import { rangeOf, walk } from '../tree.ts';
import type { Rule } from './rule.ts';

export const rangeNotConstant: Rule = {
  code: 'range-not-constant',
  severity: 'error',
  summary: 'A range has a name in one of its ends.',
  breaks: true,
  message: ({ name }) =>
    `The ends of a range are numbers, and \`${name}\` is the name of a driver: give the driver the range instead.`,
  check(program, report) {
    for (const { file, node } of nodesOf<Step>(program, 'Step')) {
      if (!node.high?.$cstNode || !node.value?.$cstNode) continue;
      for (const end of [node.value, node.high])
        walk(end, (ref) => {
          if (ref.$type === 'NameRef') report(file, rangeOf(ref), { name: (ref as NameRef).driver?.$refText });
        });
    }
  },
};
