import type { Range } from '../tree.ts';

/**
 * What stands before a word or comment that does not begin its row: nothing, one space, a line end because of a comment, a
 * line end because a step begins; a number where it begins that column of its row's table.
 */
export type Lead = 'tight' | 'space' | 'break' | 'step' | number;

/** A word or comment of a row. */
export interface Item extends Range {
  readonly lead: Lead;
  /** Later steps stand under it: the first step's value. */
  readonly anchors?: boolean;
}

/** The columns of one kind of line. Rows of a table that follow each other are aligned. */
export interface Table {
  /** The column of the provenance, where there is one: it is aligned among neighbours that have one, and never alone. */
  readonly provenance?: number;
  /** True where the first column always stands one space behind the widest cell before it. */
  readonly tightFirst: boolean;
}

/** What begins a line of its own: a field, a brace that closes, a declaration or its head, comments; with its later steps. */
export interface Row {
  readonly depth: number;
  readonly items: readonly Item[];
  readonly table?: Table;
  /** True where a blank line stands before it. */
  readonly blank: boolean;
  /** True where it goes on behind what the formatter leaves alone, so that it stands where it stood. */
  readonly stays: boolean;
  /** True where it holds nothing but comments. */
  readonly isComment: boolean;
}

/** Spaces before a row. */
export const indentation = ({ depth }: Row): number => 2 * depth;
