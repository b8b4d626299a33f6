// @ts-check
/** @file Folders that last as long as this program. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** @type {string[]} */
const folders = [];

/**
 * A new empty folder, which is removed when this program ends, by itself or by `process.exit`.
 * @param {string} purpose a word of its name
 * @returns {string} its absolute path
 */
export function temporaryFolder(purpose) {
  const folder = mkdtempSync(path.join(os.tmpdir(), `upsell-${purpose}-`));
  if (folders.push(folder) === 1) process.once('exit', removeAll);
  return folder;
}

function removeAll() {
  // Retries, because a program that was just killed may still be writing there.
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}
