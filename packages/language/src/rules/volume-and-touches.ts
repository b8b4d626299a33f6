import { nodesIn } from '../block.ts';
import type { Channel } from '../generated/ast.ts';
import { propertyRange } from '../tree.ts';
import type { Rule } from './rule.ts';

export const volumeAndTouches: Rule = {
  code: 'volume-and-touches',
  severity: 'error',
  summary: 'A channel has both a volume and touches.',
  page: {
    why: 'The volume of a channel with touches is their sum. A `volume` beside them is a second answer to the same question, and sooner or later the two differ.',
    example: `foundation channel tickets "Support tickets" {
  source ticket
  owner  support
  volume 800/month counted 2025
  touch chats "Chats" 300/month counted 2025
  conversion 0.5% estimated 2025-12
}`,
    mended: `foundation channel tickets "Support tickets" {
  source ticket
  owner  support
  touch tickets "Tickets" 800/month counted 2025
  touch chats   "Chats"   300/month counted 2025
  conversion 0.5% estimated 2025-12
}`,
    fix: 'Remove the `volume` if the touches are all there is. If it stands for what the touches leave out, make it a `touch` with a name.',
  },
  breaks: true,
  message: ({ channel }) =>
    `The channel \`${channel}\` has a \`volume\` and touches, and its volume is the sum of its touches: remove one of the two.`,
  checkEach(block, _, report) {
    for (const node of nodesIn<Channel>(block, 'Channel')) {
      const volume = node.fields.find((field) => field.$type === 'ChannelNumber' && field.field === 'volume');
      if (volume && node.fields.some((field) => field.$type === 'Touch'))
        report(propertyRange(volume, 'field'), { channel: node.name });
    }
  },
};
