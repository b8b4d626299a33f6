import { applyEdits, Lines, type SourceFile } from '@upsell/language';
import { expect } from 'vitest';
import type { Range, SelectionRange } from 'vscode-languageserver';
import { NO_ABILITIES } from '../../packages/language-server/src/client-abilities.ts';
import { foldingRanges } from '../../packages/language-server/src/features/folding-range.ts';
import { selectionRanges } from '../../packages/language-server/src/features/selection-range.ts';
import { analyseText } from './analyse-text.ts';

/*
 * Annotated programs of what folds and what is selected: `⟦…⟧` is a range, and `$0` the cursor.
 */

const MARK = /[⟦⟧]|\$0/g;

export const fileOf = (text: string): SourceFile => analyseText(text).program.files[0] as SourceFile;

/** Checks all folds of a text against those that are marked in it. */
export function checkFolds(marked: string): void {
  const text = marked.replaceAll(MARK, '');
  const folds = foldingRanges(fileOf(text), NO_ABILITIES).map(
    ({ startLine, startCharacter = -1, endLine, endCharacter = -1 }) => ({
      start: { line: startLine, character: startCharacter },
      end: { line: endLine, character: endCharacter },
    }),
  );
  expect(withMarks(text, folds)).toBe(marked);
}

/** What a client that folds whole lines hides: `1-3 comment`, lines from 1, the first of which stays in sight. */
export const linesHidden = (text: string, limit?: number): readonly string[] =>
  foldingRanges(fileOf(text), { ...NO_ABILITIES, lineFolding: true, foldLimit: limit }).map(
    ({ startLine, endLine, kind }) => `${startLine + 1}-${endLine + 1}${kind ? ` ${kind}` : ''}`,
  );

/** Checks what is selected step by step around the cursor, but for the whole file in the end. */
export function checkSelections(marked: string): void {
  const text = marked.replaceAll(MARK, '');
  const before = marked.slice(0, marked.indexOf('$0')).replaceAll(MARK, '');
  const position = new Lines(before).at(before.length);
  const ranges: Range[] = [];
  const [first] = selectionRanges(fileOf(text), [position]);
  for (let at: SelectionRange | undefined = first; at; at = at.parent) ranges.push(at.range);
  const lines = new Lines(text);
  expect(ranges.pop()).toEqual({ start: lines.at(0), end: lines.at(text.length) });
  expect(withMarks(text, ranges)).toBe(marked.replace('$0', ''));
}

/** Outer ranges first where several begin at one place, and last where they end at one. */
function withMarks(text: string, ranges: readonly Range[]): string {
  const lines = new Lines(text);
  const edits = ranges.flatMap(({ start, end }) => [
    { start: lines.offsetAt(start), end: lines.offsetAt(start), newText: '⟦' },
    { start: lines.offsetAt(end), end: lines.offsetAt(end), newText: '⟧' },
  ]);
  return applyEdits(text, edits);
}
