import { type Analysis, linkedPlaces, type SourceFile } from '@upsell/language';
import type { LinkedEditingRanges, Position } from 'vscode-languageserver';
import { locationOf } from '../symbols.ts';

/**
 * textDocument/linkedEditingRange: the name of a declaration with all its uses, where each of them stands in this model file; null
 * everywhere else. While it is typed it is a name: the first other character ends it.
 */
export function linkedEditingRange({ program }: Analysis, position: Position): LinkedEditingRanges | null {
  const [file] = program.files;
  const places = linkedPlaces(program, (file as SourceFile).lines.offsetAt(position));
  if (places.length === 0) return null;
  const ranges = places.map((place) => locationOf(program, { file: 0, ...place }).range);
  return { ranges, wordPattern: '[A-Za-z_][A-Za-z0-9_]*' };
}
