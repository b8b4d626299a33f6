import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  createMessageConnection,
  type MessageConnection,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-jsonrpc/node';
import { createConnection } from 'vscode-languageserver/node';
import { ClientFiles } from '../../packages/language-server/src/client-files.ts';
import { PREVIEW, type ReadFileResult, WATCH_PREVIEW } from '../../packages/language-server/src/requests.ts';
import { serve } from '../../packages/language-server/src/server.ts';
import type { Publication } from '../harness/language-client.ts';
import { MODEL, MONTHS } from '../harness/tracked-model.ts';

const FOLDER = 'vscode-vfs://github/acme/models';
const ROOT = `${FOLDER}/a.upsell`;
const LIBRARY = `${FOLDER}/lib/base.upsell`;
const ROOT_TEXT = `import "./lib/base.upsell"\n\n${MODEL.replace(/^owner .*\n/gm, '')}`;
const LIBRARY_TEXT = (MODEL.match(/^owner .*\n/gm) ?? []).join('');

let disk: Map<string, string>;
/** What holds the answers back; resolved, it does not. */
let gate: Promise<void>;
let letGo: () => void;
let client: MessageConnection;
/** What came from the server, in order. */
let heard: string[];
let publications: Publication[];
let read: string[];

beforeEach(() => {
  disk = new Map([
    [ROOT, ROOT_TEXT],
    [LIBRARY, LIBRARY_TEXT],
    [`${FOLDER}/actuals/months.csv`, MONTHS],
  ]);
  [heard, publications, read] = [[], [], []];
  hold();
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const files = new ClientFiles({
    read: async (uri): Promise<ReadFileResult> => {
      read.push(uri);
      await gate;
      const text = disk.get(uri);
      return text === undefined ? { problem: 'absent' } : { text };
    },
    list: async (folder) => [...disk.keys()].filter((uri) => uri.startsWith(folder) && uri.endsWith('.upsell')),
  });
  serve(createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient)), {
    read: (uri) => files.read(uri),
    readBeside: (uri) => files.readBeside(uri),
    real: (uri) => uri,
    reaches: (uri) => files.reaches(uri),
    list: (folder) => files.list(folder),
    sha256: () => '',
    month: () => 2026 * 12 + 4,
    arriving: files,
  });
  client = createMessageConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  client.onNotification('textDocument/publishDiagnostics', (publication: Publication) => {
    heard.push('diagnostics');
    publications.push(publication);
  });
  client.onNotification(PREVIEW, () => {
    heard.push('preview');
  });
  client.onRequest('workspace/inlayHint/refresh', () => {
    heard.push('refresh');
    return null;
  });
  client.onRequest('client/registerCapability', () => null);
  client.listen();
});
afterEach(() => {
  client.dispose();
});

function hold(): void {
  gate = new Promise((resolve) => {
    letGo = resolve;
  });
}

async function start(folders: readonly string[] = [FOLDER]): Promise<void> {
  await client.sendRequest('initialize', {
    processId: null,
    rootUri: null,
    workspaceFolders: folders.map((uri) => ({ uri, name: 'models' })),
    capabilities: {
      workspace: {
        inlayHint: { refreshSupport: true },
        didChangeWatchedFiles: { dynamicRegistration: true },
        workspaceFolders: true,
      },
    },
  });
  await client.sendNotification('initialized', {});
}

const open = (uri: string, text: string): Promise<void> =>
  client.sendNotification('textDocument/didOpen', {
    textDocument: { uri, languageId: 'upsell', version: 1, text },
  });

const hints = async (): Promise<readonly string[]> => {
  const range = { start: { line: 0, character: 0 }, end: { line: 10_000, character: 0 } };
  const found = await client.sendRequest('textDocument/inlayHint', { textDocument: { uri: ROOT }, range });
  return (found as readonly { label: string }[]).map(({ label }) => label);
};

const tellOf = (...uris: readonly string[]): Promise<void> =>
  client.sendNotification('workspace/didChangeWatchedFiles', { changes: uris.map((uri) => ({ uri, type: 2 })) });

/** The codes of errors that are published for a file last. */
const codes = (uri = ROOT): readonly string[] | undefined =>
  publications
    .findLast((one) => one.uri === uri)
    ?.diagnostics.filter(({ severity }) => severity === 1)
    .map(({ code }) => code);

const eventually = (check: () => void | Promise<void>): Promise<void> => vi.waitFor(check, { timeout: 5_000 });

/** Long enough for anything that the server had to say. */
const aWhile = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 150));

