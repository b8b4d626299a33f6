import { type SpawnSyncOptionsWithStringEncoding, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const bin = fileURLToPath(new URL('../../packages/cli/bin/upsell.mjs', import.meta.url));

const HEAD = `model "Small" {
  currency USD
  period 2026-01 to 2026-12
}

owner ann "Ann"
owner bob "Bob"

sources {
  ticket
  in_product
}

closing csm {
  owner     bob
  win rate  25%     measured 2025
  deal size $12,000 measured 2025
  decided   2025-12
}
`;

const TICKETS = `
foundation channel tickets {
  source     ticket
  owner      ann
  volume     800/month estimated 2025-12
  conversion 2%        estimated 2025-12
  initiated by customer
}
`;

const IN_PRODUCT = `
leverage channel in_product {
  source     in_product
  owner      ann
  volume     1,200/month     counted 2025
  conversion 2%              measured 2025,
             3% from 2026-04 estimated 2025-12
  initiated by customer
}
`;

const RECORDS = '\nactuals "actuals"\n';
const MODEL = HEAD + TICKETS + IN_PRODUCT + RECORDS;

/** Of tickets 53 of 2,130 touches, of the product, whose volume is counted, 43 of 3,630; together 24 won of 100 closed, for $300,000. */
const MONTHS = `month,source,touches,opened,closed,won,revenue
2026-01,ticket,700,17,17,4,50000
2026-01,in_product,1210,14,16,4,50000
2026-02,ticket,710,17,17,4,50000
2026-02,in_product,1210,14,16,4,50000
2026-03,ticket,720,19,18,4,50000
2026-03,in_product,1210,15,16,4,50000
`;

const WRITTEN_TICKETS = `
foundation channel tickets {
  source     ticket
  owner      ann
  volume     800/month              estimated 2025-12,
             710/month from 2026-04 counted 2026-01 to 2026-03
  conversion 2%                     estimated 2025-12,
             2.49% from 2026-04     measured 2026-01 to 2026-03
  initiated by customer
}
`;

/** What was estimated for the very month is replaced. */
const WRITTEN_IN_PRODUCT = `
leverage channel in_product {
  source     in_product
  owner      ann
  volume     1,200/month        counted 2025
  conversion 2%                 measured 2025,
             1.18% from 2026-04 measured 2026-01 to 2026-03
  initiated by customer
}
`;

const WRITTEN_HEAD = HEAD.replace(
  `  win rate  25%     measured 2025
  deal size $12,000 measured 2025
`,
  `  win rate  25%                  measured 2025,
            24% from 2026-04     measured 2026-01 to 2026-03
  deal size $12,000              measured 2025,
            $12,500 from 2026-04 measured 2026-01 to 2026-03
`,
);

const WRITTEN = WRITTEN_HEAD + WRITTEN_TICKETS + WRITTEN_IN_PRODUCT + RECORDS;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'upsell-trueup-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
}

const read = (name: string): string => readFileSync(path.join(folder, name), 'utf8');

function upsell(args: readonly string[], options: Partial<SpawnSyncOptionsWithStringEncoding> = {}) {
  const all = { cwd: folder, encoding: 'utf8', env: { PATH: process.env['PATH'] }, ...options } as const;
  const { stdout, stderr, status } = spawnSync(process.execPath, [bin, ...args, '--as-of', '2026-04-10'], all);
  return { stdout, stderr, status };
}

const trueup = (...args: readonly string[]) => upsell(['trueup', '--write', ...args]);

/** What `--write` says that it wrote. */
const listed = (stdout: string): readonly string[] =>
  (/^Written\n((?:[- ].*\n)*)/m.exec(stdout)?.[1] ?? '').trim().split(/\n(?=- )/);

