import { nearest } from '../nearest.ts';
import { type NameKind, nodesOf } from '../program.ts';
import { type Link, linkRange } from '../tree.ts';
import type { Rule } from './rule.ts';

export const unknownName: Rule = {
  code: 'unknown-name',
  severity: 'error',
  summary: 'A name that nothing declares.',
  breaks: ({ kind }) => kind === 'driver' || kind === 'channel',
  message: ({ kind, name, nearest }) =>
    `There is no ${kind} \`${name}\`. ${nearest ? `Did you mean \`${nearest}\`?` : `Declare it, or use one that is declared.`}`,
  check(program, report) {
    // What a failed import would have brought is not known, so no name can be called unknown.
    if (program.doubt) return;
    let hints = MOST_HINTS;
    for (const [type, property, kind] of PLACES)
      for (const { file, node } of nodesOf(program, type)) {
        const link = (node as unknown as Record<string, Link | undefined>)[property];
        if (!link?.$refNode || program.sees(file, kind, link.$refText)) continue;
        const name = link.$refText;
        report(file, linkRange(link), {
          kind,
          name,
          nearest: hints-- > 0 ? nearest(name, program.names[kind].keys()) : undefined,
        });
      }
  },
};

/** Each takes a look at every name; nobody reads as many. */
const MOST_HINTS = 200;

/** Where names are used: type of node, its property, kind of name. Sources have a rule of their own, `unknown-source`. */
const PLACES: readonly (readonly [type: string, property: string, kind: NameKind])[] = [
  ['OwnerField', 'owner', 'owner'],
  ['Clause', 'owner', 'owner'],
  ['Target', 'owner', 'owner'],
  ['NameRef', 'driver', 'driver'],
  ['Target', 'of', 'channel'],
  ['MetricRef', 'of', 'channel'],
];
