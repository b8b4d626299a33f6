import { type SpawnSyncOptionsWithStringEncoding, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import {
  existsSync,
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
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { readPlan } from '@upsell/actuals';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const bin = fileURLToPath(new URL('../../packages/cli/bin/upsell.mjs', import.meta.url));

const LIBRARY = 'owner ann "Ann"\nowner bob "Bob"\n';

const MODEL = `import "lib.upsell"

model "Small" {
  currency USD
  period 2026-01 to 2026-06
}

sources {
  ticket
}

closing csm {
  owner     bob
  win rate  25%     measured 2025
  deal size $12,000 measured 2025
  decided   2025-12
}

foundation channel tickets {
  source     ticket
  owner      ann
  volume     800/month counted 2025
  conversion 2%        measured 2025
  initiated by customer
}
`;

const NAMED = `${MODEL}
actuals "actuals"
plan    "plans/a.plan.json"
`;

const MONTHS = 'month,source,touches,opened\n2026-01,ticket,800,16\n2026-02,ticket,800,16\n';

const OTHER = MODEL.replace('2%  ', '3%  ');

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'upsell-lock-'));
  write({ 'a.upsell': MODEL, 'lib.upsell': LIBRARY });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(at(name)), { recursive: true });
    writeFileSync(at(name), text);
  }
}

const at = (name: string): string => path.join(folder, name);
const read = (name: string): string => readFileSync(at(name), 'utf8');
const PLAN = 'plans/a.plan.json';

type Options = Partial<SpawnSyncOptionsWithStringEncoding>;

function upsell(args: readonly string[], options: Options = {}) {
  const all = { cwd: folder, encoding: 'utf8', env: { PATH: process.env['PATH'] }, ...options } as const;
  const { stdout, stderr, status } = spawnSync(process.execPath, [bin, ...args, '--as-of', '2026-03-10'], all);
  return { stdout, stderr, status };
}

const lock = (...args: readonly string[]) => upsell(['lock', ...args]);
const sha256 = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex');

