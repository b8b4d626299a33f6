import { nodesIn } from '../block.ts';
import { remove } from '../edits.ts';
import type { Source, SourceField } from '../generated/ast.ts';
import { nodeAt, nodesOf } from '../program.ts';
import { propertyRange, rangeOf } from '../tree.ts';
import type { Rule } from './rule.ts';

export const catchAllSource: Rule = {
  code: 'catch-all-source',
  severity: 'warning',
  summary: 'A source that takes whatever nobody sorted.',
  modelOnly: true,
  page: {
    why: 'The list of sources is worth something because it is closed: each opportunity has exactly one, and each has a channel, an owner and two numbers. Where the CRM offers `other`, busy people choose it, and within a quarter it is the largest source. Nobody owns it, and nothing can be done about it.',
    example: `sources {
  ticket
  other not run "Whatever does not fit"
}`,
    mended: `sources {
  ticket
}`,
    fix: "Remove it, here and from the CRM's required field. If opportunities stand in it today, look at twenty of them: most have a source that is on the list, and what is left deserves a name.",
  },
  message: ({ source }) =>
    `\`${source}\` takes whatever nobody sorted, and a list with a drain is not closed: name the sources that hide in it, and remove it.`,
  checkEach(block, _, report) {
    for (const node of nodesIn<Source>(block, 'Source'))
      if (CATCH_ALLS.has(node.name?.toLowerCase())) report(propertyRange(node, 'name'), { source: node.name });
  },
  fixes({ file, start, params: { source } }, { program }) {
    const node = nodeAt<Source>(program, file, 'Source', start);
    const isFed = nodesOf<SourceField>(program, 'SourceField').some((field) => field.node.source?.$refText === source);
    if (!node || isFed) return [];
    return [{ title: `Remove the source \`${source}\``, edits: [remove(program, file, rangeOf(node))] }];
  },
};

const CATCH_ALLS = new Set(['other', 'misc', 'unknown', 'none', 'na', 'general', 'various']);
