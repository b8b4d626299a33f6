import { monthText } from '@upsell/engine';
import { insertField } from '../edits.ts';
import { headerRange } from '../tree.ts';
import { oneClosing } from './one-closing.ts';
import type { Rule } from './rule.ts';

export const closingUndecided: Rule = {
  code: 'closing-undecided',
  severity: 'information',
  summary: 'A closing model that nobody has decided on.',
  page: {
    why: 'Who closes is the one decision that every other number stands on: the win rate, the capacity, the cost. As long as nobody can point to the day on which it was made, it is made again in every hard quarter. The date and the reason end that conversation.',
    example: `closing csm {
  owner     success
  win rate  25%     measured 2025
  deal size $12,000 measured 2025
}`,
    mended: `closing csm {
  owner     success
  win rate  25%     measured 2025
  deal size $12,000 measured 2025
  decided   2025-12 "CSMs know the account; AEs stay on new business"
}`,
    fix: 'Add `decided`, the month, and the reason in quotes. If it is not decided yet, put the alternatives into scenarios, compare them, and decide. Closing models in scenarios are not asked.',
  },
  message: ({ kind }) =>
    `Nobody has said when \`closing ${kind}\` was decided, so it is argued anew in every hard quarter: add \`decided\` with the month and the reason.`,
  check(program, report) {
    const closing = oneClosing(program);
    if (!closing?.node.kind || closing.node.fields.some((field) => field.$type === 'DecidedField')) return;
    report(closing.file, headerRange(closing.node, 'kind', 'title'), { kind: closing.node.kind });
  },
  fixes(_, { program, asOf }) {
    const closing = oneClosing(program);
    if (!closing) return [];
    const line = `decided ${monthText(asOf)}`;
    return [{ title: `Add \`${line}\``, edits: [insertField(program, closing.file, closing.node, [line])] }];
  },
};
