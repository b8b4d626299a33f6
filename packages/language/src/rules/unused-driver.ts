import { type Block, nodesIn } from '../block.ts';
import { remove } from '../edits.ts';
import type { NameRef, Path } from '../generated/ast.ts';
import { type Declared, nodesOf, type Program } from '../program.ts';
import { rangeOf } from '../tree.ts';
import type { Rule } from './rule.ts';
import { namedIn, namedInGroup, removalAt, reportUnused } from './unused.ts';

export const unusedDriver: Rule = {
  code: 'unused-driver',
  severity: 'information',
  unnecessary: true,
  summary: 'A driver that no number uses.',
  modelOnly: true,
  page: {
    why: 'A driver looks as if it moved the forecast. One that nothing uses can be trued up, argued about and planned against for a year, and no figure changes. A scenario that sets it changes nothing either.',
    example: `driver accounts 240 counted 2025-12 by success

foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     480/month counted 2025
  conversion 0.5%      measured 2025
  initiated by customer
}`,
    mended: `driver accounts 240 counted 2025-12 by success

foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     accounts * 2/month counted 2025
  conversion 0.5%               measured 2025
  initiated by customer
}`,
    fix: 'Use it in the number that it was written for, or remove it. A driver that only another driver uses counts as used; one that only a scenario sets or scales does not. Drivers of an imported library are not asked: another model may need them.',
  },
  message: ({ name }) => `Nothing is computed from the driver \`${name}\`: use it in a number, or remove it.`,
  check(program, report) {
    reportUnused(program, 'Driver', namedIn(program, driversIn), report);
  },
  fixes({ file, start, end, params }, { program }) {
    const name = String(params['name']);
    const edit = removalAt(program, 'Driver', file, { start, end });
    if (!edit) return [];
    const edits = editsOf(program, name);
    const title = `Remove the driver \`${name}\`${edits.length > 0 ? ', and what scenarios do to it' : ''}`;
    const removed = edits.map((one) => remove(program, one.file, rangeOf(one.node.$container)));
    return [{ title, edits: [edit, ...removed] }];
  },
};

const driversIn = namedInGroup((block: Block): readonly string[] =>
  nodesIn<NameRef>(block, 'NameRef').flatMap(({ driver }) => driver?.$refText ?? []),
);

/** A scenario that sets or scales what is not there is an error. */
const editsOf = (program: Program, name: string): readonly Declared<Path>[] =>
  nodesOf<Path>(program, 'Path').filter(({ node }) => node.root === name && node.members.length === 0);
