import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CANONICAL, LIBRARY, RICH } from './models.ts';

/*
 * The command line as a process, with files that are none. Exit codes and streams: spec, cli. A bug would be 70.
 */

const REPOSITORY = path.resolve(import.meta.dirname, '../..');
const UPSELL = path.join(REPOSITORY, 'packages/cli/bin/upsell.mjs');
const MODEL = CANONICAL;
const TOTAL = 1_285_200;
/** The model with junk in a line, and where the error is. */
const WRONG = MODEL.replace('800/month', '800/month ?');
const WRONG_AT = `syntax-error ${WRONG.slice(0, WRONG.indexOf('?')).split('\n').length}:24`;

/** Each of them is a process or two: a usual run looks at every other one. */
const some = <T>(all: readonly T[]): readonly T[] =>
  process.env['UPSELL_LONG'] ? all : all.filter((_, i) => i % 2 === 0);

let folder = '';

beforeAll(() => {
  if (!existsSync(path.join(REPOSITORY, 'dist/cli/main.mjs')))
    throw new Error('dist/cli/main.mjs is missing: run `npm run build` before these tests.');
  folder = mkdtempSync(path.join(tmpdir(), 'upsell-bad-files-'));
});

afterAll(() => {
  if (folder) rmSync(folder, { recursive: true, force: true });
});

function file(name: string, content: string | Uint8Array): string {
  const at = path.join(folder, name);
  mkdirSync(path.dirname(at), { recursive: true });
  writeFileSync(at, content);
  return name;
}

interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function upsell(...args: readonly string[]): Run {
  const { status, stdout, stderr, error } = spawnSync(process.execPath, [UPSELL, ...args], {
    cwd: folder,
    encoding: 'utf8',
    timeout: 10_000,
    killSignal: 'SIGKILL',
    maxBuffer: 512 * 1024 * 1024,
  });
  if ((error as NodeJS.ErrnoException | undefined)?.code === 'ETIMEDOUT') throw new Error(`hangs: ${args.join(' ')}`);
  // A stack trace is never an answer.
  expect(`${stdout}\n${stderr}`).not.toMatch(/^\s+at .*(?:\(|:\d+:\d+)/m);
  expect(stderr).not.toContain('a bug');
  return { status, stdout, stderr };
}

/** One sentence on standard error: what cannot be read and why. */
const oneSentence = ({ stderr }: Run, name: string) => {
  expect(stderr).toMatch(/^upsell: [^\n]+\.\n$/);
  expect(stderr).toContain(name);
};

/** `check` and `eval` of a file that cannot be read. */
function cannotBeRead(name: string): void {
  const check = upsell('check', '--format', 'json', name);
  expect(check.status).toBe(2);
  expect(JSON.parse(check.stdout)).toEqual([]);
  oneSentence(check, name);
  const json = upsell('eval', '--json', name);
  expect(json.status).toBe(2);
  // One object a model: where there is no model there is no object.
  expect(json.stdout).toBe('');
  oneSentence(json, name);
  const table = upsell('eval', name);
  expect(table.status).toBe(2);
  expect(table.stdout).toBe('');
  oneSentence(table, name);
}

interface Diagnostic {
  readonly code: string;
  readonly severity: string;
  readonly file: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
}

/** The errors: what a model may be warned of changes with its date. */
function checkJson(...args: readonly string[]): { status: number | null; diagnostics: readonly Diagnostic[] } {
  const { status, stdout } = upsell('check', '--format', 'json', ...args);
  const all = JSON.parse(stdout) as readonly Diagnostic[];
  return { status, diagnostics: all.filter(({ severity }) => severity === 'error') };
}

const codes = (...args: readonly string[]): readonly string[] =>
  checkJson(...args).diagnostics.map(({ code, range: { start } }) => `${code} ${start.line}:${start.character}`);

/** The revenue of a model that is evaluated without a word on standard error. */
function revenue(name: string): number | null {
  const { status, stdout, stderr } = upsell('eval', '--json', name);
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return (JSON.parse(stdout) as { summary: { revenue: number | null } }).summary.revenue;
}

describe('files that are no text', () => {
  it('binary', () => {
    const bytes = Uint8Array.from({ length: 4096 }, (_, i) => (i * 7919) % 256);
    cannotBeRead(file('binary.upsell', bytes));
  });

  it('a zero byte in a model', () => cannotBeRead(file('zero.upsell', MODEL.replace('Growth', 'Gro\0wth'))));

  it.each(
    some([
      ['half of a character (ED A0 80)', [0xed, 0xa0, 0x80]],
      ['a byte of no character (FF)', [0xff]],
      ['a character that is cut off (E2 82)', [0xe2, 0x82]],
      ['a character that is too long (C0 AF)', [0xc0, 0xaf]],
      ['Latin-1 (E9)', [0x63, 0x61, 0x66, 0xe9]],
    ]),
  )('%s', (_name, bytes) => {
    cannotBeRead(file('invalid.upsell', Buffer.concat([Buffer.from(`${MODEL}// `), Buffer.from(bytes)])));
  });

  it('UTF-16', () => cannotBeRead(file('utf-16.upsell', Buffer.from(`\ufeff${MODEL}`, 'utf16le'))));
});

describe('texts of every kind', () => {
  it('a byte-order mark', () => {
    const name = file('mark.upsell', `\ufeff${MODEL}`);
    expect(revenue(name)).toBeCloseTo(TOTAL, 6);
    expect(codes(name)).toEqual([]);
    // Lines and characters are those that an editor shows, which hides the mark.
    expect(codes(file('mark-and-error.upsell', `\ufeff? ${MODEL}`))).toEqual(['syntax-error 1:1']);
  });

  it('CRLF and CR', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      // A comment ends with its line, however the line ends.
      const name = file('line-ends.upsell', MODEL.replaceAll('\n', end));
      expect(revenue(name), JSON.stringify(end)).toBeCloseTo(TOTAL, 6);
      expect(codes(file('line-ends-and-error.upsell', WRONG.replaceAll('\n', end)))).toEqual([WRONG_AT]);
    }
  });

  it('an empty file and one of white space', () => {
    for (const text of ['', ' ', '\n\n', '\ufeff', '// nothing']) {
      const name = file('empty.upsell', text);
      expect(checkJson(name), JSON.stringify(text)).toEqual({ status: 0, diagnostics: [] });
      const run = upsell('eval', '--json', name);
      expect(run.status).toBe(2);
      oneSentence(run, name);
    }
  });

  it('half of a character that is escaped nowhere', () => {
    // JSON cannot hold it, and a terminal neither: the message may not echo it.
    const run = upsell('check', '--format', 'json', file('marks.upsell', `${MODEL}owner x "\u202e\u0007\u001b[31m"\n`));
    expect(() => JSON.parse(run.stdout)).not.toThrow();
    expect(run.stderr).toBe('');
  });

  it('control characters do not reach a terminal', () => {
    const name = file('escape.upsell', `${MODEL}volume\u001b[31m 12\u0007\n\u001b]0;title\u0007\n`);
    const { stdout, stderr, status } = upsell('check', '--color', 'never', name);
    expect(status).toBe(1);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(`${stdout}${stderr}`).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/);
  });

  it('one error of 1.9 MB, and 50,000 errors', () => {
    const long = upsell('check', file('long.upsell', `${MODEL}${'§'.repeat(900_000)}`));
    expect(long.status).toBe(1);
    expect(long.stdout.length).toBeLessThan(10_000);
    const name = file('errors.upsell', `${MODEL}${'? x\n'.repeat(50_000)}`);
    expect(checkJson(name).diagnostics.length).toBeGreaterThan(0);
    // For people too: an excerpt a diagnostic must not read the whole text again.
    expect(upsell('check', name).status).toBe(1);
  });

  it.each([16, 30, 290])('numbers of %i digits', (digits) => {
    const volume = MODEL.replace('800/month', `${'7'.repeat(digits)}/month`);
    const name = file('digits.upsell', volume.replace('12/month', `${'3'.repeat(digits)}.3/month`));
    for (const format of [[], ['--json'], ['--csv']]) {
      const run = upsell('eval', ...format, name);
      expect(run.status).toBe(0);
      expect(run.stdout).not.toMatch(/NaN|Infinity/);
    }
  });

  it('a file of 2 MB and one byte', () => {
    const name = file('large.upsell', MODEL + ' '.repeat(2_000_001 - MODEL.length));
    expect(codes(name)).toEqual(['file-too-large 1:1']);
    const run = upsell('eval', '--json', name);
    expect(run.status).toBe(2);
  });

  it.each(['json', 'github', 'sarif', 'junit', 'pretty'])('hostile texts in the format %s', (format) => {
    const hostile = `${MODEL}owner \u0001 "a\u0002" ::error::x%0A ]]> <b> & "\u2028" \u202e\n@@ \ufffe \uffff\n`;
    const run = upsell('check', '--format', format, file('hostile.upsell', hostile));
    expect(run.status).toBe(1);
    expect(run.stderr).toBe('');
    if (format === 'json' || format === 'sarif') expect(() => JSON.parse(run.stdout)).not.toThrow();
    if (format === 'github')
      for (const line of run.stdout.trim().split('\n')) expect(line).toMatch(/^::(error|warning|notice) /);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML 1.0 cannot hold them
    if (format === 'junit') expect(run.stdout).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/);
  });
});

