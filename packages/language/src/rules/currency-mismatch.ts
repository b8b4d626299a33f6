import { nodesIn } from '../block.ts';
import { replace } from '../edits.ts';
import { factsOf } from '../facts.ts';
import type { ExchangeRate, MoneyLiteral, NumberLiteral } from '../generated/ast.ts';
import { CURRENCY_SIGNS, readNumber } from '../literals.ts';
import { headerOf, modelHeader } from '../model-block.ts';
import { nodeAt, type Program } from '../program.ts';
import { propertyRange, rangeOf } from '../tree.ts';
import type { Report, Rule } from './rule.ts';

export const currencyMismatch: Rule = {
  code: 'currency-mismatch',
  severity: 'error',
  summary: 'An amount is in another currency than the model.',
  page: {
    why: 'Adding euros to dollars gives a number in no currency at all. A model is in one currency, so an amount in another one has to be converted by somebody who knows the rate, and the rate belongs where a reviewer sees it.',
    example: `closing csm {
  owner     success
  win rate  25%     estimated 2025-12
  deal size €11,000 measured 2025
}`,
    mended: `closing csm {
  owner     success
  win rate  25%     estimated 2025-12
  deal size $12,000 measured 2025
}`,
    fix: 'Convert the amount and write it in the currency of the model. An included model keeps its own currency: say what it is worth behind its name, as in `include "emea.upsell" as emea at 1.08 USD per EUR`. A part in the currency of this model needs no rate, and one other than 1 is refused: what is meant is a rate of another currency, or a factor that belongs in the part.',
  },
  breaks: true,
  modelOnly: true,
  message: ({ text, currency, part, path, place }) => {
    if (place === 'rate')
      return `\`${path}\` is in ${part} as this model is, and one ${part} is worth one ${part}, not ${text}: remove the rate, or correct the currency of the part.`;
    if (place === 'to')
      return `The rate gives ${text}, and this model is in ${currency}: write \`${currency}\` before \`per\`.`;
    if (place === 'from') return `The rate takes ${text}, and \`${path}\` is in ${part}: write \`per ${part}\`.`;
    if (place === 'path')
      return `\`${path}\` is in ${part} and this model in ${currency}: say what one ${part} is worth, as in \`at 1.08 ${currency} per ${part}\`.`;
    return `\`${text}\` is not in ${currency}, the currency of the model: convert the amount and write it in ${currency}.`;
  },
  related(_, program) {
    const field = modelHeader(program)?.currency;
    return field ? [{ file: 0, ...rangeOf(field), message: 'The currency of the model' }] : [];
  },
  checkEach(block, { currency }, report) {
    if (currency === undefined) return;
    for (const node of nodesIn<MoneyLiteral>(block, 'MoneyLiteral')) {
      const currencies = CURRENCY_SIGNS[node.text?.charAt(0) ?? ''];
      if (currencies && !currencies.includes(currency)) report(rangeOf(node), { text: node.text, currency });
    }
    for (const node of nodesIn<NumberLiteral>(block, 'NumberLiteral'))
      if (node.currency !== undefined && node.currency !== currency)
        report(rangeOf(node), { text: `${node.text} ${node.currency}`, currency });
  },
  check(program, report) {
    const { currency } = factsOf(program);
    if (currency !== undefined) checkIncludes(program, currency, report);
  },
  fixes({ file, start, params }, { program }) {
    const rate = params['place'] === 'rate' && nodeAt<ExchangeRate>(program, file, 'ExchangeRate', start);
    if (!rate) return [];
    const { start: at, end } = rangeOf(rate);
    const before = program.files[file]?.text.slice(0, at).trimEnd().length ?? at;
    return [{ title: 'Remove the rate', edits: [replace(file, { start: before, end }, '')] }];
  },
};

function checkIncludes({ includes }: Program, currency: string, report: Report): void {
  for (const { file, node, source } of includes) {
    const part = headerOf(source)?.currency?.code;
    if (!part) continue;
    const { path, rate } = node;
    if (rate && part === currency && rate.to === part && rate.from === part && (readNumber(rate.value) ?? 1) !== 1)
      report(file, propertyRange(rate, 'value'), { place: 'rate', text: rate.value, path, part, currency });
    if (!rate) {
      if (part !== currency) report(file, propertyRange(node, 'path'), { place: 'path', path, part, currency });
      continue;
    }
    for (const [place, code] of [
      ['to', currency],
      ['from', part],
    ] as const)
      if (rate[place] !== undefined && rate[place] !== code)
        report(file, propertyRange(rate, place), { place, text: rate[place], path, part, currency });
  }
}
