import type { Channel, NotRun, Source, SourceField } from './generated/ast.ts';
import { mayBeElsewhere, ofType } from './model-block.ts';
import type { Program } from './program.ts';
import { linkRange, type Range, rangeOf } from './tree.ts';

/** The closed list of sources, and the channels that feed each. */
export interface Taxonomy {
  readonly listed: ReadonlyMap<string, { readonly file: number; readonly node: Source; readonly notRun?: string }>;
  readonly fedBy: ReadonlyMap<
    string,
    readonly { readonly file: number; readonly range: Range; readonly channel: string }[]
  >;
  /** False where a channel's source could not be read, so that a source without a channel may yet have one. */
  readonly channelsKnown: boolean;
}

/** The taxonomy of a program; undefined where it has none, or where the list itself is not understood. */
export function readTaxonomy(program: Program): Taxonomy | undefined {
  const block = program.elements.find(({ node }) => node.$type === 'Sources');
  if (block?.node.$type !== 'Sources' || mayBeElsewhere(program)) return undefined;
  const { start, end } = rangeOf(block.node);
  if (program.files[block.file]?.problems.some((problem) => problem.start >= start && problem.start <= end))
    return undefined;
  const listed = new Map<string, { file: number; node: Source; notRun?: string }>();
  for (const node of block.node.sources) {
    const notRun = (node.tags.find((tag) => tag.$type === 'NotRun') as NotRun | undefined)?.reason;
    if (node.name !== undefined && !listed.has(node.name)) listed.set(node.name, { file: block.file, node, notRun });
  }
  const fedBy = new Map<string, { file: number; range: Range; channel: string }[]>();
  let channelsKnown = program.files.every((file) => file.problems.length === 0);
  for (const { file, node } of ofType<Channel>(program, 'Channel')) {
    const field = node.fields.find((f) => f.$type === 'SourceField') as SourceField | undefined;
    if (!field?.source?.$refNode) {
      channelsKnown = false;
      continue;
    }
    const use = { file, range: linkRange(field.source), channel: node.name ?? '' };
    const uses = fedBy.get(field.source.$refText);
    if (uses) uses.push(use);
    else fedBy.set(field.source.$refText, [use]);
  }
  return { listed, fedBy, channelsKnown };
}
