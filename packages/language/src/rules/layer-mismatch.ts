import { nodesIn } from '../block.ts';
import { builtInSource } from '../built-in-sources.ts';
import { replace } from '../edits.ts';
import type { Channel, SourceField } from '../generated/ast.ts';
import { ofType } from '../model-block.ts';
import { nodeAt } from '../program.ts';
import { propertyRange } from '../tree.ts';
import type { Rule } from './rule.ts';

export const layerMismatch: Rule = {
  code: 'layer-mismatch',
  severity: 'warning',
  summary: 'A built-in source on the other layer.',
  page: {
    why: 'Foundation is what people do with customers: go-lives, tickets, check-ins, calls. Leverage is what marketing and the product add on top. A channel on the wrong layer moves the leverage share, which is the figure that tells whether the machine stands on its feet, and nobody can compare it with another team that files the same source correctly.',
    example: `leverage channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 0.5%      measured 2025
  initiated by customer
}`,
    mended: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 0.5%      measured 2025
  initiated by customer
}`,
    fix: 'Write the layer that the source has: `implementation`, `ticket`, `csm_touch`, `outbound` and `email` are foundation, `marketing` and `in_product` are leverage. If the channel is something else, give its source a name of its own: only the seven built-in names have a layer.',
  },
  message: ({ source, layer, usual }) =>
    `\`${source}\` is a ${usual} source, and this channel says \`${layer}\`: write \`${usual} channel\`, or name another source.`,
  checkEach(block, _, report) {
    for (const node of nodesIn<Channel>(block, 'Channel')) {
      const field = node.fields.find((one) => one.$type === 'SourceField') as SourceField | undefined;
      const source = field?.source?.$refText ?? '';
      const usual = builtInSource(source)?.layer;
      if (usual && node.layer && node.layer !== usual)
        report(propertyRange(node, 'layer'), { source, layer: node.layer, usual });
    }
  },
  fixes({ file, start, end, params: { usual } }, { program }) {
    const channel = nodeAt<Channel>(program, file, 'Channel', start);
    // Leverage is built on a foundation: the last foundation channel stays one.
    const others = ofType<Channel>(program, 'Channel').filter(({ node }) => node !== channel);
    if (usual === 'leverage' && !others.some(({ node }) => node.layer === 'foundation')) return [];
    const title = `Make it a ${usual} channel (the leverage share changes)`;
    return [{ title, edits: [replace(file, { start, end }, String(usual))], changesForecast: true }];
  },
};
