import type { Element } from '../generated/ast.ts';
import { ofType } from '../model-block.ts';
import type { NameKind, Program } from '../program.ts';
import { headerRange, keywordRange, propertyRange, type Range } from '../tree.ts';
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
  related({ file, start, params }, program) {
    const { kind, name } = params;
    const all = name === undefined ? onlyOnes(program, String(kind)) : named(program, kind as NameKind, String(name));
    const others = all.filter((one) => one.file !== file || one.start !== start);
    const said = name === undefined ? `Another \`${kind}\`` : `\`${name}\` is declared here as well`;
    return others.slice(0, MOST).map((one) => ({ ...one, message: said }));
  },
  check(program, report) {
    for (const { kind, name } of program.scope.repeated) {
      const declared = program.names[kind].get(name) ?? [];
      for (const place of named(program, kind, name)) report(place.file, place, { kind, name, count: declared.length });
    }
    for (const kind of Object.keys(ONLY_ONE)) {
      const all = onlyOnes(program, kind);
      if (all.length > 1) for (const place of all) report(place.file, place, { kind, count: all.length });
    }
  },
};

interface Place extends Range {
  readonly file: number;
}

const named = (program: Program, kind: NameKind, name: string): readonly Place[] =>
  (program.names[kind].get(name) ?? []).map(({ file, node }) => ({ file, ...propertyRange(node, 'name') }));

/** The blocks of a kind of which there can be one. */
const onlyOnes = (program: Program, kind: string): readonly Place[] =>
  ofType(program, ONLY_ONE[kind] as Element['$type']).map(({ file, node }) => ({
    file,
    ...(kind === 'model' ? headerRange(node, 'title') : keywordRange(node)),
  }));

const ONE_LINE: ReadonlySet<string> = new Set(['actuals', 'plan']);

const ONLY_ONE: Readonly<Record<string, Element['$type']>> = {
  sources: 'Sources',
  retention: 'Retention',
  actuals: 'Actuals',
  plan: 'Plan',
  model: 'ModelBlock',
};

/** Nobody looks at more of them. */
const MOST = 20;
