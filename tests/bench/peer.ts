import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { BenchOptions } from './bench.ts';

/**
 * The folder of a package that is measured beside ours, in its pinned version. It is fetched into `dist/` when it is measured, and is
 * no dependency of ours. Undefined, with a sentence on stderr, where it cannot be installed.
 */
export function peer(name: string, version: string, { root, progress }: BenchOptions): string | undefined {
  // A folder for each: npm takes away what it was not asked for.
  const prefix = path.join(root, 'dist/bench', name);
  const folder = path.join(prefix, 'node_modules', name);
  if (existsSync(folder)) return folder;
  const install = ['install', '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', '--prefix', prefix];
  try {
    execFileSync('npm', [...install, `${name}@${version}`], {
      stdio: ['ignore', 'ignore', 'pipe'],
      shell: process.platform === 'win32',
    });
    return folder;
  } catch (error) {
    const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
    const why = said.split('\n').find((line) => line.startsWith('npm error')) ?? said.trim();
    progress(`${name}@${version} could not be installed, so nothing stands beside ours: ${why}`);
    return undefined;
  }
}
