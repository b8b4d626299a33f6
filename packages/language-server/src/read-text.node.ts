import { readFileSync, type Stats, statSync } from 'node:fs';
import { textOf, tooLarge, type Unreadable } from './text-of-bytes.ts';

/**
 * The text of a file that stands beside a model, without a byte-order mark; or why it cannot be read, as a clause; undefined: there is
 * no such file.
 */
export function readTextBeside(file: string): string | Unreadable | undefined {
  try {
    const stats: Stats | undefined = statSync(file, { throwIfNoEntry: false });
    if (!stats) return undefined;
    // A pipe or a device may never end.
    if (!stats.isFile()) return { reason: 'it is not a file' };
    return tooLarge(stats.size) ?? textOf(readFileSync(file));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    return { reason: code === 'EACCES' || code === 'EPERM' ? 'permission is denied' : (code ?? 'reading it failed') };
  }
}
