import type { Finding } from './finding.ts';
import { type Dimension, type Expr, PER_MONTH, PLAIN, type Span } from './model.ts';

export const sameDimension = (a: Dimension, b: Dimension): boolean => a.money === b.money && a.perMonth === b.perMonth;

const plus = (a: Dimension, b: Dimension, sign: 1 | -1): Dimension => ({
  money: a.money + sign * b.money,
  perMonth: a.perMonth + sign * b.perMonth,
});

/** A dimension in words that a person says: `money per month`, `a plain number`. */
export function dimensionText(dimension: Dimension): string {
  const money = power('money', dimension.money);
  if (dimension.perMonth === 0) return money ?? 'a plain number';
  if (dimension.perMonth > 0) {
    const times = dimension.perMonth === 1 ? 'per month' : `per month to the power of ${dimension.perMonth}`;
    return money ? `${money} ${times}` : `a number ${times}`;
  }
  const months = power('months', -dimension.perMonth);
  return money ? `${money} times ${months}` : `a number of ${months}`;
}

function power(word: string, exponent: number): string | undefined {
  if (exponent === 0) return undefined;
  return exponent === 1 ? word : `${word} to the power of ${exponent}`;
}

/**
 * The dimension of an expression (language.md, 5), or undefined where it has none: a part does not fit (reported as
 * `wrong-unit` on the operand that differs from the first) or a driver is broken.
 */
export function dimensionOf(
  expr: Expr,
  driver: (name: string) => Dimension | undefined,
  report: (finding: Finding) => void,
): Dimension | undefined {
  switch (expr.kind) {
    case 'literal':
      return expr.money ? { money: 1, perMonth: 0 } : PLAIN;
    case 'driver':
      return driver(expr.name);
    case 'negate':
      return dimensionOf(expr.operand, driver, report);
    case 'per': {
      const value = dimensionOf(expr.value, driver, report);
      return value && plus(value, PER_MONTH, 1);
    }
    case 'binary': {
      const left = dimensionOf(expr.left, driver, report);
      const right = dimensionOf(expr.right, driver, report);
      if (!left || !right) return undefined;
      if (expr.op === '*' || expr.op === '/') return plus(left, right, expr.op === '*' ? 1 : -1);
      return agree(left, right, expr.right, expr.op, report);
    }
    default: {
      const dimensions = expr.args.map((arg) => dimensionOf(arg, driver, report));
      const first = dimensions[0];
      if (!first || dimensions.some((d) => !d)) return undefined;
      for (const [i, arg] of expr.args.entries()) {
        const d = dimensions[i];
        if (d && !agree(first, d, arg, expr.kind, report)) return undefined;
      }
      return first;
    }
  }
}

function agree(
  expected: Dimension,
  found: Dimension,
  at: Expr,
  operator: string,
  report: (finding: Finding) => void,
): Dimension | undefined {
  if (sameDimension(expected, found)) return expected;
  report(wrongUnit(at, expected, found, { operator }));
  return undefined;
}

/** The finding `wrong-unit` on something that has a place. `place` or `operator` says what asks for the expected dimension. */
export function wrongUnit(
  at: { readonly span: Span },
  expected: Dimension,
  found: Dimension,
  params: { place?: string; operator?: string },
): Finding {
  return {
    code: 'wrong-unit',
    span: at.span,
    params: {
      ...params,
      expected: dimensionText(expected),
      found: dimensionText(found),
      expectedMoney: expected.money,
      expectedPerMonth: expected.perMonth,
      foundMoney: found.money,
      foundPerMonth: found.perMonth,
    },
  };
}
