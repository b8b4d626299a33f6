import { monthText } from '@upsell/engine';
import { rangeOf } from '../tree.ts';
import { excerpt } from './excerpt.ts';
import type { Rule } from './rule.ts';
import { estimatesInForce, valueRange } from './steps.ts';
import { trueUpFixes } from './true-up-fixes.ts';

export const estimateExpiring: Rule = {
  code: 'estimate-expiring',
  severity: 'information',
  summary: 'An estimate in the last quarter of its two.',
  page: {
    why: 'An estimate is a loan: it lets the forecast start before there is evidence, and two fiscal quarters later the evidence has come in. This is the notice that its second quarter has begun, while there is still time to measure before the number is called stale.',
    example: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 0.5%      estimated 2025-08
  initiated by customer
}`,
    mended: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month         counted 2025
  conversion 0.5%              estimated 2025-08,
             0.4% from 2026-01 measured 2025-10 to 2025-12
  initiated by customer
}`,
    fix: 'Add a step with what has been measured since, and leave the estimate before it as history. Quarters are those of the fiscal year. Only the step in force is judged: a later one ends the estimate, whatever it says.',
  },
  message: ({ text, said, until }) =>
    `\`${text}\` is an estimate of ${monthText(Number(said))} and good until ${monthText(Number(until))}, the end of its second fiscal quarter: measure it by then, and add a step.`,
  judgeEach(block, known, report) {
    for (const { step, provenance, said, quarters, until } of estimatesInForce(block, known)) {
      const text = excerpt(block, valueRange(step));
      if (quarters === 2) report(rangeOf(provenance), { text, said, until });
    }
  },
  fixes: trueUpFixes,
};
