import { ofType } from '../model-block.ts';
import { headerRange, keywordRange, propertyRange } from '../tree.ts';
import type { Rule } from './rule.ts';

export const duplicateName: Rule = {
  code: 'duplicate-name',
  severity: 'error',
  summary: 'Two declarations of one kind have the same name.',
  breaks: ({ kind }) => kind === 'driver' || kind === 'channel',
  message: ({ kind, name, count }) =>
    name === undefined
      ? `There are ${count} \`${kind}\` blocks here, and there can be one: remove the others.`
      : `${count} ${kind}s are named \`${name}\`: give each a name of its own.`,
  check(program, report) {
    for (const [kind, names] of Object.entries(program.names))
      for (const [name, declared] of names) {
        if (declared.length < 2) continue;
        for (const { file, node } of declared)
          report(file, propertyRange(node, 'name'), { kind, name, count: declared.length });
      }
    const blocks = ofType(program, 'Sources');
    if (blocks.length > 1)
      for (const { file, node } of blocks) report(file, keywordRange(node), { kind: 'sources', count: blocks.length });
    const models = ofType(program, 'ModelBlock');
    if (models.length > 1)
      for (const { file, node } of models)
        report(file, headerRange(node, 'title'), { kind: 'model', count: models.length });
  },
};
