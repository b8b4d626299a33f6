import type { AstNode } from 'langium';
import { fieldNameRange } from '../field-name.ts';
import type * as ast from '../generated/ast.ts';
import { nodesOf, type Program } from '../program.ts';
import { keywordRange, type Link, linkRange, propertyRange, type Range, rangeOf, walk } from '../tree.ts';
import { type CallItem, itemAround } from './call-item.ts';
import { itemOfName, itemOfPath, partsOf } from './call-lookup.ts';

/** One thing that another is made of, and the places in the text of the one that says so where it does. */
export interface CallEdge {
  readonly item: CallItem;
  readonly at: readonly Range[];
}

/**
 * What an item is made of: a number of the drivers in it; a block of its fields, and a channel of the closing model too; a model of its
 * channels; a goal of what it measures; a scenario of what it changes. The places lie in the item's file. Each item once.
 */
export function madeOf(program: Program, item: CallItem): readonly CallEdge[] {
  const { node, file, kind } = item;
  const edges = new Edges();
  if (kind === 'model') {
    for (const type of ['Channel', 'Include', 'Retention'])
      for (const one of program.declared(type)) edges.add(itemAround(program, one.file, one.node), item.selection);
    return edges.all;
  }
  const parts = partsOf(node);
  // What a scenario expects is asked of it: it is not made of that.
  if (kind !== 'scenario') for (const part of parts) edges.add(itemAround(program, file, part), placeOf(part));
  if (kind === 'channel')
    for (const closing of program.declared('Closing'))
      edges.add(itemAround(program, closing.file, closing.node), item.selection);
  walk(node, (one) => {
    if (!one.$cstNode || isWithin(one, parts)) return;
    for (const { to, at } of mentionsOf(program, one)) edges.add(to, at);
  });
  return edges.all;
}

/**
 * What uses an item, in one program: the items that name it, and what it is a part of. The places lie in the file of the one that uses it.
 */
export function usesOf(program: Program, item: CallItem): readonly CallEdge[] {
  const edges = new Edges();
  const use = (file: number, node: AstNode, at: Range) => {
    const user = itemAround(program, file, node);
    if (user && user.node !== item.node) edges.add(user, at);
  };
  for (const type of MENTIONING[item.kind] ?? [])
    for (const { file, node } of nodesOf(program, type))
      if (node.$cstNode && mayName(node, item))
        for (const { to, at } of mentionsOf(program, node)) if (to?.node === item.node) use(file, node, at);
  const { $container: block } = item.node;
  if (item.kind === 'number' && block) use(item.file, block, placeOf(item.node));
  if (item.kind === 'closing')
    for (const { file, node } of program.declared('Channel')) {
      const channel = itemAround(program, file, node);
      if (channel) use(file, node, channel.selection);
    }
  if (item.kind === 'channel' || item.kind === 'part' || item.kind === 'retention')
    for (const { file, node } of program.declared('ModelBlock')) {
      const model = itemAround(program, file, node);
      if (model) use(file, node, model.selection);
    }
  return edges.all;
}

/** The nodes that may name an item of a kind. */
const MENTIONING: Readonly<Partial<Record<CallItem['kind'], readonly string[]>>> = {
  model: ['Target', 'MetricRef'],
  part: ['Target', 'MetricRef'],
  driver: ['NameRef', 'Path'],
  channel: ['Target', 'MetricRef', 'DropEdit', 'Path'],
  number: ['Path'],
};

/** False where a node certainly names something else: to look up what it names takes longer. */
function mayName(node: AstNode, { kind, name }: CallItem): boolean {
  if (kind === 'model') return (node as ast.MetricRef).of === undefined;
  if (node.$type === 'NameRef') return (node as ast.NameRef).driver?.$refText === name;
  if (node.$type === 'DropEdit') return (node as ast.DropEdit).channel?.$refText === name;
  if (node.$type === 'Path') return name === (node as ast.Path).root || name.startsWith(`${(node as ast.Path).root}.`);
  return (node as ast.MetricRef).of?.$refText === name;
}

interface Mentioned {
  readonly to: CallItem | undefined;
  readonly at: Range;
}

/** What one node, without those in it, names. A metric without `of` is the whole model's. */
function mentionsOf(program: Program, node: AstNode): readonly Mentioned[] {
  switch (node.$type) {
    case 'NameRef':
      return named(program, 'driver', (node as ast.NameRef).driver);
    case 'DropEdit':
      return named(program, 'channel', (node as ast.DropEdit).channel);
    case 'Path':
      return [{ to: itemOfPath(program, node as ast.Path), at: rangeOf(node) }];
    case 'Target':
    case 'MetricRef': {
      const { of, metric } = node as ast.MetricRef;
      if (of) return named(program, 'channel', of);
      const [model] = program.declared('ModelBlock');
      return metric === undefined || !model
        ? []
        : [{ to: itemAround(program, model.file, model.node), at: propertyRange(node, 'metric') }];
    }
    default:
      return [];
  }
}

const named = (program: Program, kind: 'driver' | 'channel', link: Link | undefined): readonly Mentioned[] =>
  link?.$refNode ? [{ to: itemOfName(program, kind, link.$refText), at: linkRange(link) }] : [];

/** The words that a field begins with; a touch by its name. */
function placeOf(node: AstNode): Range {
  if (node.$type === 'Touch') return (node as ast.Touch).name ? propertyRange(node, 'name') : keywordRange(node);
  return node.$type === 'Expect' ? keywordRange(node) : fieldNameRange(node);
}

function isWithin(node: AstNode, parts: readonly AstNode[]): boolean {
  if (parts.length === 0) return false;
  for (let at: AstNode | undefined = node; at; at = at.$container) if (parts.includes(at)) return true;
  return false;
}

/** Edges by the item that they lead to. */
class Edges {
  private readonly byNode = new Map<AstNode, { item: CallItem; at: Range[] }>();

  add(item: CallItem | undefined, at: Range): void {
    if (!item) return;
    const known = this.byNode.get(item.node);
    if (known) known.at.push(at);
    else this.byNode.set(item.node, { item, at: [at] });
  }

  get all(): readonly CallEdge[] {
    return [...this.byNode.values()];
  }
}
