import type { Analysis } from '@upsell/language';
import type { Location, Position } from 'vscode-languageserver';
import { locationOf, symbolUnder } from '../symbols.ts';

/** textDocument/definition: where the name under the cursor is declared; several places where the name is taken twice. */
export function definition(analysis: Analysis, position: Position): Location[] {
  const declarations = symbolUnder(analysis, position)?.symbol.declarations ?? [];
  return declarations.map((declared) => locationOf(analysis.program, declared));
}
