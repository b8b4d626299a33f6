import type { Closing } from '../generated/ast.ts';
import { ofType } from '../model-block.ts';
import { propertyRange } from '../tree.ts';
import type { Rule } from './rule.ts';

export const secondClosingModel: Rule = {
  code: 'second-closing-model',
  severity: 'error',
  summary: 'A model with more than one closing model.',
  breaks: true,
  message: ({ kind }) =>
    `\`${kind}\` is a second closing model, and a model has exactly one: move it into a \`scenario\`.`,
  check(program, report) {
    for (const { file, node } of ofType<Closing>(program, 'Closing').slice(1))
      if (node.kind !== undefined) report(file, propertyRange(node, 'kind'), { kind: node.kind });
  },
};
