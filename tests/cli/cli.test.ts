import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/**
 * Whole runs of the command line: tests/cli/<verb>/<case>/ holds the input, `argv` (words between blanks or double quotes),
 * and the expected `stdout`, `stderr` (a missing one is empty) and `exit` (a missing one is 0). UPSELL_UPDATE=1 writes what
 * was printed; look at the difference.
 */
const here = fileURLToPath(new URL('.', import.meta.url));
const bin = fileURLToPath(new URL('../../packages/cli/bin/upsell.mjs', import.meta.url));

for (const verb of folders(here))
  describe(verb, () => {
    for (const name of folders(path.join(here, verb)))
      it(name, () => {
        const cwd = path.join(here, verb, name);
        const argv = [...read(cwd, 'argv').matchAll(/"([^"]*)"|\S+/g)].map(([word, quoted]) => quoted ?? word);
        const { stdout, stderr, status } = spawnSync(process.execPath, [bin, ...argv], {
          cwd,
          encoding: 'utf8',
          env: { PATH: process.env['PATH'] },
        });
        if (process.env['UPSELL_UPDATE']) {
          for (const [file, text] of Object.entries({ stdout, stderr, exit: status ? `${status}\n` : '' }))
            if (text !== '' || existsSync(path.join(cwd, file))) writeFileSync(path.join(cwd, file), text);
        }
        expect({ stdout, stderr, exit: status }).toEqual({
          stdout: read(cwd, 'stdout'),
          stderr: read(cwd, 'stderr'),
          exit: Number(read(cwd, 'exit')),
        });
      });
  });

function folders(parent: string): readonly string[] {
  return readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
}

function read(folder: string, file: string): string {
  const at = path.join(folder, file);
  return existsSync(at) ? readFileSync(at, 'utf8') : '';
}
