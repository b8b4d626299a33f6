import type { PercentOfBase } from '../generated/ast.ts';
import { ofType } from '../model-block.ts';
import { rangeOf } from '../tree.ts';
import type { Rule } from './rule.ts';

export const percentOfBase: Rule = {
  code: 'percent-of-base',
  severity: 'error',
  summary: 'A percentage of the base is not a forecast.',
  message: ({ text }) =>
    `\`${text}\` is a guess without inputs, an owner or a lever: write a channel for each customer touch instead, with its volume and its conversion.`,
  check(program, report) {
    for (const { file, node } of ofType<PercentOfBase>(program, 'PercentOfBase'))
      report(file, rangeOf(node), { text: node.text });
  },
};
