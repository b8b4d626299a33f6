import { spawnSync } from 'node:child_process';
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
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeWhole } from '../../packages/cli/src/write-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'upsell-write-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string): string => path.join(folder, name);
const fails = (name: string, why: string) =>
  expect(writeWhole(at(name), 'new')).toEqual({ failure: `${at(name)} cannot be written: ${why}.` });

describe('writing a file', () => {
  it('makes it, or takes its place with the same mode', () => {
    expect(writeWhole(at('a'), 'äöü')).toBeUndefined();
    expect(readFileSync(at('a'), 'utf8')).toBe('äöü');
    expect(statSync(at('a')).mode & 0o777).toBe(0o666 & ~process.umask());
    chmodSync(at('a'), 0o6752);
    expect(writeWhole(at('a'), 'new')).toBeUndefined();
    expect(statSync(at('a')).mode & 0o7777).toBe(0o6752);
    expect(readdirSync(folder)).toEqual(['a']);
  });

  it('takes the place of what a link leads to, and a name as long as names can be', () => {
    const long = 'x'.repeat(255);
    mkdirSync(at('below'));
    writeFileSync(at(`below/${long}`), 'old');
    symlinkSync(`below/${long}`, at('link'));
    expect(writeWhole(at('link'), 'new')).toBeUndefined();
    expect(lstatSync(at('link')).isSymbolicLink()).toBe(true);
    expect(readFileSync(at(`below/${long}`), 'utf8')).toBe('new');
    expect(readdirSync(at('below'))).toEqual([long]);
  });

  it('makes what a link leads to that is not there yet', () => {
    mkdirSync(at('below'));
    symlinkSync('below/second', at('first'));
    symlinkSync('../third', at('below/second'));
    expect(writeWhole(at('first'), 'new')).toBeUndefined();
    expect(['first', 'below/second'].map((name) => lstatSync(at(name)).isSymbolicLink())).toEqual([true, true]);
    expect(readFileSync(at('third'), 'utf8')).toBe('new');
    symlinkSync('missing/a', at('nowhere'));
    fails('nowhere', 'there is no such folder');
    symlinkSync('round', at('round'));
    fails('round', 'ELOOP');
    expect(readdirSync(folder).sort()).toEqual(['below', 'first', 'nowhere', 'round', 'third']);
  });

  it('leaves all as it is where it cannot', () => {
    mkdirSync(at('below'));
    writeFileSync(at('protected'), 'old');
    chmodSync(at('protected'), 0o444);
    spawnSync('mkfifo', [at('pipe')]);
    fails('missing/a', 'there is no such folder');
    fails('below', 'it is not a file');
    fails('pipe', 'it is not a file');
    fails('protected', 'permission is denied');
    expect(readFileSync(at('protected'), 'utf8')).toBe('old');
    expect(statSync(at('pipe')).isFIFO()).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(['below', 'pipe', 'protected']);
  });
});
