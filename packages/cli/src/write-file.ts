import { randomBytes } from 'node:crypto';
import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fchownSync,
  fsyncSync,
  linkSync,
  lstatSync,
  openSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { reason } from './read-text.ts';

/**
 * Writes a file whole or not at all, under a new name that then takes the place of the old one; a link keeps leading to it,
 * and its mode stays. Returns a sentence on why it could not be written, and the file is as it was; else undefined.
 */
export function writeWhole(file: string, content: string | Uint8Array): { failure: string } | undefined {
  let temporary: string | undefined;
  try {
    const before = statSync(file, { throwIfNoEntry: false });
    const target = before ? realpathSync(file) : placeOf(file);
    if (before) checkWritable(target, before);
    temporary = path.join(path.dirname(target), `.upsell-${randomBytes(8).toString('hex')}.tmp`);
    writeNew(temporary, content, before);
    renameSync(temporary, target);
    return undefined;
  } catch (error) {
    if (temporary) rmSync(temporary, { force: true });
    return { failure: `${file} cannot be written: ${whyNot(error)}.` };
  }
}

/** The place of a file that is not there: a link may lead to it. */
function placeOf(file: string): string {
  if (!lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink()) return file;
  return placeOf(path.resolve(realpathSync(path.dirname(file)), readlinkSync(file)));
}

/** The same for a file that must not be there yet: it appears whole, and what is there stays. */
export function createWhole(file: string, content: string | Uint8Array): { failure: string } | undefined {
  const temporary = path.join(path.dirname(file), `.upsell-${randomBytes(8).toString('hex')}.tmp`);
  try {
    writeNew(temporary, content, undefined);
    // Unlike a new name, a link does not take the place of a file.
    linkSync(temporary, file);
    return undefined;
  } catch (error) {
    return { failure: `${file} cannot be written: ${whyNot(error)}.` };
  } finally {
    rmSync(temporary, { force: true });
  }
}

/** A new name could take the place of a device, or of a file that nobody may write: whoever made them means the name as well. */
function checkWritable(file: string, before: Stats): void {
  accessSync(file, constants.W_OK);
  if (!before.isFile()) throw Object.assign(new Error('not a file'), { code: NOT_A_FILE });
  if ((before.mode & 0o222) === 0) throw Object.assign(new Error('read-only'), { code: 'EACCES' });
}

function writeNew(file: string, content: string | Uint8Array, like: Stats | undefined): void {
  const descriptor = openSync(file, 'wx', like?.mode ?? 0o666);
  try {
    writeFileSync(descriptor, content);
    if (like) keepOwnership(descriptor, like);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** The mode as it was, whatever this process takes from new files, and the owner where it may be given away. */
function keepOwnership(descriptor: number, { mode, uid, gid }: Stats): void {
  try {
    fchownSync(descriptor, uid, gid);
  } catch {
    // Only the administrator gives files away; another's file that we may write becomes ours.
  }
  fchmodSync(descriptor, mode);
}

/** Why a folder cannot be made, in words. */
export function whyNoFolder(folder: string, error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOTDIR') return 'there is a file in its way';
  if (lstatSync(folder, { throwIfNoEntry: false })?.isSymbolicLink()) return 'it is a link that leads to nothing';
  return code === 'EEXIST' ? 'there is a file of that name' : reason(error);
}

function whyNot(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'EEXIST') return 'there is a file of that name, and nothing is overwritten';
  if (code === 'ENOENT') return 'there is no such folder';
  if (code === NOT_A_FILE) return 'it is not a file';
  return reason(error);
}

const NOT_A_FILE = 'NOT_A_FILE';
