import { isModelFile, type Program } from '../program.ts';
import type { Range } from '../tree.ts';
import type { SymbolKind } from './mentions.ts';
import { referencesOf } from './references.ts';
import { symbolAt } from './symbol-at.ts';

/** A source is left out: its old name must be kept for the rows of actuals, which is what a rename does. */
const LINKED: ReadonlySet<SymbolKind> = new Set(['owner', 'driver', 'channel', 'touch', 'scenario']);

/**
 * The places in a program's root file that may be typed over together with the one at an offset, that one first: the name of a
 * declaration and every use of it. None where that would not be all of the name's places, or more than what is meant:
 *
 * - at a use, since whoever types there mostly wants another owner or driver, and not another name for this one;
 * - in a library, whose names stand in other files as well;
 * - for a name that is declared twice, and in a file with a syntax error, which may hide a use.
 */
export function linkedPlaces(program: Program, offset: number): readonly Range[] {
  const [root] = program.files;
  if (!root || !isModelFile(root) || root.problems.length > 0) return [];
  const place = symbolAt(program, 0, offset);
  if (!place || !LINKED.has(place.symbol.kind) || place.symbol.declarations.length !== 1) return [];
  const [declared] = place.symbol.declarations;
  if (declared?.file !== 0 || declared.start !== place.start) return [];
  const uses = referencesOf(program, place.symbol).filter(({ isDeclaration }) => !isDeclaration);
  if (uses.length === 0 || uses.some(({ file }) => file !== 0)) return [];
  return [place, ...uses].map(({ start, end }) => ({ start, end }));
}
