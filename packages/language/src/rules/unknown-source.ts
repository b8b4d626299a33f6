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
    for (const [source, uses] of taxonomy.fedBy) {
      if (taxonomy.listed.has(source)) continue;
      for (const { file, range } of uses)
        report(file, range, { source, nearest: nearest(source, taxonomy.listed.keys()) });
    }
  },
};
