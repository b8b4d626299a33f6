import { GrammarUtils } from 'langium';
import type { Assumption, Channel, Closing, Driver, Retention } from '../generated/ast.ts';
import { ofType } from '../model-block.ts';
import { spelled } from '../parser/words.ts';
import { nodesOf } from '../program.ts';
import { keywordRange, propertyRange } from '../tree.ts';
import type { Report, Rule } from './rule.ts';

export const missingOwner: Rule = {
  code: 'missing-owner',
  severity: 'error',
  summary: 'A number that nobody answers for.',
  message: ({ name }) =>
    `Nobody answers for \`${name}\`: add \`by NAME\` behind the number, or \`owner NAME\` to its block.`,
  check(program, report) {
    for (const { file, node } of ofType<Driver>(program, 'Driver'))
      if (node.name && node.value && !isOwned(node.value))
        report(file, propertyRange(node, 'name'), { name: node.name });
    // A scenario's closing model as well: it inherits nothing.
    for (const type of ['Channel', 'Closing', 'Retention'] as const)
      for (const { file, node } of nodesOf<Block>(program, type)) checkBlock(node, file, report);
  },
};

type Block = Channel | Closing | Retention;

const isOwned = (value: Assumption | undefined): boolean =>
  !value || value.clauses.some((clause) => clause.owner !== undefined);

function checkBlock(block: Block, file: number, report: Report): void {
  if (block.fields.some((field) => field.$type === 'OwnerField')) return;
  for (const field of block.fields) {
    if (field.$type === 'Touch') {
      if (!isOwned(field.value)) report(file, propertyRange(field, 'name'), { name: field.name });
      const converting = GrammarUtils.findNodeForKeyword(field.$cstNode, 'converting');
      if (converting && !isOwned(field.converting))
        report(file, { start: converting.offset, end: converting.end }, { name: `${field.name} converting` });
    } else if (field.$type === 'Contraction') {
      if (!isOwned(field.value)) report(file, keywordRange(field), { name: `contraction ${field.initiator}` });
    } else if (field.$type === 'ChannelNumber' || field.$type === 'ClosingNumber') {
      if (!isOwned(field.value)) report(file, propertyRange(field, 'field'), { name: spelled(field.field) });
    }
  }
}
