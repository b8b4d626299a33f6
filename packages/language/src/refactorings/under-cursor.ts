import { type AstNode, AstUtils } from 'langium';
import type { Analysis } from '../analyse.ts';
import { type Block, nodesIn } from '../block.ts';
import { expressionAt } from '../expression-at.ts';
import type { Element, Expr, NumberLiteral, Step } from '../generated/ast.ts';
import { lowerExpr } from '../lower-expression.ts';
import { originOf } from '../parser/moving-leaf.ts';
import { blockAt, type SourceFile, sliceOf } from '../source-file.ts';
import { type Range, rangeOf } from '../tree.ts';
import type { Asked } from './refactoring.ts';

/** The document that is asked about. */
export const documentIn = ({ analysis }: Asked): SourceFile => analysis.program.files[0] as SourceFile;

/** What stands at a place of the document. */
export const textAt = (asked: Asked, { start, end }: Range): string => sliceOf(documentIn(asked), start, end);

/** The block that the cursor, or the beginning of the selection, stands in. */
export const blockIn = (asked: Asked): Block | undefined => blockAt(documentIn(asked), selected(asked).start);

/** The selection without the white space at its ends. */
export function selected(asked: Asked): Range {
  const { start, end } = asked.range;
  if (start === end) return { start, end };
  const text = sliceOf(documentIn(asked), start, end);
  const from = start + (text.length - text.trimStart().length);
  return { start: from, end: Math.max(from, start + text.trimEnd().length) };
}

/** The innermost node of a type around the whole selection. */
export function nodeIn<T extends AstNode>(asked: Asked, type: T['$type']): T | undefined {
  const { start, end } = selected(asked);
  const file = documentIn(asked);
  // At the end of one block the next one begins.
  for (const at of start > 0 ? [start, start - 1] : [start]) {
    const block = blockAt(file, at);
    const found = block && nodesIn<T>(block, type).findLast((node) => holds(rangeOf(node), { start, end }));
    if (found) return found;
  }
  return undefined;
}

const holds = (outer: Range, inner: Range): boolean => outer.start <= inner.start && inner.end <= outer.end;

/** The number, with its unit, or the name of a driver under the cursor; of a selection, the expression that it covers. */
export function expressionIn(asked: Asked): Expr | undefined {
  const { start, end } = selected(asked);
  if (start < end) return expressionAt(asked.analysis.program, 0, { start, end });
  for (const type of ['NumberLiteral', 'PercentLiteral', 'MoneyLiteral', 'NameRef', 'PerUnit'] as const) {
    const node = nodeIn<Expr>(asked, type);
    if (node) return withUnit(node);
  }
  return undefined;
}

/** An expression with the units of time behind it. */
export function withUnit(node: Expr): Expr {
  const above = node.$container as AstNode;
  return above.$type === 'PerUnit' ? withUnit(above as Expr) : node;
}

/** The assumption that a node stands in, with its step; undefined for what is no part of one, such as a season. */
export function stepAround(node: AstNode): Step | undefined {
  return AstUtils.getContainerOfType(node, (one): one is Step => one.$type === 'Step');
}

/** What an expression comes to, for the engine; undefined where it has no meaning. */
export function lowered({ program, model }: Analysis, node: Expr): ReturnType<typeof lowerExpr> | undefined {
  const missing: Parameters<typeof lowerExpr>[2] = {};
  const { fiscalYearStart } = model;
  const context = { program, file: 0, origin: originOf(node), fiscalYearStart, hasPeriod: !model.broken };
  const expr = lowerExpr(node, context, missing);
  return missing.broken ? undefined : expr;
}

/** The declaration that a node stands in. */
export function declarationOf(node: AstNode): Element {
  let at = node;
  while (at.$container && at.$container.$type !== 'File') at = at.$container;
  return at as Element;
}

/** True where no error stands in the declaration that a node of one of the program's files stands in. */
export function isSound({ program, diagnostics }: Analysis, file: number, node: AstNode): boolean {
  const block = blockAt(program.files[file] as SourceFile, rangeOf(node).start);
  if (!block || block.problems.length > 0) return false;
  const end = block.start + block.text.length;
  return !diagnostics.some(
    (one) => one.file === file && one.severity === 'error' && one.start >= block.start && one.start < end,
  );
}

/** True for a number that is written as one, with units or without. */
export function isPlainNumber(expr: Expr): boolean {
  if (expr.$type === 'PerUnit') return isPlainNumber(expr.value);
  if (expr.$type === 'Group') return isPlainNumber(expr.inner);
  return LITERALS.has(expr.$type);
}

const LITERALS: ReadonlySet<string> = new Set(['NumberLiteral', 'PercentLiteral', 'MoneyLiteral']);

/** True for `5%`, also in parentheses. */
export const isPercent = (expr: Expr | undefined): boolean =>
  expr?.$type === 'Group' ? isPercent(expr.inner) : expr?.$type === 'PercentLiteral';

/** True for a number without a currency. */
export const isBareNumber = (expr: Expr | undefined): expr is NumberLiteral =>
  expr?.$type === 'NumberLiteral' && expr.currency === undefined;

/** True where one of the places above an expression is the list of `min` or `max`: there a comma separates. */
export const isInCall = (expr: AstNode): boolean => AstUtils.hasContainerOfType(expr, (one) => one.$type === 'Call');
