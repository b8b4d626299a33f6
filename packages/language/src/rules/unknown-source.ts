import { nearest } from '../nearest.ts';
import { readTaxonomy } from '../taxonomy.ts';
import type { Rule } from './rule.ts';

export const unknownSource: Rule = {
  code: 'unknown-source',
  severity: 'error',
  summary: 'A channel feeds a source that is not listed.',
  modelOnly: true,
  message: ({ source, nearest }) =>
    `\`${source}\` is not one of the \`sources\`. ${nearest ? `Did you mean \`${nearest}\`?` : 'Add it to the list.'}`,
  check(program, report) {
    const taxonomy = readTaxonomy(program);
    if (!taxonomy) return;
    let hints = 200; // each takes a look at every name; nobody reads as many
    for (const [source, uses] of taxonomy.fedBy) {
      if (taxonomy.listed.has(source)) continue;
      const near = hints-- > 0 ? nearest(source, taxonomy.listed.keys()) : undefined;
      for (const { file, range } of uses) report(file, range, { source, nearest: near });
    }
  },
};
