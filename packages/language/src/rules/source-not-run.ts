import { readTaxonomy } from '../taxonomy.ts';
import { linkRange, rangeOf } from '../tree.ts';
import type { Rule } from './rule.ts';

export const sourceNotRun: Rule = {
  code: 'source-not-run',
  severity: 'error',
  summary: 'A channel for a source that is not run.',
  page: {
    why: 'A source that is marked `not run` is one that you have decided to leave out, and the reason stands beside it. A channel that feeds it says the opposite. The forecast counts opportunities which nobody is going to open.',
    example: `sources {
  ticket
  email not run "Sequences are being rewritten"
}

foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 0.5%      estimated 2025-12
}

foundation channel email "Email" {
  source     email
  owner      lifecycle
  volume     500/month counted 2025
  conversion 1%        estimated 2025-12
}`,
    mended: `sources {
  ticket
  email
}

foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 0.5%      estimated 2025-12
}

foundation channel email "Email" {
  source     email
  owner      lifecycle
  volume     500/month counted 2025
  conversion 1%        estimated 2025-12
}`,
    fix: 'If the channel runs, take the `not run` away. If it does not, remove the channel; its numbers stay in the history of the file. A channel that starts later runs: give its volume a first step of `0/month`.',
  },
  modelOnly: true,
  message: ({ source, reason }) =>
    `The source \`${source}\` is not run (${reason}), and this channel feeds it: remove the channel, or the \`not run\`.`,
  related({ params }, program) {
    const listed = readTaxonomy(program)?.listed.get(String(params['source']));
    return listed ? [{ file: listed.file, ...rangeOf(listed.node), message: 'It is not run here' }] : [];
  },
  check(program, report) {
    const taxonomy = readTaxonomy(program);
    for (const [source, uses] of taxonomy?.fedBy ?? []) {
      const reason = taxonomy?.listed.get(source)?.notRun;
      if (reason !== undefined) for (const { file, link } of uses) report(file, linkRange(link), { source, reason });
    }
  },
};
