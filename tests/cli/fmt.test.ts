import { type SpawnSyncOptionsWithStringEncoding, spawnSync } from 'node:child_process';
import {
  chmodSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const bin = fileURLToPath(new URL('../../packages/cli/bin/upsell.mjs', import.meta.url));

const MESSY = 'owner  ann "Ann"\n';
const CLEAN = 'owner ann "Ann"\n';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'upsell-fmt-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function fmt(args: readonly string[], options: Partial<SpawnSyncOptionsWithStringEncoding> = {}) {
  const all = { cwd: folder, encoding: 'utf8', env: { PATH: process.env['PATH'] }, ...options } as const;
  const { stdout, stderr, status } = spawnSync(process.execPath, [bin, 'fmt', ...args], all);
  return { stdout, stderr, exit: status };
}

const at = (name: string): string => path.join(folder, name);
const write = (name: string, text: string): void => writeFileSync(at(name), text);
const read = (name: string): string => readFileSync(at(name), 'utf8');

describe('upsell fmt', () => {
  it('writes the files that it changes, and prints their names', () => {
    write('messy.upsell', MESSY);
    write('clean.upsell', CLEAN);
    mkdirSync(at('below'));
    write('below/messy.upsell', MESSY);
    write('below/other.txt', MESSY);
    const { mtimeMs } = statSync(at('clean.upsell'));
    expect(fmt([])).toEqual({ stdout: 'below/messy.upsell\nmessy.upsell\n', stderr: '', exit: 0 });
    expect([read('messy.upsell'), read('below/messy.upsell'), read('below/other.txt')]).toEqual([CLEAN, CLEAN, MESSY]);
    expect(statSync(at('clean.upsell')).mtimeMs).toBe(mtimeMs);
    expect(fmt([])).toEqual({ stdout: '', stderr: '', exit: 0 });
    expect(readdirSync(folder).sort()).toEqual(['below', 'clean.upsell', 'messy.upsell']);
  });

  it('prints the names as JSON', () => {
    write('messy.upsell', MESSY);
    const { stdout, exit } = fmt(['messy.upsell', '--json']);
    expect([JSON.parse(stdout), exit]).toEqual([{ changed: ['messy.upsell'] }, 0]);
    expect(JSON.parse(fmt(['messy.upsell', '--json']).stdout)).toEqual({ changed: [] });
  });

  it('changes nothing with --check', () => {
    write('messy.upsell', MESSY);
    expect(fmt(['--check'])).toEqual({ stdout: 'messy.upsell\n', stderr: '', exit: 1 });
    expect(read('messy.upsell')).toBe(MESSY);
  });

  it('keeps a byte-order mark, line ends, the mode, and where a link leads', () => {
    write('marked.upsell', `\uFEFF${MESSY.replace('\n', '\r\n')}`);
    chmodSync(at('marked.upsell'), 0o640);
    symlinkSync('marked.upsell', at('link.upsell'));
    expect(fmt(['link.upsell'])).toEqual({ stdout: 'link.upsell\n', stderr: '', exit: 0 });
    expect(read('marked.upsell')).toBe(`\uFEFF${CLEAN.replace('\n', '\r\n')}`);
    expect(statSync(at('marked.upsell')).mode & 0o777).toBe(0o640);
    expect(lstatSync(at('link.upsell')).isSymbolicLink()).toBe(true);
  });

  it('formats around errors, says so, and exits with 2', () => {
    write('broken.upsell', `${MESSY}driver  x %\n`);
    const note = 'upsell: broken.upsell has errors: formatted around them.\n';
    expect(fmt(['broken.upsell'])).toEqual({ stdout: 'broken.upsell\n', stderr: note, exit: 2 });
    expect(read('broken.upsell')).toBe(`${CLEAN}driver  x %\n`);
  });

  it('leaves what is no text, too large or not there, and goes on', () => {
    write('a.upsell', 'owner  a\0');
    const large = `${MESSY}${'// x\n'.repeat(400_001)}`;
    write('b.upsell', large);
    write('c.upsell', MESSY);
    const { stdout, stderr, exit } = fmt(['a.upsell', 'b.upsell', 'missing.upsell', 'c.upsell']);
    expect([stdout, exit, read('b.upsell'), read('c.upsell')]).toEqual(['c.upsell\n', 2, large, CLEAN]);
    expect(stderr).toBe(
      `upsell: a.upsell is not a text file: it holds a zero byte at 8.
upsell: b.upsell is too large: left as it is.
upsell: missing.upsell cannot be read: there is no such file.
`,
    );
  });
});

describe('a file that cannot be written', () => {
  it('stays as it is where it is read-only', () => {
    write('a.upsell', MESSY);
    chmodSync(at('a.upsell'), 0o444);
    const sentence = 'upsell: a.upsell cannot be written: permission is denied.\n';
    expect(fmt([])).toEqual({ stdout: '', stderr: sentence, exit: 2 });
    expect(read('a.upsell')).toBe(MESSY);
  });

  it.each(['writeFileSync', 'fsyncSync', 'renameSync'])('stays as it is where the disk is full at %s', (call) => {
    write('a.upsell', MESSY);
    write('b.upsell', CLEAN);
    write(
      'full.cjs',
      `const fs = require('node:fs');
const real = fs['${call}'];
fs['${call}'] = (...args) => {
  if (call === 'writeFileSync') real(args[0], 'owner');
  throw Object.assign(new Error('full'), { code: 'ENOSPC' });
};
`.replace("call === 'writeFileSync'", String(call === 'writeFileSync')),
    );
    const sentence = 'upsell: a.upsell cannot be written: the disk is full.\n';
    const env = { PATH: process.env['PATH'], NODE_OPTIONS: `--require ${at('full.cjs')}` };
    expect(fmt([], { env })).toEqual({ stdout: '', stderr: sentence, exit: 2 });
    expect(read('a.upsell')).toBe(MESSY);
    expect(readdirSync(folder).sort()).toEqual(['a.upsell', 'b.upsell', 'full.cjs']);
  });
});

describe('upsell fmt -', () => {
  it('reads standard input and writes it formatted', () => {
    expect(fmt(['-'], { input: `\uFEFF${MESSY}` })).toEqual({ stdout: `\uFEFF${CLEAN}`, stderr: '', exit: 0 });
    expect(fmt(['-'], { input: '' })).toEqual({ stdout: '', stderr: '', exit: 0 });
  });

  it('formats around errors, and says so', () => {
    const stderr = 'upsell: Standard input has errors: formatted around them.\n';
    const input = `${MESSY}driver  x %\n`;
    expect(fmt(['-'], { input })).toEqual({ stdout: `${CLEAN}driver  x %\n`, stderr, exit: 2 });
  });

  it('says with --check whether it is formatted', () => {
    expect(fmt(['-', '--check'], { input: MESSY })).toEqual({ stdout: '-\n', stderr: '', exit: 1 });
    expect(fmt(['-', '--check'], { input: CLEAN })).toEqual({ stdout: '', stderr: '', exit: 0 });
  });

  it('stands alone, prints no JSON, and is text', () => {
    expect(fmt(['-', 'a.upsell'], { input: '' })).toMatchObject({ stdout: '', exit: 2 });
    expect(fmt(['-', '--json'], { input: '' })).toMatchObject({ stdout: '', exit: 2 });
    const bytes = spawnSync(process.execPath, [bin, 'fmt', '-'], { input: Buffer.from([0xff, 0x41]) });
    expect([bytes.status, String(bytes.stdout), String(bytes.stderr)]).toEqual([
      2,
      '',
      'upsell: Standard input is not UTF-8 text.\n',
    ]);
  });
});
