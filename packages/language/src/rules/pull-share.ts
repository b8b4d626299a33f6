import { holds, isKnown } from '@upsell/engine';
import { modelHeader } from '../model-block.ts';
import { headerRange } from '../tree.ts';
import { apart, percentText, rateText } from './numbers.ts';
import type { Rule } from './rule.ts';

/** organic.md: below this the quota is pushing. */
const LEAST = 0.4;

export const pullShare: Rule = {
  code: 'pull-share',
  severity: 'warning',
  summary: 'Under 40% of what is opened is opened by customers.',
  modelOnly: true,
  page: {
    why: 'Expansion that the customer asks for stays; expansion that the quota pushes is often given back. The difference between growth and extraction is who started the conversation. A plan in which you start most of them is a plan to push, before a single quarter has been missed.',
    example: `foundation channel tickets {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 0.5%      measured 2025
  initiated by customer
}

foundation channel csm_touches {
  source     csm_touch
  owner      success
  volume     240/month counted 2025
  conversion 3%        measured 2025
  initiated by vendor
}`,
    mended: `foundation channel tickets {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 0.5%      measured 2025
  initiated by customer
}

foundation channel csm_touches {
  source     csm_touch
  owner      success
  volume     200/month counted 2025
  conversion 3%        measured 2025
  initiated by vendor
}`,
    fix: 'Find more moments in which the customer starts: implementations, tickets, requests out of the product. Only channels and touches that say who starts are counted, pooled over the period; scenarios are not judged.',
  },
  message: ({ share }) => {
    const [pulled] = apart(Number(share), LEAST, rateText, 3);
    return `Customers start ${pulled} of the opportunities for which the model says who starts, and under ${percentText(LEAST)} is pushing: add touches that customers start, or plan fewer of your own.`;
  },
  judge({ program, evaluated }, report) {
    const header = modelHeader(program);
    const share = evaluated.forecast.summary.pulledShare;
    if (header && isKnown(share) && holds(share, '<', LEAST)) report(0, headerRange(header.node, 'title'), { share });
  },
};
