// @ts-check
/**
 * @file `npm test`: installs what is missing, builds, and runs every kind of test there is; a stage that fails does not stop the next.
 * The last line is `N passed, N failed`, the exit code 1 where anything failed. With --long, larger runs (UPSELL_LONG=1).
 */
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findBrowser } from './browser.mjs';
import { buildFirst } from './build-first.mjs';
import { onEnd } from './on-end.mjs';
import { ROOT } from './root.mjs';
import { endRunning, runProcess } from './run-process.mjs';
import { temporaryFolder } from './temporary.mjs';
import { exitCodeResults, mochaResults, vitestResults } from './test-results.mjs';
import { installServer } from './vscode-install.mjs';

const MINUTE = 60_000;
const TOOLING = path.join(ROOT, 'packages', 'tooling', 'src');

/**
 * @typedef {object} Stage
 * @property {string} name
 * @property {string[]} args of node
 * @property {number} timeout in milliseconds
 * @property {(ended: import('./run-process.mjs').Ended) => import('./mocha-results.mjs').Results} results
 */

const {
  values: { long = false },
} = parseArgs({ options: { long: { type: 'boolean' } } });
const env = long ? { ...process.env, UPSELL_LONG: '1' } : process.env;
const temporary = temporaryFolder('test');
let interrupted = false;
onEnd(() => {
  interrupted = true;
  endRunning();
});

process.exitCode = (await testAll()) ? 0 : 1;

/** @returns {Promise<boolean>} whether all passed */
async function testAll() {
  let passed = 0;
  let failed = 0;
  const failure = await buildFirst();
  if (failure) {
    console.log(failure);
    failed = 1;
  } else {
    // Here and not within the stages, whose output is kept back; where it fails, they say so.
    await Promise.allSettled([findBrowser(), installServer()]);
  }
  for (const together of failure ? [] : stages()) {
    if (interrupted) break;
    for (const results of await Promise.all(together.map(runStage))) {
      passed += results.passed;
      failed += results.failed;
    }
  }
  if (interrupted) {
    console.log('Interrupted: not everything ran.');
    failed = Math.max(failed, 1);
  }
  console.log(`\n${passed} passed, ${failed} failed`);
  return failed === 0;
}

/** One group after the other; the stages of a group wait for browsers most of the time, and run together. @returns {Stage[][]} */
function stages() {
  /** @param {string} name */
  const report = (name) => path.join(temporary, `${name}.json`);
  const vitest = [
    path.join(ROOT, 'node_modules', 'vitest', 'vitest.mjs'),
    ...[
      'run',
      '--config',
      'tests/vitest.config.ts',
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report('vitest')}`,
    ],
    // A forgotten `.only` would silently leave out the rest.
    '--allowOnly=false',
  ];
  /** Tests inside of an editor. @param {string} name @param {'node' | 'web'} host @returns {Stage} */
  const suite = (name, host) => ({
    name,
    args: [path.join(TOOLING, 'editor-suite.mjs'), host, report(`suite-${host}`)],
    timeout: 10 * MINUTE,
    results: (ended) => mochaResults(ended, report(`suite-${host}`)),
  });
  /** Tests that look at pages, in a folder, in so many browsers. @param {string} name @param {string} folder @returns {Stage[]} */
  const pages = (name, folder, browsers = 1) =>
    Array.from({ length: browsers }, (_, i) => {
      const results = report(`${folder}-${i + 1}`);
      return {
        name: browsers > 1 ? `${name}, ${i + 1} of ${browsers}` : name,
        args: [path.join(TOOLING, 'dom-suite.mjs'), folder, results, `${i + 1}/${browsers}`],
        timeout: 10 * MINUTE,
        results: (ended) => mochaResults(ended, results),
      };
    });
  return [
    [
      {
        name: 'types and lint',
        args: [path.join(TOOLING, 'check.mjs')],
        timeout: 5 * MINUTE,
        results: exitCodeResults,
      },
    ],
    [
      {
        name: 'tests in Node',
        args: vitest,
        timeout: (long ? 600 : 15) * MINUTE,
        results: (ended) => vitestResults(ended, report('vitest')),
      },
    ],
    [
      suite('tests in an editor', 'node'),
      suite('tests in an editor without Node', 'web'),
      ...pages("tests of the editor's page", 'editor', 2),
      ...pages('tests of reports in a browser', 'preview'),
    ],
  ];
}

/** Runs one stage; prints a line on it, and all that it printed where something failed. @param {Stage} stage */
async function runStage({ name, args, timeout, results: read }) {
  const start = performance.now();
  const ended = await runProcess(process.execPath, args, { cwd: ROOT, env, timeout });
  const results = read(ended);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  const output = ended.output.trim();
  if (results.failed && output) console.log(`\n${output}\n`);
  console.log(
    `${results.failed ? 'FAILED' : 'ok    '} ${name}: ${results.passed} passed, ${results.failed} failed (${seconds} s)`,
  );
  for (const failure of results.failures) console.log(`       ${failure}`);
  return results;
}
