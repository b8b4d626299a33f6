import { remembered } from '@upsell/engine';
import { nodesIn } from './block.ts';
import type { Channel, NotRun, Source, SourceField, Sources } from './generated/ast.ts';
import { ofGroup } from './group.ts';
import { mayBeElsewhere, ofType } from './model-block.ts';
import type { Program } from './program.ts';
import type { SourceFile } from './source-file.ts';
import { type Link, rangeOf } from './tree.ts';

/** The closed list of sources, and the channels that feed each. */
export interface Taxonomy {
  readonly listed: ReadonlyMap<string, Listed>;
  readonly fedBy: ReadonlyMap<string, readonly Feed[]>;
  /** False where a channel's source could not be read, so that a source without a channel may yet have one. */
  readonly channelsKnown: boolean;
}

interface Listed {
  readonly file: number;
  readonly node: Source;
  /** Why the source is not run. */
  readonly notRun?: string;
}

/** A channel that feeds a source, and where it says so. */
export interface Feed {
  readonly file: number;
  readonly link: Link;
  readonly channel: string;
}

/** The taxonomy of a program; undefined where it has none, or where the list itself is not understood. */
export const readTaxonomy = remembered((program: Program): Taxonomy | undefined => {
  const [block] = ofType<Sources>(program, 'Sources');
  if (!block || mayBeElsewhere(program)) return undefined;
  const { start, end } = rangeOf(block.node);
  if (program.files[block.file]?.problems.some((problem) => problem.start >= start && problem.start <= end))
    return undefined;
  const fedBy = new Map<string, readonly Feed[]>();
  let channelsKnown = program.files.every((file) => file.problems.length === 0);
  for (const { feeds, source } of program.order.flatMap((file) =>
    (program.files[file] as SourceFile).groups.flatMap((group) => feedsIn(group, file)),
  )) {
    if (source === undefined) channelsKnown = false;
    else {
      const known = fedBy.get(source);
      fedBy.set(source, known ? [...known, ...feeds] : feeds);
    }
  }
  return { listed: listedIn(block.node, block.file), fedBy, channelsKnown };
});

const listedIn = remembered(({ sources }: Sources, file: number): ReadonlyMap<string, Listed> => {
  const listed = new Map<string, Listed>();
  for (const node of sources) {
    const notRun = (node.tags.find((tag) => tag.$type === 'NotRun') as NotRun | undefined)?.reason;
    if (node.name !== undefined && !listed.has(node.name)) listed.set(node.name, { file, node, notRun });
  }
  return listed;
});

/** Each channel with its source; without one where that is not understood. */
const feedsIn = ofGroup((block, file: number) =>
  nodesIn<Channel>(block, 'Channel').map(({ fields, name }): { source?: string; feeds: readonly Feed[] } => {
    const field = fields.find((f) => f.$type === 'SourceField') as SourceField | undefined;
    if (!field?.source?.$refNode) return { feeds: [] };
    return { source: field.source.$refText, feeds: [{ file, link: field.source, channel: name ?? '' }] };
  }),
);
