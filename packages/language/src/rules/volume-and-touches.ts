import type { Channel } from '../generated/ast.ts';
import { ofType } from '../model-block.ts';
import { propertyRange } from '../tree.ts';
import type { Rule } from './rule.ts';

export const volumeAndTouches: Rule = {
  code: 'volume-and-touches',
  severity: 'error',
  summary: 'A channel has both a volume and touches.',
  breaks: true,
  message: ({ channel }) =>
    `The channel \`${channel}\` has a \`volume\` and touches, and its volume is the sum of its touches: remove one of the two.`,
  check(program, report) {
    for (const { file, node } of ofType<Channel>(program, 'Channel')) {
      const volume = node.fields.find((field) => field.$type === 'ChannelNumber' && field.field === 'volume');
      if (volume && node.fields.some((field) => field.$type === 'Touch'))
        report(file, propertyRange(volume, 'field'), { channel: node.name });
    }
  },
};
