import type { Program } from '../program.ts';
import type { Range } from '../tree.ts';
import { type Mention, mentionsIn, type NameKey } from './mentions.ts';
import { declarationsOf } from './symbol-at.ts';

/** A place where a symbol's name stands. */
export interface Reference extends Range {
  /** Index into the program's files. */
  readonly file: number;
  readonly isDeclaration: boolean;
}

/** Every place where a symbol is declared or referred to, file by file, in the order of the text. */
export const referencesOf = (program: Program, symbol: NameKey): readonly Reference[] =>
  program.files.flatMap((_, file) =>
    mentionsOf(program, symbol, file).map(({ start, end, declares }) => ({
      file,
      start,
      end,
      isDeclaration: declares,
    })),
  );

/** The mentions of a symbol in one file. */
export function mentionsOf(program: Program, symbol: NameKey, file: number): readonly Mention[] {
  const source = program.files[file];
  if (!source || declarationsOf(program, file, symbol).length === 0) return [];
  const { kind, name, channel } = symbol;
  return mentionsIn(source).filter((m) => m.kind === kind && m.name === name && m.channel === channel);
}
