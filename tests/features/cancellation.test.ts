import { beforeAll, describe, expect, it } from 'vitest';
import { CancellationTokenSource } from 'vscode-jsonrpc/node';
import { LSPErrorCodes } from 'vscode-languageserver';
import { Slices } from '../../packages/language-server/src/slices.ts';
import { workspaceFiles } from '../bench/workspace-files.ts';
import { InProcessClient } from '../harness/in-process-client.ts';

const FOLDER = 'file:///w';
const MODELS = 200;
/** A library, and models all of which import it: to read them all takes about a second. */
const FILES = new Map(
  [...workspaceFiles()].flatMap(([name, text]): [string, string][] => {
    const [, model] = /model-(\d+)\.upsell$/.exec(name) ?? [];
    return Number(model ?? 0) < MODELS ? [[`${FOLDER}/${name}`, text]] : [];
  }),
);
const URI = `${FOLDER}/libraries/library-0.upsell`;
const TEXT = FILES.get(URI) ?? '';
const line = TEXT.split('\n').findIndex((text) => text.startsWith('driver library_0_0 '));
const textDocument = { uri: URI };
const placed = { textDocument, position: { line, character: 8 } };
const range = { start: { line: 0, character: 0 }, end: { line: 60, character: 0 } };

let client: InProcessClient;
let item: object;
beforeAll(async () => {
  client = new InProcessClient(FILES);
  await client.start({}, FOLDER);
  await client.open(URI, TEXT);
  [item] = (await client.ask<[object]>('textDocument/prepareCallHierarchy', placed)) as [object];
  // All files are read by then.
  await client.ask('workspace/symbol', { query: 'x' });
});

/** What is answered to a request that is cancelled as soon as `when` says so: the code of the error. */
async function codeOf(method: string, params: object, when: Promise<unknown>): Promise<number | undefined> {
  const source = new CancellationTokenSource();
  const answer = client.connection.sendRequest(method, params, source.token).then(
    () => undefined,
    ({ code }: { code: number }) => code,
  );
  await when;
  source.cancel();
  return answer;
}

const soon = () => new Promise((resolve) => setTimeout(resolve, 30));

describe('a request that is cancelled', () => {
  it.each([
    ['textDocument/references', { ...placed, context: { includeDeclaration: true } }],
    ['textDocument/rename', { ...placed, newName: 'accounts_everywhere' }],
    ['callHierarchy/incomingCalls', () => ({ item })],
    ['workspace/diagnostic', { previousResultIds: [] }],
    ['upsell/expectations', {}],
  ])('while it is worked on: %s', async (method, params) => {
    const asked = typeof params === 'function' ? params() : params;
    expect(await codeOf(method, asked, soon())).toBe(LSPErrorCodes.RequestCancelled);
    expect(client.logged).toEqual([]);
  });

  it.each([
    ['workspace/symbol', { query: 'x' }],
    ['textDocument/references', { ...placed, context: { includeDeclaration: true } }],
    ['callHierarchy/outgoingCalls', () => ({ item })],
    ['workspace/diagnostic', { previousResultIds: [] }],
    ['upsell/expectations', {}],
  ])('while the workspace is still read: %s', async (method, params) => {
    const own = client;
    let listed = () => {};
    client = new InProcessClient(
      FILES,
      () =>
        new Promise<void>((resolve) => {
          listed = resolve;
        }),
    );
    await client.start({}, FOLDER);
    await client.open(URI, TEXT);
    const asked = typeof params === 'function' ? params() : params;
    expect(await codeOf(method, asked, soon())).toBe(LSPErrorCodes.RequestCancelled);
    listed();
    expect(await client.ask('workspace/symbol', { query: 'library_0_0' })).not.toEqual([]);
    expect(client.logged).toEqual([]);
    client = own;
  });

  it('while something else keeps the server busy', async () => {
    const source = new CancellationTokenSource();
    const next = new Slices(source.token, () => true).next();
    await soon();
    source.cancel();
    await expect(next).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
  });

  it.each([
    ['textDocument/inlayHint', { textDocument, range }],
    ['textDocument/hover', placed],
    ['textDocument/completion', placed],
    ['textDocument/documentSymbol', { textDocument }],
    ['textDocument/semanticTokens/full', { textDocument }],
    ['textDocument/rename', { ...placed, newName: 'accounts_everywhere' }],
  ])('before its turn has come: %s', async (method, params) => {
    expect(await codeOf(method, params, Promise.resolve())).toBe(LSPErrorCodes.RequestCancelled);
  });
});
