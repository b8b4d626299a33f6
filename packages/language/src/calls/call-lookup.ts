import { type AstNode, GrammarUtils } from 'langium';
import { fieldName } from '../field-name.ts';
import type * as ast from '../generated/ast.ts';
import { leafAt } from '../leaf-at.ts';
import { symbolAt } from '../names/symbol-at.ts';
import type { Declared, NameKind, Program } from '../program.ts';
import { type CallItem, type CallKind, itemAround } from './call-item.ts';

/** The item at an offset of a file: what the name there stands for, else what the text there lies in. */
export function callItemAt(program: Program, file: number, offset: number): CallItem | undefined {
  const named = symbolAt(program, file, offset)?.symbol;
  const [declared] = named?.declarations ?? [];
  if (declared) {
    const item = itemAround(program, declared.file, declared.node);
    // The name of an owner or of a source is not that of a number.
    return item?.node === declared.node ? item : undefined;
  }
  const source = program.files[file];
  const node = source && leafAt(source, offset)?.astNode;
  if (!node) return undefined;
  return (node.$type === 'Path' ? itemOfPath(program, node as ast.Path) : undefined) ?? itemAround(program, file, node);
}

/** An item by its kind, its name and the URI of its file; it is found again after an edit elsewhere. */
export function callItemNamed(
  program: Program,
  { kind, name, uri }: { readonly kind: CallKind; readonly name: string; readonly uri: string },
): CallItem | undefined {
  for (const { file, node } of program.elements) {
    if (program.files[file]?.uri !== uri) continue;
    for (const one of [node, ...partsOf(node)]) {
      const item = itemAround(program, file, one);
      if (item?.node === one && item.kind === kind && item.name === name) return item;
    }
  }
  return undefined;
}

/** The number that a scenario's path leads to; the channel where it has none of that name. */
export function itemOfPath(program: Program, path: ast.Path): CallItem | undefined {
  const [member, last] = path.members;
  if (path.root === 'closing') {
    const [closing] = program.declared('Closing');
    const field = closing && (closing.node as ast.Closing).fields.find((one) => fieldName(one) === worded(member));
    return closing && field && itemAround(program, closing.file, field);
  }
  if (!GrammarUtils.findNodeForKeyword(path.$cstNode, '.')) return itemOfName(program, 'driver', path.root);
  const channel = declaredAs(program, 'channel', path.root);
  if (!channel) return undefined;
  const { fields = [] } = channel.node as Partial<ast.Channel>;
  const field =
    last === undefined ? fields.find((one) => one.$cstNode && fieldName(one) === worded(member)) : undefined;
  const touch = fields.find((one) => one.$type === 'Touch' && one.$cstNode && one.name === member);
  return itemAround(program, channel.file, field ?? touch ?? channel.node);
}

/** What a name stands for, as an item. */
export function itemOfName(program: Program, kind: NameKind, name: string | undefined): CallItem | undefined {
  const declared = declaredAs(program, kind, name);
  return declared && itemAround(program, declared.file, declared.node);
}

/** The fields of a block that are numbers of their own, and the expectations of a scenario. */
export function partsOf(node: AstNode): readonly AstNode[] {
  const { fields, edits } = node as { fields?: readonly AstNode[]; edits?: readonly AstNode[] };
  return (fields ?? edits ?? []).filter((part) => part.$cstNode && OWN.has(part.$type));
}

const OWN: ReadonlySet<string> = new Set(['ChannelNumber', 'Touch', 'ClosingNumber', 'Contraction', 'Expect']);

const declaredAs = (program: Program, kind: NameKind, name: string | undefined): Declared | undefined =>
  name === undefined ? undefined : program.names[kind].get(name)?.[0];

const worded = (member: string | undefined): string | undefined => member?.replaceAll('_', ' ');
