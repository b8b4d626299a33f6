// @ts-check
/**
 * @file Runs the tests that look at pages as a person would: tests/editor/*.test.mjs at a served VS Code, tests/preview at reports.
 * Usage: node dom-suite.mjs editor|preview RESULTS.json
 */
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runMocha } from './mocha-results.mjs';
import { onEnd } from './on-end.mjs';
import { ROOT } from './root.mjs';

const [name, results] = process.argv.slice(2);
if (!name || !results) {
  console.error('usage: node dom-suite.mjs editor|preview RESULTS.json');
  process.exit(2);
}
// The browser library ends its browser at a signal, but not this program.
onEnd(() => process.exit(1));
rmSync(results, { force: true });
const folder = path.join(ROOT, 'tests', name);
const tests = readdirSync(folder).filter((file) => file.endsWith('.test.mjs'));
const failures = await runMocha(
  tests.sort().map((file) => path.join(folder, file)),
  results,
);
process.exit(failures ? 1 : 0);
