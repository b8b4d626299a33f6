import type { Channel } from '../generated/ast.ts';
import { ofType } from '../model-block.ts';
import { propertyRange } from '../tree.ts';
import type { Rule } from './rule.ts';

export const channelsBesideInclude: Rule = {
  code: 'channels-beside-include',
  severity: 'error',
  summary: 'A portfolio has a channel of its own.',
  page: {
    why: 'A portfolio adds up models: each of its figures is the sum of its parts. A channel of its own would have no closing model and no taxonomy around it, and it is in none of the totals. It looks like forecast and is none.',
    example: `include "emea.upsell" as emea

foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 0.5%      measured 2025
  initiated by customer
}
// file: emea.upsell
model "EMEA" {
  currency USD
  period 2026-01 to 2026-12
}`,
    mended: `include "emea.upsell" as emea
// file: emea.upsell
model "EMEA" {
  currency USD
  period 2026-01 to 2026-12
}

foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 0.5%      measured 2025
  initiated by customer
}`,
    fix: 'Move the channel into a model of its own, with its sources and its closing model, and `include` that.',
  },
  message: ({ name }) =>
    `The channel \`${name}\` stands beside \`include\`, and a portfolio is the sum of its parts: move the channel into a model of its own, and include that.`,
  check(program, report) {
    if (program.includes.length === 0) return;
    for (const { file, node } of ofType<Channel>(program, 'Channel'))
      if (node.name !== undefined) report(file, propertyRange(node, 'name'), { name: node.name });
  },
};
