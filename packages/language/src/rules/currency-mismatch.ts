import { CURRENCY_SIGNS } from '../literals.ts';
import { modelHeader } from '../model-block.ts';
import { rangeOf, walk } from '../tree.ts';
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
    for (const { file, node } of program.elements)
      walk(node, (literal) => {
        const { text, currency: code } = literal as { text?: string; currency?: string };
        const fits =
          literal.$type === 'MoneyLiteral'
            ? CURRENCY_SIGNS[text?.charAt(0) ?? '']?.includes(currency)
            : literal.$type === 'NumberLiteral' && code
              ? code === currency
              : true;
        if (fits === false) report(file, rangeOf(literal), { text: code ? `${text} ${code}` : text, currency });
      });
  },
};
