import { monthsText, monthText } from '@upsell/engine';
import { nodesIn } from '../block.ts';
import { replace } from '../edits.ts';
import type { DecidedField, Provenance } from '../generated/ast.ts';
import { readMonth } from '../literals.ts';
import { fiscalYearStartOf } from '../model-block.ts';
import { readPeriod } from '../period.ts';
import type { Params } from '../problem.ts';
import { nodeAt } from '../program.ts';
import { keywordRange, propertyRange, type Range, rangeOf } from '../tree.ts';
import { actualsCountText } from './actuals-count.ts';
import { excerpt } from './excerpt.ts';
import type { Fix, Rule } from './rule.ts';

export const futureEvidence: Rule = {
  code: 'future-evidence',
  severity: 'warning',
  summary: 'Evidence from months that are not over.',
  page: {
    why: 'Nobody has counted a month that is not over, and nobody has estimated a number next spring. Such a date is either a slip of the pen or a plan in the clothes of a fact, and it makes the number look better founded than it is. It also keeps an estimate young for longer than it deserves.',
    example: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month counted 2026-01 to 2026-03
  conversion 0.5%      measured 2025
  initiated by customer
}`,
    mended: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month counted 2025-10 to 2025-12
  conversion 0.5%      measured 2025
  initiated by customer
}`,
    fix: 'Name the months that were looked at; the current one is not over. What somebody means to do from a later month on is a step `from` that month, `decided` or `estimated` in the month in which it was said. The quick fixes write the current month, cut the evidence to the months that are over, or call the number an estimate. A row of actuals for a month that is not over says in `through` how far it goes, and that day is not ahead either.',
  },
  fixes({ file, start, params: { asOf } }, { program }) {
    const node =
      nodeAt<Provenance>(program, file, 'Provenance', start) ??
      nodeAt<DecidedField>(program, file, 'DecidedField', start);
    // What is a row of actuals has no month to judge by.
    if (!node || typeof asOf !== 'number') return [];
    const write = (range: Range, text: string): Fix => ({
      title: `Write \`${text}\``,
      edits: [replace(file, range, text)],
    });
    const kind = node.$type === 'DecidedField' ? 'decided' : (node.kind ?? '');
    if (node.month !== undefined) {
      const range = { start, end: propertyRange(node, 'month').end };
      return [write(range, `${kind} ${monthText(asOf)}`)];
    }
    const months =
      node.$type === 'Provenance' && node.period ? readPeriod(node.period, fiscalYearStartOf(program)) : undefined;
    const begun =
      months && months.first < asOf ? [write(rangeOf(node), `${kind} ${monthsText(months.first, asOf - 1)}`)] : [];
    return [...begun, write(rangeOf(node), `estimated ${monthText(asOf)}`)];
  },
  message: (params) => actualsCountText(params) ?? sentenceOf(params),
  judgeEach(block, { fiscalYearStart, asOf }, report) {
    const said = (range: Range, month: string | undefined) => {
      if ((readMonth(month ?? '') ?? asOf) > asOf) report(range, { text: excerpt(block, range), asOf, says: 1 });
    };
    for (const node of nodesIn<Provenance>(block, 'Provenance')) {
      const range = rangeOf(node);
      said(range, node.month);
      const months = node.period && readPeriod(node.period, fiscalYearStart);
      if (months && months.last >= asOf) report(range, { text: excerpt(block, range), asOf });
    }
    for (const node of nodesIn<DecidedField>(block, 'DecidedField'))
      said({ start: keywordRange(node).start, end: propertyRange(node, 'month').end }, node.month);
  },
};

const dateText = (month: unknown, day: unknown): string =>
  `${monthText(Number(month))}-${String(day).padStart(2, '0')}`;

function sentenceOf({ text, asOf, says, month, row, through, asOfDay }: Params): string {
  if (through !== undefined)
    return `${dateText(month, through)} lies ahead: it is ${dateText(asOf, asOfDay)}. Write the last day that the row covers, or correct its counts.`;
  const now = Number(month) === Number(asOf) ? 'it is the month that we are in' : `it is ${monthText(Number(asOf))}`;
  if (row)
    return `${monthText(Number(month))} is not over: ${now}. Write the last day that the row covers in \`through\`, or correct the month.`;
  return says
    ? `\`${text}\` lies ahead: ${now}. Write the month in which it was said; from when a number holds, its \`from\` says.`
    : `\`${text}\` covers months that are not over: ${now}. Name only months that are over, or mark the number \`estimated\`.`;
}
