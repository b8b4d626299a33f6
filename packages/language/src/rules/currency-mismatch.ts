import type { MoneyLiteral, NumberLiteral } from '../generated/ast.ts';
import { CURRENCY_SIGNS } from '../literals.ts';
import { modelHeader } from '../model-block.ts';
import { nodesOf } from '../program.ts';
import { rangeOf } from '../tree.ts';
import type { Rule } from './rule.ts';

export const currencyMismatch: Rule = {
  code: 'currency-mismatch',
  severity: 'error',
  summary: 'An amount is in another currency than the model.',
  breaks: true,
  modelOnly: true,
  message: ({ text, currency }) =>
    `\`${text}\` is not in ${currency}, the currency of the model: convert the amount and write it in ${currency}.`,
  check(program, report) {
    const currency = modelHeader(program)?.currency?.code;
    if (!currency || !/^[A-Z]{3}$/.test(currency)) return;
    for (const { file, node } of nodesOf<MoneyLiteral>(program, 'MoneyLiteral')) {
      const currencies = CURRENCY_SIGNS[node.text?.charAt(0) ?? ''];
      if (currencies && !currencies.includes(currency)) report(file, rangeOf(node), { text: node.text, currency });
    }
    for (const { file, node } of nodesOf<NumberLiteral>(program, 'NumberLiteral'))
      if (node.currency !== undefined && node.currency !== currency)
        report(file, rangeOf(node), { text: `${node.text} ${node.currency}`, currency });
  },
};
