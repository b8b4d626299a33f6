import { changeUnit } from './change-unit.ts';
import { extractDriver } from './extract-driver.ts';
import { inlineDriver } from './inline-driver.ts';
import { moveToLibrary } from './move-to-library.ts';
import { percentFromNumber } from './percent-from-number.ts';
import type { Asked, Offer, Refactoring, RefactoringKind } from './refactoring.ts';
import { risingFromSteps } from './rising-from-steps.ts';
import { sortSteps } from './sort-steps.ts';
import { startSource } from './start-source.ts';
import { touchesFromVolume } from './touches-from-volume.ts';
import { writeValue } from './write-value.ts';

export type { Offer, Surroundings } from './refactoring.ts';
export { configWith, otherSeverities, severityEdit } from './set-severity.ts';
export { silencingOf } from './silence-problem.ts';

/** The only list of refactorings, in the order in which they are offered, by their kinds. */
const REFACTORINGS: readonly (readonly [RefactoringKind, Refactoring])[] = [
  ['refactor.extract', extractDriver],
  ['refactor.inline', inlineDriver],
  ['refactor.rewrite', percentFromNumber],
  ['refactor.rewrite', changeUnit],
  ['refactor.rewrite', writeValue],
  ['refactor.rewrite', touchesFromVolume],
  ['refactor.rewrite', sortSteps],
  ['refactor.rewrite', risingFromSteps],
  ['refactor.rewrite', startSource],
  ['refactor.move', moveToLibrary],
];

/** The refactorings of what is under the cursor, of the kinds that are wanted. */
export const refactoringsAt = (
  asked: Asked,
  isWanted: (kind: RefactoringKind) => boolean = () => true,
): readonly Offer[] => REFACTORINGS.flatMap(([kind, find]) => (isWanted(kind) ? find(asked) : []));
