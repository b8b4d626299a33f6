import { monthText } from '@upsell/engine';
import { rangeOf } from '../tree.ts';
import { excerpt } from './excerpt.ts';
import type { Rule } from './rule.ts';
import { estimatesInForce, valueRange } from './steps.ts';
import { trueUpFixes } from './true-up-fixes.ts';

export const staleEstimate: Rule = {
  code: 'stale-estimate',
  severity: 'warning',
  summary: 'An estimate in force that is older than two fiscal quarters.',
  page: {
    why: 'Two quarters after a number was guessed the business has run through it hundreds of times, and the true rate can be read from what happened. A forecast that still stands on the guess has stopped learning. Whoever presents it will be asked what the actual is.',
    example: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 0.5%      estimated 2025-03
  initiated by customer
}`,
    mended: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month         counted 2025
  conversion 0.5%              estimated 2025-03,
             0.4% from 2026-01 measured 2025-10 to 2025-12
  initiated by customer
}`,
    fix: 'Add a step with what has been measured since, and leave the estimate before it as history. An estimate is fine through the second fiscal quarter after the one in which it was said. Only the step in force is judged, and numbers that a scenario sets are not.',
  },
  message: ({ text, said, until }) =>
    `\`${text}\` is an estimate of ${monthText(Number(said))} and was good until ${monthText(Number(until))}, the end of its second fiscal quarter: add a step with what has been measured since.`,
  judgeEach(block, known, report) {
    for (const { step, provenance, said, quarters, until } of estimatesInForce(block, known)) {
      const text = excerpt(block, valueRange(step));
      if (quarters > 2) report(rangeOf(provenance), { text, said, until });
    }
  },
  fixes: trueUpFixes,
};
