import { inMonth, numberText, percentText } from './numbers.ts';
import type { Rule } from './rule.ts';

export const rateAboveOne: Rule = {
  code: 'rate-above-one',
  severity: 'error',
  summary: 'A rate is above 100%.',
  breaks: true,
  message: (params) => {
    const { place, value, written } = params;
    const advice =
      written === 'number'
        ? `write \`${numberText(value)}%\` if that is what you mean`
        : 'a rate is a part of a whole, so lower it';
    return `\`${place}\` is ${percentText(value)}${inMonth(params)}, and a rate cannot be above 100%: ${advice}.`;
  },
};
