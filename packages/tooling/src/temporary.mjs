// @ts-check
/** @file Folders that last as long as this program. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/**
 * A new empty folder, which is removed when this program ends, by itself or by `process.exit`.
 * @param {string} purpose a word of its name
 * @returns {string} its absolute path
 */
export function temporaryFolder(purpose) {
  const folder = mkdtempSync(path.join(os.tmpdir(), `upsell-${purpose}-`));
  // Retries, because a program that was just killed may still be writing there.
  process.once('exit', () => rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }));
  return folder;
}
