// @ts-check
/**
 * @file Runs the tests that look at pages as a person would: tests/editor/*.test.mjs at a served VS Code, tests/preview at reports.
 * Usage: node dom-suite.mjs editor|preview RESULTS.json [PART/PARTS]
 * With a part, every so many-th of the files from that one on: parts run beside each other, each in a browser of its own.
 */
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runMocha } from './mocha-results.mjs';
import { onEnd } from './on-end.mjs';
import { ROOT } from './root.mjs';

const [name, results, share = '1/1'] = process.argv.slice(2);
const [part = 0, parts = 0] = share.split('/').map(Number);
if (!name || !results || !(part >= 1 && part <= parts)) {
  console.error('usage: node dom-suite.mjs editor|preview RESULTS.json [PART/PARTS]');
  process.exit(2);
}
// The browser library ends its browser at a signal, but not this program.
onEnd(() => process.exit(1));
rmSync(results, { force: true });
const folder = path.join(ROOT, 'tests', name);
const tests = readdirSync(folder).filter((file) => file.endsWith('.test.mjs'));
const files = tests.sort().filter((_, i) => i % parts === part - 1);
const failures = await runMocha(
  files.map((file) => path.join(folder, file)),
  results,
);
process.exit(failures ? 1 : 0);
