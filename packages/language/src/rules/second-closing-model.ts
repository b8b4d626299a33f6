import type { ClosingKind } from '@upsell/engine';
import { eolOf, replace } from '../edits.ts';
import type { Closing } from '../generated/ast.ts';
import { ofType } from '../model-block.ts';
import { blockOf, nodeAt } from '../program.ts';
import { CLOSING_TITLES } from '../sample-closing.ts';
import type { SourceFile } from '../source-file.ts';
import { headerRange, propertyRange, rangeOf } from '../tree.ts';
import { mayHide } from './may-hide.ts';
import type { Rule } from './rule.ts';

export const secondClosingModel: Rule = {
  code: 'second-closing-model',
  severity: 'error',
  summary: 'A model with more than one closing model.',
  page: {
    why: 'A forecast is made with one way of closing. With two in the model, nobody can say whose win rate, whose capacity and whose cost it contains. To compare two ways is a good question, and it has a place of its own.',
    example: `closing csm {
  owner     success
  win rate  25%     estimated 2025-12
  deal size $12,000 measured 2025
}

closing upsell_ae {
  owner     upsell_desk
  win rate  30%     estimated 2025-12
  deal size $12,000 measured 2025
}`,
    mended: `closing csm {
  owner     success
  win rate  25%     estimated 2025-12
  deal size $12,000 measured 2025
}

scenario upsell_ae "A dedicated Upsell AE closes" {
  closing upsell_ae {
    owner     upsell_desk
    win rate  30%     estimated 2025-12
    deal size $12,000 measured 2025
  }
}`,
    fix: 'Keep the one that is decided, and move the other into a `scenario`: a scenario replaces the closing model and shows what would change.',
  },
  breaks: true,
  message: ({ kind }) =>
    `\`${kind}\` is a second closing model, and a model has exactly one: move it into a \`scenario\`.`,
  related(_, program) {
    const [first] = ofType<Closing>(program, 'Closing');
    return first ? [{ file: first.file, ...headerRange(first.node, 'kind'), message: 'The first closing model' }] : [];
  },
  check(program, report) {
    for (const { file, node } of ofType<Closing>(program, 'Closing').slice(1))
      if (node.kind !== undefined) report(file, propertyRange(node, 'kind'), { kind: node.kind });
  },
  fixes({ file, start }, { program }) {
    const source = program.files[file] as SourceFile;
    const closing = nodeAt<Closing>(program, file, 'Closing', start);
    const text = closing ? source.text.slice(rangeOf(closing).start, rangeOf(closing).end) : '';
    if (!closing || !text.endsWith('}') || mayHide(blockOf(program, { file, node: closing }), closing)) return [];
    const eol = eolOf(source);
    const name = freeName(closing.kind, program.names.scenario);
    const title = closing.title ?? titleOf(closing.kind);
    const head = `scenario ${name} "${title.replaceAll(/["\\]/g, '\\$&')}" {`;
    const body = text.replaceAll(/(\r\n|\r|\n)(?=[^\r\n])/g, '$1  ');
    const newText = `${head}${eol}  ${body}${eol}}`;
    return [{ title: `Move it into a scenario \`${name}\``, edits: [replace(file, rangeOf(closing), newText)] }];
  },
};

function freeName(name: string, taken: ReadonlyMap<string, unknown>): string {
  if (!taken.has(name)) return name;
  let n = 2;
  while (taken.has(`${name}_${n}`)) n++;
  return `${name}_${n}`;
}

const titleOf = (kind: string): string =>
  Object.hasOwn(CLOSING_TITLES, kind) ? CLOSING_TITLES[kind as ClosingKind] : kind;
