import { type Analysis, type NameSymbol, type SymbolPlace, symbolAt } from '@upsell/language';
import type { Location, Position } from 'vscode-languageserver';

/** The name under the cursor in the document that an analysis is of. */
export function symbolUnder({ program, files }: Analysis, position: Position): SymbolPlace | undefined {
  const offset = files[0]?.lines.offsetAt(position);
  return offset === undefined ? undefined : symbolAt(program, 0, offset);
}

/** A symbol as one of several analyses knows it. */
export interface Sight {
  readonly analysis: Analysis;
  readonly symbol: NameSymbol;
}

/**
 * A symbol of one analysis in every analysis that sees the file of its declaration: what a library declares is used by each
 * model that imports it.
 */
export function sightsOf(own: Analysis, { declarations }: NameSymbol, all: readonly Analysis[]): readonly Sight[] {
  const [declared] = declarations;
  const home = declared && own.files[declared.file];
  if (!home) return [];
  return all.flatMap((analysis) => {
    const index = analysis.files.findIndex(({ uri }) => uri === home.uri);
    const found = index < 0 ? undefined : symbolAt(analysis.program, index, declared.start);
    return found ? [{ analysis, symbol: found.symbol }] : [];
  });
}

/** A place of an analysis as the protocol has it. */
export function locationOf({ files }: Analysis, place: { file: number; start: number; end: number }): Location {
  const { uri, lines } = files[place.file] as Analysis['files'][number];
  return { uri, range: { start: lines.at(place.start), end: lines.at(place.end) } };
}
