import { type Block, nodesIn } from '../block.ts';
import type { Clause, OwnerField, Target } from '../generated/ast.ts';
import type { Rule } from './rule.ts';
import { namedIn, namedInGroup, removalAt, reportUnused } from './unused.ts';

export const unusedOwner: Rule = {
  code: 'unused-owner',
  severity: 'information',
  unnecessary: true,
  summary: 'An owner who answers for nothing.',
  modelOnly: true,
  page: {
    why: 'An owner is a promise that somebody answers for a number. A name on the list that no number points to is either somebody who has left, or a number that names the wrong person. Who reads the list should be able to call everybody on it.',
    example: `owner support "Support lead"
owner growth  "Growth PM"

foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 0.5%      measured 2025
  initiated by customer
}`,
    mended: `owner support "Support lead"

foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 0.5%      measured 2025
  initiated by customer
}`,
    fix: 'Name the owner where they answer for something: as the `owner` of a block, or `by` them behind a number or a target. Else remove the line. Owners of an imported library are not asked: another model may need them.',
  },
  message: ({ name }) =>
    `\`${name}\` answers for nothing in this model: name them as the \`owner\` of a block or behind \`by\`, or remove the line.`,
  check(program, report) {
    reportUnused(program, 'Owner', namedIn(program, ownersIn), report);
  },
  fixes({ file, start, end, params }, { program }) {
    const edit = removalAt(program, 'Owner', file, { start, end });
    return edit ? [{ title: `Remove the owner \`${params['name']}\``, edits: [edit] }] : [];
  },
};

const ownersIn = namedInGroup((block: Block): readonly string[] =>
  (['OwnerField', 'Clause', 'Target'] as const).flatMap((type) =>
    nodesIn<OwnerField | Clause | Target>(block, type).flatMap(({ owner }) => owner?.$refText ?? []),
  ),
);
