import { type Analysis, keepLaidOut, renameSymbol } from '@upsell/language';
import type { Position, PrepareRenameResult, TextEdit, WorkspaceEdit } from 'vscode-languageserver';
import { LSPErrorCodes, ResponseError } from '../protocol.ts';
import { locationOf, type Onlookers, sightsOf, symbolUnder } from '../symbols.ts';
import { textEdits } from './formatting.ts';

/** textDocument/prepareRename: the name under the cursor; null where nothing can be renamed. */
export function prepareRename(analysis: Analysis, position: Position): PrepareRenameResult | null {
  const found = symbolUnder(analysis, position);
  if (!found) return null;
  return { range: locationOf(analysis.program, { ...found, file: 0 }).range, placeholder: found.symbol.name };
}

/**
 * textDocument/rename: the edits in the document's own files and in those of every onlooker that sees the declaration, with what keeps
 * the changed declarations laid out, or the sentence of the first that refuses.
 */
export async function rename(
  analysis: Analysis,
  position: Position,
  newName: string,
  onlookers: Onlookers,
): Promise<WorkspaceEdit | ResponseError | null> {
  const found = symbolUnder(analysis, position);
  if (!found) return null;
  const changes: Record<string, TextEdit[]> = {};
  for await (const { program, symbol } of sightsOf(analysis.program, found.symbol, onlookers)) {
    const renaming = renameSymbol(program, symbol, newName);
    if ('refusal' in renaming) return new ResponseError(LSPErrorCodes.RequestFailed, renaming.refusal);
    for (const file of program.files) {
      const edits = renaming.edits.get(file.uri);
      // Whoever sees a file sees all that it imports, so that no two programs say different things of it.
      if (edits) changes[file.uri] ??= textEdits(file, keepLaidOut(file, edits));
    }
  }
  return { changes };
}
