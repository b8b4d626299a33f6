import { holds, isKnown, periodTotal } from '@upsell/engine';
import { fieldOfClosing } from '../closing-block.ts';
import { fieldNameRange } from '../field-name.ts';
import { countText, rateText } from './numbers.ts';
import type { Rule } from './rule.ts';

export const idleClosers: Rule = {
  code: 'idle-closers',
  severity: 'information',
  summary: 'The capacity is over twice what is opened.',
  modelOnly: true,
  page: {
    why: 'Closers without opportunities find some: they push. A desk that can work more than twice what the machine opens was hired ahead of the touches that feed it, or its capacity is a wish.',
    example: `closing upsell_ae {
  owner     upsell_desk
  win rate  25%      measured 2025
  deal size $12,000  measured 2025
  closers   2        decided 2025-12
  capacity  25/month decided 2025-12
}

foundation channel tickets {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 1%        measured 2025
}`,
    mended: `closing upsell_ae {
  owner     upsell_desk
  win rate  25%      measured 2025
  deal size $12,000  measured 2025
  closers   2        decided 2025-12
  capacity  25/month decided 2025-12
}

foundation channel tickets {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 4%        measured 2025
}`,
    fix: 'Check `capacity` and `closers` against what a closer really works in a month; start with fewer closers and add them by steps, or open more first. The whole period counts, so a ramp may start below half; scenarios are not judged.',
  },
  message: ({ limit, opened, share }) =>
    `The closers can work ${countText(limit)} opportunities in the period and ${countText(opened)} are opened, ${rateText(share, 3)} of that: plan fewer closers or less \`capacity\`, or open more.`,
  judge({ program, evaluated }, report) {
    const field = fieldOfClosing(program, 'capacity');
    const { limit: byMonth, summary } = evaluated.forecast;
    const limit = byMonth && periodTotal(byMonth);
    const { opened } = summary;
    if (!field || limit === undefined || !isKnown(opened) || !holds(limit, '>', 2 * opened)) return;
    report(field.file, fieldNameRange(field.node), { limit, opened, share: opened / limit });
  },
};
