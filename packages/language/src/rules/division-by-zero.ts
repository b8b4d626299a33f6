import { inMonth } from './numbers.ts';
import type { Rule } from './rule.ts';

export const divisionByZero: Rule = {
  code: 'division-by-zero',
  severity: 'error',
  summary: 'A division by zero.',
  page: {
    why: 'Nothing can be divided by 0, so the number has no value in that month, and neither has anything that needs it. It happens when a driver such as a head count starts at 0, or is stepped down to 0, in some month of the period.',
    example: `driver heads 0 counted 2025-12 by support

foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     4,000/month / heads counted 2025
  conversion 0.5%                estimated 2025-12
}`,
    mended: `driver heads 5 counted 2025-12 by support

foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     4,000/month / heads counted 2025
  conversion 0.5%                estimated 2025-12
}`,
    fix: 'Correct the number, or the driver that it comes from, in the month that the message names. Where 0 is right for some months, write `max(heads, 1)` or give those months a step of their own.',
  },
  breaks: true,
  message: (params) =>
    `This is 0${inMonth(params)}, and nothing can be divided by 0: correct it, or the driver that it comes from.`,
};
