import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ServerProcess } from './language-server-process.ts';
import { CANONICAL } from './models.ts';

/*
 * The language server over its streams, as any editor starts it. After each hostile thing it is still there and answers the
 * hints of a good document; nothing of it is a bug that the server only survives by its guard (an error in its log).
 */

const REPOSITORY = path.resolve(import.meta.dirname, '../..');
const ALL = { start: { line: 0, character: 0 }, end: { line: 1_000_000, character: 0 } };

let folder = '';
let server: ServerProcess;
let opened = 0;

beforeAll(async () => {
  if (!existsSync(path.join(REPOSITORY, 'dist/cli/main.mjs')))
    throw new Error('dist/cli/main.mjs is missing: run `npm run build` before these tests.');
  folder = mkdtempSync(path.join(tmpdir(), 'upsell-server-'));
  await start();
});

afterAll(() => {
  server?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

async function start(): Promise<void> {
  const command = path.join(REPOSITORY, 'packages/cli/bin/upsell.mjs');
  server = new ServerProcess(process.execPath, [command, 'lsp', '--stdio'], folder);
  await server.request('initialize', { processId: process.pid, rootUri: pathToFileURL(folder).href, capabilities: {} });
  server.notify('initialized', {});
}

const uriOf = (name: string): string => pathToFileURL(path.join(folder, name)).href;

function open(uri: string, text: string, version = 1): void {
  server.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'upsell', version, text } });
}

interface Hint {
  readonly label: string;
  readonly position: { readonly line: number };
}

async function hints(uri: string): Promise<readonly Hint[]> {
  const { result } = await server.request('textDocument/inlayHint', { textDocument: { uri }, range: ALL });
  return (result ?? []) as readonly Hint[];
}

/** The server is up, its log has no error, and a good document has its hints. */
async function isWell(): Promise<void> {
  const uri = uriOf(`good-${opened++}.upsell`);
  open(uri, CANONICAL);
  const found = await hints(uri);
  expect(found[0]?.label).toBe('35.7 opened/mo · $1.29M in 12 mo');
  expect(found.length).toBeGreaterThan(15);
  server.notify('textDocument/didClose', { textDocument: { uri } });
  const log = server.messages.filter(
    ({ method, params }) => method === 'window/logMessage' && (params as { type: number }).type === 1,
  );
  expect(log.map(({ params }) => (params as { message: string }).message.slice(0, 300))).toEqual([]);
  expect(server.stderr).toBe('');
  expect(server.isUp).toBe(true);
}

afterEach(async () => {
  // A server that a test has killed does not take the next tests with it.
  if (server.isUp && !server.messages.some(({ method }) => method === 'window/logMessage')) return;
  server.stop();
  await start();
});

const HOSTILE: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['a zero byte', '\0'],
  ['half of a character', '\ud800'],
  ['half of a character in a text', `${CANONICAL}owner x "\udc00"`],
  ['an import of half of a character', `import "\ud800.upsell"\n${CANONICAL}`],
  ['an import of a broken escape', `import "%E0%A4%A.upsell"\n${CANONICAL}`],
  ['an import of another host', `import "//host/x.upsell"\n${CANONICAL}`],
  ['an import of itself', `import "./hostile-7.upsell"\n${CANONICAL}`],
  ['an import of a folder', `import "./"\n${CANONICAL}`],
  ['every line end', CANONICAL.replaceAll('\n', '\r')],
  ['a byte-order mark', `\ufeff${CANONICAL}`],
  ['10,000 braces', '{'.repeat(10_000)],
  ['1,000 parentheses in a volume', CANONICAL.replace('12/month', '('.repeat(1_000))],
  ['3,000 units', CANONICAL.replace('12/month', `12${' per month'.repeat(3_000)}`)],
  [
    '1,500 drivers in a chain',
    CANONICAL + Array.from({ length: 1_500 }, (_, i) => `driver d${i} d${i + 1} by growth\n`).join(''),
  ],
  ['a number without an end', CANONICAL.replace('12/month', `${'9'.repeat(400)}/month`)],
  [
    'numbers whose product is none',
    CANONICAL.replace('12/month', `${'9'.repeat(300)}/month`).replace('$12,000', `$${'9'.repeat(300)}`),
  ],
  ['2 MB and more', `// ${'x'.repeat(2_000_001)}`],
  ['names of every object', CANONICAL.replaceAll('tickets', '__proto__').replaceAll('growth', 'constructor')],
];

