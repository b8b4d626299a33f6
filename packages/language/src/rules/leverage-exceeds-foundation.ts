import { holds, isKnown } from '@upsell/engine';
import { modelHeader } from '../model-block.ts';
import { headerRange } from '../tree.ts';
import { apart, numberText } from './numbers.ts';
import type { Rule } from './rule.ts';

export const leverageExceedsFoundation: Rule = {
  code: 'leverage-exceeds-foundation',
  severity: 'warning',
  summary: 'More is opened from leverage than from foundation.',
  modelOnly: true,
  page: {
    why: 'Foundation channels are the conversations that customers have with you anyway: implementations, tickets, check-ins. Leverage, such as marketing and in-product signals, amplifies them. A plan that leans on leverage for most of its opportunities has nothing to amplify when a campaign slips, and nobody notices before the quarter is lost.',
    example: `foundation channel tickets {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 0.5%      measured 2025
}

leverage channel in_product {
  source     in_product
  owner      growth
  volume     900/month counted 2025
  conversion 0.8%      measured 2025
}`,
    mended: `foundation channel tickets {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 1%        measured 2025
}

leverage channel in_product {
  source     in_product
  owner      growth
  volume     900/month counted 2025
  conversion 0.8%      measured 2025
}`,
    fix: 'Grow the foundation channels first, or plan less of leverage until they stand. All channels count over the whole period; scenarios are not judged.',
  },
  message: ({ leverage, foundation }) => {
    const [more, less] = apart(Number(leverage), Number(foundation), numberText, 4);
    return `Leverage opens ${more} and foundation ${less} in the period, and leverage is built on top, never instead: grow the foundation channels, or plan less of leverage.`;
  },
  judge({ program, model, evaluated }, report) {
    const header = modelHeader(program);
    const { opened, leverageShare } = evaluated.forecast.summary;
    // Where there is no foundation channel at all an error says so.
    const all = model.channels.length > 0 && model.channels.every(({ layer }) => layer === 'leverage');
    if (!header || all || !isKnown(opened) || !isKnown(leverageShare) || !holds(leverageShare, '>', 0.5)) return;
    const leverage = opened * leverageShare;
    report(0, headerRange(header.node, 'title'), { leverage, foundation: opened - leverage });
  },
};
