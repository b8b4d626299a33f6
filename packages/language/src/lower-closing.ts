import type { Broken, Closing, Cycle, Expr, Field, Initiator, Retention } from '@upsell/engine';
import type { Breaks } from './broken.ts';
import type * as ast from './generated/ast.ts';
import { readNumber } from './literals.ts';
import { fieldReader, ownerOf } from './lower-block.ts';
import { type ExprContext, lowerAssumption, spanOf } from './lower-expression.ts';
import { headerRange, keywordRange, rangeOf } from './tree.ts';

/** A closing model, of the model or of a scenario. */
export function lowerClosing(node: ast.Closing, context: ExprContext, breaks: Breaks): Closing {
  const owner = ownerOf(node);
  const read = fieldReader(node, context, breaks, owner);
  const span = spanOf(context, headerRange(node, 'kind', 'title'));
  const missing: Broken = { broken: span, code: 'missing-field' };
  const cycle = read.find<ast.CycleField>('CycleField');
  const attention = read.find<ast.AttentionField>('AttentionField');
  return {
    kind: node.kind ?? '',
    title: node.title,
    owner,
    winRate: read.number('ClosingNumber', 'win rate') ?? missing,
    dealSize: read.number('ClosingNumber', 'deal size') ?? missing,
    cycle: cycle && lowerCycle(cycle, read.exprs(cycle, cycle.shares), context),
    closers: read.number('ClosingNumber', 'closers'),
    capacity: read.number('ClosingNumber', 'capacity'),
    cost: read.number('ClosingNumber', 'cost'),
    quota: read.number('ClosingNumber', 'quota'),
    attention: attention && read.exprs(attention, attention.shares),
    broken: breaks.header(context.file, node) ?? read.broken(),
    span,
  };
}

function lowerCycle(
  node: ast.CycleField,
  shares: readonly Expr[] | undefined,
  context: ExprContext,
): Cycle | undefined {
  const [first] = node.shares;
  const last = node.shares[node.shares.length - 1];
  if (!shares || !first || !last) return undefined;
  if (!node.months) {
    const range = { start: rangeOf(first).start, end: rangeOf(last).end };
    return { kind: 'shares', shares, span: spanOf(context, range) };
  }
  const months = first.$type === 'NumberLiteral' ? readNumber(first.text ?? '') : undefined;
  return { kind: 'months', months: months ?? 0, span: spanOf(context, rangeOf(node)) };
}

/** The retention block. */
export function lowerRetention(node: ast.Retention, context: ExprContext, breaks: Breaks): Retention {
  const { file } = context;
  const owner = ownerOf(node);
  const read = fieldReader(node, context, breaks, owner);
  const span = spanOf(context, keywordRange(node));
  const contraction = (who: Initiator): Field => {
    const field = read.find<ast.Contraction>('Contraction', (c) => c.initiator === who);
    if (!field) return { broken: span, code: 'missing-field' };
    return breaks.field(file, field) ?? lowerAssumption(field.value, context, owner);
  };
  const after = read.find<ast.AfterField>('AfterField');
  return {
    customer: contraction('customer'),
    vendor: contraction('vendor'),
    afterMonths: (after && readNumber(after.months ?? '')) ?? 12,
    broken: breaks.header(file, node) ?? read.broken(),
    span,
  };
}
