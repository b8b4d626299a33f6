import { monthsText, remembered, type Window } from '@upsell/engine';
import type { Params } from '../problem.ts';
import { trueUpEdit } from '../true-up-edit.ts';
import { rateText } from './numbers.ts';
import type { Rule } from './rule.ts';
import { valueRange } from './steps.ts';
import { trueUpFixes } from './true-up-fixes.ts';

export const trueupAvailable: Rule = {
  code: 'trueup-available',
  severity: 'information',
  summary: 'What was measured differs from the assumption by more than noise.',
  page: {
    why: 'A conversion that misses is an assumption to update, not to defend. When the trailing months say clearly that the rate is another one, every month that the old number stays in the model is a month of forecast that is known to be wrong.',
    example: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     2,000/month counted 2025
  conversion 2%          measured 2025
  initiated by customer
}

actuals "actuals"
// file: actuals/months.csv
month,source,touches,opened
2025-10,ticket,2010,62
2025-11,ticket,1990,58
2025-12,ticket,2005,66`,
    mended: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     2,000/month       counted 2025
  conversion 2%                measured 2025,
             3.1% from 2026-01 measured 2025-10 to 2025-12
  initiated by customer
}

actuals "actuals"
// file: actuals/months.csv
month,source,touches,opened
2025-10,ticket,2010,62
2025-11,ticket,1990,58
2025-12,ticket,2005,66`,
    fix: 'Add a step with what was measured, from the first month without actuals; the fix writes it. The test is exact, and is corrected for how many channels are tested at once. Look at the channel before you take the number over: a rate that halves has a reason.',
  },
  message: ({ value, actual, opened, touches, window }) =>
    `The model says ${value}, and ${actual} was measured: ${opened} of ${touches} touches, ${window}. That is more than noise: true it up.`,
  judge({ program, tracking }, report) {
    for (const trueUp of tracking.trueUps) {
      const edit = trueUp.judgement?.verdict === 'signal' ? trueUpEdit(program, trueUp) : undefined;
      if (!edit) continue;
      const { evidence, planned, value, over, under } = trueUp;
      report(edit.file, valueRange(edit.step), paramsOf(evidence, planned, value, over, under));
    }
  },
  fixes: trueUpFixes,
};

/** Made once for a number that stays as it is: its sentence is written once for them. */
const paramsOf = remembered(
  ({ from, to }: Window, planned: number | undefined, value: number, opened: number, touches: number): Params => ({
    value: rateText(planned, 3),
    actual: rateText(value, 3),
    opened: grouped(opened),
    touches: grouped(touches),
    window: monthsText(from, to),
  }),
);

const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');
