import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const bin = fileURLToPath(new URL('../../packages/cli/bin/upsell.mjs', import.meta.url));

describe('upsell init', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'upsell-init-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const upsell = (...argv: string[]) => {
    const { stdout, stderr, status } = spawnSync(process.execPath, [bin, ...argv], { cwd: folder, encoding: 'utf8' });
    return { stdout, stderr, status };
  };

  it('writes a model that is formatted, free of errors, and has the seven channels', () => {
    const { stdout, status } = upsell('init', 'models/new', '--as-of', '2026-11-21');
    expect(status).toBe(0);
    expect(stdout).toContain('models/new/expansion.upsell');
    expect(stdout).toContain('7. ');
    expect(upsell('fmt', '--check').status).toBe(0);
    // The last whole months: what can have been counted.
    expect(stdout).toContain('`counted 2026-08 to 2026-10`');
    const { stdout: json } = upsell('eval', 'models/new/expansion.upsell', '--json', '--as-of', '2026-11-21');
    const { months, channels, diagnostics, summary } = JSON.parse(json);
    expect([months[0], months.length, channels.length]).toEqual(['2026-11', 12, 7]);
    expect(diagnostics.filter((one: { severity: string }) => one.severity === 'error')).toEqual([]);
    // The canonical model's seven pairs of numbers: 35.7 opened a month.
    expect(summary.opened / 12).toBeCloseTo(35.7, 9);
  });

  it('overwrites nothing', () => {
    const file = path.join(folder, 'expansion.upsell');
    writeFileSync(file, '// mine\n');
    const { stdout, stderr, status } = upsell('init');
    expect([stdout, status]).toEqual(['', 2]);
    expect(stderr).toBe(
      'upsell: expansion.upsell cannot be written: there is a file of that name, and nothing is overwritten.\n',
    );
    expect(readFileSync(file, 'utf8')).toBe('// mine\n');
    expect(readdirSync(folder)).toEqual(['expansion.upsell']);
  });

  it('says as JSON what it made', () => {
    expect(JSON.parse(upsell('init', '--json').stdout)).toEqual({ created: ['expansion.upsell'] });
  });

  it('says why it cannot make the folder', () => {
    writeFileSync(path.join(folder, 'models'), '');
    const { stderr, status } = upsell('init', 'models/new');
    expect(status).toBe(2);
    expect(stderr).toBe('upsell: models/new cannot be made: there is a file in its way.\n');
    expect(upsell('init', 'models').stderr).toBe('upsell: models cannot be made: there is a file of that name.\n');
  });
});
