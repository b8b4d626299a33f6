import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const bin = fileURLToPath(new URL('../../packages/cli/bin/upsell.mjs', import.meta.url));
const acme = fileURLToPath(new URL('../../examples/acme/acme.upsell', import.meta.url));

/** Runs with each output in a file that is always full, or in a pipe. */
function upsell(argv: readonly string[], stdout: 'full' | 'pipe', stderr: 'full' | 'pipe' = 'pipe') {
  const full = openSync('/dev/full', 'w');
  try {
    const stream = (which: 'full' | 'pipe') => (which === 'full' ? full : 'pipe');
    return spawnSync(process.execPath, [bin, ...argv], {
      encoding: 'utf8',
      stdio: ['ignore', stream(stdout), stream(stderr)],
    });
  } finally {
    closeSync(full);
  }
}

describe.skipIf(!existsSync('/dev/full'))('on a full disk', () => {
  it.each(['eval', 'eval --csv', 'check', 'test --json', 'report --format md --out -', '--help'])(
    'upsell %s says in one sentence that it could not print',
    (line) => {
      const { stderr, status } = upsell([...line.split(' '), acme], 'full');
      expect(stderr).toBe('upsell: Standard output cannot be written: the disk is full.\n');
      expect(status).toBe(2);
    },
  );

  it('goes on where only what it has to say cannot be written', () => {
    const { stdout, status } = upsell(['eval', acme, 'missing.upsell'], 'pipe', 'full');
    expect(stdout).toContain('Acme expansion');
    expect(status).toBe(2);
  });
});
