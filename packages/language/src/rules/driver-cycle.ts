import type { Rule } from './rule.ts';

export const driverCycle: Rule = {
  code: 'driver-cycle',
  severity: 'error',
  summary: 'A driver needs itself.',
  breaks: true,
  message: ({ driver }) =>
    `The driver \`${driver}\` is computed from itself: break the circle by giving one of its drivers a number.`,
};
