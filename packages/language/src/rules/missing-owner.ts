import type { AstNode } from 'langium';
import type { Assumption, Channel, Closing, Retention } from '../generated/ast.ts';
import { spelled } from '../parser/words.ts';
import { keywordRange, propertyRange } from '../tree.ts';
import type { Report, Rule } from './rule.ts';

export const missingOwner: Rule = {
  code: 'missing-owner',
  severity: 'error',
  summary: 'A number that nobody answers for.',
  message: ({ name }) =>
    `Nobody answers for \`${name}\`: add \`by NAME\` behind the number, or \`owner NAME\` to its block.`,
  check(program, report) {
    for (const { file, node } of program.elements) {
      if (node.$type === 'Driver') {
        if (node.name && node.value && !isOwned(node.value))
          report(file, propertyRange(node, 'name'), { name: node.name });
      } else if (isBlock(node)) checkBlock(node, file, report);
    }
  },
};

type Block = Channel | Closing | Retention;

const isBlock = (node: AstNode): node is Block =>
  node.$type === 'Channel' || node.$type === 'Closing' || node.$type === 'Retention';

const isOwned = (value: Assumption | undefined): boolean =>
  !value || value.clauses.some((clause) => clause.owner !== undefined);

function checkBlock(block: Block, file: number, report: Report): void {
  if (block.fields.some((field) => field.$type === 'OwnerField')) return;
  for (const field of block.fields) {
    if (field.$type === 'Touch') {
      if (!isOwned(field.value)) report(file, propertyRange(field, 'name'), { name: field.name });
      else if (!isOwned(field.converting))
        report(file, propertyRange(field, 'name'), { name: `${field.name} converting` });
    } else if (field.$type === 'Contraction') {
      if (!isOwned(field.value)) report(file, keywordRange(field), { name: `contraction ${field.initiator}` });
    } else if (field.$type === 'ChannelNumber' || field.$type === 'ClosingNumber') {
      if (!isOwned(field.value)) report(file, propertyRange(field, 'field'), { name: spelled(field.field) });
    }
  }
}
