import type { Analysis } from '../analyse.ts';
import type { NameKind } from '../program.ts';
import type { FileEdit, Fix } from '../rules/rule.ts';
import type { Range } from '../tree.ts';

/** What a refactoring does, in the words of the protocol. */
export type RefactoringKind = 'refactor.extract' | 'refactor.inline' | 'refactor.rewrite' | 'refactor.move';

/** What is asked: which refactorings are there for a selection, or for a cursor, in a document. */
export interface Asked {
  /** That of the document, which is its first file. */
  readonly analysis: Analysis;
  readonly range: Range;
  readonly around: Surroundings;
}

/** What stands around the program of a document. */
export interface Surroundings {
  /** True where an edit can create a file. */
  readonly canCreate: boolean;
  /** True where there is a file. */
  exists(uri: string): boolean;
  /** True where a file that is none of the program's declares a name. */
  isDeclaredElsewhere(kind: NameKind, name: string): boolean;
}

/**
 * One refactoring of what is under the cursor. Its edits leave a file that parses, with no new error and with the same forecast
 * unless `changesForecast`, which its title then says: where that cannot be, it is not offered. They are made when they are asked for.
 */
export interface Offer {
  /** An imperative sentence without a full stop: `Inline \`cadence\``. */
  readonly title: string;
  readonly kind: RefactoringKind;
  make(): Pick<Fix, 'edits' | 'creates'>;
  readonly changesForecast?: boolean;
  /** A name that was made up, and that the user may want to change afterwards. */
  readonly newName?: string;
}

/** What a refactoring offers at a place; it is asked at each move of the cursor, and looks at no more than what stands there. */
export type Refactoring = (asked: Asked) => readonly Offer[];

/** An offer of edits of the document alone. */
export const offer = (kind: RefactoringKind, title: string, edits: () => readonly FileEdit[]): Offer => ({
  title,
  kind,
  make: () => ({ edits: edits() }),
});
