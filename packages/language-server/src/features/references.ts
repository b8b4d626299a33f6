import { type Analysis, referencesOf } from '@upsell/language';
import type { Location, Position } from 'vscode-languageserver';
import { locationOf, type Onlookers, sightsOf, symbolUnder } from '../symbols.ts';

/**
 * textDocument/references: every place of the name under the cursor, in the document's own files and in those of every onlooker
 * that sees its declaration; each place once.
 */
export async function references(
  analysis: Analysis,
  position: Position,
  withDeclaration: boolean,
  onlookers: Onlookers,
): Promise<Location[]> {
  const found = symbolUnder(analysis, position);
  if (!found) return [];
  const locations = new Map<string, Location>();
  for await (const { program, symbol } of sightsOf(analysis.program, found.symbol, onlookers))
    for (const place of referencesOf(program, symbol)) {
      if (place.isDeclaration && !withDeclaration) continue;
      const location = locationOf(program, place);
      locations.set(JSON.stringify(location), location);
    }
  return [...locations.values()];
}
