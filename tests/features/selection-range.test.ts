import { describe, expect, it } from 'vitest';
import { selectionRanges } from '../../packages/language-server/src/features/selection-range.ts';
import { checkSelections, fileOf } from '../harness/check-structure.ts';

describe('textDocument/selectionRange', () => {
  it('goes from a number over its unit, its provenance and its steps to field, block and file', () => {
    checkSelections(
      '⟦foundation channel c "C" {\n  ⟦owner ann\n  ⟦volume ⟦⟦⟦⟦8$000⟧/month⟧ counted 2026-01⟧,\n    900/month from 2026-08⟧⟧⟧\n}⟧\n',
    );
    checkSelections('⟦driver x ⟦⟦1 * ⟦(⟦⟦4$00⟧ + 2⟧)⟧⟧ by ann⟧⟧\n');
    checkSelections('⟦scenario s {\n  ⟦set ⟦c.⟦vol$0ume⟧⟧ = 5⟧\n}⟧\n');
  });

  it('goes from a month over the period to what it is evidence of', () =>
    checkSelections('⟦driver x ⟦⟦5 ⟦counted ⟦⟦2025-1$01⟧ to 2026-01⟧⟧⟧ by ann⟧⟧\n'));

  it('goes from a share over the list to the field', () =>
    checkSelections('⟦closing csm {\n  ⟦cycle 20%, ⟦3$05%⟧, 45%⟧\n}⟧\n'));

  it('goes from a text to its quotation marks, and to the declaration with the comments above it', () => {
    checkSelections('owner bob "Bob"\n\n⟦// Who answers.\n⟦owner ann ⟦"⟦An$0n⟧"⟧ team "CS"⟧⟧\n');
    checkSelections('⟦owner ann ⟦""$0⟧⟧\n');
  });

  it('goes from a comment to those around it, and to what it is about', () =>
    checkSelections('owner bob "Bob"\n\n⟦⟦// Who\n⟦// ans$0wers.⟧⟧\nowner ann "Ann"⟧\n'));

  it('takes the word before the cursor rather than the sign behind it', () => {
    checkSelections('⟦driver x ⟦⟦min(⟦5$0⟧, 6)⟧ by ann⟧⟧\n');
    checkSelections('⟦⟦$0driver⟧ x 5 by ann⟧\n');
  });

  it('starts between lines with what is around them', () => {
    checkSelections('⟦model "M" {\n  ⟦currency USD\n$0\n  period 2026⟧\n}⟧\n');
    checkSelections('owner ann "Ann"\n$0\n\nowner bob "Bob"\n');
  });

  it('goes from a word that nothing can be made of to what is around it', () => {
    checkSelections('⟦foundation channel c {\n  ⟦owner ann\n  ⟦wh$0at⟧ now⟧\n}⟧\nowner ann "Ann"\n');
    checkSelections('⟦fo$0o⟧ bar\n');
  });

  it('answers each of many positions, also those behind the end', () => {
    const file = fileOf('owner ann "Ann"\n');
    const at = (line: number, character: number) => ({ line, character });
    const found = selectionRanges(file, [at(0, 7), at(0, 0), at(9, 9)]);
    expect(found.map(({ range }) => range)).toEqual([
      { start: at(0, 6), end: at(0, 9) },
      { start: at(0, 0), end: at(0, 5) },
      { start: at(0, 0), end: at(1, 0) },
    ]);
    expect(selectionRanges(fileOf(''), [at(0, 0)])).toEqual([{ range: { start: at(0, 0), end: at(0, 0) } }]);
  });
});
