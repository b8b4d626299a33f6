import { readTaxonomy } from '../taxonomy.ts';
import { propertyRange } from '../tree.ts';
import type { Rule } from './rule.ts';

export const sourceWithoutChannel: Rule = {
  code: 'source-without-channel',
  severity: 'error',
  summary: 'A listed source that no channel feeds.',
  modelOnly: true,
  message: ({ source }) => `No channel feeds the source \`${source}\`: add one, or mark it \`not run "reason"\`.`,
  check(program, report) {
    const taxonomy = readTaxonomy(program);
    if (!taxonomy?.channelsKnown) return;
    for (const [source, { file, node, notRun }] of taxonomy.listed)
      if (!notRun && !taxonomy.fedBy.has(source)) report(file, propertyRange(node, 'name'), { source });
  },
};
