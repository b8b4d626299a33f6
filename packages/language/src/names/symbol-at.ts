import type { Declared, Program } from '../program.ts';
import { firstFrom } from '../sorted.ts';
import type { Range } from '../tree.ts';
import { type Mention, mentionsIn, type NameKey } from './mentions.ts';

/** A name that is declared. */
export interface NameSymbol extends NameKey {
  /** One, or several where the name is taken twice. Each range is that of the name alone. */
  readonly declarations: readonly (Declared & Range)[];
}

/** A name at a place, and what it stands for. */
export interface SymbolPlace extends Range {
  readonly symbol: NameSymbol;
}

/**
 * The symbol that the name at an offset of a file declares or refers to, and the range of that name. The offset behind a
 * name's last letter belongs to it. Undefined where no name stands, and for a name that nothing declares.
 */
export function symbolAt(program: Program, file: number, offset: number): SymbolPlace | undefined {
  const source = program.files[file];
  if (!source) return undefined;
  const mentions = mentionsIn(source);
  const mention = mentions[firstFrom(mentions, offset + 1) - 1];
  if (!mention || offset > mention.end) return undefined;
  const declarations = declarationsOf(program, file, mention);
  if (declarations.length === 0) return undefined;
  const { kind, name, channel, start, end } = mention;
  return { symbol: { kind, name, channel, declarations }, start, end };
}

/** The declarations of a name as seen from a file; none where it is unknown there. */
export function declarationsOf(program: Program, file: number, key: NameKey): readonly (Declared & Mention)[] {
  const isSeen =
    key.kind === 'touch'
      ? program.scope.sees(file, 'channel', key.channel ?? '')
      : program.scope.sees(file, key.kind, key.name);
  return isSeen ? (tableOf(program).get(keyText(key)) ?? []) : [];
}

const tables = new WeakMap<Program, ReadonlyMap<string, readonly (Declared & Mention)[]>>();

function tableOf(program: Program): ReadonlyMap<string, readonly (Declared & Mention)[]> {
  const known = tables.get(program);
  if (known) return known;
  const table = new Map<string, (Declared & Mention)[]>();
  for (const [file, source] of program.files.entries())
    for (const mention of mentionsIn(source)) {
      if (!mention.declares) continue;
      const same = table.get(keyText(mention));
      if (same) same.push({ ...mention, file });
      else table.set(keyText(mention), [{ ...mention, file }]);
    }
  tables.set(program, table);
  return table;
}

const keyText = ({ kind, name, channel }: NameKey): string => `${kind} ${channel ?? ''} ${name}`;
