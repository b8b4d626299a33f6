import { changedFile, differenceOf, parseFile, type SourceFile } from '@upsell/language';
import { describe, expect, it } from 'vitest';

const textOf = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

/** A file into which declarations are written one by one, each behind the line `at`. */
function writtenInto(count: number, at: number, more: number): SourceFile {
  let lines = Array.from({ length: count }, (_, i) => `driver old_${i} ${i}`);
  let file = parseFile('file:///model.upsell', textOf(lines));
  for (let i = 0; i < more; i++) {
    lines = lines.toSpliced(at, 0, `driver new_${i} ${i}`);
    file = changedFile(file, differenceOf(file.text, textOf(lines)));
  }
  return file;
}

describe('a file in which declarations are written one by one', () => {
  it.each([
    [20, 3],
    [20, 20],
    [64, 10],
    [1_000, 3],
  ])('of %i, behind line %i, has not many more groups than one that is read anew', (count, at) => {
    const { groups, text } = writtenInto(count, at, 200);
    const anew = parseFile('file:///model.upsell', text).groups;
    expect(groups.length).toBeLessThan(3 * anew.length);
    expect(Math.max(...groups.map(({ length }) => length))).toBeLessThan(2 * (anew[0]?.length ?? 0));
  });
});