describe('upsell lock', () => {
  it('writes the plan beside the model, and says how variance comes to know of it', () => {
    expect(lock()).toEqual({
      stdout: `Locked a.upsell as plans/a.plan.json.
Write \`plan "plans/a.plan.json"\` in the model, and variance compares with it.
`,
      stderr: '',
      status: 0,
    });
    const plan = readPlan(read(PLAN), sha256);
    expect('plan' in plan && plan.plan.channels.map(({ opened }) => Array.from(opened as Float64Array))).toEqual([
      [16, 16, 16, 16, 16, 16],
    ]);
    const { content } = JSON.parse(read(PLAN)) as { content: Content };
    expect(content.texts).toEqual([
      { file: 'a.upsell', sha256: sha256(MODEL) },
      { file: 'lib.upsell', sha256: sha256(LIBRARY) },
    ]);
    expect(content.assumptions.map(({ path: name, owner }) => [name, owner])).toContainEqual([
      'tickets.conversion',
      'ann',
    ]);
    expect(lock('--check').status).toBe(0);
  });

  it('writes the same bytes for the same texts, wherever it is run and however their lines end', () => {
    const made = (args: readonly string[], options?: Options) => {
      rmSync(at('plans'), { recursive: true, force: true });
      expect(upsell(['lock', ...args], options).status).toBe(0);
      return read(PLAN);
    };
    const first = made(['a.upsell']);
    const above = path.dirname(folder);
    expect(made(['.'])).toBe(first);
    expect(made([at('a.upsell')], { cwd: '/' })).toBe(first);
    expect(made([path.basename(folder)], { cwd: above })).toBe(first);
    expect(made(['--format', 'md'])).toBe(first);
    // Again, over what is there.
    expect(lock().status).toBe(0);
    expect(read(PLAN)).toBe(first);
    write({ 'a.upsell': `\uFEFF${MODEL.replaceAll('\n', '\r\n')}` });
    expect(made([])).toBe(first);
  });

  it.each(['Plan [ 2026 ]', 'Plan [ 1, 2 ] of [\\"3 ]', 'Plan\\\\'])('writes a title as it is: %s', (title) => {
    write({ 'a.upsell': MODEL.replace('"Small"', `"${title}"`) });
    expect(lock()).toMatchObject({ stderr: '', status: 0 });
    const plan = readPlan(read(PLAN), sha256);
    expect('plan' in plan && plan.plan.title).toBe(JSON.parse(`"${title}"`));
    expect(lock('--check').status).toBe(0);
  });

  it('says how a new plan differs from the one that it takes the place of', () => {
    lock();
    write({ 'a.upsell': OTHER });
    const { stdout, status } = lock();
    expect(status).toBe(0);
    expect(stdout).toContain('The plan that was there before had other figures:');
    expect(stdout).toMatch(/^Total +opened +96\.0 +144\.0 +\+48\.0$/m);
    expect(lock('--check').status).toBe(0);
  });

  it('writes the plan that the model names, and goes on to compare with it', () => {
    write({ 'a.upsell': `${MODEL}\nplan "agreed/fy26.plan.json"\n` });
    expect(lock()).toEqual({ stdout: 'Locked a.upsell as agreed/fy26.plan.json.\n', stderr: '', status: 0 });
    expect(existsSync(at('plans'))).toBe(false);
    expect(lock('--check').status).toBe(0);
    // A plan that was edited is locked anew; what is no plan is nobody's to replace.
    writeFileSync(
      at('agreed/fy26.plan.json'),
      readFileSync(at('agreed/fy26.plan.json'), 'utf8').replace('Small', 'Edited'),
    );
    expect(lock().status).toBe(0);
    expect(lock('--check').status).toBe(0);
    write({ 'a.upsell': `${MODEL}\nplan "package.json"\n`, 'package.json': '{ "name": "mine" }\n' });
    expect(lock()).toMatchObject({ stdout: '', status: 2 });
    expect(lock().stderr).toMatch(
      /^upsell: a\.upsell is not locked: package\.json is there, is no plan of record \(.+\), and nothing is written over it\.\n$/,
    );
    expect(readFileSync(at('package.json'), 'utf8')).toBe('{ "name": "mine" }\n');
    write({ 'a.upsell': `${MODEL}\nplan "fy26.txt"\n` });
    expect(lock().stderr).toBe(
      'upsell: a.upsell is not locked: its plan would not be read, since fy26.txt does not end with .json.\n',
    );
  });

  it('writes no plan over that of another model', () => {
    write({ 'a.upsell': `${MODEL}\nplan "plans/b.plan.json"\n`, 'b.upsell': MODEL });
    const { stdout, stderr, status } = lock();
    expect([stdout, status]).toEqual([
      'Locked b.upsell as plans/b.plan.json.\nWrite `plan "plans/b.plan.json"` in the model, and variance compares with it.\n',
      2,
    ]);
    expect(stderr).toBe(
      'upsell: a.upsell is not locked: b.upsell would be written to plans/b.plan.json as well: name a plan in each model.\n',
    );
  });

  it('locks a model once, however often and in whatever way it is named', () => {
    const { stdout, status } = lock('a.upsell', './a.upsell', at('a.upsell'), '.');
    expect([status, stdout.match(/Locked /g)?.length]).toEqual([0, 1]);
    expect(stdout).toMatch(/^Locked a\.upsell as /);
  });

  it('counts what is wrong in the actuals once, and names the first place', () => {
    write({ 'a.upsell': `${MODEL}\nactuals "actuals"\n`, 'actuals/months.csv': MONTHS.replace('ticket', 'tickets') });
    const refused =
      'upsell: a.upsell is not locked: it has an error, the first in actuals/months.csv:2. See `upsell check`.\n';
    expect(lock()).toEqual({ stdout: '', stderr: refused, status: 2 });
    rmSync(at('actuals/months.csv'));
    expect(lock().stderr).toContain('it has an error, the first in a.upsell:');
  });

  it('prints JSON, of each model', () => {
    const one = { schema: 'upsell/lock@1', file: 'a.upsell', plan: PLAN, channels: 1 };
    expect(JSON.parse(lock('--json').stdout)).toEqual(one);
    write({ 'b.upsell': MODEL });
    const two = { ...one, file: 'b.upsell', plan: 'plans/b.plan.json' };
    expect(JSON.parse(lock('--json').stdout)).toEqual([one, two]);
    expect(read('plans/b.plan.json')).toBe(ofText(read(PLAN), 'b.upsell'));
  });

  it.each([
    ['an error that withholds nothing', MODEL.replace('  ticket\n', '  ticket\n  email\n')],
    ['an error that withholds figures', MODEL.replace('25%  ', '250% ')],
    ['a sample number', MODEL.replace('measured 2025\n  initiated', 'sample\n  initiated')],
    ['an expectation that does not hold', `${MODEL}\nexpect "Enough" revenue >= $10M\n`],
  ])('writes nothing for a model with %s', (_, text) => {
    write({ 'a.upsell': text });
    const { stdout, stderr, status } = lock();
    expect([stdout, status]).toEqual(['', 2]);
    expect(stderr).toMatch(/^upsell: a\.upsell is not locked: /);
    expect(existsSync(at('plans'))).toBe(false);
  });
});

