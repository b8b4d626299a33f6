import type { AstNode } from 'langium';
import { nodesIn } from './block.ts';
import type { Expr, Step } from './generated/ast.ts';
import type { Program } from './program.ts';
import { blockAt } from './source-file.ts';
import { type Range, rangeOf } from './tree.ts';

/** The expression that covers exactly a range of a file, the outermost of several. */
export function expressionAt(program: Program, file: number, { start, end }: Range): Expr | undefined {
  const source = program.files[file];
  const block = source && blockAt(source, start);
  if (!block) return undefined;
  for (const type of TYPES) {
    const found = nodesIn(block, type).find((node) => {
      const range = rangeOf(node);
      return range.start === start && range.end === end;
    });
    if (found) return found as Expr;
  }
  return undefined;
}

/** What holds others first, so that of two with one range the outer one is found. */
const TYPES: readonly Expr['$type'][] = [
  'Binary',
  'Minus',
  'PerUnit',
  'Group',
  'Call',
  'NameRef',
  'NumberLiteral',
  'PercentLiteral',
  'MoneyLiteral',
];

/** The step whose value, or high end, an expression is all of. */
export const stepOf = (expr: Expr): Step | undefined =>
  (expr.$container as AstNode | undefined)?.$type === 'Step' ? (expr.$container as Step) : undefined;