describe('a server whose files take their time', () => {
  it('says nothing of a document until all is there, and then the truth', async () => {
    await start();
    await open(ROOT, ROOT_TEXT);
    await client.sendNotification(WATCH_PREVIEW, { uri: ROOT });
    const early = await hints();
    await aWhile();
    expect(heard).toEqual([]);
    letGo();
    await eventually(() => expect(heard).toContain('preview'));
    expect(codes()).toEqual([]);
    expect(publications.filter(({ uri }) => uri === ROOT).length).toBe(1);
    expect(heard.filter((what) => what === 'refresh').length).toBe(1);
    const late = await hints();
    expect(late).not.toEqual(early);
    expect(late.some((label) => label.includes('actual'))).toBe(true);
    // Each once, whether it was listed or looked at.
    expect(read.filter((uri) => uri === LIBRARY)).toEqual([LIBRARY]);
  });

  it('answers when all is there what nobody asks for again', async () => {
    const ask = async (method: string) => client.sendRequest(method, { textDocument: { uri: ROOT } });
    await start();
    await open(ROOT, ROOT_TEXT);
    // What is known is analysed by then.
    await hints();
    const asked = [ask('textDocument/documentSymbol'), ask('textDocument/documentLink')];
    const early = Promise.race(asked);
    expect(await Promise.race([early, aWhile()])).toBeUndefined();
    letGo();
    const [symbols, links] = await Promise.all(asked);
    await eventually(() => expect(codes()).toEqual([]));
    expect(symbols).toEqual(await ask('textDocument/documentSymbol'));
    expect(links).toEqual(await ask('textDocument/documentLink'));
    expect(JSON.stringify(links)).toContain('actuals/months.csv');
  });

  it('says what is missing when it knows', async () => {
    disk.delete(LIBRARY);
    disk.delete(`${FOLDER}/actuals/months.csv`);
    await start();
    await open(ROOT, ROOT_TEXT);
    await aWhile();
    expect(heard).toEqual([]);
    letGo();
    await eventually(() => expect(codes()).toEqual(expect.arrayContaining(['import-not-found', 'actuals-not-found'])));
  });

  it('follows files that change, come and go', async () => {
    letGo();
    await start();
    await open(ROOT, ROOT_TEXT);
    await eventually(() => expect(codes()).toEqual([]));
    await aWhile();
    heard.length = 0;

    hold();
    disk.delete(LIBRARY);
    await tellOf(LIBRARY);
    await aWhile();
    expect(heard).toEqual([]);
    letGo();
    await eventually(() => expect(codes()).toContain('import-not-found'));
    disk.set(LIBRARY, LIBRARY_TEXT);
    await tellOf(`${FOLDER}/lib`);
    await eventually(() => expect(codes()).toEqual([]));
    await eventually(() => expect(heard).toContain('refresh'));

    await aWhile();
    heard.length = 0;
    await tellOf(LIBRARY, ROOT, `${FOLDER}/actuals/months.csv`);
    await aWhile();
    expect(heard).toEqual([]);
  });

  it('shows a preview that was opened while something else was read', async () => {
    letGo();
    await start();
    await open(ROOT, ROOT_TEXT);
    await eventually(() => expect(codes()).toEqual([]));
    hold();
    const other = `${FOLDER}/not-listed.upsell`;
    await open(other, LIBRARY_TEXT);
    await client.sendNotification('textDocument/didClose', { textDocument: { uri: other } });
    await eventually(() => expect(read).toContain(other));
    await client.sendNotification(WATCH_PREVIEW, { uri: ROOT });
    await aWhile();
    expect(heard).not.toContain('preview');
    letGo();
    await eventually(() => expect(heard).toContain('preview'));
  });

  it('takes what is open for what it is, whatever is saved', async () => {
    letGo();
    await start();
    await open(ROOT, ROOT_TEXT);
    await open(LIBRARY, LIBRARY_TEXT);
    await eventually(() => expect(codes()).toEqual([]));
    await aWhile();
    heard.length = 0;
    disk.set(LIBRARY, `// saved\n${LIBRARY_TEXT}`);
    await tellOf(LIBRARY);
    await eventually(() => expect(read.filter((uri) => uri === LIBRARY).length).toBe(2));
    await aWhile();
    expect(heard).toEqual([]);
  });

  it('sets severities when it has read them', async () => {
    const config = `${FOLDER}/upsell.config.json`;
    disk.set(config, '{ "rules": { "unused-driver": "error" } }');
    await start();
    await open(ROOT, `${ROOT_TEXT}\ndriver nobody 5 counted 2026-01 by success\n`);
    await aWhile();
    letGo();
    await eventually(() => expect(codes()).toEqual(['unused-driver']));
    disk.delete(config);
    await tellOf(config);
    await eventually(() => expect(codes()).toEqual([]));
  });

  it('looks again at what no client watches when a model is saved', async () => {
    letGo();
    await start([]);
    await open(ROOT, ROOT_TEXT);
    await eventually(() => expect(codes()).toEqual([]));
    disk.delete(LIBRARY);
    await client.sendNotification('textDocument/didSave', { textDocument: { uri: ROOT } });
    await eventually(() => expect(codes()).toContain('import-not-found'));
  });

  it('knows the models of a workspace that is on no disk', async () => {
    const other = `${FOLDER}/other.upsell`;
    disk.set(other, ROOT_TEXT);
    await start();
    await open(LIBRARY, LIBRARY_TEXT);
    letGo();
    const position = { line: 0, character: LIBRARY_TEXT.indexOf(' ') + 1 };
    const params = { textDocument: { uri: LIBRARY }, position, context: { includeDeclaration: true } };
    const found = (await client.sendRequest('textDocument/references', params)) as readonly { uri: string }[];
    expect(new Set(found.map(({ uri }) => uri))).toEqual(new Set([LIBRARY, ROOT, other]));
  });
});
