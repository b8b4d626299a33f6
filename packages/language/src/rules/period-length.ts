import { fiscalYearStartOf, modelHeader } from '../model-block.ts';
import { MAX_MONTHS, readPeriod } from '../period.ts';
import { rangeOf } from '../tree.ts';
import { numberText } from './numbers.ts';
import type { Rule } from './rule.ts';

export const periodLength: Rule = {
  code: 'period-length',
  severity: 'error',
  summary: 'A period has no month, or more than 600.',
  breaks: true,
  message: ({ months }) => `The period has ${numberText(months)} months: a model covers 1 to ${MAX_MONTHS}.`,
  check(program, report) {
    const header = modelHeader(program);
    const period = readPeriod(header?.period?.period, fiscalYearStartOf(program));
    if (!header?.period?.period || !period) return;
    const months = period.last - period.first + 1;
    if (months > MAX_MONTHS) report(0, rangeOf(header.period.period), { months });
  },
};
