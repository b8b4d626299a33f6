import type { Span } from './model.ts';

/**
 * What the engine found wrong with a model: a stable code, the exact text, and what the words need. No words here: the
 * rule of that code writes the sentence (packages/language/src/rules). Numbers are raw, months are calendar months.
 */
export interface Finding {
  readonly code: FindingCode;
  readonly span: Span;
  /** Names and numbers for the sentence. */
  readonly params: Readonly<Record<string, string | number>>;
}

/** The codes that need arithmetic to be found; all others are found in the text or its tree. */
export type FindingCode =
  | 'cycle-not-whole'
  | 'division-by-zero'
  | 'driver-cycle'
  | 'negative-number'
  | 'number-too-large'
  | 'range-not-positive'
  | 'range-order'
  | 'rate-above-one'
  | 'rate-negative'
  | 'step-order'
  | 'unreachable-scenario-path'
  | 'wrong-unit';
