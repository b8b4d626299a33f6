import { replace } from '../edits.ts';
import type { Source } from '../generated/ast.ts';
import { addedChannel } from '../rules/source-without-channel.ts';
import { readTaxonomy } from '../taxonomy.ts';
import { rangeOf } from '../tree.ts';
import type { Refactoring } from './refactoring.ts';
import { documentIn, isSound, nodeIn } from './under-cursor.ts';

/** Runs a source that is marked `not run`: the mark goes, and a channel with sample numbers feeds it. The one that changes the forecast. */
export const startSource: Refactoring = (asked) => {
  const { analysis } = asked;
  const { program } = analysis;
  const node = nodeIn<Source>(asked, 'Source');
  const mark = node?.tags.find(({ $type, $cstNode }) => $type === 'NotRun' && $cstNode);
  const { name } = node ?? {};
  if (!node || !mark || name === undefined || !program.isModel || program.includes.length > 0) return [];
  if (!isSound(analysis, 0, node) || readTaxonomy(program)?.fedBy.has(name)) return [];
  const [channel] = addedChannel(program, name);
  if (!channel) return [];
  const { text } = documentIn(asked);
  const { start, end } = rangeOf(mark);
  const removed = replace(0, { start: text.slice(0, start).trimEnd().length, end }, '');
  return [
    {
      title: `Run \`${name}\`, with a channel of sample numbers (the forecast changes)`,
      kind: 'refactor.rewrite',
      make: () => ({ edits: [removed, ...channel.edits] }),
      changesForecast: true,
    },
  ];
};
