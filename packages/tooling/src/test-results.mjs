// @ts-check
/** @file Reads what a test run left in its results file, and takes silence, an empty run and a skipped test for failures. */
import { existsSync, readFileSync } from 'node:fs';

/** @typedef {import('./mocha-results.mjs').Results} Results */
/** @typedef {import('./run-process.mjs').Ended} Ended */

/**
 * The results of a program that has one thing to say: that all is well, by its exit code.
 * @param {Ended} ended
 * @returns {Results}
 */
export function exitCodeResults({ code, problem }) {
  return code === 0 ? { passed: 1, failed: 0, failures: [] } : failure(problem ?? `exit code ${code}`);
}

/**
 * @param {Ended} ended
 * @param {string} file written by mocha-results.mjs
 * @returns {Results}
 */
export function mochaResults(ended, file) {
  return withExitCode(ended, readJson(file) ?? unreported(ended));
}

/**
 * @param {Ended} ended
 * @param {string} file written by vitest's JSON reporter
 * @returns {Results}
 */
export function vitestResults(ended, file) {
  const report = readJson(file);
  if (!report) return unreported(ended);
  /** @type {Results} */
  const results = { passed: 0, failed: 0, failures: [] };
  for (const module of report.testResults) {
    for (const { status, fullName } of module.assertionResults) {
      if (status === 'passed') results.passed += 1;
      else results.failures.push(`${fullName}: ${status === 'failed' ? 'failed' : `not run (${status})`}`);
    }
    // A module that could not be loaded has no tests, and would otherwise vanish from the counts.
    if (module.assertionResults.length === 0) results.failures.push(`${module.name}: no tests ran`);
  }
  if (report.testResults.length === 0) results.failures.push('no tests ran');
  results.failed = results.failures.length;
  return withExitCode(ended, results);
}

/**
 * A run whose results are fine and whose exit code is not has failed all the same: at loading, at the end, or in between.
 * @param {Ended} ended
 * @param {Results} results
 * @returns {Results}
 */
function withExitCode({ code, problem }, results) {
  if (code === 0 || results.failed > 0) return results;
  return { ...results, failed: 1, failures: [problem ?? `exit code ${code}`] };
}

/** @param {Ended} ended @returns {Results} */
function unreported({ code, problem }) {
  return failure(`the tests did not report their results (${problem ?? `exit code ${code}`})`);
}

/** @param {string} why @returns {Results} */
function failure(why) {
  return { passed: 0, failed: 1, failures: [why] };
}

/** @param {string} file @returns {any} nothing where there is no whole report */
function readJson(file) {
  if (!existsSync(file)) return undefined;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
