import { readTaxonomy } from '../taxonomy.ts';
import type { Rule } from './rule.ts';

export const sourceShared: Rule = {
  code: 'source-shared',
  severity: 'error',
  summary: 'Several channels feed one source.',
  modelOnly: true,
  message: ({ source, channels }) =>
    `The channels ${channels} all feed the source \`${source}\`: give each its own source, or make them touches of one channel.`,
  check(program, report) {
    for (const [source, uses] of readTaxonomy(program)?.fedBy ?? []) {
      if (uses.length < 2) continue;
      const channels = uses
        .map(({ channel }) => `\`${channel}\``)
        .join(', ')
        .replace(/, ([^,]*)$/, ' and $1');
      for (const { file, range } of uses) report(file, range, { source, channels });
    }
  },
};
