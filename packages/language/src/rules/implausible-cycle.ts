import { holds, isBroken, isKnown, monthText } from '@upsell/engine';
import { fieldOfClosing } from '../closing-block.ts';
import { keywordRange } from '../tree.ts';
import { apart, rateText } from './numbers.ts';
import type { Rule } from './rule.ts';

export const implausibleCycle: Rule = {
  code: 'implausible-cycle',
  severity: 'information',
  summary: 'More than half of what is opened closes after the period.',
  modelOnly: true,
  page: {
    why: "What is still in the cycle when the period ends is not in the period's revenue. Where that is most of what was opened, either the cycle is longer than deals really take, or the period is too short to show what the touches are worth.",
    example: `closing csm {
  owner     success
  win rate  25%     measured 2025
  deal size $12,000 measured 2025
  cycle     9 months
  decided   2025-12
}`,
    mended: `closing csm {
  owner     success
  win rate  25%     measured 2025
  deal size $12,000 measured 2025
  cycle     3 months
  decided   2025-12
}`,
    fix: 'Take the cycle from the CRM: months from opened to closed, won and lost alike. If it is right, choose a longer period. What waits for a closer is not counted here, `closing-limited` says it; scenarios are not judged.',
  },
  message: ({ share, last }) => {
    const [late] = apart(Number(share), 0.5, rateText, 3);
    return `By this \`cycle\` ${late} of what is opened closes after ${monthText(Number(last))}, more than 50%: check the cycle, or make the period longer.`;
  },
  judge({ program, model, evaluated }, report) {
    const cycle = fieldOfClosing(program, 'cycle');
    const { summary, total } = evaluated.forecast;
    const { opened, openAtEnd, backlogAtEnd } = summary;
    const { openAtStart } = total;
    if (!cycle || !isKnown(opened) || !isKnown(openAtEnd) || !isKnown(backlogAtEnd) || isBroken(openAtStart)) return;
    const share = (openAtEnd - backlogAtEnd) / (opened + openAtStart);
    if (holds(share, '>', 0.5))
      report(cycle.file, keywordRange(cycle.node), { share, last: model.start + model.months - 1 });
  },
};
