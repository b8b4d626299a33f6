import type { Channel } from '../generated/ast.ts';
import { mayBeElsewhere, ofType } from '../model-block.ts';
import { propertyRange } from '../tree.ts';
import type { Rule } from './rule.ts';

export const leverageWithoutFoundation: Rule = {
  code: 'leverage-without-foundation',
  severity: 'error',
  summary: 'Leverage channels without a foundation channel.',
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
