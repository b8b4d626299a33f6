import {
  type Analysis,
  isModelFile,
  type NameSymbol,
  type OutlineName,
  type Program,
  type SourceFile,
  type SymbolPlace,
  symbolAt,
} from '@upsell/language';
import type { Location, Position } from 'vscode-languageserver';
import { SymbolKind } from './protocol.ts';

/** What a declaration is to an editor. */
export const KIND_OF_NAME: Readonly<Record<OutlineName['kind'], SymbolKind>> = {
  model: SymbolKind.Module,
  channel: SymbolKind.Class,
  driver: SymbolKind.Variable,
  scenario: SymbolKind.Event,
  owner: SymbolKind.Object,
  source: SymbolKind.EnumMember,
};

/** The name under the cursor in the document that an analysis is of. */
export function symbolUnder({ program, files }: Analysis, position: Position): SymbolPlace | undefined {
  const offset = files[0]?.lines.offsetAt(position);
  return offset === undefined ? undefined : symbolAt(program, 0, offset);
}

/** Programs that may know a symbol: those of the files that see the library in which it is declared. */
export type Onlookers = (library: SourceFile) => AsyncIterable<Program> | Iterable<Program>;

/** A symbol as one of several programs knows it. */
export interface Sight {
  readonly program: Program;
  readonly symbol: NameSymbol;
}

/**
 * A symbol of one program in every program that sees the file of its declaration: what a library declares is used by each model
 * that imports it, and what a model declares by nobody else. Each is of use only until the next is asked for.
 */
export async function* sightsOf(own: Program, symbol: NameSymbol, onlookers: Onlookers): AsyncGenerator<Sight> {
  yield { program: own, symbol };
  const [declared] = symbol.declarations;
  const home = declared && own.files[declared.file];
  if (!home || isModelFile(home)) return;
  for await (const program of onlookers(home)) {
    if (program === own) continue;
    const index = program.files.findIndex(({ uri }) => uri === home.uri);
    const found = index < 0 ? undefined : symbolAt(program, index, declared.start);
    if (found) yield { program, symbol: found.symbol };
  }
}

/** A place of a program as the protocol has it. */
export function locationOf(
  { files }: { readonly files: readonly Pick<SourceFile, 'uri' | 'lines'>[] },
  place: { readonly file: number; readonly start: number; readonly end: number },
): Location {
  const { uri, lines } = files[place.file] as SourceFile;
  return { uri, range: { start: lines.at(place.start), end: lines.at(place.end) } };
}
