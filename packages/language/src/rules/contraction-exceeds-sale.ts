import { holds, isBroken } from '@upsell/engine';
import type { Contraction, Retention } from '../generated/ast.ts';
import { ofType } from '../model-block.ts';
import { keywordRange, propertyRange } from '../tree.ts';
import { apart, inMonth, percentText } from './numbers.ts';
import type { Rule } from './rule.ts';

export const contractionExceedsSale: Rule = {
  code: 'contraction-exceeds-sale',
  severity: 'warning',
  summary: 'More than a dollar is taken back for a dollar sold.',
  modelOnly: true,
  page: {
    why: "A contraction above 100% says that the sale costs more than it brings: the customer takes back what was sold and a part of what was there before. Every further sale of that kind lowers the base, whatever the quarter's bookings say.",
    example: `retention {
  owner success
  contraction customer 5%   measured 2025
  contraction vendor   120% measured 2025
}`,
    mended: `retention {
  owner success
  contraction customer 5%  measured 2025
  contraction vendor   40% measured 2025
}`,
    fix: 'Check the number against the cohorts it is from. If it is right, stop selling in the conversations that it is about: let customers start them.',
  },
  message: (params) => {
    const { initiator, value } = params;
    const [rate, whole] = apart(Number(value), 1, percentText);
    return `\`contraction ${initiator}\` is ${rate}${inMonth(params)}, above ${whole}: of every sale that the ${initiator} starts more is taken back than was sold. Check the number, or stop selling this way.`;
  },
  judge({ program, model, evaluated }, report) {
    const { contraction } = evaluated.forecast;
    const [block, second] = ofType<Retention>(program, 'Retention');
    if (!block || second || !contraction || isBroken(contraction)) return;
    for (const field of block.node.fields) {
      if (field.$type !== 'Contraction') continue;
      const initiator = initiatorOf(field);
      const month = initiator ? contraction[initiator].findIndex((rate) => holds(rate, '>', 1)) : -1;
      if (!initiator || month < 0) continue;
      const range = { start: keywordRange(field).start, end: propertyRange(field, 'initiator').end };
      // A number that is the same in all months needs none.
      const when = contraction[initiator].every((rate) => rate === contraction[initiator][0]) ? undefined : month;
      report(block.file, range, {
        initiator,
        value: contraction[initiator][month],
        month: when === undefined ? undefined : model.start + when,
      });
    }
  },
};

const initiatorOf = ({ initiator }: Contraction) =>
  initiator === 'customer' || initiator === 'vendor' ? initiator : undefined;