describe('what is no file', () => {
  it('a missing file', () => cannotBeRead('missing.upsell'));

  it('a link to nothing', () => {
    symlinkSync('nowhere', path.join(folder, 'dangling.upsell'));
    cannotBeRead('dangling.upsell');
  });

  it('a link to itself', () => {
    symlinkSync('circle.upsell', path.join(folder, 'circle.upsell'));
    cannotBeRead('circle.upsell');
  });

  it('a file taken for a folder', () => {
    file('plain.upsell', MODEL);
    cannotBeRead('plain.upsell/model.upsell');
  });

  it('a name that is too long', () => cannotBeRead(`${'x'.repeat(300)}.upsell`));

  it('an empty folder', () => {
    mkdirSync(path.join(folder, 'hollow'));
    const run = upsell('check', '--format', 'json', 'hollow');
    expect(run.status).toBe(2);
    expect(JSON.parse(run.stdout)).toEqual([]);
    oneSentence(run, 'hollow');
  });

  it('a folder whose name ends as a file does', () => {
    file('folder.upsell/inner.upsell', MODEL);
    mkdirSync(path.join(folder, 'around/folder.upsell'), { recursive: true });
    file('around/model.upsell', MODEL);
    expect(revenue('folder.upsell')).toBeCloseTo(TOTAL, 6);
    expect(revenue('around')).toBeCloseTo(TOTAL, 6);
  });

  it('a folder with links in circles', () => {
    file('loop/model.upsell', MODEL);
    symlinkSync('..', path.join(folder, 'loop/up'));
    expect(revenue('loop')).toBeCloseTo(TOTAL, 6);
  });

  // Nobody writes into it, so that reading waits for ever.
  it('a pipe', () => {
    execFileSync('mkfifo', [path.join(folder, 'pipe.upsell')]);
    cannotBeRead('pipe.upsell');
  });

  it('a device without an end', () => cannotBeRead('/dev/zero'));
});

describe('names', () => {
  it.each(
    some([
      'with spaces and (signs) & more.upsell',
      'ünïcödé 模型 😀.upsell',
      'a%20b%2Fc%.upsell',
      '#hash?query=1.upsell',
      'quote\'s "double".upsell',
      'new\nline.upsell',
      'back\\slash.upsell',
      ' .upsell',
      'tab\tand\u001bescape.upsell',
    ]),
  )('%j', (name) => {
    file(name, MODEL);
    expect(revenue(name)).toBeCloseTo(TOTAL, 6);
    file(`wrong ${name}`, WRONG);
    const { status, diagnostics } = checkJson(`wrong ${name}`);
    expect(status).toBe(1);
    expect(diagnostics.map((diagnostic) => diagnostic.file)).toEqual([`wrong ${name}`]);
    expect(upsell('check', `wrong ${name}`).status).toBe(1);
  });

  it('a name that looks like an option', () => {
    file('--json.upsell', MODEL);
    expect(revenue('./--json.upsell')).toBeCloseTo(TOTAL, 6);
    const run = upsell('eval', '--', '--json.upsell');
    expect(run.status).toBe(0);
  });

  it('the same file twice, by two names', () => {
    file('twice.upsell', WRONG);
    expect(codes('twice.upsell', 'twice.upsell')).toEqual([WRONG_AT]);
  });
});

