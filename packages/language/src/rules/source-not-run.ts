import { readTaxonomy } from '../taxonomy.ts';
import type { Rule } from './rule.ts';

export const sourceNotRun: Rule = {
  code: 'source-not-run',
  severity: 'error',
  summary: 'A channel for a source that is not run.',
  modelOnly: true,
  message: ({ source, reason }) =>
    `The source \`${source}\` is not run (${reason}), and this channel feeds it: remove the channel, or the \`not run\`.`,
  check(program, report) {
    const taxonomy = readTaxonomy(program);
    for (const [source, uses] of taxonomy?.fedBy ?? []) {
      const reason = taxonomy?.listed.get(source)?.notRun;
      if (reason !== undefined) for (const { file, range } of uses) report(file, range, { source, reason });
    }
  },
};
