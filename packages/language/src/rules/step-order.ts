import { monthText } from '@upsell/engine';
import type { Rule } from './rule.ts';

export const stepOrder: Rule = {
  code: 'step-order',
  severity: 'error',
  summary: 'The steps of a number are not in the order of time.',
  breaks: true,
  message: ({ reason, from, before, by }) => {
    if (reason === 'rising')
      return `The rise ends in ${monthText(Number(by))}, not after its start in ${monthText(Number(from))}: choose a later month.`;
    if (reason === 'first')
      return 'The first step holds from the start: remove its `from`, or put a step without one before it.';
    if (reason === 'missing') return 'Every step after the first says from when it holds: add `from` and a month.';
    return `This step starts in ${monthText(Number(from))}, not after the one before it in ${monthText(Number(before))}: put the steps in the order of time.`;
  },
};
