// @ts-check
/** @file What mocha suites have in common wherever they run: in Node, or in a browser, where there is no disk. */

/**
 * @typedef {object} Results
 * @property {number} passed
 * @property {number} failed
 * @property {string[]} failures title and error of each failed test or hook
 */

/** Of a suite: a test that is skipped or singled out makes it fail. */
export const OPTIONS = {
  ui: /** @type {const} */ ('bdd'),
  reporter: 'spec',
  color: false,
  timeout: 60_000,
  forbidOnly: true,
  forbidPending: true,
};

/**
 * Counts from now on; the function gives the results so far, and takes a run without tests for a failure.
 * @param {Mocha.Runner} runner
 * @returns {() => Results}
 */
export function countResults(runner) {
  /** @type {Results} */
  const results = { passed: 0, failed: 0, failures: [] };
  runner.on('pass', () => {
    results.passed += 1;
  });
  runner.on('fail', (test, error) => {
    results.failed += 1;
    results.failures.push(`${test.fullTitle()}: ${error.stack ?? error}`);
  });
  return () =>
    results.passed + results.failed > 0 ? results : { passed: 0, failed: 1, failures: ['the suite has no tests'] };
}
