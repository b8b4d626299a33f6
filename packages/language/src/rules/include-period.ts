import { type Month, monthsText, type Part } from '@upsell/engine';
import { propertyRange } from '../tree.ts';
import type { Rule } from './rule.ts';

export const includePeriod: Rule = {
  code: 'include-period',
  severity: 'warning',
  summary: 'An included model covers only part of the period.',
  modelOnly: true,
  page: {
    why: 'A part is computed over its own period and then cut to this one. In the months that it does not have it counts as nothing, so a region whose model ends in June looks as if it stopped selling in July, and the total is too low without a sign of it.',
    example: `include "./emea.upsell" as emea
// file: emea.upsell
model "EMEA" {
  currency USD
  period 2026-01 to 2026-06
}`,
    mended: `include "./emea.upsell" as emea
// file: emea.upsell
model "EMEA" {
  currency USD
  period 2026-01 to 2026-12
}`,
    fix: "Let the part's period cover this one; it may be longer. If the part really starts or ends within the period, silence the warning with that reason.",
  },
  message: ({ part, covered, lacking, all }) =>
    all
      ? `\`${part}\` covers ${covered}, no month of this period, and counts as 0: correct its period or this one.`
      : `\`${part}\` covers ${covered} and lacks ${lacking}, where it counts as 0: give it a longer period, or choose a shorter one here.`,
  judge({ program, model, parts }, report) {
    if (model.broken) return;
    for (const [i, part] of (parts ?? []).entries()) {
      const included = program.includes[i];
      if (!included) continue;
      const last = part.start + part.months - 1;
      const lacking = lackingMonths(part, model.start, model.start + model.months - 1);
      if (lacking.length === 0) continue;
      report(included.file, propertyRange(included.node, 'path'), {
        part: part.name,
        covered: spanText({ from: part.start, to: last }),
        lacking: lacking.map(spanText).join(' and '),
        all: part.start > model.start + model.months - 1 || last < model.start ? 1 : 0,
      });
    }
  },
};

interface Months {
  readonly from: Month;
  readonly to: Month;
}

/** The months from `first` to `last` before and after those of the part. */
const lackingMonths = ({ start, months }: Part, first: Month, last: Month): readonly Months[] =>
  [
    { from: first, to: Math.min(last, start - 1) },
    { from: Math.max(first, start + months), to: last },
  ].filter(({ from, to }) => from <= to);

const spanText = ({ from, to }: Months): string => monthsText(from, to);
