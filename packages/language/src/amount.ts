import type { MoneyLiteral, NumberLiteral } from './generated/ast.ts';
import { CURRENCY_SIGNS } from './literals.ts';
import { modelHeader } from './model-block.ts';
import { nodesOf, type Program } from './program.ts';

/** An amount of money in a currency as a model writes it: `$12,000`, or `12,000 CHF` where the currency has no sign. */
export function amountIn(currency: string, digits: string): string {
  const sign = Object.keys(CURRENCY_SIGNS).find((one) => CURRENCY_SIGNS[one]?.includes(currency));
  return sign ? `${sign}${digits}` : `${digits} ${currency}`;
}

/** The currency for a new amount: the model's, else one that the amounts which are there can be in. */
export function currencyOf(program: Program): string {
  const code = modelHeader(program)?.currency?.code ?? '';
  return /^[A-Z]{3}$/.test(code) ? code : (currencyOfAmounts(program) ?? 'USD');
}

/** The currency that all amounts of a program can be in, US dollars where there is none; undefined where they differ. */
export function currencyOfAmounts(program: Program): string | undefined {
  const fitting = currenciesOfAmounts(program);
  return fitting ? fitting[0] : 'USD';
}

/** The currencies that all amounts of a program can be in; undefined where there is no amount. */
export function currenciesOfAmounts(program: Program): readonly string[] | undefined {
  let fitting: readonly string[] | undefined;
  const narrow = (currencies: readonly string[]) => {
    fitting = fitting ? fitting.filter((one) => currencies.includes(one)) : currencies;
  };
  for (const { node } of nodesOf<MoneyLiteral>(program, 'MoneyLiteral'))
    narrow(CURRENCY_SIGNS[node.text?.charAt(0) ?? ''] ?? []);
  for (const { node } of nodesOf<NumberLiteral>(program, 'NumberLiteral'))
    if (node.currency !== undefined) narrow([node.currency]);
  return fitting;
}
