import { steadyValue } from '@upsell/engine';
import type { AstNode } from 'langium';
import { amountIn, currencyOf } from '../amount.ts';
import { digitText } from '../digit-text.ts';
import { replace } from '../edits.ts';
import { type Driver, type Expr, isExpr, type NameRef, type Path, type TimeUnit } from '../generated/ast.ts';
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
 * stands behind it, such as its provenance, stays. The title says which drivers are cut off.
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
  const title = `Write the computed value: \`${text}\`${farewell(expr)}`;
  return [offer('refactor.rewrite', title, () => [replace(0, rangeOf(expr), text)])];
};

/** Which drivers the number follows no longer, in a clause. */
function farewell(expr: Expr): string {
  const names = new Set<string>();
  walk(expr, (one) => {
    const name = one.$type === 'NameRef' ? (one as NameRef).driver?.$refText : undefined;
    if (name !== undefined) names.add(`\`${name}\``);
  });
  if (names.size === 0) return '';
  return `, which no longer follows ${names.size > MOST_NAMES ? `${names.size} drivers` : [...names].join(' and ')}`;
}

/** A title is a line. */
const MOST_NAMES = 2;

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

/**
 * A number in the dimension of its place, with as few digits as say it, in the unit of time in which these are few; undefined for what
 * the language cannot write as one.
 */
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
  const [factor, unit] = perMonth === 1 && !isExact ? unitOf(value) : IN_MONTHS;
  const grouped = shortest(isShare ? value * 100 : value * factor, isExact ? 17 : MOST_DIGITS, isExact ? 0 : NEARLY);
  const digits = isInCall(expr.$container) ? grouped.replaceAll(',', '') : grouped;
  const amount = money === 1 ? amountIn(currencyOf(program), digits) : isShare ? `${digits}%` : digits;
  return perMonth === 1 ? `${amount}/${unit}` : amount;
}

/** The unit of time in which a number per month has few digits, as 33.33 a month are 100 a quarter; a month where there is none. */
function unitOf(value: number): Unit {
  const hasFew = ([factor]: Unit) => significant(shortest(value * factor, MOST_DIGITS, NEARLY)) <= FEW_DIGITS;
  return [IN_MONTHS, IN_QUARTERS].find(hasFew) ?? IN_MONTHS;
}

/** How many of a unit's numbers are a month's (spec: language, 5). */
type Unit = readonly [factor: number, unit: TimeUnit];

const IN_MONTHS: Unit = [1, 'month'];
/** What has an end in a week, a day or a year has one in a quarter. */
const IN_QUARTERS: Unit = [3, 'quarter'];

const significant = (digits: string): number => digits.replaceAll(/[.,]/g, '').replace(/^0+/, '').length;
const FEW_DIGITS = 8;
/** What is cut off behind these changes no figure by more than a part in 10^12. */
const MOST_DIGITS = 13;

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

/** As few digits as it takes to be the number, up to a relative difference, and never more than `most`. */
function shortest(value: number, most: number, nearly: number): string {
  for (let digits = 1; digits < most; digits++) {
    const sure = Number(value.toPrecision(digits));
    if (Math.abs(sure - value) <= nearly * value) return digitText(value, digits);
  }
  return digitText(value, most);
}

/** What doubles make of decimals. */
const NEARLY = 1e-14;
