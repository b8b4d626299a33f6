import { monthText } from '@upsell/engine';
import { nodesIn } from '../block.ts';
import { replace } from '../edits.ts';
import type { Provenance } from '../generated/ast.ts';
import { rangeOf } from '../tree.ts';
import { excerpt } from './excerpt.ts';
import type { Rule } from './rule.ts';
import { valueRange } from './steps.ts';

export const sampleNumber: Rule = {
  code: 'sample-number',
  severity: 'warning',
  summary: "A template's number that nobody has looked at.",
  page: {
    why: "A `sample` number is a stranger's. It is there so that a new model computes at once, and it is nobody's forecast. As long as one is left, every total above it is partly made up, and no one who reads the total can see that.",
    example: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month sample
  conversion 0.5%      measured 2025
  initiated by customer
}`,
    mended: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     640/month counted 2025-10 to 2025-12
  conversion 0.5%      measured 2025
  initiated by customer
}`,
    fix: 'Put your own number in its place and say where it is from. If the number happens to be right, or nobody knows better yet, mark it `estimated` and this month: then somebody has said it, and Upsell asks again in two quarters.',
  },
  message: ({ text }) =>
    `\`${text}\` is a template's number, and nobody has looked at it: put your own in its place, and say where it is from.`,
  checkEach(block, _, report) {
    for (const node of nodesIn<Provenance>(block, 'Provenance'))
      if (node.kind === 'sample') report(rangeOf(node), { text: excerpt(block, valueRange(node.$container)) });
  },
  fixes({ file, start, end }, { asOf }) {
    const mark = `estimated ${monthText(asOf)}`;
    return [{ title: `Mark it \`${mark}\``, edits: [replace(file, { start, end }, mark)] }];
  },
};
