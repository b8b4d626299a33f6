import type { Month } from '@upsell/engine';
import { nodesIn } from '../block.ts';
import type { Provenance, Step } from '../generated/ast.ts';
import { rangeOf } from '../tree.ts';
import { excerpt } from './excerpt.ts';
import type { Rule } from './rule.ts';
import { isVolume, stepInForce, valueRange } from './steps.ts';

export const volumeEstimated: Rule = {
  code: 'volume-estimated',
  severity: 'warning',
  summary: 'A volume that was estimated, where it can be counted.',
  page: {
    why: 'Tickets, check-ins, go-lives and calls already stand in a system: their number can be looked up today. A conversion may have to be guessed until enough has happened, but a guessed volume puts a second unknown under every opportunity, and when the channel misses nobody can say which of the two it was.',
    example: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month estimated 2025-12
  conversion 0.5%      measured 2025
  initiated by customer
}`,
    mended: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     760/month counted 2025-10 to 2025-12
  conversion 0.5%      measured 2025
  initiated by customer
}`,
    fix: 'Count the touches of the last months and write `counted` with these months. A volume that you mean to bring about, such as a cadence that starts in May, is `decided`. What a scenario sets is there to be tried out, and is not asked. Where a step with a count has begun since, the guess before it is history and stays.',
  },
  message: ({ text }) =>
    `The volume \`${text}\` is estimated, and touches can be counted: count those of the last months, and write \`counted\` with these months.`,
  judgeEach(block, { asOf }, report) {
    for (const node of nodesIn<Provenance>(block, 'Provenance')) {
      const step = node.$container;
      if (node.kind === 'estimated' && isVolume(step) && !isHistory(step, asOf))
        report(rangeOf(node), { text: excerpt(block, valueRange(step)) });
    }
  },
};

/** True for a step that another one has followed by now: what was guessed stays beside what was counted. */
function isHistory(step: Step, asOf: Month): boolean {
  const { steps } = step.$container;
  const inForce = stepInForce(step.$container, asOf);
  return inForce !== undefined && steps.indexOf(step) < steps.indexOf(inForce);
}
