import type { Channel } from '../generated/ast.ts';
import { mayBeElsewhere, ofType } from '../model-block.ts';
import { propertyRange } from '../tree.ts';
import type { Rule } from './rule.ts';

export const leverageWithoutFoundation: Rule = {
  code: 'leverage-without-foundation',
  severity: 'error',
  summary: 'Leverage channels without a foundation channel.',
  page: {
    why: 'Marketing and in-product prompts amplify what people do with customers: go-lives, tickets, check-ins, calls. A plan of leverage alone amplifies nothing. It is the plan of a team that hopes that the product sells by itself.',
    example: `leverage channel in_product "In-product funnel" {
  source     in_product
  owner      growth
  volume     900/month counted 2025
  conversion 0.8%      estimated 2025-12
}`,
    mended: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 0.5%      estimated 2025-12
}

leverage channel in_product "In-product funnel" {
  source     in_product
  owner      growth
  volume     900/month counted 2025
  conversion 0.8%      estimated 2025-12
}`,
    fix: 'Add the foundation channel that the leverage is built on, even a small one: which customer conversations does the campaign or the prompt lead to?',
  },
  modelOnly: true,
  message: () =>
    'This leverage channel has nothing to amplify: leverage is built on a foundation channel, never instead of one. Add one.',
  check(program, report) {
    if (mayBeElsewhere(program)) return;
    const channels = ofType<Channel>(program, 'Channel');
    if (channels.some(({ node }) => node.layer !== 'leverage')) return;
    for (const { file, node } of channels) report(file, propertyRange(node, 'layer'));
  },
};