describe('hostile texts', () => {
  it.each(HOSTILE)('%s', async (_name, text) => {
    const i = HOSTILE.findIndex(([, other]) => other === text);
    const uri = uriOf(`hostile-${i}.upsell`);
    const since = server.messages.length;
    open(uri, text);
    const labels = (await hints(uri)).map(({ label }) => label);
    for (const label of labels) expect(label).not.toMatch(/NaN|Infinity|undefined/);
    await server.until(
      ({ method, params }) => method === 'textDocument/publishDiagnostics' && (params as { uri: string }).uri === uri,
      'diagnostics',
      since,
    );
    await isWell();
    server.notify('textDocument/didClose', { textDocument: { uri } });
  });
});

describe('changes', () => {
  const range = (a: number, b: number, c: number, d: number) => ({
    start: { line: a, character: b },
    end: { line: c, character: d },
  });

  it.each([
    ['after the end', [{ range: range(9_999, 0, 9_999, 5), text: 'x' }]],
    ['after the end of a line', [{ range: range(0, 9_999, 1, 9_999), text: '\n' }]],
    ['before the start', [{ range: range(-5, -5, -1, -1), text: 'y' }]],
    ['the wrong way round', [{ range: range(20, 0, 3, 0), text: 'z' }]],
    ['no whole numbers', [{ range: range(0.5, 0.5, 1.5, 2.5), text: 'w' }]],
    ['positions of 2^53', [{ range: range(0, 0, 2 ** 53, 2 ** 53), text: CANONICAL }]],
    ['inside a character of two halves', [{ text: '"😀"' }, { range: range(0, 2, 0, 2), text: 'x' }]],
    ['inside a line break', [{ text: 'owner\r\nx' }, { range: range(0, 6, 0, 6), text: '"' }]],
    ['the whole text a hundred times', Array.from({ length: 100 }, (_, i) => ({ text: `${CANONICAL}// ${i}` }))],
    ['no changes', []],
  ])('%s', async (_name, contentChanges) => {
    const uri = uriOf('changed.upsell');
    open(uri, CANONICAL);
    server.notify('textDocument/didChange', { textDocument: { uri, version: 2 }, contentChanges });
    await hints(uri);
    // The text is what the server made of it; a full one is a good one again.
    server.notify('textDocument/didChange', {
      textDocument: { uri, version: 3 },
      contentChanges: [{ text: CANONICAL }],
    });
    expect((await hints(uri))[0]?.label).toBe('35.7 opened/mo · $1.29M in 12 mo');
    server.notify('textDocument/didClose', { textDocument: { uri } });
    await isWell();
  });

  it('a version that goes back', async () => {
    const uri = uriOf('back.upsell');
    open(uri, CANONICAL, 7);
    await hints(uri);
    const change = (version: number, text: string) =>
      server.notify('textDocument/didChange', { textDocument: { uri, version }, contentChanges: [{ text }] });
    change(8, '');
    expect(await hints(uri)).toEqual([]);
    change(3, CANONICAL);
    expect((await hints(uri)).length).toBeGreaterThan(15);
    await isWell();
  });
});

