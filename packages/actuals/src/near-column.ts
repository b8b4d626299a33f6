/** The candidate that a mistyped column most likely means: two letters differ at most, and fewer than half of them; or undefined. */
export function nearColumn(word: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined;
  let least = Math.min(3, Math.ceil(word.length / 2));
  const letters = sorted(word);
  for (const candidate of candidates) {
    // The same letters in another order are one slip, however many of them stand elsewhere.
    if (sorted(candidate) === letters) return candidate;
    // Saves the table for what can only be far away, such as a whole sentence.
    if (Math.abs(candidate.length - word.length) > 2) continue;
    const d = distance(word.toLowerCase(), candidate.toLowerCase());
    if (d < least) [best, least] = [candidate, d];
  }
  return best;
}

const sorted = (word: string): string => [...word.toLowerCase()].sort().join('');

/** The edit distance (Levenshtein): insertions, deletions and replacements of a letter. */
function distance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = at(above, j - 1) + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, at(above, j) + 1, at(row, j - 1) + 1));
    }
    above = row;
  }
  return at(above, b.length);
}

const at = (row: readonly number[], j: number): number => row[j] as number;
