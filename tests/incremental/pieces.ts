/** A text's lines, each with its line break; joined they are the text. */
export const linesOf = (text: string): readonly string[] => text.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? [];

/** A text's blocks, each from a line that begins without a space or a brace to the next; joined they are the text. */
export const blocksOf = (text: string): readonly string[] => text.split(/(?<=[\r\n])(?=[^\s}])/).filter(Boolean);

/** Where in a text something is put, for what stands there. */
export interface Place {
  readonly index: number;
  readonly length: number;
}

/** One of the places that a pattern (global) finds; `at` from 0 to 1 says which. Undefined where it finds none. */
export function placeOf(text: string, pattern: RegExp, at: number): Place | undefined {
  const places = [...text.matchAll(pattern)];
  const place = places[Math.floor(at * places.length)];
  return place && { index: place.index, length: place[0].length };
}

/** A text with something else at a place; the same text where there is no place. */
export const put = (text: string, place: Place | undefined, what: string): string =>
  place ? text.slice(0, place.index) + what + text.slice(place.index + place.length) : text;
