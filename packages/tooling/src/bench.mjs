// @ts-check
/**
 * @file `npm run bench`: prints the tables of docs/performance.md; progress goes to stderr.
 * `--list` names the benchmarks, `--only NAME,NAME` runs some of them, `--quick` takes fewer samples.
 * `--check` measures nothing: it compares the counted work of a keystroke with tests/bench/budgets.json, exit code 1 where one is exceeded.
 */
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { ROOT } from './root.mjs';

const { values } = parseArgs({
  options: {
    list: { type: 'boolean', default: false },
    only: { type: 'string' },
    quick: { type: 'boolean', default: false },
    check: { type: 'boolean', default: false },
  },
});

// The benchmarks take parts of the product into their own process, and Node 20 runs no TypeScript.
const outfile = path.join(ROOT, 'dist/bench/benches.cjs');
await build({
  absWorkingDir: ROOT,
  entryPoints: ['tests/bench/index.ts'],
  outfile,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['esbuild'],
  define: { VERSION: '"bench"' },
  logLevel: 'error',
});
const { BENCHES, countedWork, workTable } = createRequire(import.meta.url)(outfile);

const names = BENCHES.map(({ name }) => name);
const chosen = values.only?.split(',') ?? names;
const unknown = chosen.filter((name) => !names.includes(name));

if (values.list) for (const { name, about } of BENCHES) console.log(`${name.padEnd(12)} ${about}`);
else if (values.check) await check();
else if (unknown.length > 0) {
  console.error(`No benchmark is named ${unknown.join(', ')}; there are ${names.join(', ')}.`);
  process.exitCode = 1;
} else await run();

async function check() {
  const rows = await countedWork();
  console.log(workTable(rows));
  process.exitCode = rows.some(({ problem }) => problem) ? 1 : 0;
}

async function run() {
  await import('./build.mjs');
  console.log(`Node ${process.version}, ${os.cpus().length} x ${os.cpus()[0]?.model}\n`);
  const progress = (/** @type {string} */ text) => console.error(text);
  for (const { name, run } of BENCHES)
    if (chosen.includes(name)) console.log(await run({ root: ROOT, quick: values.quick, progress }));
}