describe('one bad file does not stop the others', () => {
  it('check and eval', () => {
    const good = file('good.upsell', MODEL);
    const bad = file('bad.upsell', Uint8Array.of(0));
    const check = upsell('check', '--format', 'json', bad, good, 'gone.upsell');
    expect(check.status).toBe(2);
    const found = JSON.parse(check.stdout) as readonly Diagnostic[];
    expect(found.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(check.stderr.trim().split('\n')).toHaveLength(2);
    const json = upsell('eval', '--json', bad, good, 'gone.upsell');
    expect(json.status).toBe(2);
    expect((JSON.parse(json.stdout) as { file: string }[]).map((model) => model.file)).toEqual([good]);
  });
});

describe('imports', () => {
  it.each(
    some([
      ['a folder', './'],
      ['nothing', ''],
      ['a binary file', './library.bin'],
      ['a web address', 'https://example.com/x.upsell'],
      ['another host', '//host/x.upsell'],
      ['a query', './library.upsell?x=1'],
      ['a broken escape', './%E0%A4%A.upsell'],
      ['an escaped slash', '.%2Flibrary.upsell'],
      ['a Windows path', 'C:\\\\models\\\\library.upsell'],
      ['control characters', './\u0001\u001f.upsell'],
      ['a name that is too long', `./${'x'.repeat(5_000)}.upsell`],
      ['far above', `${'../'.repeat(200)}etc/passwd`],
      ['a device', '../../../../../../dev/null'],
    ]),
  )('%s', (_name, target) => {
    writeFileSync(path.join(folder, 'library.bin'), Uint8Array.of(0, 1, 2));
    file('library.upsell', LIBRARY);
    const { status, diagnostics } = checkJson(file('importing.upsell', `import "${target}"\n${MODEL}`));
    expect(status).toBe(1);
    expect(diagnostics[0]?.code).toMatch(/^(import-not-found|path-outside-workspace|syntax-error)$/);
    const run = upsell('eval', '--json', 'importing.upsell');
    expect(run.status).toBe(2);
    expect((JSON.parse(run.stdout) as { summary: { revenue: unknown } }).summary.revenue).toBeNull();
  });

  it('itself, a circle and a model', () => {
    file('model.upsell', MODEL);
    expect(codes(file('self.upsell', `import "./self.upsell"\n${MODEL}`))).toContain('import-cycle 1:8');
    file('a.upsell', 'import "./b.upsell"\n');
    file('b.upsell', 'import "./a.upsell"\n');
    expect(codes(file('circle-model.upsell', `import "./a.upsell"\n${MODEL}`))).toContain('import-cycle 1:8');
    expect(codes(file('model-model.upsell', `import "./model.upsell"\n${MODEL}`))).toContain('import-not-library 1:8');
  });

  it('a chain of 2,000 libraries', () => {
    for (let i = 0; i < 2_000; i++) file(`chain/l${i}.upsell`, i < 1_999 ? `import "./l${i + 1}.upsell"\n` : LIBRARY);
    file('chain/model.upsell', RICH.replace('./shared', './l0'));
    expect(checkJson('chain/model.upsell')).toEqual({ status: 0, diagnostics: [] });
  });
});

describe('exit codes', () => {
  // Spec: cli: "2 it could not run, or not whole (wrong usage, a missing file, a withheld total)".
  it('a total that is withheld is 2, also where it is only `net`', () => {
    file('shared.upsell', LIBRARY);
    expect(upsell('eval', file('net.upsell', RICH.replace('after 6 months', 'after 6'))).status).toBe(2);
    expect(upsell('eval', file('revenue.upsell', RICH.replace('win rate  20%', 'win rate'))).status).toBe(2);
    expect(upsell('eval', file('whole.upsell', RICH)).status).toBe(0);
  });

  it.each([['--format', 'xml'], ['--nonsense'], ['--as-of', '2026-02-30'], ['--color', 'blue']])(
    'wrong usage: %s %s',
    (...options) => {
      const run = upsell('check', ...options.filter(Boolean), file('usage.upsell', MODEL));
      expect(run.status).toBe(2);
      expect(run.stdout).toBe('');
      expect(run.stderr).not.toBe('');
    },
  );

  it('a reader that does not wait for the end', () => {
    const name = file('many.upsell', `${MODEL}${'? x\n'.repeat(20_000)}`);
    const command = `"${process.execPath}" "${UPSELL}" check --format json "${name}" | head -c 100`;
    const { stdout, stderr } = spawnSync('sh', ['-c', command], { cwd: folder, encoding: 'utf8', timeout: 15_000 });
    expect(stdout).toHaveLength(100);
    expect(stderr).toBe('');
  });
});
