import { blocksAround, type Difference, type SourceFile } from '@upsell/language';

/** Where somebody types in a document, in the text as it is now: some declarations, mostly one. */
export interface TypingPlace {
  /** Counts how often they went on elsewhere. */
  readonly count: number;
  readonly start: number;
  readonly end: number;
}

/** Where somebody types who made a change, after which a document is `file`. */
export function typingPlace(before: TypingPlace | undefined, change: Difference, file: SourceFile): TypingPlace {
  const isThere = before !== undefined && change.start <= before.end && change.oldEnd >= before.start;
  const count = (before?.count ?? 0) + (isThere ? 0 : 1);
  return { count, ...blocksAround(file, { start: change.start, end: change.newEnd }) };
}
