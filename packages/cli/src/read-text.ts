import { readFileSync, statSync } from 'node:fs';

/** A file's text without a byte-order mark, or a sentence on why it has none. */
export function readText(file: string): string | { failure: string } {
  let bytes: Buffer;
  try {
    // A pipe or a device may never end.
    if (!statSync(file).isFile()) return { failure: `${file} cannot be read: it is not a file.` };
    bytes = readFileSync(file);
  } catch (error) {
    return { failure: `${file} cannot be read: ${reason(error)}.` };
  }
  if (bytes.includes(0)) return { failure: `${file} is not a text file: it holds a zero byte at ${bytes.indexOf(0)}.` };
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return { failure: `${file} is not UTF-8 text: save it as UTF-8.` };
  }
}

/** A text with the byte-order mark that its file has, once: it is no part of the text. */
export function withMark(file: string, text: string): string {
  const [a, b, c] = readFileSync(file);
  return a === 0xef && b === 0xbb && c === 0xbf && !text.startsWith('\uFEFF') ? `\uFEFF${text}` : text;
}

/** Why a file operation failed, in words. */
export function reason(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT') return 'there is no such file';
  if (code === 'EACCES' || code === 'EPERM') return 'permission is denied';
  if (code === 'EISDIR') return 'it is a folder';
  if (code === 'ENOSPC' || code === 'EDQUOT') return 'the disk is full';
  if (code === 'EROFS') return 'the disk is read-only';
  return code ?? 'it failed';
}
