import { remembered } from '@upsell/engine';
import { type CompositeCstNode, type CstNode, GrammarAST, type LeafCstNode } from 'langium';
import type { Block } from '../block.ts';
import type { Channel } from '../generated/ast.ts';
import { type Mention, mentionsAmong } from '../names/mentions.ts';
import type { Declared, Program } from '../program.ts';
import type { SourceFile } from '../source-file.ts';
import type { Range } from '../tree.ts';
import { type Token, tokensIn } from './block-tokens.ts';

/** What a token is in its place. */
export type Role =
  | 'keyword'
  | 'modifier'
  | 'field'
  | 'constant'
  | 'function'
  | 'operator'
  | 'string'
  | 'number'
  | 'comment'
  | 'handle'
  | NameRole;

/** What a name is the name of. */
export type NameRole = 'owner' | 'source' | 'driver' | 'channel' | 'part' | 'touch' | 'scenario' | 'path';

/** A token that means something, in one line or, of a comment alone, in several. */
export interface RoleToken extends Range {
  readonly role: Role;
  readonly declares?: boolean;
  /** A name that a source once had. */
  readonly isFormer?: boolean;
}

/**
 * The tokens of some blocks of a file of a program, in the order of the text, none over another. Only a name that is known has a
 * role, and what the parser could make nothing of has that of its letters: a number, a text, a comment.
 */
export function rolesIn(program: Program, file: number, blocks: SourceFile['blocks']): readonly RoleToken[] {
  const tokens: RoleToken[] = [];
  const roleOfName = namesSeenFrom(program, file);
  for (const block of blocks)
    for (const { start, end, role, mention, isFormer } of bareRoles(block)) {
      const known = mention ? roleOfName(mention) : role;
      if (known === undefined) continue;
      tokens.push({
        start: start + block.start,
        end: end + block.start,
        role: known,
        declares: mention?.declares,
        isFormer,
      });
    }
  return tokens;
}

/** Counted from the beginning of its block. */
interface BareRole extends Range {
  readonly role?: Role;
  readonly mention?: BareMention;
  readonly isFormer?: boolean;
}

type BareMention = Omit<Mention, keyof Range | 'node'>;

/** What the block alone says, kept as long as it is the same. */
const bareRoles = remembered((block: Block): readonly BareRole[] => {
  const words = new Map<number, LeafCstNode>();
  if (block.root) collect(block.root, words);
  const mentions = new Map(
    mentionsAmong(block.nodes).map(({ start, kind, name, channel, declares }) => [
      start - block.start,
      { kind, name, channel, declares },
    ]),
  );
  return tokensIn(block).flatMap((token): readonly BareRole[] => {
    const { start, end } = token;
    const mention = mentions.get(start);
    if (mention) return [{ start, end, mention }];
    const word = words.get(start + block.start);
    const role = roleOf(token, word);
    const isFormer = word?.astNode.$type === 'RenamedFrom' && role === 'source';
    return role ? [isFormer ? { start, end, role, isFormer } : { start, end, role }] : [];
  });
});

function collect(node: CstNode, words: Map<number, LeafCstNode>): void {
  if ('content' in node) for (const child of (node as CompositeCstNode).content) collect(child, words);
  else words.set(node.offset, node as LeafCstNode);
}

function roleOf({ kind, sign }: Token, word: LeafCstNode | undefined): Role | undefined {
  switch (kind) {
    case 'comment':
    case 'lineComment':
      return 'comment';
    case 'sign':
      return OPERATORS.has(sign) ? 'operator' : undefined;
    case 'word':
      return word && roleOfWord(word);
    case 'wrong':
      return undefined;
    default:
      return kind;
  }
}

const OPERATORS: ReadonlySet<string> = new Set(['+', '-', '*', '/', '=', '<', '<=', '>', '>=']);

function roleOfWord({ astNode: { $type }, tokenType, grammarSource, text }: LeafCstNode): Role | undefined {
  if ($type === 'Call') return 'function';
  if ($type === 'Period') return tokenType.name === 'FISCAL_YEAR' ? 'number' : 'keyword';
  if ($type === 'RenamedFrom' && !GrammarAST.isKeyword(grammarSource)) return 'source';
  if ($type === 'Path') return text === 'closing' ? 'keyword' : 'path';
  if (MODIFIERS.get($type)?.includes(text) && GrammarAST.isKeyword(grammarSource)) return 'modifier';
  const isName =
    !GrammarAST.isKeyword(grammarSource) && tokenType.name !== 'LINE_DECIDED' && tokenType.name !== 'FIELD_OWNER';
  // What is a name and no declaration's is one of a closed list: a month, a currency, who starts a conversation.
  if (isName) return CONSTANTS.has($type) ? 'constant' : undefined;
  if ($type === 'Target' || $type === 'MetricRef') return GOAL_WORDS.has(text) ? 'keyword' : 'field';
  if ($type === 'Touch') return text === 'converting' ? 'field' : 'keyword';
  return $type.endsWith('Field') || FIELDS.has($type) ? (MONTHS.has(text) ? 'keyword' : 'field') : 'keyword';
}

const MODIFIERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['Channel', ['foundation', 'leverage']],
  ['Touch', ['customer', 'vendor', 'gated']],
]);
const GOAL_WORDS: ReadonlySet<string> = new Set(['target', 'of', 'in', 'by']);
const FIELDS: ReadonlySet<string> = new Set(['ChannelNumber', 'ClosingNumber', 'Contraction']);
const MONTHS: ReadonlySet<string> = new Set(['month', 'months']);
const CONSTANTS: ReadonlySet<string> = new Set([
  'CurrencyField',
  'FiscalField',
  'SeasonFactor',
  'NumberLiteral',
  'ExchangeRate',
  'InitiatedField',
  'Contraction',
  'Closing',
]);

/** A function that says what a name stands for in a file; undefined for one that nothing declares. */
function namesSeenFrom({ scope, names }: Program, file: number): (name: BareMention) => NameRole | undefined {
  const touches = new Map<string, ReadonlySet<string>>();
  const touchesOf = (channel: string): ReadonlySet<string> => {
    const known = touches.get(channel) ?? touchNames(names.channel.get(channel) ?? []);
    touches.set(channel, known);
    return known;
  };
  return ({ kind, name, channel = '', declares }) => {
    if (kind === 'touch') {
      const isKnown = declares || (scope.sees(file, 'channel', channel) && touchesOf(channel).has(name));
      return isKnown ? kind : undefined;
    }
    if (!scope.sees(file, kind, name)) return undefined;
    return kind === 'channel' && names.channel.get(name)?.[0]?.node.$type === 'Include' ? 'part' : kind;
  };
}

const touchNames = (channels: readonly Declared[]): ReadonlySet<string> =>
  new Set(
    channels
      .flatMap(({ node }) => (node.$type === 'Channel' ? (node as Channel).fields : []))
      .flatMap((field) => (field.$type === 'Touch' ? field.name : [])),
  );
