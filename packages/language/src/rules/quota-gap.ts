import { fiscalQuarterText, holds, type QuarterOfQuota, quartersOfQuota } from '@upsell/engine';
import { fieldOfClosing } from '../closing-block.ts';
import { fieldNameRange } from '../field-name.ts';
import { moneyText } from './numbers.ts';
import type { Rule } from './rule.ts';

/** organic.md: the part of a quarter's quota from which on what is missing gets pushed. */
const MOST = 0.1;

export const quotaGap: Rule = {
  code: 'quota-gap',
  severity: 'warning',
  summary: 'The quota of a fiscal quarter exceeds its forecast revenue by over 10% of it.',
  modelOnly: true,
  page: {
    why: "Quota that the machine does not open is what gets pushed, in the last weeks of the quarter and at the customer's cost. The gap is known the day the plan is made, long before anybody misses a number.",
    example: `closing upsell_ae {
  owner     upsell_desk
  win rate  25%           measured 2025
  deal size $12,000       measured 2025
  cost      $10,000/month decided 2025-12
  quota     $60,000/month decided 2025-12
}

foundation channel tickets {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 0.5%      measured 2025
}`,
    mended: `closing upsell_ae {
  owner     upsell_desk
  win rate  25%           measured 2025
  deal size $12,000       measured 2025
  cost      $10,000/month decided 2025-12
  quota     $12,000/month decided 2025-12
}

foundation channel tickets {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 0.5%      measured 2025
}`,
    fix: 'Set a quota that the channels can carry, or plan the volumes that carry it. Only fiscal quarters that lie in the period as a whole are compared, each by itself; scenarios are not judged.',
  },
  message: ({ first, quota, revenue, gap, count, worst, worstGap, currency }) => {
    const money = (value: unknown) => moneyText(value, currency);
    const others =
      Number(count) < 2
        ? ''
        : worst === first
          ? ` ${count} quarters miss by over 10%, none by more.`
          : ` ${count} quarters miss by over 10%, the worst ${worst} by ${money(worstGap)}.`;
    return `The quota of ${first} is ${money(quota)} and the forecast ${money(revenue)}: ${money(gap)} will be pushed.${others} Lower the quota, or open more.`;
  },
  judge({ program, model, evaluated }, report) {
    const field = fieldOfClosing(program, 'quota');
    const missed = quartersOfQuota(model, evaluated.forecast).filter((one) => holds(gapOf(one), '>', MOST * one.quota));
    const [first] = missed;
    if (!field || !first) return;
    const worst = missed.reduce((a, b) => (holds(gapOf(b), '>', gapOf(a)) ? b : a));
    const name = ({ start }: QuarterOfQuota) => fiscalQuarterText(start, model.fiscalYearStart);
    report(field.file, fieldNameRange(field.node), {
      first: name(first),
      quota: first.quota,
      revenue: first.revenue,
      gap: gapOf(first),
      count: missed.length,
      worst: name(worst),
      worstGap: gapOf(worst),
      currency: model.currency,
    });
  },
};

const gapOf = ({ quota, revenue }: QuarterOfQuota): number => quota - revenue;
