import { distance } from 'fastest-levenshtein';

/** The candidate that a mistyped word most likely means: at most a third of its letters differ, and two of a short one. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  let best: string | undefined;
  let least = Math.max(2, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    const d = distance(word.toLowerCase(), candidate.toLowerCase());
    if (d < least && d < Math.max(word.length, candidate.length)) [best, least] = [candidate, d];
  }
  return best;
}

/** The one candidate that a word of at least `letters` letters is the beginning of, else the nearest: `jan` is `january`. */
export function nearestOrFull(word: string, candidates: readonly string[], letters: number): string | undefined {
  const small = word.toLowerCase();
  const full = word.length < letters ? [] : candidates.filter((candidate) => candidate.startsWith(small));
  return full.length === 1 ? full[0] : nearest(word, candidates);
}

/** ` Did you mean …?`, or nothing. */
export const didYouMean = (word: string, candidates: Iterable<string>): string => meantText(nearest(word, candidates));

/** The question whether a name is meant; nothing where there is none. */
export const meantText = (name: string | undefined): string => (name === undefined ? '' : ` Did you mean \`${name}\`?`);
