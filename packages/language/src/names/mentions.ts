import { type AstNode, GrammarUtils } from 'langium';
import type { Channel, Path, Touch } from '../generated/ast.ts';
import type { NameKind } from '../program.ts';
import type { SourceFile } from '../source-file.ts';
import { type Link, linkRange, propertyRange, type Range } from '../tree.ts';

/** What has a name: the kinds with one namespace in the program, and touches, whose namespace is their channel. */
export type SymbolKind = NameKind | 'touch';

/** What tells one name from all others. The parts of an `include` are in the namespace of the channels. */
export interface NameKey {
  readonly kind: SymbolKind;
  readonly name: string;
  /** Of a touch: the name of its channel. */
  readonly channel?: string;
}

/** A place in a file where a name stands. */
export interface Mention extends NameKey, Range {
  /** The declaration, or the node that refers to one. */
  readonly node: AstNode;
  readonly declares: boolean;
}

const mentions = new WeakMap<SourceFile, readonly Mention[]>();

/** Every place of a file where a name is declared or referred to, whether it is known or not, in the order of the text. */
export function mentionsIn(file: SourceFile): readonly Mention[] {
  const known = mentions.get(file) ?? mentionsAmong(file.nodes);
  mentions.set(file, known);
  return known;
}

/** The same of some nodes by their type. */
export const mentionsAmong = (nodes: NodesByType): readonly Mention[] =>
  findMentions(nodes).sort((a, b) => a.start - b.start);

interface NodesByType {
  get(type: string): readonly AstNode[] | undefined;
}

const DECLARATIONS: readonly (readonly [type: string, kind: NameKind])[] = [
  ['Owner', 'owner'],
  ['Source', 'source'],
  ['Driver', 'driver'],
  ['Channel', 'channel'],
  ['Include', 'channel'],
  ['Scenario', 'scenario'],
];

/** `renamed from NAME` is none of them: it names what is no more. */
const REFERENCES: readonly (readonly [type: string, property: string, kind: NameKind])[] = [
  ['OwnerField', 'owner', 'owner'],
  ['Clause', 'owner', 'owner'],
  ['Target', 'owner', 'owner'],
  ['SourceField', 'source', 'source'],
  ['NameRef', 'driver', 'driver'],
  ['Target', 'of', 'channel'],
  ['MetricRef', 'of', 'channel'],
  ['DropEdit', 'channel', 'channel'],
];

function findMentions(nodes: NodesByType): Mention[] {
  const found: Mention[] = [];
  for (const [type, kind] of DECLARATIONS)
    for (const node of nodes.get(type) ?? []) found.push(...declared(node, kind));
  for (const [type, property, kind] of REFERENCES)
    for (const node of nodes.get(type) ?? []) {
      const link = (node as unknown as Readonly<Record<string, Link | undefined>>)[property];
      if (link?.$refNode) found.push({ kind, name: link.$refText, ...linkRange(link), node, declares: false });
    }
  for (const node of nodes.get('Channel') ?? [])
    for (const field of (node as Channel).fields)
      if (field.$type === 'Touch') found.push(...declared(field, 'touch', (node as Channel).name ?? ''));
  for (const node of nodes.get('Path') ?? []) found.push(...inPath(node as Path));
  return found;
}

function declared(node: AstNode, kind: SymbolKind, channel?: string): readonly Mention[] {
  const { name } = node as Partial<Touch>;
  return name ? [{ kind, name, channel, ...propertyRange(node, 'name'), node, declares: true }] : [];
}

/** The fields of a channel that a path can name; a field's name wins over a touch's (spec: language, 6). */
const FIELDS = new Set(['volume', 'conversion', 'win_rate', 'deal_size']);

/** True for a name that says something of its own in a path. */
export const isPathWord = (name: string): boolean => name === 'closing' || FIELDS.has(name);

function inPath(node: Path): readonly Mention[] {
  const { root, members } = node;
  // `closing` as first part is always the closing model.
  if (!root || root === 'closing') return [];
  const at = (property: string) => ({ ...propertyRange(node, property, 0), node, declares: false });
  if (!GrammarUtils.findNodeForKeyword(node.$cstNode, '.')) return [{ kind: 'driver', name: root, ...at('root') }];
  const channel: Mention = { kind: 'channel', name: root, ...at('root') };
  const [member] = members;
  if (!member || FIELDS.has(member)) return [channel];
  return [channel, { kind: 'touch', name: member, channel: root, ...at('members') }];
}
