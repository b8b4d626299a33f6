import type { Period } from '../generated/ast.ts';
import { fiscalYearStartOf } from '../model-block.ts';
import { readPeriod } from '../period.ts';
import { nodesOf } from '../program.ts';
import { rangeOf } from '../tree.ts';
import { numberText } from './numbers.ts';
import type { Rule } from './rule.ts';

export const rangeOrder: Rule = {
  code: 'range-order',
  severity: 'error',
  summary: 'A range or a period ends before it starts.',
  breaks: true,
  message: ({ low, high, period }) =>
    period
      ? `The period \`${period}\` ends before it starts: swap its ends.`
      : `The range goes from ${numberText(low)} to ${numberText(high)}: the first end must be the smaller one, so swap them.`,
  check(program, report) {
    const start = fiscalYearStartOf(program);
    for (const { file, node } of nodesOf<Period>(program, 'Period')) {
      const months = readPeriod(node, start);
      if (months && months.last < months.first) report(file, rangeOf(node), { period: `${node.start} to ${node.end}` });
    }
  },
};
