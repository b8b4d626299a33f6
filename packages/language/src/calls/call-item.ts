import type { AstNode } from 'langium';
import { fieldName, fieldNameRange } from '../field-name.ts';
import type * as ast from '../generated/ast.ts';
import type { Declared, Program } from '../program.ts';
import { type SourceFile, sliceOf } from '../source-file.ts';
import { headerRange, keywordRange, propertyRange, type Range, rangeOf } from '../tree.ts';

/** What numbers are made of, and what uses them. */
export type CallKind =
  | 'model'
  | 'part'
  | 'driver'
  | 'channel'
  | 'closing'
  | 'retention'
  | 'number'
  | 'target'
  | 'expectation'
  | 'scenario';

/** Something that is a number, or is made of numbers. Two of them are the same where their nodes are. */
export interface CallItem extends Declared {
  readonly kind: CallKind;
  /**
   * `reach`, `tickets`, `tickets.conversion`, `closing.win rate`, the kind of a closing model, or the statement of a target or an
   * expectation; empty for what the word alone names, such as `retention`, and for what has no name yet.
   */
  readonly name: string;
  /** All of it. */
  readonly range: Range;
  /** What names it, within that. */
  readonly selection: Range;
}

/** The item that a node is, or that it lies in; undefined for what makes no number, such as a source. */
export function itemAround(program: Program, file: number, node: AstNode): CallItem | undefined {
  for (let at: AstNode | undefined = node; at; at = at.$container) {
    const item = at.$cstNode && asItem(program, file, at);
    if (item) return item;
  }
  return undefined;
}

/** A node as an item; undefined for one that is none, such as an owner or a part of a number. */
function asItem(program: Program, file: number, node: AstNode): CallItem | undefined {
  const item = (kind: CallKind, name: string, selection: Range): CallItem => ({
    kind,
    name,
    file,
    node,
    range: rangeOf(node),
    selection,
  });
  const named = (kind: CallKind): CallItem => {
    const { name } = node as { name?: string };
    return item(kind, name ?? '', name ? propertyRange(node, 'name') : keywordRange(node));
  };
  switch (node.$type) {
    case 'ModelBlock':
      return item('model', (node as ast.ModelBlock).title ?? '', headerRange(node, 'title'));
    case 'Include':
      return named('part');
    case 'Driver':
      return named('driver');
    case 'Channel':
      return named('channel');
    case 'Scenario':
      return named('scenario');
    case 'Closing':
      // Of a scenario it is one of the scenario's changes.
      return node.$container?.$type === 'Scenario'
        ? undefined
        : item('closing', (node as ast.Closing).kind ?? '', headerRange(node, 'kind'));
    case 'Retention':
      return item('retention', '', keywordRange(node));
    case 'Touch': {
      const { name, $container } = node as ast.Touch;
      return item(
        'number',
        `${$container.name ?? ''}.${name ?? ''}`,
        name ? propertyRange(node, 'name') : keywordRange(node),
      );
    }
    case 'ChannelNumber':
    case 'Contraction':
      return item('number', `${ownerName(node.$container)}.${fieldName(node) ?? ''}`, fieldNameRange(node));
    case 'ClosingNumber':
      return node.$container?.$container?.$type === 'Scenario'
        ? undefined
        : item('number', `closing.${fieldName(node) ?? ''}`, fieldNameRange(node));
    case 'Target':
      return item('target', statement(program, file, node), keywordRange(node));
    case 'Expect':
      return item('expectation', (node as ast.Expect).label ?? statement(program, file, node), keywordRange(node));
    default:
      return undefined;
  }
}

const ownerName = (block: AstNode | undefined): string =>
  (block as { name?: string } | undefined)?.name ?? block?.$type.toLowerCase() ?? '';

function statement({ files }: Program, file: number, node: AstNode): string {
  const { start, end } = rangeOf(node);
  const text = sliceOf(files[file] as SourceFile, keywordRange(node).end, end);
  const plain = text
    .replaceAll(/\/\/[^\r\n]*|\/\*[\s\S]*?\*\/|\s+/g, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim();
  return start === end ? '' : plain;
}
