import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { type Bench, inTurns } from './bench.ts';
import { median, ratio, section, whole } from './statistics.ts';

/** Whole processes of the command line beside `node -e 0`. */
export const startUp: Bench = {
  name: 'start-up',
  about: 'whole processes of the command line, beside `node -e 0`',
  async run({ root, quick, progress }) {
    progress('start-up: whole processes');
    const bin = path.join(root, 'packages/cli/bin/upsell.mjs');
    const canonical = path.join(root, 'examples/canonical/canonical.upsell');
    const commands: readonly (readonly [name: string, args: readonly string[]])[] = [
      ['`node -e 0`', ['-e', '0']],
      ['`upsell --help`', [bin, '--help']],
      ['`upsell eval canonical.upsell`', [bin, 'eval', canonical]],
      ['`upsell check canonical.upsell`', [bin, 'check', canonical]],
    ];
    const times = await inTurns(commands, { rounds: quick ? 5 : 21, warmUps: 1 }, async ([name, args]) => {
      const start = performance.now();
      const { status } = spawnSync(process.execPath, args, { stdio: 'ignore' });
      if (status !== 0) throw new Error(`${name} exits with ${status}`);
      return performance.now() - start;
    });
    const [[, floor = []] = []] = times;
    const rows = times.map(([[name], own]) => [name, whole(median(own)), ratio(timesFloor(own, floor))]);
    return section('Whole processes, ms', [['command', 'p50', 'times `node -e 0`'], ...rows]);
  },
};

/** The median of the ratios of neighbours: what slows the machine down for a while falls on both. */
export const timesFloor = (values: readonly number[], floor: readonly number[]): number =>
  median(values.map((value, i) => value / (floor[i] ?? Number.NaN)));
