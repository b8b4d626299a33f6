// @ts-check
/**
 * @file Runs the tests that look at pages as a person would: tests/editor/*.test.mjs at a served VS Code, tests/preview at reports.
 * Usage: node dom-suite.mjs RESULTS.json
 */
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runMocha } from './mocha-results.mjs';
import { onEnd } from './on-end.mjs';
import { ROOT } from './root.mjs';

const [results] = process.argv.slice(2);
if (!results) {
  console.error('usage: node dom-suite.mjs RESULTS.json');
  process.exit(2);
}
// The browser library ends its browser at a signal, but not this program.
onEnd(() => process.exit(1));
rmSync(results, { force: true });
const tests = ['editor', 'preview'].flatMap((name) => {
  const folder = path.join(ROOT, 'tests', name);
  const files = readdirSync(folder).filter((file) => file.endsWith('.test.mjs'));
  return files.sort().map((file) => path.join(folder, file));
});
const failures = await runMocha(tests, results);
process.exit(failures ? 1 : 0);
