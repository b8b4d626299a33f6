import { type Analysis, fieldOfPath } from '@upsell/language';
import type { Location, Position } from 'vscode-languageserver';
import { locationOf, symbolUnder } from '../symbols.ts';

/**
 * textDocument/definition: where the name under the cursor is declared, several places where the name is taken twice; of the field in
 * a scenario's path, that field.
 */
export function definition(analysis: Analysis, position: Position): Location[] {
  const { program } = analysis;
  const named = symbolUnder(analysis, position);
  if (named) return named.symbol.declarations.map((declared) => locationOf(program, declared));
  const offset = program.files[0]?.lines.offsetAt(position);
  const field = offset === undefined ? undefined : fieldOfPath(program, 0, offset);
  return field ? [locationOf(program, field)] : [];
}
