import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { median, table } from './statistics.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Whole processes beside `node -e 0`, in turns. @param {{ runs: number }} options */
export function startUpBench({ runs }) {
  const bin = path.join(root, 'packages/cli/bin/upsell.mjs');
  const canonical = path.join(root, 'examples/canonical/canonical.upsell');
  const commands = {
    'node -e 0': ['-e', '0'],
    'upsell --help': [bin, '--help'],
    'upsell eval canonical.upsell': [bin, 'eval', canonical],
    'upsell check canonical.upsell': [bin, 'check', canonical],
  };
  const times = /** @type {Record<string, number[]>} */ (
    Object.fromEntries(Object.keys(commands).map((name) => [name, []]))
  );
  for (let run = -1; run < runs; run++)
    for (const [name, args] of Object.entries(commands)) {
      const start = performance.now();
      const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' });
      if (status !== 0) throw new Error(`${name} exits with ${status}`);
      if (run >= 0) times[name]?.push(performance.now() - start);
    }
  const floor = times['node -e 0'] ?? [];
  const rows = Object.entries(times).map(([name, values]) => {
    const ratios = values.map((value, i) => value / (floor[i] ?? value));
    return [name, median(values).toFixed(0), median(ratios).toFixed(2)];
  });
  return `### Whole processes, ms\n\n${table([['command', 'p50', 'times node -e 0'], ...rows])}\n`;
}
