import type { Rule } from './rule.ts';

export const driverCycle: Rule = {
  code: 'driver-cycle',
  severity: 'error',
  summary: 'A driver needs itself.',
  page: {
    why: 'A driver that is computed from itself has no value: there is no month in which anybody could begin to work it out. A spreadsheet would iterate and show whatever it happened to stop at.',
    example: `driver accounts reach * 2 by success
driver reach    accounts / 2 by success`,
    mended: `driver accounts 240 counted 2025-12 by success
driver reach    accounts / 2 by success`,
    fix: 'Follow the circle and decide which of its drivers is counted rather than computed; give that one a number.',
  },
  breaks: true,
  message: ({ driver }) =>
    `The driver \`${driver}\` is computed from itself: break the circle by giving one of its drivers a number.`,
};
