import { inMonth, numberText, percentText } from './numbers.ts';
import type { Rule } from './rule.ts';

export const negativeNumber: Rule = {
  code: 'negative-number',
  severity: 'error',
  summary: 'A number is below zero where it counts something.',
  page: {
    why: 'Nobody has fewer than no tickets, closers or dollars. A negative number here is nearly always a subtraction that went too far, or growth with the wrong sign, and it would quietly take revenue away from other channels.',
    example: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     200/month - 300/month counted 2025
  conversion 0.5%                  estimated 2025-12
}`,
    mended: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     300/month - 200/month counted 2025
  conversion 0.5%                  estimated 2025-12
}`,
    fix: 'Correct the number, or the driver that it comes from, in the month that the message names. `max(0/month, ...)` keeps a difference from falling below nothing. Growth cannot be below -100%: more than all cannot go away.',
  },
  breaks: true,
  message: (params) =>
    params['place'] === 'growth'
      ? `A growth of ${percentText(params['value'])} takes away more than all: it cannot be below -100%.`
      : `\`${params['place']}\` is ${numberText(params['value'])}${inMonth(params)}, and it cannot be below 0: correct it.`,
};
