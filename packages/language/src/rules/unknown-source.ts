import { insertField, replace } from '../edits.ts';
import type { Source } from '../generated/ast.ts';
import { isWhole } from '../insert-in-order.ts';
import { nearest } from '../nearest.ts';
import type { SourceFile } from '../source-file.ts';
import { readTaxonomy } from '../taxonomy.ts';
import { keywordRange, linkRange } from '../tree.ts';
import type { Rule } from './rule.ts';

export const unknownSource: Rule = {
  code: 'unknown-source',
  severity: 'error',
  summary: 'A channel feeds a source that is not listed.',
  page: {
    why: 'The list of sources is closed, as the field in the CRM is. A channel that feeds a source outside of it opens opportunities that cannot be filed, so its actual numbers will never be found again.',
    example: `sources {
  tickets
}

foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 0.5%      estimated 2025-12
}`,
    mended: `sources {
  ticket
}

foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 0.5%      estimated 2025-12
}`,
    fix: 'Correct the name, or add the source to the list, and to the field in the CRM. If the source was renamed, write `renamed from` behind its new name.',
  },
  modelOnly: true,
  message: ({ source, nearest }) =>
    `\`${source}\` is not one of the \`sources\`. ${nearest ? `Did you mean \`${nearest}\`?` : 'Add it to the list.'}`,
  related(_, program) {
    const list = program.elements.find(({ node }) => node.$type === 'Sources');
    return list ? [{ file: list.file, ...keywordRange(list.node), message: 'The list of sources' }] : [];
  },
  check(program, report) {
    const taxonomy = readTaxonomy(program);
    if (!taxonomy) return;
    let hints = 200; // each takes a look at every name; nobody reads as many
    for (const [source, uses] of taxonomy.fedBy) {
      if (taxonomy.listed.has(source)) continue;
      const near = hints-- > 0 ? nearest(source, taxonomy.listed.keys()) : undefined;
      for (const { file, link } of uses) report(file, linkRange(link), { source, nearest: near });
    }
  },
  fixes({ file, start, end, params }, { program }) {
    const source = String(params['source']);
    const taxonomy = readTaxonomy(program);
    const list = program.elements.find(({ node }) => node.$type === 'Sources');
    if (!taxonomy || !list) return [];
    const free = [...taxonomy.listed].filter(([name, { notRun }]) => notRun === undefined && !taxonomy.fedBy.has(name));
    const renamed = free.find(([, { node }]) => oldNames(node).includes(source))?.[0];
    const names = free.map(([name]) => name);
    const meant = renamed ?? nearest(source, names);
    const corrected = { title: `Write \`${meant}\``, edits: [replace(file, { start, end }, String(meant))] };
    const added = {
      title: `Add \`${source}\` to the sources`,
      edits: [insertField(program, list.file, list.node, [source])],
    };
    // A former name belongs to the source that has it, a second list may name it, and what is not understood behind a list may belong to it.
    const home = program.files[list.file] as SourceFile;
    const isFormer = [...taxonomy.listed.values()].some(({ node }) => oldNames(node).includes(source));
    const isTaken = isFormer || program.names.source.has(source);
    const mayAdd = !isTaken && isWhole(home, home.elements.indexOf(list.node));
    return [...(meant === undefined ? [] : [corrected]), ...(mayAdd ? [added] : [])];
  },
};

const oldNames = ({ tags }: Source): readonly string[] =>
  tags.flatMap((tag) => (tag.$type === 'RenamedFrom' ? tag.oldNames : []));
