import { type Analysis, referencesOf } from '@upsell/language';
import type { DocumentHighlight, Position } from 'vscode-languageserver';
import { DocumentHighlightKind } from '../protocol.ts';
import { locationOf, symbolUnder } from '../symbols.ts';

/** textDocument/documentHighlight: every place of the name under the cursor in its document. */
export function documentHighlight(analysis: Analysis, position: Position): DocumentHighlight[] {
  const found = symbolUnder(analysis, position);
  if (!found) return [];
  return referencesOf(analysis.program, found.symbol)
    .filter(({ file }) => file === 0)
    .map((place) => ({
      range: locationOf(analysis.program, place).range,
      kind: place.isDeclaration ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
    }));
}
