import { nodesIn } from '../block.ts';
import type { ModelBlock, PeriodField } from '../generated/ast.ts';
import { MAX_MONTHS, readPeriod } from '../period.ts';
import { rangeOf } from '../tree.ts';
import { numberText } from './numbers.ts';
import type { Rule } from './rule.ts';

export const periodLength: Rule = {
  code: 'period-length',
  severity: 'error',
  summary: 'A period has no month, or more than 600.',
  page: {
    why: 'A forecast over more than 600 months is a typing mistake, usually in the century. Everything in the model would be computed for months that nobody plans for.',
    example: `model "Acme" {
  currency USD
  period 2026-01 to 2206-12
}`,
    mended: `model "Acme" {
  currency USD
  period 2026-01 to 2026-12
}`,
    fix: 'Correct the end of the period. Twelve months is usual; up to 600 are possible.',
  },
  breaks: true,
  message: ({ months }) => `The period has ${numberText(months)} months: a model covers 1 to ${MAX_MONTHS}.`,
  checkEach(block, { fiscalYearStart }, report) {
    for (const { fields } of nodesIn<ModelBlock>(block, 'ModelBlock')) {
      const field = fields.find((one) => one.$type === 'PeriodField') as PeriodField | undefined;
      const period = readPeriod(field?.period, fiscalYearStart);
      if (!field?.period || !period) continue;
      const months = period.last - period.first + 1;
      if (months > MAX_MONTHS) report(rangeOf(field.period), { months });
    }
  },
};
