import { holds, isKnown, remembered, type Target, type TargetResult } from '@upsell/engine';
import { cut, gapText, kindOfMetric, metricText } from './metric-text.ts';
import { apart } from './numbers.ts';
import type { Rule } from './rule.ts';

export const targetMissed: Rule = {
  code: 'target-missed',
  severity: 'information',
  summary: 'The forecast does not reach a target.',
  modelOnly: true,
  ownGoals: true,
  page: {
    why: 'A target says what is to be reached, the forecast what the channels as planned come to. The gap between them is work that nobody has planned yet. Better to read it here while there is time than at the end of the quarter.',
    example: `foundation channel tickets {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 0.5%      measured 2025
}

target opened >= 60 by support`,
    mended: `foundation channel tickets {
  source     ticket
  owner      support
  volume     1,000/month counted 2025
  conversion 0.5%        measured 2025
}

target opened >= 60 by support`,
    fix: 'Plan the touches, the conversion or the closing that close the gap, each with its owner; or set a target that can be reached. A target never fails a check. It is compared with the model, not with its scenarios.',
  },
  message: ({ text, value, gap, least }) =>
    least
      ? `The forecast comes to ${value}, ${gap} short of the target \`${text}\`: raise what leads there, or change the target.`
      : `The forecast comes to ${value}, ${gap} over the target \`${text}\`: lower what leads there, or change the target.`,
  judge({ model, evaluated }, report) {
    for (const result of evaluated.targets) {
      const { target, value, goal, gap } = result;
      if (!isKnown(value) || !isKnown(goal) || !isKnown(gap) || holds(value, target.comparison, goal)) continue;
      report(target.span.file, rangeOf(result), paramsOf(target, value, goal, gap, model.currency));
    }
  },
};

/** Kept for each target: at a keystroke most of what a long model misses is missed by as much as before. */
const paramsOf = remembered(
  (target: Target, value: number, goal: number, gap: number, currency: string | undefined) => {
    const kind = kindOfMetric(target.metric.metric);
    return {
      text: cut(target.text, 90),
      // What misses its target by little is not shown as the target.
      value: apart(value, goal, (one, decimals) => metricText(one, kind, currency, decimals), 1)[0],
      gap: gapText(gap, kind, currency),
      least: target.comparison === '>=' ? 1 : 0,
    };
  },
);

/** From the metric to the value. */
const rangeOf = ({ target: { metric, value } }: TargetResult) => ({ start: metric.span.start, end: value.span.end });
