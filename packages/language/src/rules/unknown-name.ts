import { nearest } from '../nearest.ts';
import type { NameKind } from '../program.ts';
import { linkRange } from '../tree.ts';
import type { Rule } from './rule.ts';

export const unknownName: Rule = {
  code: 'unknown-name',
  severity: 'error',
  summary: 'A name that nothing declares.',
  breaks: ({ kind }) => kind === 'driver' || kind === 'channel',
  message: ({ kind, name, nearest }) =>
    `There is no ${kind} \`${name}\`. ${nearest ? `Did you mean \`${nearest}\`?` : `Declare it, or use one that is declared.`}`,
  check(program, report) {
    for (const [file, { links }] of program.files.entries()) {
      // What an import would have brought is not known, so no name can be called unknown.
      if (program.importProblems.some((problem) => problem.code !== 'import-cycle')) return;
      for (const { node, property, link } of links) {
        const kind = KIND[property];
        if (!kind || program.lookup(file, kind, link.$refText).length > 0) continue;
        if (node.$type === 'SourceField') continue;
        report(file, linkRange(link), {
          kind,
          name: link.$refText,
          nearest: nearest(link.$refText, program.names[kind].keys()),
        });
      }
    }
  },
};

/** The kind of name by the property that holds it; a source has a rule of its own (`unknown-source`). */
const KIND: Readonly<Record<string, NameKind>> = {
  owner: 'owner',
  driver: 'driver',
  channel: 'channel',
  of: 'channel',
};