describe('lock --check', () => {
  const failure = (stderr: string) => ({ stdout: '', stderr: `upsell: ${stderr}\n`, status: 2 });

  it('compares with no other plan than the one that is named', () => {
    mkdirSync(at('.git'));
    expect(lock().status).toBe(0);
    write({ 'a.upsell': `${MODEL}\nplan "../out.plan.json"\n` });
    expect(lock('--check')).toEqual(
      failure('a.upsell: The path of `plan` leads to nothing that may be read: see `upsell check`.'),
    );
  });

  it('says where a plan is written, where that is not what is named', () => {
    write({ 'a.upsell': `${MODEL}\nplan "gone.plan"\n` });
    expect(lock('--check')).toEqual(
      failure(
        'a.upsell has no plan of record: there is no gone.plan. Correct the path, or name plans/a.plan.json, which `upsell lock` writes.',
      ),
    );
    const messages = () =>
      (JSON.parse(upsell(['check', '--format', 'json']).stdout) as { code: string; message: string }[])
        .filter(({ code }) => code === 'plan-not-found')
        .map(({ message }) => message);
    expect(messages()).toEqual([
      'There is no plan of record `gone.plan`: correct the path, or name `plans/a.plan.json`, which `upsell lock` writes.',
    ]);
    write({ 'a.upsell': `import "lib/plan.upsell"\n${MODEL}`, 'lib/plan.upsell': 'plan "gone.plan"\n' });
    expect(messages()).toEqual([
      'There is no plan of record `gone.plan`: correct the path, or name `../plans/a.plan.json`, which `upsell lock` writes.',
    ]);
    write({ 'a.upsell': `${MODEL}\nplan "gone.plan.json"\n` });
    expect(lock('--check')).toEqual(
      failure('a.upsell has no plan of record: there is no gone.plan.json. Write it with `upsell lock`.'),
    );
    expect(messages()).toEqual([
      'There is no plan of record `gone.plan.json`: write it with `upsell lock`, or correct the path.',
    ]);
    write({ 'a.upsell': `${MODEL}\nplan "plans/a.plan.json"\n` });
    expect(lock('--check')).toEqual(
      failure('a.upsell has no plan of record: there is no plans/a.plan.json. Write it with `upsell lock`.'),
    );
  });
});

interface Content {
  readonly texts: readonly { readonly file: string; readonly sha256: string }[];
  readonly assumptions: readonly { readonly path: string; readonly owner: string | null }[];
}

/** The plan of the same text under another name. */
function ofText(plan: string, name: string): string {
  const renamed = plan.replace('"file": "a.upsell"', `"file": "${name}"`);
  const { sha256: hash, content } = JSON.parse(renamed) as { sha256: string; content: unknown };
  return renamed.replace(hash, sha256(JSON.stringify(content)));
}

