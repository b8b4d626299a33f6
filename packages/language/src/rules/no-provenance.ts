import { monthsText, monthText } from '@upsell/engine';
import { nodesIn } from '../block.ts';
import { insertAt } from '../edits.ts';
import type { Step } from '../generated/ast.ts';
import { nodeAt } from '../program.ts';
import { rangeOf, walk } from '../tree.ts';
import { excerpt } from './excerpt.ts';
import type { Rule } from './rule.ts';
import { isTriedOut, isVolume, valueRange } from './steps.ts';

export const noProvenance: Rule = {
  code: 'no-provenance',
  severity: 'information',
  summary: 'A number that does not say where it is from.',
  modelOnly: true,
  page: {
    why: 'When the forecast misses, the first question is which input was wrong, and the second is where that input came from. A number without an answer looks as solid as one that was measured over a year. Two words behind it tell what to doubt first, and let Upsell remind you when an estimate has grown old.',
    example: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 0.5%
  initiated by customer
}`,
    mended: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 0.5%      estimated 2025-12
  initiated by customer
}`,
    fix: 'Say it behind the number: `counted` or `measured` and the months that the evidence covers, `estimated` or `decided` and the month in which it was said. Each step of a number has its own. For a volume the quick fix names the last three whole months first. What is made of drivers alone says it where they do, and a number that a scenario sets is there to be tried out: neither is asked.',
  },
  message: ({ text }) =>
    `\`${text}\` does not say where it is from: add \`counted\`, \`measured\`, \`estimated\` or \`decided\` behind it, and the months.`,
  checkEach(block, _, report) {
    for (const node of nodesIn<Step>(block, 'Step')) {
      if (node.provenance || isTriedOut(node.$container) || !hasNumber(node)) continue;
      const range = valueRange(node);
      report(range, { text: excerpt(block, range) });
    }
  },
  fixes({ file, start }, { program, asOf }) {
    const step = nodeAt<Step>(program, file, 'Step', start);
    if (!step) return [];
    const { end } = rangeOf(step);
    const mark = (text: string) => ({ title: `Mark it \`${text}\``, edits: [insertAt(file, end, ` ${text}`)] });
    const estimated = mark(`estimated ${monthText(asOf)}`);
    // A guess of what can be counted would be the next problem.
    return isVolume(step) ? [mark(`counted ${monthsText(asOf - 3, asOf - 1)}`), estimated] : [estimated];
  },
};

function hasNumber(step: Step): boolean {
  let found = step.growth?.$type === 'Growing';
  walk(step, ({ $type }) => {
    found ||= $type === 'NumberLiteral' || $type === 'PercentLiteral' || $type === 'MoneyLiteral';
  });
  return found;
}
