import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readRuleText } from '../harness/rule-fixtures.ts';

const bin = fileURLToPath(new URL('../../packages/cli/bin/upsell.mjs', import.meta.url));
const MODEL = readRuleText('minimal.upsell');

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'upsell-fix-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
}

const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8');

function check(...args: readonly string[]): { stdout: string; stderr: string; status: number | null } {
  const argv = [bin, 'check', '--fix', '--as-of', '2026-01-15', ...args];
  const env = { PATH: process.env['PATH'] };
  const { stdout, stderr, status } = spawnSync(process.execPath, argv, { cwd: folder, encoding: 'utf8', env });
  return { stdout, stderr, status };
}

describe('upsell check --fix', () => {
  it('makes the safe fixes of all files, says how many, and checks what is left', () => {
    const twice = MODEL.replace('  source ticket\n', '  source ticket\n  source ticket\n');
    write({
      'a.upsell': `${twice}expansion 20% of base\nadoption 5%\n`,
      'b.upsell': MODEL.replace('"Support lead"', '“Support lead”').replace('800/month', '800'),
      'c.upsell': MODEL,
    });
    const { stdout, stderr, status } = check();
    expect(stderr).toBe('upsell: fixed 4 problems in 2 files\n');
    expect(stdout).toContain('wrong-unit');
    expect(stdout).toContain('3 files: 1 error');
    expect(status).toBe(1);
    expect(read('a.upsell')).toBe(MODEL);
    expect(read('b.upsell')).toBe(MODEL.replace('800/month', '800'));
  });

  it('leaves laid out what was laid out', () => {
    const owners = 'owner on_leave “Anne”\nowner bea      "Bea"\n';
    write({ 'a.upsell': `${owners}\n${MODEL}`, 'b.upsell': `${owners.replace('bea   ', 'bea')}\n${MODEL}` });
    check();
    expect(read('a.upsell')).toContain('owner on_leave "Anne"\nowner bea      "Bea"\n');
  });

  it('goes on while a fix makes room for another', () => {
    // Side by side, the second line touches the first.
    write({ 'a.upsell': `${MODEL}expansion 20% of base\nexpansion 20% of base\nexpansion 20% of base\n` });
    expect(check().stderr).toBe('upsell: fixed 3 problems in 1 file\n');
    expect(read('a.upsell')).toBe(MODEL);
  });

  it('leaves the bytes of other files, and mode, byte-order mark and line ends of those that it mends', () => {
    const crlf = `\uFEFF${MODEL.replaceAll('\n', '\r\n')}`;
    write({ 'a.upsell': `${crlf}expansion 20% of base\r\n`, 'b.upsell': crlf });
    chmodSync(path.join(folder, 'a.upsell'), 0o640);
    const before = statSync(path.join(folder, 'b.upsell'));
    expect(check().status).toBe(0);
    expect(read('a.upsell')).toBe(crlf);
    expect(statSync(path.join(folder, 'a.upsell')).mode & 0o777).toBe(0o640);
    expect(statSync(path.join(folder, 'b.upsell')).ino).toBe(before.ino);
  });

  it('mends what is imported, once, and only inside of the workspace', () => {
    const [head = '', rest = ''] = MODEL.split(/(?<=\n)(?=sources)/);
    const library = (name: string) => `import "${name}"\n\n`;
    const owners = /(?:owner .*\n)+/;
    const model = `${library('../libraries/owners.upsell')}${head.replace(owners, '')}${rest}`;
    write({
      'models/a.upsell': model,
      'models/b.upsell': model,
      'libraries/owners.upsell': `${owners.exec(head)?.[0]}expansion 20% of base\n`,
    });
    expect(check('models').stderr).toBe('upsell: fixed 1 problem in 1 file\n');
    expect(read('libraries/owners.upsell')).toBe(owners.exec(head)?.[0]);

    // A repository of its own: what lies outside of it belongs to another.
    write({ 'models/.git/HEAD': '', 'libraries/owners.upsell': `${owners.exec(head)?.[0]}expansion 20% of base\n` });
    expect(check('models').stderr).toBe('');
    expect(read('libraries/owners.upsell')).toContain('expansion');
  });

  it('changes nothing that has more than one way to be mended', () => {
    const text = MODEL.replace('win rate 25%', 'win rate 25').replace('owner support\n', 'owner suport\n');
    write({ 'a.upsell': text });
    const { stderr, status } = check();
    expect({ stderr, status }).toEqual({ stderr: '', status: 1 });
    expect(read('a.upsell')).toBe(text);
  });

  it('says what it cannot write, and exits with 2', () => {
    const text = `${MODEL}expansion 20% of base\n`;
    write({ 'a.upsell': text });
    chmodSync(path.join(folder, 'a.upsell'), 0o444);
    const { stderr, status } = check();
    expect(stderr).toBe('upsell: a.upsell cannot be written: permission is denied.\n');
    expect(status).toBe(2);
    expect(read('a.upsell')).toBe(text);
  });
});
