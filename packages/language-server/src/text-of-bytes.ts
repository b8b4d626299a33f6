/** Why a file cannot be read, as a clause. */
export interface Unreadable {
  readonly reason: string;
}

/** The text of a file in UTF-8, without a byte-order mark; or why it is none. */
export function textOf(bytes: Uint8Array): string | Unreadable {
  const zero = bytes.indexOf(0);
  if (zero >= 0) return { reason: `it is not a text, with a zero byte in ${placeOf(bytes, zero)}` };
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { reason: `it is not UTF-8, from ${placeOf(bytes, firstWrong(bytes))} on` };
  }
}

/** Why a file of so many bytes is not read; undefined where it is. */
export const tooLarge = (bytes: number): Unreadable | undefined =>
  bytes > MOST_BYTES ? { reason: `it has ${Math.round(bytes / 1e6)} MB, and no table of a model has` } : undefined;

/** An aggregate of 100 years and 100 sources has 5 MB. */
const MOST_BYTES = 256_000_000;

/** The first byte that no UTF-8 text has there. */
function firstWrong(bytes: Uint8Array): number {
  let [good, bad] = [0, bytes.length];
  const decodes = (end: number): boolean => {
    try {
      // A character that is cut off is still to come.
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, end), { stream: true });
      return true;
    } catch {
      return false;
    }
  };
  while (bad - good > 1) {
    const middle = (good + bad) >> 1;
    if (decodes(middle)) good = middle;
    else bad = middle;
  }
  return bad - 1;
}

/** `line 3, column 5`, counted in bytes within the line. */
function placeOf(bytes: Uint8Array, at: number): string {
  let [line, start] = [1, 0];
  for (let next = bytes.indexOf(LF); next >= 0 && next < at; next = bytes.indexOf(LF, next + 1)) {
    line++;
    start = next + 1;
  }
  return `line ${line}, column ${at - start + 1}`;
}

const LF = 10;
