// @ts-check
/** @file Runs a mocha suite, here or in an editor, and leaves its results in a file for whoever waits outside. */
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';
import { countResults, OPTIONS } from './mocha-counts.mjs';

/** @typedef {import('./mocha-counts.mjs').Results} Results */

/**
 * Runs the tests of some modules; the number of failures, which is never 0 where no test ran.
 * The results are written at the very end only: without them the suite did not report.
 * @param {string[]} modules absolute paths
 * @param {string} file for the results
 * @returns {Promise<number>}
 * @throws where a module does not load, or has a test that is skipped or singled out
 */
export async function runMocha(modules, file) {
  const mocha = new Mocha(OPTIONS);
  for (const module of modules) mocha.addFile(module);
  await mocha.loadFilesAsync();
  const results = await new Promise((resolve) => {
    const count = countResults(mocha.run(() => resolve(count())));
  });
  writeFileSync(file, JSON.stringify(results));
  return results.failed;
}