describe('a locked plan', () => {
  it('is what variance compares with, whatever the model says later', () => {
    write({ 'a.upsell': NAMED, 'actuals/months.csv': MONTHS });
    expect(lock().status).toBe(0);
    const plan = (text: string) => {
      write({ 'a.upsell': text });
      const { stdout, status } = upsell(['variance', '--json']);
      expect(status).toBe(0);
      return (JSON.parse(stdout) as { total: { plan: { opened: number } } }).total.plan.opened;
    };
    expect(plan(NAMED)).toBe(32);
    expect(plan(NAMED.replace('2%  ', '3%  '))).toBe(32);
    // Without the plan the model is its own.
    expect(plan(NAMED.replace('2%  ', '3%  ').replace(/^plan .*$/m, ''))).toBe(48);
    write({ 'a.upsell': NAMED.replace('2%  ', '3%  ') });
    expect(upsell(['variance']).stdout).toContain('Actual against the plan of record "Small"');
    const { stdout, status } = lock('--check');
    expect(status).toBe(1);
    expect(stdout).toMatch(/^tickets +opened +96\.0 +144\.0 +\+48\.0$/m);
  });

  it('may be laid out anew, but no digit of it may change', () => {
    write({ 'a.upsell': NAMED, 'actuals/months.csv': MONTHS });
    lock();
    const text = read(PLAN);
    const file = JSON.parse(text) as { content: unknown };
    for (const laidOut of [JSON.stringify(file), JSON.stringify(file, null, '\t'), text.replaceAll('\n', '\r\n')]) {
      write({ [PLAN]: laidOut });
      expect(lock('--check').status).toBe(0);
    }
    write({ [PLAN]: `\uFEFF${text}` });
    expect(upsell(['variance']).status).toBe(0);

    // Behind the schema's name, each digit in turn.
    const before = JSON.stringify(file.content);
    const digits = [...text.matchAll(/\d/g)]
      .map(({ index }) => index)
      .filter((index) => index > text.indexOf('sha256'));
    expect(digits.length).toBeGreaterThan(200);
    for (const index of digits) {
      const edited = `${text.slice(0, index)}${(Number(text[index]) + 1) % 10}${text.slice(index + 1)}`;
      const now = parsed(edited);
      // Some texts of a number are the same number, and some are none.
      const isSame = now !== undefined && JSON.stringify(now.content) === before && now.sha256 === parsed(text)?.sha256;
      const plan = readPlan(edited, sha256);
      expect('plan' in plan ? 'plan' : plan.problem, edited.slice(index - 20, index + 20)).toBe(
        now === undefined ? 'unreadable' : isSame ? 'plan' : 'tampered',
      );
    }

    write({ [PLAN]: text.replace('[16, 16', '[16, 17') });
    const { stdout } = upsell(['check', '--format', 'json']);
    const found = JSON.parse(stdout) as readonly { code: string; severity: string }[];
    expect(found.filter(({ severity }) => severity === 'error').map(({ code }) => code)).toEqual(['plan-tampered']);
    expect(upsell(['variance'])).toMatchObject({ stdout: '', status: 2 });
    expect(lock('--check')).toEqual({
      stdout: '',
      stderr: `upsell: ${PLAN} was changed after it was locked: restore it from git, or lock the model anew.\n`,
      status: 2,
    });
    // Locking it anew mends it.
    expect(lock().status).toBe(0);
    expect(read(PLAN)).toBe(text);
  });
});

function parsed(text: string): { sha256: string; content: unknown } | undefined {
  try {
    return JSON.parse(text) as { sha256: string; content: unknown };
  } catch {
    return undefined;
  }
}

describe('a plan that cannot be written', () => {
  const failed = (stderr: string) => ({ stdout: '', stderr, status: 2 });

  it('is told where the folder for it is a link that leads to nothing', () => {
    symlinkSync('gone', at('plans'));
    expect(lock()).toEqual(failed('upsell: plans cannot be made: it is a link that leads to nothing.\n'));
  });

  it('is told where there can be no folder for it', () => {
    write({ plans: 'of last year' });
    expect(lock()).toEqual(failed('upsell: plans cannot be made: there is a file of that name.\n'));
    expect(lock('--json')).toEqual(failed('upsell: plans cannot be made: there is a file of that name.\n'));
    expect(read('plans')).toBe('of last year');
  });

  it.each(['writeFileSync', 'fsyncSync', 'renameSync'])('stays the old one where the disk is full at %s', (call) => {
    lock();
    const old = read(PLAN);
    write({ 'a.upsell': OTHER, 'full.cjs': fullDisk(call) });
    const env = { PATH: process.env['PATH'], NODE_OPTIONS: `--require ${at('full.cjs')}` };
    const sentence = 'upsell: plans/a.plan.json cannot be written: the disk is full.\n';
    expect(upsell(['lock'], { env })).toEqual(failed(sentence));
    expect(read(PLAN)).toBe(old);
    expect(readdirSync(at('plans'))).toEqual(['a.plan.json']);
    // The first one is not there at all.
    rmSync(at('plans'), { recursive: true });
    expect(upsell(['lock'], { env })).toEqual(failed(sentence));
    expect(readdirSync(at('plans'))).toEqual([]);
  });

  it.skipIf(process.platform === 'win32')('stays the old one where the system takes only a part of the new one', () => {
    lock();
    const old = read(PLAN);
    write({ 'a.upsell': OTHER });
    // A process that may write files of one block: the second half of the plan is refused.
    const command = `ulimit -f 1; exec "${process.execPath}" "${bin}" lock --as-of 2026-03-10`;
    expect(Buffer.byteLength(old)).toBeGreaterThan(1024);
    const { stderr, status } = spawnSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8' });
    expect([status, stderr]).toEqual([2, expect.stringMatching(/^upsell: plans\/a\.plan\.json cannot be written: /)]);
    expect(read(PLAN)).toBe(old);
    expect(readdirSync(at('plans'))).toEqual(['a.plan.json']);
  });
});