describe('upsell trueup --write', () => {
  it('writes a step for every number that has enough to go by, keeps the layout, and says where', () => {
    write({ 'a.upsell': MODEL, 'actuals/months.csv': MONTHS });
    expect(upsell(['fmt', '--check']).stdout).toBe('');
    const { stdout, stderr, status } = trueup();
    expect([stderr, status]).toEqual(['', 0]);
    expect(read('a.upsell')).toBe(WRITTEN);
    expect(upsell(['fmt', '--check'])).toEqual({ stdout: '', stderr: '', status: 0 });
    // Each line is the one in which the new step stands now.
    const lines = WRITTEN.split('\n');
    const places = listed(stdout).map((item) => /`([^`]*)`\s+\(a\.upsell:(\d+)\)$/.exec(item) ?? []);
    expect(places.length).toBe(5);
    for (const [, step = '', line] of places)
      expect(lines[Number(line) - 1]?.replaceAll(/ +/g, ' ')).toContain(` ${step}`);
  });

  it('changes nothing when it is run again', () => {
    write({ 'a.upsell': MODEL, 'actuals/months.csv': MONTHS });
    trueup();
    const before = statSync(path.join(folder, 'a.upsell'));
    const { stdout, stderr, status } = trueup();
    expect([stderr, status]).toEqual(['', 0]);
    expect(stdout).toContain('Nothing is to be changed');
    expect(read('a.upsell')).toBe(WRITTEN);
    const after = statSync(path.join(folder, 'a.upsell'));
    expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs]);
  });

  it('writes a model once, however often and in whatever way it is named', () => {
    write({ 'a.upsell': MODEL, 'actuals/months.csv': MONTHS });
    const { stdout, stderr, status } = trueup('a.upsell', './a.upsell', folder);
    expect([stderr, status, stdout.match(/^Written$/gm)?.length]).toEqual(['', 0, 1]);
    expect(read('a.upsell')).toBe(WRITTEN);
  });

  it('writes nothing without --write', () => {
    write({ 'a.upsell': MODEL, 'actuals/months.csv': MONTHS });
    expect(upsell(['trueup']).stdout).toContain('To write (`upsell trueup --write`)');
    expect(read('a.upsell')).toBe(MODEL);
  });

  it('leaves what somebody laid out in another way', () => {
    const own = MODEL.replace(
      '  owner      ann\n  volume     800/month',
      '  owner ann // of support\n  volume 800/month',
    );
    const step = (after: string, column: number, added: string): [string, string] => [
      after,
      `${after},\n${' '.repeat(column)}${added} from 2026-04`,
    ];
    const expected = own
      .replace(...step('win rate  25%     measured 2025', 12, '24%'))
      .replace('24% from 2026-04', '24% from 2026-04 measured 2026-01 to 2026-03')
      .replace(...step('deal size $12,000 measured 2025', 12, '$12,500'))
      .replace('$12,500 from 2026-04', '$12,500 from 2026-04 measured 2026-01 to 2026-03')
      .replace(...step('volume 800/month estimated 2025-12', 9, '710/month'))
      .replace('710/month from 2026-04', '710/month from 2026-04 counted 2026-01 to 2026-03')
      .replace(...step('conversion 2%        estimated 2025-12', 13, '2.49%'))
      .replace('2.49% from 2026-04', '2.49% from 2026-04 measured 2026-01 to 2026-03')
      .replace('3% from 2026-04 estimated 2025-12', '1.18% from 2026-04 measured 2026-01 to 2026-03');
    for (const end of ['\n', '\r\n']) {
      write({ 'a.upsell': own.replaceAll('\n', end), 'actuals/months.csv': MONTHS });
      expect(trueup().status).toBe(0);
      expect(read('a.upsell')).toBe(expected.replaceAll('\n', end));
    }
  });

  it('keeps mode, byte-order mark and line ends', () => {
    const dos = (text: string) => `\uFEFF${text.replaceAll('\n', '\r\n')}`;
    write({ 'a.upsell': dos(MODEL), 'actuals/months.csv': dos(MONTHS) });
    chmodSync(path.join(folder, 'a.upsell'), 0o640);
    expect(trueup().status).toBe(0);
    expect(read('a.upsell')).toBe(dos(WRITTEN));
    expect(statSync(path.join(folder, 'a.upsell')).mode & 0o777).toBe(0o640);
    expect(upsell(['fmt', '--check']).status).toBe(0);
    expect(trueup().status).toBe(0);
    expect(read('a.upsell')).toBe(dos(WRITTEN));
  });

  it('makes the forecast go on with what was measured', () => {
    write({ 'a.upsell': MODEL, 'actuals/months.csv': MONTHS });
    trueup();
    const { stdout } = upsell(['eval', '--json']);
    const { channels } = JSON.parse(stdout) as { channels: { opened: number[]; touches: number[] }[] };
    const [tickets, product] = channels.map(({ opened }) => opened);
    expect(tickets?.[2]).toBe(16);
    expect(tickets?.[3]).toBeCloseTo(710 * 0.0249, 9);
    expect(product?.[2]).toBe(24);
    expect(product?.[3]).toBeCloseTo(1200 * 0.0118, 9);
    expect(upsell(['check', '--fail-on', 'warning', '--format', 'json']).stdout).not.toContain('"error"');
  });

  it('prints JSON that says what was written', () => {
    write({ 'a.upsell': MODEL, 'actuals/months.csv': MONTHS });
    const { trueUps } = JSON.parse(trueup('--json').stdout) as { trueUps: { edit: string | null; written: boolean }[] };
    expect(trueUps.length).toBe(6);
    for (const { edit, written } of trueUps) expect(written).toBe(edit !== null);
  });

  it('writes what is imported from the workspace, for one model at a time', () => {
    const model = (name: string) =>
      HEAD.replace('"Small"', `"${name}"`).replace('model', 'import "lib.upsell"\n\nmodel');
    const one = model('One') + IN_PRODUCT + RECORDS;
    write({ 'a.upsell': one, 'b.upsell': one, 'lib.upsell': TICKETS.slice(1), 'actuals/months.csv': MONTHS });
    const first = trueup();
    expect(first.stderr).toBe(
      'upsell: lib.upsell was changed for a model before b.upsell: run this again for what is left.\n',
    );
    expect(first.status).toBe(2);
    expect(read('lib.upsell')).toBe(WRITTEN_TICKETS.slice(1));
    // Of the second model only its own file was written.
    const second = first.stdout.slice(first.stdout.lastIndexOf('One\n'));
    expect(listed(second).map((item) => item.includes('(b.upsell:'))).toEqual([true, true, true]);
    expect(second).toMatch(/To write.*\n- `conversion of tickets`.*\(lib\.upsell:\d+\)\n/);
    expect(trueup()).toMatchObject({ stderr: '', status: 0 });
    expect(read('lib.upsell')).toBe(WRITTEN_TICKETS.slice(1));
  });

  it('leaves what is imported where no workspace is known, and says so', () => {
    const model = `import "lib.upsell"\n\n${HEAD}${IN_PRODUCT}${RECORDS}`;
    write({ 'models/a.upsell': model, 'models/lib.upsell': TICKETS, 'models/actuals/months.csv': MONTHS });
    mkdirSync(path.join(folder, 'other'));
    const cwd = path.join(folder, 'other');
    const { stdout, stderr, status } = upsell(['trueup', '--write', '../models/a.upsell'], { cwd });
    expect(stderr).toBe('upsell: ../models/lib.upsell lies outside of this workspace, and is not changed.\n');
    expect(status).toBe(2);
    expect(read('models/lib.upsell')).toBe(TICKETS);
    expect(read('models/a.upsell')).not.toBe(model);
    expect(listed(stdout).length).toBe(3);
    expect(listed(stdout).join('\n')).not.toContain('conversion of tickets');
  });
});

describe('a file that cannot be written', () => {
  it('stays as it is where it is read-only, and is not said to be written', () => {
    write({ 'a.upsell': MODEL, 'actuals/months.csv': MONTHS });
    chmodSync(path.join(folder, 'a.upsell'), 0o444);
    const { stdout, stderr, status } = trueup();
    expect(stderr).toBe('upsell: a.upsell cannot be written: permission is denied.\n');
    expect(status).toBe(2);
    expect(stdout).not.toContain('Written');
    expect(read('a.upsell')).toBe(MODEL);
  });

  it.each(['writeFileSync', 'fsyncSync', 'renameSync'])('stays as it is where the disk is full at %s', (call) => {
    write({ 'a.upsell': MODEL, 'actuals/months.csv': MONTHS, 'full.cjs': fullDisk(call) });
    const env = { PATH: process.env['PATH'], NODE_OPTIONS: `--require ${path.join(folder, 'full.cjs')}` };
    const { stderr, status } = upsell(['trueup', '--write'], { env });
    expect(stderr).toBe('upsell: a.upsell cannot be written: the disk is full.\n');
    expect(status).toBe(2);
    expect(read('a.upsell')).toBe(MODEL);
    expect(readdirSync(folder).sort()).toEqual(['a.upsell', 'actuals', 'full.cjs']);
  });
});

/** A program that runs before the command: a call writes half of what it should at most, and says that the disk is full. */
const fullDisk = (call: string): string => `const fs = require('node:fs');
const real = fs['${call}'];
fs['${call}'] = (...args) => {
  if ('${call}' === 'writeFileSync') real(args[0], 'model');
  throw Object.assign(new Error('full'), { code: 'ENOSPC' });
};
`;
