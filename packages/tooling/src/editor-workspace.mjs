// @ts-check
/** @file A copy of the example workspace, so that no test changes the repository, and the figures that an editor must show for it. */
import { cpSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from './root.mjs';
import { runProcess } from './run-process.mjs';
import { temporaryFolder } from './temporary.mjs';

/** The example, relative to the workspace `examples/`. */
export const EXAMPLE = path.join('canonical', 'canonical.upsell');

/**
 * @typedef {object} Forecast the part of `upsell eval --json` that the editor's tests compare with
 * @property {string[]} months
 * @property {{ opened: number, revenue: number }} summary
 * @property {{ name: string, opened: number[], revenue: number[] }[]} channels
 */

/**
 * Copies `examples/` to a temporary folder.
 * @returns {{ folder: string, example: string }} absolute paths
 */
export function copyWorkspace() {
  // The folder's name is on every screenshot, so it must not change from run to run.
  const folder = path.join(temporaryFolder('workspace'), 'examples');
  cpSync(path.join(ROOT, 'examples'), folder, { recursive: true });
  return { folder, example: path.join(folder, EXAMPLE) };
}

/**
 * What the command line says of a model; it and the editor must say the same.
 * @param {string} file
 * @returns {Promise<Forecast>}
 */
export async function forecastOf(file) {
  const { code, output, problem } = await runProcess(process.execPath, [
    path.join(ROOT, 'packages', 'cli', 'bin', 'upsell.mjs'),
    'eval',
    '--json',
    file,
  ]);
  if (code !== 0) throw new Error(`upsell eval --json ${file} failed: ${problem ?? output}`);
  return JSON.parse(output);
}
