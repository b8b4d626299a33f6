import { holds, isKnown } from '@upsell/engine';
import { modelHeader } from '../model-block.ts';
import { headerRange } from '../tree.ts';
import { apart, percentText, rateText } from './numbers.ts';
import type { Rule } from './rule.ts';

/** organic.md: above this a feature is a hostage. */
const MOST = 0.25;

export const gatedShare: Rule = {
  code: 'gated-share',
  severity: 'warning',
  summary: 'Over 25% of what is opened comes from gated touches.',
  modelOnly: true,
  page: {
    why: 'A gated touch is a wall in the product in front of something that is already built. It sells once, and it teaches customers that you take things away to sell them back. A forecast that lives on its walls counts on customers who have no choice, and they leave when they get one.',
    example: `foundation channel in_app {
  source in_app
  owner  support
  touch requests "Requests"     300/month counted 2025
  touch walls    "Locked views" 200/month counted 2025 gated
  conversion 0.5% measured 2025
  initiated by customer
}`,
    mended: `foundation channel in_app {
  source in_app
  owner  support
  touch requests "Requests"     300/month counted 2025
  touch walls    "Locked views" 100/month counted 2025 gated
  conversion 0.5% measured 2025
  initiated by customer
}`,
    fix: 'Open more from touches without a wall, or take walls away. All channels are pooled over the period; scenarios are not judged.',
  },
  message: ({ share }) => {
    const [gated] = apart(Number(share), MOST, rateText, 3);
    return `${gated} of what is opened comes from gated touches, more than ${percentText(MOST)}: a wall in front of what is already built wins a sale and loses a customer. Take walls away, or open more elsewhere.`;
  },
  judge({ program, evaluated }, report) {
    const header = modelHeader(program);
    const share = evaluated.forecast.summary.gatedShare;
    if (header && isKnown(share) && holds(share, '>', MOST)) report(0, headerRange(header.node, 'title'), { share });
  },
};
