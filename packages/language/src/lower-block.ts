import type { Broken, Expr, Field, Initiator } from '@upsell/engine';
import type { AstNode } from 'langium';
import type { Breaks } from './broken.ts';
import type * as ast from './generated/ast.ts';
import { type ExprContext, lowerAssumption, lowerExpr, type Missing } from './lower-expression.ts';
import { spelled } from './parser/words.ts';

/** Reads the fields of a block: by type, and for numbers by the word that they begin with. */
export function fieldReader(
  block: { fields: readonly AstNode[] },
  context: ExprContext,
  breaks: Breaks,
  owner?: string,
) {
  const find = <T extends AstNode>(type: string, test: (node: T) => boolean = () => true): T | undefined =>
    block.fields.find((node) => node.$type === type && node.$cstNode && test(node as T)) as T | undefined;
  return {
    find,
    number(type: string, name: string): Field | undefined {
      const node = find<ast.ChannelNumber>(type, (n) => spelled(n.field ?? '') === name);
      return node && (breaks.field(context.file, node) ?? lowerAssumption(node.value, context, owner));
    },
    /** Arithmetic on literals; undefined where the field is broken, which `broken` then says. */
    exprs(field: AstNode, nodes: readonly ast.Expr[]): readonly Expr[] | undefined {
      const missing: Missing = {};
      const exprs = nodes.map((node) => lowerExpr(node, context, missing));
      return breaks.field(context.file, field) || missing.broken ? undefined : exprs;
    },
    /** The first field with an error in it, in the order of the text. */
    broken: (): Broken | undefined =>
      block.fields
        .filter((f) => f.$cstNode)
        .map((f) => breaks.field(context.file, f))
        .find(Boolean),
  };
}

export const ownerOf = (block: { fields: readonly AstNode[] }): string | undefined =>
  (block.fields.find((f) => f.$type === 'OwnerField') as ast.OwnerField | undefined)?.owner?.$refText;

export const initiatorOf = (word: string | undefined): Initiator | undefined =>
  word === 'customer' || word === 'vendor' ? word : undefined;
