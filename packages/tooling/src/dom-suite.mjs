// @ts-check
/**
 * @file Runs tests/editor/*.test.mjs, which look at a served VS Code as a person would.
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
const folder = path.join(ROOT, 'tests', 'editor');
const tests = readdirSync(folder).filter((name) => name.endsWith('.test.mjs'));
const failures = await runMocha(
  tests.sort().map((name) => path.join(folder, name)),
  results,
);
process.exit(failures ? 1 : 0);
