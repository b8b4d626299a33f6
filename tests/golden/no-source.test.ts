import { spawnSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';

/**
 * The example stays free of errors; with one row more, that has no source, it is what happens in the field. UPSELL_UPDATE=1 writes what
 * was printed; look at the difference.
 */
const here = fileURLToPath(new URL('.', import.meta.url));
const bin = path.resolve(here, '../../packages/cli/bin/upsell.mjs');
const golden = path.join(here, 'acme-no-source.txt');

const ROW = '2026-09,,34,2,,,,,\n';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'upsell-no-source-'));
  cpSync(path.resolve(here, '../../examples/acme'), folder, { recursive: true });
  appendFileSync(path.join(folder, 'actuals/months.csv'), ROW);
});
afterAll(() => rmSync(folder, { recursive: true }));

function upsell(cwd: string, ...argv: string[]): { stdout: string; status: number | null } {
  const env = { PATH: process.env['PATH'] };
  const { stdout, status } = spawnSync(process.execPath, [bin, ...argv, '--as-of', '2026-11-15'], {
    cwd,
    encoding: 'utf8',
    env,
  });
  return { stdout, status };
}

const lineOf = (file: string, line: string): number =>
  readFileSync(path.join(folder, file), 'utf8').split('\n').indexOf(line) + 1;

it('a row without a source is told, and counted in no channel', () => {
  const { stdout, status } = upsell(folder, 'variance');
  expect(status).toBe(0);
  if (process.env['UPSELL_UPDATE']) writeFileSync(golden, stdout);
  expect(stdout).toBe(readFileSync(golden, 'utf8'));
  const [clean, left] = [upsell(path.resolve(here, '../../examples/acme'), 'variance').stdout, /^- Left out: .*\n/m];
  expect(left.exec(stdout)?.[0]).toContain('2 opportunities of 34 touches in 1 row without a source');
  expect(stdout.replace(left, '')).toBe(clean);
});

it('is an error at its cell, and one on the line that names the actuals', () => {
  const { stdout, status } = upsell(folder, 'check', '--format', 'json');
  expect(status).toBe(1);
  const errors = (JSON.parse(stdout) as Diagnostic[]).filter(({ severity }) => severity === 'error');
  expect(errors.map(({ code, file, range }) => [code, file, range.start.line])).toEqual([
    ['actuals-no-source', 'acme.upsell', lineOf('acme.upsell', 'actuals "actuals"')],
    ['actuals-no-source', 'actuals/months.csv', lineOf('actuals/months.csv', ROW.trim())],
  ]);
});

it('keeps the plan from being locked', () => {
  expect(upsell(folder, 'lock').status).toBe(2);
});

interface Diagnostic {
  readonly code: string;
  readonly severity: string;
  readonly file: string;
  readonly range: { readonly start: { readonly line: number } };
}