describe('documents', () => {
  it('one that is not open', async () => {
    expect(await hints(uriOf('unknown.upsell'))).toEqual([]);
    expect(await hints('untitled:Untitled-1')).toEqual([]);
    expect(await hints('')).toEqual([]);
    await isWell();
  });

  it.each([
    'untitled:Untitled-1',
    'vscode-vfs://github/acme/x.upsell',
    'not a uri',
    'file:///%',
    'file://host/x.upsell',
    '',
  ])('one that is no file: %j', async (uri) => {
    open(uri, CANONICAL.replace('owner growth', 'import "./library.upsell"\nowner growth'));
    await hints(uri);
    open(`${uri}#2`, CANONICAL);
    expect((await hints(`${uri}#2`)).length).toBeGreaterThan(15);
    await isWell();
  });

  it('one that is opened twice', async () => {
    const uri = uriOf('twice.upsell');
    open(uri, 'nonsense');
    open(uri, CANONICAL, 2);
    expect((await hints(uri)).length).toBeGreaterThan(15);
    // The same version with another text is another text all the same.
    open(uri, '', 2);
    expect(await hints(uri)).toEqual([]);
    await isWell();
  });

  it('one that is closed, changed or saved without being open', async () => {
    const uri = uriOf('never.upsell');
    server.notify('textDocument/didClose', { textDocument: { uri } });
    server.notify('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges: [{ text: CANONICAL }],
    });
    server.notify('textDocument/didSave', { textDocument: { uri } });
    server.notify('textDocument/didClose', { textDocument: { uri } });
    expect(await hints(uri)).toEqual([]);
    await isWell();
  });

  it('one that imports what is no text', async () => {
    writeFileSync(path.join(folder, 'binary.upsell'), Uint8Array.of(0, 0xff, 0xfe));
    const uri = uriOf('importing.upsell');
    open(uri, `import "./binary.upsell"\n${CANONICAL}`);
    expect((await hints(uri))[0]?.label).toMatch(/withheld/);
    await isWell();
  });
});

describe('messages', () => {
  it('unknown requests are answered with an error', async () => {
    for (const method of ['textDocument/nonsense', '$/nonsense', 'workspace/executeCommand', '']) {
      const { error, result } = await server.request(method, { textDocument: { uri: 'x' } });
      expect(error ?? result, method).toBeTruthy();
    }
    await isWell();
  });

  it('unknown notifications are passed over', async () => {
    server.notify('textDocument/nonsense', {});
    server.notify('$/cancelRequest', { id: 99_999 });
    server.notify('$/setTrace', { value: 'nonsense' });
    await isWell();
  });

  it('parameters that are none', async () => {
    for (const params of [
      undefined,
      null,
      [],
      {},
      { textDocument: null },
      { textDocument: {} },
      { textDocument: { uri: 5 } },
    ]) {
      await server.request('textDocument/inlayHint', params);
      await server.request('textDocument/inlayHint', { ...(params ?? {}), range: null });
    }
    const uri = uriOf('ranges.upsell');
    open(uri, CANONICAL);
    for (const range of [
      { start: { line: -1, character: -1 }, end: { line: -1, character: -1 } },
      { start: { line: 50, character: 0 }, end: { line: 3, character: 0 } },
      { start: { line: 2 ** 40, character: 0 }, end: { line: 2 ** 50, character: 0 } },
    ])
      expect((await server.request('textDocument/inlayHint', { textDocument: { uri }, range })).result).toEqual([]);
    server.notify('textDocument/didClose', { textDocument: { uri } });
    expect(server.isUp).toBe(true);
  });

  it('settings that are none', async () => {
    for (const settings of [
      null,
      5,
      'x',
      [],
      { upsell: null },
      { upsell: { inlayHints: 'no' } },
      { upsell: { inlayHints: { enabled: 'no' } } },
    ])
      server.notify('workspace/didChangeConfiguration', { settings });
    await isWell();
  });

  it('watched files that are none', async () => {
    server.notify('workspace/didChangeWatchedFiles', {
      changes: [
        { uri: uriOf('gone.upsell'), type: 3 },
        { uri: 'nonsense', type: 99 },
        { uri: '', type: 1 },
      ],
    });
    await isWell();
  });

  it('many at once', async () => {
    const uri = uriOf('typed.upsell');
    open(uri, '');
    const requests: Promise<readonly Hint[]>[] = [];
    for (let i = 0; i < 200; i++) {
      const text = CANONICAL.slice(0, Math.floor((CANONICAL.length * (i + 1)) / 200));
      server.notify('textDocument/didChange', { textDocument: { uri, version: i + 2 }, contentChanges: [{ text }] });
      requests.push(hints(uri));
    }
    expect((await Promise.all(requests)).at(-1)?.length).toBeGreaterThan(15);
    await isWell();
  });

  it('a shutdown and an exit end it, and with 0', async () => {
    const end = server;
    expect((await end.request('shutdown')).result ?? null).toBeNull();
    end.notify('exit');
    await expect(end.until(() => false, 'its end')).rejects.toThrow('ended with 0');
    await start();
  });
});
