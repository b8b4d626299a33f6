import { ofType } from '../model-block.ts';
import { headerRange, keywordRange, propertyRange } from '../tree.ts';
import type { Rule } from './rule.ts';

export const duplicateName: Rule = {
  code: 'duplicate-name',
  severity: 'error',
  summary: 'Two declarations of one kind have the same name.',
  page: {
    why: 'A name stands for one thing. Where two drivers are called `accounts`, every number that uses the name could mean either of them, and two people will each believe it means theirs. It happens when a library and a model declare the same name, or when a channel is copied.',
    example: `driver accounts 240 counted 2025-12 by success
driver accounts 260 counted 2025-12 by success`,
    mended: `driver accounts     240 counted 2025-12 by success
driver new_accounts 260 counted 2025-12 by success`,
    fix: 'Give each a name of its own, or remove the one that is no longer true. Renaming in the editor changes every place that uses the name. Of `sources`, `retention`, `model`, `actuals` and `plan` there can be one.',
  },
  breaks: ({ kind }) => kind === 'driver' || kind === 'channel',
  message: ({ kind, name, count }) =>
    name === undefined
      ? `There are ${count} \`${kind}\` ${ONE_LINE.has(String(kind)) ? 'lines' : 'blocks'} here, and there can be one: remove the others.`
      : `${count} ${kind}s are named \`${name}\`: give each a name of its own.`,
  check(program, report) {
    for (const { kind, name } of program.scope.repeated) {
      const declared = program.names[kind].get(name) ?? [];
      for (const { file, node } of declared)
        report(file, propertyRange(node, 'name'), { kind, name, count: declared.length });
    }
    for (const [type, kind] of ONLY_ONE) {
      const blocks = ofType(program, type);
      if (blocks.length > 1)
        for (const { file, node } of blocks) report(file, keywordRange(node), { kind, count: blocks.length });
    }
    const models = ofType(program, 'ModelBlock');
    if (models.length > 1)
      for (const { file, node } of models)
        report(file, headerRange(node, 'title'), { kind: 'model', count: models.length });
  },
};

const ONE_LINE: ReadonlySet<string> = new Set(['actuals', 'plan']);

const ONLY_ONE = [
  ['Sources', 'sources'],
  ['Retention', 'retention'],
  ['Actuals', 'actuals'],
  ['Plan', 'plan'],
] as const;
