// @ts-check
/** @file Runs a mocha suite, here or in an editor, and leaves its results in a file for whoever waits outside. */
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';

const TIMEOUT = 60_000;

/**
 * @typedef {object} Results
 * @property {number} passed
 * @property {number} failed
 * @property {string[]} failures title and error of each failed test or hook
 */

/**
 * Runs the tests of some modules; the number of failures, which is never 0 where no test ran.
 * The results are written at the very end only: without them the suite did not report.
 * @param {string[]} modules absolute paths
 * @param {string} file for the results
 * @returns {Promise<number>}
 * @throws where a module does not load, or has a test that is skipped or singled out
 */
export async function runMocha(modules, file) {
  const mocha = new Mocha({
    ui: 'bdd',
    reporter: 'spec',
    color: false,
    timeout: TIMEOUT,
    forbidOnly: true,
    forbidPending: true,
  });
  for (const module of modules) mocha.addFile(module);
  await mocha.loadFilesAsync();
  /** @type {Results} */
  const results = { passed: 0, failed: 0, failures: [] };
  await new Promise((resolve) => {
    const runner = mocha.run(resolve);
    runner.on('pass', () => {
      results.passed += 1;
    });
    runner.on('fail', (test, error) => {
      results.failed += 1;
      results.failures.push(`${test.fullTitle()}: ${error.stack ?? error}`);
    });
  });
  if (results.passed + results.failed === 0) {
    results.failed = 1;
    results.failures.push('the suite has no tests');
  }
  writeFileSync(file, JSON.stringify(results));
  return results.failed;
}
