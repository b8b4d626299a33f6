import type { Expr, MoneyLiteral, NumberLiteral, PercentLiteral, PerUnit } from './generated/ast.ts';
import { readMoney, readNumber, readPercent } from './literals.ts';

type Literal = NumberLiteral | PercentLiteral | MoneyLiteral;

/** A number as it is written, between its signs: `$`, 12,000 and nothing; nothing, 25 and `%`. */
export interface Amount {
  readonly before: string;
  readonly number: number;
  readonly after: string;
}

/** The literal that an expression is, with a unit or without one; undefined for any other expression. */
export function literalIn(expression: Expr): Literal | undefined {
  if (expression.$type === 'PerUnit') return literalIn((expression as PerUnit).value);
  return LITERALS.has(expression.$type) ? (expression as Literal) : undefined;
}

/** Undefined for a literal that is broken. */
export function amountOf({ $type, text = '', ...rest }: Literal): Amount | undefined {
  if ($type === 'PercentLiteral') {
    const rate = readPercent(text);
    return rate === undefined ? undefined : { before: '', number: rate * 100, after: '%' };
  }
  if ($type === 'MoneyLiteral') {
    const money = readMoney(text);
    return money && { before: text.charAt(0), number: money.amount, after: '' };
  }
  const number = readNumber(text);
  const { currency } = rest as Partial<NumberLiteral>;
  return number === undefined ? undefined : { before: '', number, after: currency === undefined ? '' : ` ${currency}` };
}

const LITERALS: ReadonlySet<string> = new Set(['NumberLiteral', 'PercentLiteral', 'MoneyLiteral']);
