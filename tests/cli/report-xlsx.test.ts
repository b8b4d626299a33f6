import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readXlsx } from 'hucre/xlsx';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const bin = fileURLToPath(new URL('../../packages/cli/bin/upsell.mjs', import.meta.url));
const canonical = readFileSync(new URL('../../examples/canonical/canonical.upsell', import.meta.url), 'utf8');

describe('upsell report --format xlsx', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'upsell-report-'));
    writeFileSync(at('canonical.upsell'), canonical);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const at = (name: string) => path.join(folder, name);
  const report = (...argv: string[]) => {
    const all = [bin, 'report', ...argv, '--as-of', '2026-03-15'];
    const { stdout, stderr, status } = spawnSync(process.execPath, all, { cwd: folder, encoding: 'utf8' });
    return { stdout, stderr, status };
  };
  const xlsx = (...argv: string[]) => report(...argv, '--format', 'xlsx');

  it('writes a new file of the name of the model into this folder', async () => {
    mkdirSync(at('models'));
    writeFileSync(at('models/own.upsell'), canonical);
    expect(xlsx('models/own.upsell')).toEqual({ stdout: 'Wrote own.xlsx\n', stderr: '', status: 0 });
    expect(readdirSync(folder).sort()).toEqual(['canonical.upsell', 'models', 'own.xlsx']);
    const { sheets, properties } = await readXlsx(readFileSync(at('own.xlsx')));
    expect(sheets.map(({ name }) => name)).toEqual(['Summary', 'Machine', 'Assumptions', 'Flows']);
    expect(properties?.title).toBe('Canonical expansion');
    expect(sheets[0]?.rows[1]?.[0]).toBe(
      '2026-01 to 2026-12, 12 months, USD. Written from own.upsell, as of 2026-03-15.',
    );
  });

  it('replaces only a file that it was asked to replace', () => {
    writeFileSync(at('canonical.xlsx'), 'mine');
    expect(xlsx()).toEqual({
      stdout: '',
      stderr:
        'upsell: canonical.xlsx is there already, and may hold changes: replace it with `--out canonical.xlsx`, or name another.\n',
      status: 2,
    });
    expect(readFileSync(at('canonical.xlsx'), 'utf8')).toBe('mine');
    expect(xlsx('--out', 'canonical.xlsx').status).toBe(0);
    expect(readFileSync(at('canonical.xlsx'), 'latin1')).toMatch(/^PK/);
  });

  it('writes the same bytes wherever it runs', () => {
    mkdirSync(at('elsewhere'));
    expect(xlsx('--out', 'a.xlsx').status).toBe(0);
    const env = { ...process.env, TZ: 'Pacific/Kiritimati' };
    const argv = [bin, 'report', '../canonical.upsell', '--format', 'xlsx', '--as-of', '2026-03-15'];
    expect(spawnSync(process.execPath, argv, { cwd: at('elsewhere'), env }).status).toBe(0);
    expect(readFileSync(at('elsewhere/canonical.xlsx')).equals(readFileSync(at('a.xlsx')))).toBe(true);
  });

  it('says as JSON what it wrote', () => {
    expect(JSON.parse(xlsx('--json').stdout)).toEqual([{ file: 'canonical.upsell', report: 'canonical.xlsx' }]);
  });

  it('never writes over the model, whatever leads there', () => {
    symlinkSync(at('canonical.upsell'), at('link.xlsx'));
    for (const out of ['canonical.upsell', './canonical.upsell', 'link.xlsx'])
      expect(xlsx('--out', out)).toEqual({
        stdout: '',
        stderr: `upsell: ${out} is a file of the model itself: nothing is written over it.\n`,
        status: 2,
      });
    expect(readFileSync(at('canonical.upsell'), 'utf8')).toBe(canonical);
  });

  it('wants a name by which programs know the file', () => {
    const { stderr, status } = xlsx('--out', 'canonical.csv');
    expect([stderr, status]).toEqual([
      'upsell: canonical.csv does not end with .xlsx, by which programs know what it is.\n',
      2,
    ]);
  });

  it('writes the file whole or not at all', () => {
    const { stderr, status } = xlsx('--out', 'nowhere/canonical.xlsx');
    expect([stderr, status]).toEqual([
      'upsell: nowhere/canonical.xlsx cannot be written: there is no such folder.\n',
      2,
    ]);
    writeFileSync(at('locked.xlsx'), 'mine');
    chmodSync(at('locked.xlsx'), 0o444);
    expect(xlsx('--out', 'locked.xlsx').status).toBe(2);
    expect(readFileSync(at('locked.xlsx'), 'utf8')).toBe('mine');
    expect(readdirSync(folder).sort()).toEqual(['canonical.upsell', 'locked.xlsx']);
  });

  it('writes a model with errors as far as it goes, and exits with 2', async () => {
    writeFileSync(at('canonical.upsell'), canonical.replace('conversion 15%', 'conversion 150%'));
    const { stdout, stderr, status } = xlsx();
    expect([stdout, status]).toEqual(['Wrote canonical.xlsx\n', 2]);
    expect(stderr).toBe('upsell: canonical.upsell: figures are withheld because of an error: see `upsell check`.\n');
    const [summary] = (await readXlsx(readFileSync(at('canonical.xlsx')), { readStyles: true })).sheets;
    const revenue = summary?.rows.find(([name]) => name === 'Revenue');
    expect(revenue?.[1] ?? null).toBeNull();
  });

  it('needs a model with a period, and no portfolio', () => {
    writeFileSync(at('library.upsell'), 'owner support "Support lead"\n');
    expect(xlsx('library.upsell').stderr).toBe('upsell: library.upsell is a library: it has no `model` block.\n');
    writeFileSync(at('headless.upsell'), canonical.replace(/period .*/, ''));
    expect(xlsx('headless.upsell').stderr).toMatch(
      /^upsell: headless\.upsell: there is nothing to compute without its header: see line \d+\.\n$/,
    );
    writeFileSync(
      at('portfolio.upsell'),
      'model "All" {\n  currency USD\n  period 2026-01 to 2026-12\n}\n\ninclude "canonical.upsell" as us\n',
    );
    expect(xlsx('portfolio.upsell').stderr).toBe(
      'upsell: portfolio.upsell: a portfolio has no assumptions of its own: make the spreadsheet of each of its parts.\n',
    );
    const { stdout, status } = xlsx();
    expect([stdout, status]).toEqual(['Wrote canonical.xlsx\n', 2]);
  });

  it('takes fifty years, but not of as many channels and drivers as fit into no program', () => {
    const long = canonical.replace(/period .*/, 'period 2026-01 to 2075-12');
    writeFileSync(at('canonical.upsell'), long);
    expect(xlsx('--out', 'long.xlsx').status).toBe(0);
    const drivers = Array.from({ length: 14 }, (_, i) => `driver extra_${i} 1 counted 2025-12 by support\n`);
    writeFileSync(at('canonical.upsell'), `${long}\n${drivers.join('')}`);
    const { stderr, status } = xlsx('--out', 'longer.xlsx');
    expect([stderr, status]).toEqual([
      'upsell: canonical.upsell: it has too many channels and months for a spreadsheet: shorten its period.\n',
      2,
    ]);
  });
});
