import { type Analysis, referencesOf } from '@upsell/language';
import type { Location, Position } from 'vscode-languageserver';
import { locationOf, sightsOf, symbolUnder } from '../symbols.ts';

/**
 * textDocument/references: every place of the name under the cursor, in the document's own files and in those of every open
 * document that sees its declaration; each place once.
 */
export function references(
  analysis: Analysis,
  position: Position,
  withDeclaration: boolean,
  open: readonly Analysis[],
): Location[] {
  const found = symbolUnder(analysis, position);
  if (!found) return [];
  const locations = sightsOf(analysis, found.symbol, open).flatMap((sight) =>
    referencesOf(sight.analysis.program, sight.symbol)
      .filter(({ isDeclaration }) => withDeclaration || !isDeclaration)
      .map((place) => locationOf(sight.analysis, place)),
  );
  return [...new Map(locations.map((location) => [JSON.stringify(location), location])).values()];
}