/** A program that runs before the command: a call writes a part at most, and says that the disk is full. */
const fullDisk = (call: string): string => `const fs = require('node:fs');
const real = fs['${call}'];
fs['${call}'] = (...args) => {
  if ('${call}' === 'writeFileSync') real(args[0], '{');
  throw Object.assign(new Error('full'), { code: 'ENOSPC' });
};
`;

describe('a lock that is killed', () => {
  it.skipIf(process.platform === 'win32')(
    'leaves the old plan or the new one, whole',
    { timeout: 120_000 },
    async () => {
      lock();
      const before = read(PLAN);
      write({ 'a.upsell': OTHER });
      lock();
      const after = read(PLAN);
      expect(after).not.toBe(before);
      write({ 'slow.cjs': SLOW });

      const left = { before: 0, after: 0 };
      for (let round = 0; round < ROUNDS; round++) {
        write({ [PLAN]: before });
        await killed(Math.random() * SLOW_MILLISECONDS);
        const text = read(PLAN);
        expect([before, after]).toContain(text);
        expect('plan' in readPlan(text, sha256)).toBe(true);
        left[text === before ? 'before' : 'after']++;
        expect(statSync(at(PLAN)).isFile()).toBe(true);
      }
      // They were killed before it and after it.
      expect(Math.min(left.before, left.after)).toBeGreaterThan(0);
      // What is left of them is in nobody's way.
      expect(readdirSync(at('plans')).filter((name) => !name.startsWith('.upsell-'))).toEqual(['a.plan.json']);
      expect(lock().status).toBe(0);
      expect(read(PLAN)).toBe(after);
    },
  );
});

const ROUNDS = 24;
/** How long the slow writing below takes, and what comes after it. */
const SLOW_MILLISECONDS = 120;

/** Kills a lock so many milliseconds after it has begun to write. */
async function killed(milliseconds: number): Promise<void> {
  const child = spawn(process.execPath, ['--require', at('slow.cjs'), bin, 'lock', '--as-of', '2026-03-10'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
    env: { PATH: process.env['PATH'] },
  });
  const exit = once(child, 'exit');
  await Promise.race([once(child.stderr, 'data'), exit]);
  await sleep(milliseconds);
  child.kill('SIGKILL');
  await exit;
}

/** A program that runs before the command: what it does with files takes long enough to be killed in each part of it. */
const SLOW = `const fs = require('node:fs');
const wait = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
const { writeFileSync, fsyncSync, renameSync, openSync, writeSync } = fs;
fs.writeFileSync = (file, text, ...rest) => {
  if (file === 1 || file === 2) return writeFileSync(file, text, ...rest);
  writeSync(2, 'now');
  const descriptor = typeof file === 'number' ? file : openSync(file, 'w');
  const bytes = Buffer.from(text);
  const size = Math.ceil(bytes.length / 10);
  for (let at = 0; at < bytes.length; at += size) {
    writeSync(descriptor, bytes, at, Math.min(size, bytes.length - at));
    wait(5);
  }
};
fs.fsyncSync = (...args) => (wait(10), fsyncSync(...args));
fs.renameSync = (...args) => {
  wait(10);
  renameSync(...args);
  wait(60);
};
`;
