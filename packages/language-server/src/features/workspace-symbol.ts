import { fileName, type Outline } from '@upsell/language';
import type { SymbolInformation } from 'vscode-languageserver';
import { KIND_OF_NAME } from '../symbols.ts';

/** What a client is sent at most: nobody reads more, and everything typed asks anew. */
const MOST = 256;

/**
 * workspace/symbol: models, channels, parts, drivers, scenarios, owners and sources whose names have the letters of the query in
 * their order, whatever their case; the nearest first. The container of a name is its model, or its file.
 */
export function workspaceSymbols(query: string, outlines: ReadonlyMap<string, Outline>): SymbolInformation[] {
  const letters = query.toLowerCase().replaceAll(/\s/g, '');
  const found: { distance: number; symbol: SymbolInformation }[] = [];
  for (const [uri, { names }] of outlines) {
    const file = fileName(uri);
    const model = names.find(({ kind }) => kind === 'model');
    for (const one of names) {
      const distance = distanceOf(letters, one.name.toLowerCase());
      if (distance === undefined) continue;
      const { kind, name, at, length } = one;
      const range = { start: at, end: { line: at.line, character: at.character + length } };
      const containerName = one === model ? file : (model?.name ?? file);
      found.push({ distance, symbol: { name, kind: KIND_OF_NAME[kind], location: { uri, range }, containerName } });
    }
  }
  found.sort((a, b) => a.distance - b.distance || a.symbol.name.length - b.symbol.name.length);
  return found.slice(0, MOST).map(({ symbol }) => symbol);
}

/** How far a name is from a query: 0 the same, 1 begins with it, 2 has it, 3 has its letters in their order; else undefined. */
function distanceOf(letters: string, name: string): number | undefined {
  if (name === letters) return 0;
  const at = name.indexOf(letters);
  if (at >= 0) return at === 0 ? 1 : 2;
  let next = 0;
  for (const letter of name) if (letter === letters[next]) next++;
  return next === letters.length ? 3 : undefined;
}
