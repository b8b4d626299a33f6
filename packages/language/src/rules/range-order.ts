import { nodesIn } from '../block.ts';
import { replace } from '../edits.ts';
import type { Period, Step } from '../generated/ast.ts';
import { readPeriod } from '../period.ts';
import { nodeAt } from '../program.ts';
import { propertyRange, type Range, rangeOf } from '../tree.ts';
import { numberText } from './numbers.ts';
import type { Rule } from './rule.ts';

export const rangeOrder: Rule = {
  code: 'range-order',
  severity: 'error',
  summary: 'A range or a period ends before it starts.',
  page: {
    why: 'A range is written from its low end to its high end, and a period from its first month to its last. Turned round, it is either a slip or a wrong year, and the two have very different remedies.',
    example: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     900/month to 700/month estimated 2025-12
  conversion 0.5%                   estimated 2025-12
}`,
    mended: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     700/month to 900/month estimated 2025-12
  conversion 0.5%                   estimated 2025-12
}`,
    fix: 'Swap the two ends, unless one of them is mistyped. If both ends are equal, it is no range: write one number.',
  },
  breaks: true,
  message: ({ low, high, period }) =>
    low === high && !period
      ? `The range goes from ${numberText(low)} to ${numberText(high)}, and that is one number: write it alone, or a range around it.`
      : period
        ? `The period \`${period}\` ends before it starts: swap its ends.`
        : `The range goes from ${numberText(low)} to ${numberText(high)}: the first end must be the smaller one, so swap them.`,
  checkEach(block, { fiscalYearStart }, report) {
    for (const node of nodesIn<Period>(block, 'Period')) {
      const months = readPeriod(node, fiscalYearStart);
      if (months && months.last < months.first) report(rangeOf(node), { period: `${node.start} to ${node.end}` });
    }
  },
  fixes({ file, start, params }, { program }) {
    const swap = (a: Range, b: Range) => {
      const text = program.files[file]?.text ?? '';
      const edits = [replace(file, a, text.slice(b.start, b.end)), replace(file, b, text.slice(a.start, a.end))];
      return [{ title: `Swap the ends: \`${edits.map(({ newText }) => newText).join(' to ')}\``, edits }];
    };
    if (params['period'] !== undefined) {
      const period = nodeAt<Period>(program, file, 'Period', start);
      return period ? swap(propertyRange(period, 'start'), propertyRange(period, 'end')) : [];
    }
    const step = nodeAt<Step>(program, file, 'Step', start);
    const [low, high] = [Number(params['low']), Number(params['high'])];
    // Equal ends stay equal, and a rate of 100% and more would be the next error.
    const isRate = RATES.has(String(params['place'])) || step?.high?.$type === 'PercentLiteral';
    if (!step?.high || low === high || (isRate && low >= 1)) return [];
    return swap(rangeOf(step.value), rangeOf(step.high));
  },
};

const RATES: ReadonlySet<string> = new Set(['conversion', 'converting', 'win rate']);
