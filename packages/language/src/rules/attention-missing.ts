import { insertField } from '../edits.ts';
import { headerRange } from '../tree.ts';
import { oneClosing } from './one-closing.ts';
import type { Rule } from './rule.ts';

export const attentionMissing: Rule = {
  code: 'attention-missing',
  severity: 'information',
  summary: 'An original AE whose attention is not said.',
  page: {
    why: 'An original AE closes new business first. In the last month of the quarter, when that is due, upsells wait, and a forecast that gives them the same month as every other shows revenue where there is nobody to close it. `attention` says how much time is left in each month of the quarter.',
    example: `closing original_ae {
  owner     sales
  win rate  25%     measured 2025
  deal size $12,000 measured 2025
  decided   2025-12
}`,
    mended: `closing original_ae {
  owner     sales
  win rate  25%     measured 2025
  deal size $12,000 measured 2025
  attention 100%, 60%, 20%
  decided   2025-12
}`,
    fix: "Add `attention` with three shares: what is left of the closers' time in the first, second and third month of the fiscal quarter. The quick fix writes 100% three times, which changes nothing yet: put in what you see in the calendar. Closing models in scenarios are not asked.",
  },
  message: () =>
    'An original AE closes new business first, and this model gives upsells all of every month: add `attention` with the share of time left in each month of the quarter.',
  check(program, report) {
    const closing = oneClosing(program);
    if (closing?.node.kind !== 'original_ae') return;
    if (!closing.node.fields.some((field) => field.$type === 'AttentionField'))
      report(closing.file, headerRange(closing.node, 'kind', 'title'));
  },
  fixes(_, { program }) {
    const closing = oneClosing(program);
    if (!closing) return [];
    const line = 'attention 100%, 100%, 100%';
    return [
      { title: `Add \`${line}\` to start from`, edits: [insertField(program, closing.file, closing.node, [line])] },
    ];
  },
};
