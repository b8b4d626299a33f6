import { builtInSource } from '../built-in-sources.ts';
import { insertAt } from '../edits.ts';
import type { Channel, Source } from '../generated/ast.ts';
import { insertInOrder } from '../insert-in-order.ts';
import { ofType } from '../model-block.ts';
import { nodeAt, type Program } from '../program.ts';
import { channelLines, sampleChannel } from '../sample-channel.ts';
import { readTaxonomy } from '../taxonomy.ts';
import { propertyRange, rangeOf } from '../tree.ts';
import { bringsOwner } from '../usual-owner.ts';
import { visibleNames } from '../visible-names.ts';
import type { Fix, Rule } from './rule.ts';

export const sourceWithoutChannel: Rule = {
  code: 'source-without-channel',
  severity: 'error',
  summary: 'A listed source that no channel feeds.',
  page: {
    why: 'The taxonomy is closed when each source is either fed by a channel or deliberately left out. A source that is listed and forgotten is where the forecast loses opportunities: the CRM counts them, and no row of the model expects them.',
    example: `sources {
  ticket
  email
}

foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 0.5%      estimated 2025-12
}`,
    mended: `sources {
  ticket
  email not run "Sequences are being rewritten"
}

foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 0.5%      estimated 2025-12
}`,
    fix: 'Add the channel, with sample numbers if need be, or mark the source `not run` and say why. If the source does not exist any more, remove it from the list.',
  },
  modelOnly: true,
  message: ({ source }) => `No channel feeds the source \`${source}\`: add one, or mark it \`not run "reason"\`.`,
  check(program, report) {
    const taxonomy = readTaxonomy(program);
    if (!taxonomy?.channelsKnown) return;
    for (const [source, { file, node, notRun }] of taxonomy.listed)
      if (!notRun && !taxonomy.fedBy.has(source)) report(file, propertyRange(node, 'name'), { source });
  },
  fixes({ file, start, params }, { program }) {
    const source = String(params['source']);
    const node = nodeAt<Source>(program, file, 'Source', start);
    const marked = node && insertAt(file, rangeOf(node).end, ` ${NOT_RUN}`);
    return [
      ...(marked ? [{ title: `Mark \`${source}\` as not run`, edits: [marked] }] : []),
      ...addedChannel(program, source),
    ];
  },
};

export const NOT_RUN = 'not run "Not started"';

/** A sample channel for a source; none where it would be leverage without a foundation. */
export function addedChannel(program: Program, source: string): readonly Fix[] {
  const { channel: usual, owner: known, ownerLabel } = sampleChannel(source);
  const hasFoundation = ofType<Channel>(program, 'Channel').some(({ node }) => node.layer !== 'leverage');
  if (builtInSource(source)?.layer === 'leverage' && !hasFoundation) return [];
  const owners = visibleNames(program, 0, 'owner');
  const isNew = bringsOwner(program, source);
  const owner = isNew || owners.includes(known) ? known : (owners[0] ?? known);
  const { channel: taken } = program.names;
  const name = [usual, source, `${source}_channel`].find((one) => !taken.has(one));
  if (name === undefined) return [];
  const declared = isNew ? [insertInOrder(program, 0, 'Owner', [`owner ${owner} "${ownerLabel}"`])] : [];
  const lines = channelLines(source, { name, owner });
  return [
    {
      title: `Add a channel \`${name}\` with sample numbers (the forecast changes)`,
      edits: [...declared, insertInOrder(program, 0, 'Channel', lines)],
      changesForecast: true,
    },
  ];
}
