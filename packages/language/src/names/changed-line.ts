import { remembered } from '@upsell/engine';
import { buildProgram, type Program } from '../program.ts';
import { parseFile, type SourceFile } from '../source-file.ts';
import { applyEdits, type TextEdit } from '../text-edit.ts';
import { fileName } from '../uri.ts';
import { mentionsIn } from './mentions.ts';
import { declarationsOf } from './symbol-at.ts';

/**
 * Where a renamed program would be read in another way, such as `line 12 of model.upsell`; undefined where every name still
 * is the name of the same thing, and what could be read still can. No edit may add or remove a line.
 */
export function changedLine(program: Program, edits: ReadonlyMap<string, readonly TextEdit[]>): string | undefined {
  const edited = program.files.map((file) => {
    const own = edits.get(file.uri);
    return own ? withText(file, applyEdits(file.text, own)) : file;
  });
  const after = buildProgram(edited[0] as SourceFile, { load: (uri) => edited.find((file) => file.uri === uri) });
  const [was, is] = [meaningsOf(program), meaningsOf(after)];
  // The imported before what imports it: a name that is lost there is unknown here.
  for (const [index, { uri, lines }] of [...program.files.entries()].reverse()) {
    const [before = [], now = []] = [was[index], is[index]];
    const longer = before.length < now.length ? now : before;
    const i = longer.findIndex((_, k) => before[k]?.meaning !== now[k]?.meaning);
    if (i < 0) continue;
    const at = before[i] ? lines.at(before[i].start) : (edited[index] as SourceFile).lines.at(longer[i]?.start ?? 0);
    return `line ${at.line + 1} of ${fileName(uri)}`;
  }
  return undefined;
}

/** A library is edited alike in each program that imports it. */
const withText = remembered((file: SourceFile, text: string) => parseFile(file.uri, text));

interface Meaning {
  readonly start: number;
  readonly meaning: string;
}

/**
 * What the names of each file stand for, without the names themselves: a declaration is told by its place among the names of
 * its file. What cannot be read follows.
 */
function meaningsOf(program: Program): readonly (readonly Meaning[])[] {
  const places = new Map(program.files.flatMap((file) => mentionsIn(file).map(({ node }, place) => [node, place])));
  return program.files.map((file, index) => [
    ...mentionsIn(file).map((mention) => {
      const declared = declarationsOf(program, index, mention).map(({ file, node }) => `${file}:${places.get(node)}`);
      return { start: mention.start, meaning: `${mention.node.$type} ${declared.join()}` };
    }),
    ...file.problems.map(({ start, code }) => ({ start, meaning: code })),
  ]);
}
