import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../docs/markdown.ts';

/*
 * Editors of other people, set up as docs/editors says, by scripts that they run themselves. They are programs that npm does not
 * install, so this is a part of the long run alone, and there they have to be.
 */

const EDITORS = [
  ['Neovim', 'nvim', ['--headless', '-u', 'tests/editors/neovim.lua'], 'neovim'],
  ['Emacs', 'emacs', ['--batch', '-l', 'tests/editors/emacs.el'], 'emacs-nox elpa-eglot'],
] as const;

describe('the set-up of docs/editors', () => {
  it.each(EDITORS)('works in %s', (name, program, args, packages) => {
    const install = `${name} is not here: install it with \`apt-get install --no-install-recommends ${packages}\`.`;
    expect(spawnSync(program, ['--version']).status, install).toBe(0);
    const { status, stdout, stderr } = spawnSync(program, args, { cwd: ROOT, encoding: 'utf8', timeout: 120_000 });
    const tried = stdout.split('\n').filter((line) => /^(ok|FAILED) /.test(line));
    expect(
      tried.filter((line) => line.startsWith('FAILED')),
      stderr,
    ).toEqual([]);
    expect(tried.length).toBeGreaterThan(5);
    expect(status, stdout + stderr).toBe(0);
  });
});
