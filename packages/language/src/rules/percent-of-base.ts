import type { Month } from '@upsell/engine';
import { currencyOf } from '../amount.ts';
import { nodesIn } from '../block.ts';
import { eolOf, remove, replace } from '../edits.ts';
import type { PercentOfBase } from '../generated/ast.ts';
import { mayBeElsewhere, ofType } from '../model-block.ts';
import type { Program } from '../program.ts';
import type { SourceFile } from '../source-file.ts';
import { starterBlocks } from '../starter-model.ts';
import { readTaxonomy } from '../taxonomy.ts';
import { rangeOf } from '../tree.ts';
import type { Rule } from './rule.ts';

export const percentOfBase: Rule = {
  code: 'percent-of-base',
  severity: 'error',
  summary: 'A percentage of the base is not a forecast.',
  page: {
    why: 'A percentage of the base has no inputs, no owner and no lever. When it misses, nobody can say which touch with which customer did not happen, and next year the percentage is negotiated instead of understood. Volume times conversion can be counted, owned and improved.',
    example: 'expansion 20% of base',
    mended: `foundation channel tickets "Support tickets" {
  source     ticket
  owner      support
  volume     800/month counted 2025
  conversion 0.5%      estimated 2025-12
}`,
    fix: 'Delete the line, and write a channel for each kind of customer touch: how many a month, and what part of them opens an opportunity. In a file without channels the quick fix writes the seven usual ones as `sample` numbers, with the questions to ask.',
  },
  message: ({ text }) =>
    `\`${text}\` is a guess without inputs, an owner or a lever: write a channel for each customer touch instead, with its volume and its conversion.`,
  checkEach(block, _, report) {
    for (const node of nodesIn<PercentOfBase>(block, 'PercentOfBase')) report(rangeOf(node), { text: node.text });
  },
  fixes({ file, start, end }, { program, asOf }) {
    const hasChannels = program.names.channel.size > 0;
    const deleted = { title: 'Delete the line', edits: [remove(program, file, { start, end })], safe: hasChannels };
    const machine = hasChannels ? undefined : machineText(program, file, asOf);
    if (machine === undefined) return [deleted];
    const written = {
      title: 'Write the machine instead: seven channels with sample numbers (the forecast changes)',
      edits: [replace(file, { start, end }, machine)],
      changesForecast: true,
      preferred: true,
    };
    return [written, deleted];
  },
};

/** What the file lacks to be a model of channels; undefined where that cannot be told, or where it is not this file's part. */
function machineText(program: Program, file: number, asOf: Month): string | undefined {
  const isEmpty = program.elements.every(({ node }) => node.$type === 'PercentOfBase');
  if (file !== 0 || mayBeElsewhere(program) || (!program.isModel && !isEmpty)) return undefined;
  const sources = runSources(program);
  if (sources?.length === 0) return undefined;
  const starter = { title: 'Expansion forecast', start: asOf, currency: currencyOf(program) };
  const blocks = starterBlocks(starter, {
    model: program.isModel,
    closing: ofType(program, 'Closing').length > 0,
    sources,
    hasOwner: (name) => program.names.owner.has(name),
  });
  const eol = eolOf(program.files[file] as SourceFile);
  return blocks.map((lines) => lines.join(eol)).join(eol + eol);
}

/** The sources that a list names and does not mark as not run; undefined where there is no list, none where it is not understood. */
function runSources(program: Program): readonly string[] | undefined {
  if (ofType(program, 'Sources').length === 0) return undefined;
  const listed = readTaxonomy(program)?.listed ?? new Map<string, { notRun?: string }>();
  return [...listed].flatMap(([name, { notRun }]) => (notRun === undefined ? [name] : []));
}
