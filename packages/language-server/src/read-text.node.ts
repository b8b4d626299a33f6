import { readFileSync, type Stats, statSync } from 'node:fs';

/**
 * The text of a file that stands beside a model, without a byte-order mark; or why it cannot be read, as a clause; undefined: there is
 * no such file.
 */
export function readTextBeside(file: string): string | { readonly reason: string } | undefined {
  let bytes: Buffer;
  try {
    const stats: Stats | undefined = statSync(file, { throwIfNoEntry: false });
    if (!stats) return undefined;
    // A pipe or a device may never end.
    if (!stats.isFile()) return { reason: 'it is not a file' };
    if (stats.size > MOST_BYTES)
      return { reason: `it has ${Math.round(stats.size / 1e6)} MB, and no table of a model has` };
    bytes = readFileSync(file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    return { reason: code === 'EACCES' || code === 'EPERM' ? 'permission is denied' : (code ?? 'reading it failed') };
  }
  const zero = bytes.indexOf(0);
  if (zero >= 0) return { reason: `it is not a text, with a zero byte in ${placeOf(bytes, zero)}` };
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { reason: `it is not UTF-8, from ${placeOf(bytes, firstWrong(bytes))} on` };
  }
}

/** An aggregate of 100 years and 100 sources has 5 MB. */
const MOST_BYTES = 256_000_000;

/** The first byte that no UTF-8 text has there. */
function firstWrong(bytes: Buffer): number {
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
function placeOf(bytes: Buffer, at: number): string {
  let [line, start] = [1, 0];
  for (let next = bytes.indexOf(LF); next >= 0 && next < at; next = bytes.indexOf(LF, next + 1)) {
    line++;
    start = next + 1;
  }
  return `line ${line}, column ${at - start + 1}`;
}

const LF = 10;
