import { nodesIn } from '../block.ts';
import type { NameRef, Step } from '../generated/ast.ts';
import { rangeOf, walk } from '../tree.ts';
import type { Rule } from './rule.ts';

export const rangeNotConstant: Rule = {
  code: 'range-not-constant',
  severity: 'error',
  summary: 'A range has a name in one of its ends.',
  page: {
    why: 'A range such as `200 to 260` says how uncertain a number is. If one of its ends moves with a driver, nobody can say any more whether the range is wide because of the one who estimated it, or because the driver changed.',
    example: `driver accounts 240 counted 2025-12 by success

foundation channel csm_touches "CSM touches" {
  source     csm_touch
  owner      success
  volume     200/month to accounts/month estimated 2025-12
  conversion 3%                          estimated 2025-12
}`,
    mended: `driver accounts 200 to 260 estimated 2025-12 by success

foundation channel csm_touches "CSM touches" {
  source     csm_touch
  owner      success
  volume     accounts/month estimated 2025-12
  conversion 3%             estimated 2025-12
}`,
    fix: 'Give the driver the range, and use the driver without one. The ends of a range are numbers with units, and arithmetic on them.',
  },
  breaks: true,
  message: ({ name }) =>
    `The ends of a range are numbers, and \`${name}\` is the name of a driver: give the driver the range instead.`,
  checkEach(block, _, report) {
    for (const node of nodesIn<Step>(block, 'Step')) {
      if (!node.high?.$cstNode || !node.value?.$cstNode) continue;
      for (const end of [node.value, node.high])
        walk(end, (ref) => {
          if (ref.$type === 'NameRef') report(rangeOf(ref), { name: (ref as NameRef).driver?.$refText });
        });
    }
  },
};
