import { nodesIn } from '../block.ts';
import { remove } from '../edits.ts';
import type { AttentionField } from '../generated/ast.ts';
import { nodeAt } from '../program.ts';
import { keywordRange, rangeOf } from '../tree.ts';
import type { Rule } from './rule.ts';

export const attentionElsewhere: Rule = {
  code: 'attention-elsewhere',
  severity: 'error',
  summary: '`attention` under a closing model that has none.',
  page: {
    why: "Attention is what new business leaves of an original AE's month. A CSM or a dedicated Upsell AE has no new business to close, so the shares would take opportunities out of the forecast for a reason that does not exist. What really limits them is `capacity`.",
    example: `closing csm {
  owner     success
  win rate  25%     measured 2025
  deal size $12,000 measured 2025
  attention 100%, 60%, 20%
  decided   2025-12
}`,
    mended: `closing csm {
  owner     success
  win rate  25%     measured 2025
  deal size $12,000 measured 2025
  capacity  5/month measured 2025
  decided   2025-12
}`,
    fix: 'Remove it, or write `closing original_ae` if new business does come first. Where closers cannot work everything that is opened, say how much they can with `closers` and `capacity`.',
  },
  message: ({ kind }) =>
    `\`attention\` is what new business leaves of an original AE's time, and this is \`closing ${kind}\`: remove it, or say with \`capacity\` how much can be worked.`,
  checkEach(block, _, report) {
    for (const node of nodesIn<AttentionField>(block, 'AttentionField')) {
      const { kind } = node.$container;
      if (kind === 'csm' || kind === 'upsell_ae') report(keywordRange(node), { kind });
    }
  },
  fixes({ file, start }, { program }) {
    const field = nodeAt<AttentionField>(program, file, 'AttentionField', start);
    if (!field) return [];
    const title = 'Remove `attention` (more can be worked then)';
    return [{ title, edits: [remove(program, file, rangeOf(field))], changesForecast: true }];
  },
};
