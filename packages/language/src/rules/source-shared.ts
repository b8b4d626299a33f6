import { readTaxonomy } from '../taxonomy.ts';
import { linkRange } from '../tree.ts';
import type { Rule } from './rule.ts';

export const sourceShared: Rule = {
  code: 'source-shared',
  severity: 'error',
  summary: 'Several channels feed one source.',
  page: {
    why: 'Every opened opportunity carries exactly one source. If two channels feed the same one, the CRM can tell you what came in, but not which channel opened it, so neither of the two owners can be held to a number.',
    example: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 0.5%      estimated 2025-12
}

foundation channel chats "Support chats" {
  source     ticket
  owner      support
  volume     300/month counted 2025
  conversion 0.4%      estimated 2025-12
}`,
    mended: `foundation channel tickets "Support tickets" {
  source ticket
  owner  support
  touch tickets "Tickets" 800/month counted 2025
  touch chats   "Chats"   300/month counted 2025 converting 0.4% estimated 2025-12
  conversion 0.5% estimated 2025-12
}`,
    fix: 'Give each channel a source of its own, in the list and in the CRM. If the two are worked and reported together, make them touches of one channel.',
  },
  modelOnly: true,
  message: ({ source, channels }) =>
    `The channels ${channels} all feed the source \`${source}\`: give each its own source, or make them touches of one channel.`,
  related({ file, start, params }, program) {
    const uses = readTaxonomy(program)?.fedBy.get(String(params['source'])) ?? [];
    return uses
      .map((use) => ({ file: use.file, ...linkRange(use.link), message: `\`${use.channel}\` feeds it as well` }))
      .filter((use) => use.file !== file || use.start !== start)
      .slice(0, MOST);
  },
  check(program, report) {
    for (const [source, uses] of readTaxonomy(program)?.fedBy ?? []) {
      if (uses.length < 2) continue;
      const channels = uses
        .map(({ channel }) => `\`${channel}\``)
        .join(', ')
        .replace(/, ([^,]*)$/, ' and $1');
      for (const { file, link } of uses) report(file, linkRange(link), { source, channels });
    }
  },
};

/** Nobody looks at more of them. */
const MOST = 20;
