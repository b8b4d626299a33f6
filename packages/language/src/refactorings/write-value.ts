import { steadyValue } from '@upsell/engine';
import type { AstNode } from 'langium';
import { amountIn, currencyOf } from '../amount.ts';
import { digitText } from '../digit-text.ts';
import { replace } from '../edits.ts';
import { type Driver, type Expr, isExpr, type NameRef, type Path } from '../generated/ast.ts';
import { spelled } from '../parser/words.ts';
import { nodesOf, type Program } from '../program.ts';
import { rangeOf, walk } from '../tree.ts';
import { type Asked, offer, type Refactoring } from './refactoring.ts';
import {
  expressionIn,
  isInCall,
  isPlainNumber,
  isSound,
  lowered,
  nodeIn,
  selected,
  stepAround,
} from './under-cursor.ts';

/**
 * Writes what an expression comes to in its place, where that is the same in every month: `accounts * 1/month` as `240/month`. What
 * stands behind it, such as its provenance, stays.
 */
export const writeValue: Refactoring = (asked) => {
  const { analysis } = asked;
  const expr = wholeExpression(asked);
  if (!expr || isPlainNumber(expr) || !isSound(analysis, 0, expr)) return [];
  if (!mayForget(analysis.program, driversBelow(analysis.program, expr))) return [];
  const forEngine = lowered(analysis, expr);
  const steady = forEngine && steadyValue(forEngine, analysis);
  const text = steady && valueText(analysis.program, expr, steady);
  if (!steady || text === undefined) return [];
  return [offer('refactor.rewrite', `Write the computed value: \`${text}\``, () => [replace(0, rangeOf(expr), text)])];
};

/** The expression that is selected; at a cursor the whole one around it. */
function wholeExpression(asked: Asked): Expr | undefined {
  const { start, end } = selected(asked);
  if (start < end) return expressionIn(asked);
  let expr = nodeIn<Expr>(asked, 'Binary') ?? nodeIn<Expr>(asked, 'Call') ?? expressionIn(asked);
  while (expr && isExpr(expr.$container)) expr = expr.$container as Expr;
  return expr;
}

/** The drivers that an expression is made of, and those that they are made of; undefined where one of them is not known. */
function driversBelow(program: Program, expr: Expr): ReadonlySet<string> {
  const found = new Set<string>();
  const pending: AstNode[] = [expr];
  for (let node = pending.pop(); node; node = pending.pop())
    walk(node, (one) => {
      const name = one.$type === 'NameRef' ? (one as NameRef).driver?.$refText : undefined;
      if (name === undefined || found.has(name)) return;
      found.add(name);
      for (const declared of program.names.driver.get(name) ?? []) pending.push((declared.node as Driver).value);
    });
  return found;
}

/** False where a scenario tries out another value of one of some drivers: it would not be felt here any more. */
function mayForget(program: Program, drivers: ReadonlySet<string>): boolean {
  if (drivers.size === 0) return true;
  // Of a library nobody knows which scenarios other files have, nor the months in which it is computed.
  if (!program.isModel) return false;
  return !nodesOf<Path>(program, 'Path').some(({ node }) => node.members.length === 0 && drivers.has(node.root));
}

/** A number in the dimension of its place, with as few digits as say it; undefined for what the language cannot write as one. */
function valueText(
  program: Program,
  expr: Expr,
  { value, dimension: { money, perMonth } }: NonNullable<ReturnType<typeof steadyValue>>,
): string | undefined {
  if (value < 0 || (value > 0 && value < SMALLEST) || value > LARGEST) return undefined;
  if (money < 0 || money > 1 || perMonth < 0 || perMonth > 1) return undefined;
  // What is divided by a number per month, or multiplied by a unit, would take the unit for its own.
  if (perMonth === 1 && expr.$container.$type === 'PerUnit') return undefined;
  const isShare = money === 0 && perMonth === 0 && isWrittenAsPercent(expr);
  // A distribution is fitted to the ends of a range to the last digit.
  const isExact = stepAround(expr)?.high?.$cstNode !== undefined;
  const grouped = shortest(isShare ? value * 100 : value, isExact ? 0 : NEARLY);
  const digits = isInCall(expr.$container) ? grouped.replaceAll(',', '') : grouped;
  const amount = money === 1 ? amountIn(currencyOf(program), digits) : isShare ? `${digits}%` : digits;
  return perMonth === 1 ? `${amount}/month` : amount;
}

const SMALLEST = 1e-9;
const LARGEST = 1e15;

/** A number as a percentage, where it is a share by its place, or is made of percentages alone. */
function isWrittenAsPercent(expr: Expr): boolean {
  const step = stepAround(expr);
  // A range of percents in a driver is another one than one of numbers (spec: forecast, 6).
  if (step?.high?.$cstNode || isExpr(expr.$container)) return false;
  const field = step?.$container.$container;
  if (field?.$type === 'Contraction' || (field && 'field' in field && RATES.has(spelled(field.field)))) return true;
  const leaves: string[] = [];
  walk(expr, ({ $type }) => LEAVES.has($type) && leaves.push($type));
  return leaves.every((type) => type === 'PercentLiteral');
}

const RATES: ReadonlySet<string> = new Set(['conversion', 'win rate']);
const LEAVES: ReadonlySet<string> = new Set(['NumberLiteral', 'PercentLiteral', 'MoneyLiteral', 'NameRef']);

/** As few digits as it takes to be the number, up to a relative difference. */
function shortest(value: number, nearly: number): string {
  for (let significant = 1; significant < 17; significant++) {
    const sure = Number(value.toPrecision(significant));
    if (Math.abs(sure - value) <= nearly * value) return digitText(value, significant);
  }
  return digitText(value, 17);
}

/** What doubles make of decimals. */
const NEARLY = 1e-14;
