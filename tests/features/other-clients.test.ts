import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LanguageClient } from '../harness/language-client.ts';
import { MODEL as TRACKED } from '../harness/tracked-model.ts';

/* Clients of other editors, which offer other things, and sometimes what they do not keep. */

const URI = 'untitled:Untitled-1';
const MODEL = TRACKED.replace('actuals "actuals"\n', '');
const TOTAL = '35.7 opened/mo · $1.29M in 12 mo';

let client: LanguageClient;
beforeEach(() => {
  client = new LanguageClient();
});
afterEach(async () => {
  expect(await client.stop()).toBe(0);
});

const totals = async (): Promise<string | undefined> => (await client.hints(URI))[0]?.label;

const request = (method: string, more: object = {}): Promise<unknown> =>
  client.connection.sendRequest(`textDocument/${method}`, { textDocument: { uri: URI }, ...more });

describe('what a client says at the start', () => {
  it('may be null wherever it has nothing', async () => {
    const nothing = { inlayHint: null, diagnostic: null, publishDiagnostics: null, foldingRange: { rangeLimit: null } };
    const capabilities = {
      textDocument: { ...nothing, completion: { completionItem: { documentationFormat: null } }, hover: null },
      workspace: { configuration: null, workspaceFolders: null, workspaceEdit: { resourceOperations: null } },
      window: null,
      experimental: null,
    };
    await client.connection.sendRequest('initialize', {
      processId: null,
      rootUri: null,
      workspaceFolders: null,
      initializationOptions: null,
      capabilities,
    });
    await client.connection.sendNotification('initialized', {});
    await client.open(URI, `${MODEL}driver x 5 by nobody\n`);
    // It is sent diagnostics, as one that asks for none.
    expect((await client.errors(URI)).map(({ code }) => code)).toEqual(['unknown-name']);
    expect(await totals()).toBe(TOTAL);
    expect(await request('foldingRange')).not.toEqual([]);
  });

  it('may be of a draft of the protocol', async () => {
    await client.start({ textDocument: { publishDiagnostics: { tagSupport: true } } });
    await client.open(URI, MODEL);
    expect(await client.errors(URI)).toEqual([]);
  });

  it('may leave out UTF-16, in which places are counted all the same', async () => {
    const { capabilities } = await client.start({ general: { positionEncodings: ['utf-8'] } });
    expect(capabilities).toMatchObject({ positionEncoding: 'utf-16' });
  });

  it('does not say that it has a grammar of the language', async () => {
    await client.start({ textDocument: { semanticTokens: { augmentsSyntaxTokens: true } } });
    await client.open(URI, 'driver x 5 by ann // half of 10\n');
    const { data } = (await request('semanticTokens/full')) as { data: readonly number[] };
    // Word, name, number, word and comment: `ann` is nobody.
    expect(data).toHaveLength(5 * 5);
  });
});

describe('settings', () => {
  const OFF = { upsell: { inlayHints: { enabled: false } } };

  it('may be given at the start by a client that gives none later', async () => {
    await client.start({}, [], OFF);
    await client.open(URI, MODEL);
    expect(await client.hints(URI)).toEqual([]);
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    expect(await client.hints(URI)).toEqual([]);
    const settings = { upsell: { inlayHints: { goals: false } } };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings });
    expect(await totals()).toBe(TOTAL);
  });

  it.each([[[null]], [[]], [null]])('keep those of the start where a client answers %j', async (answer) => {
    client.connection.onRequest('workspace/configuration', () => answer);
    await client.start({ workspace: { configuration: true } }, [], OFF);
    await client.open(URI, MODEL);
    await client.diagnostics(URI);
    expect(await client.hints(URI)).toEqual([]);
  });

  it('are those of the start where a client offers them and refuses', async () => {
    await client.start({ workspace: { configuration: true } });
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
    await client.open(URI, MODEL);
    expect(await totals()).toBe(TOTAL);
    expect(client.logged).toEqual([]);
  });

  it('are asked for where a client refuses to watch files', async () => {
    client.connection.onRequest('workspace/configuration', () => [OFF.upsell]);
    await client.start({ workspace: { configuration: true, didChangeWatchedFiles: { dynamicRegistration: true } } });
    await client.open(URI, MODEL);
    await client.diagnostics(URI);
    expect(await client.hints(URI)).toEqual([]);
  });
});

describe('a client that offers to ask again, and refuses', () => {
  const REFRESHES = ['inlayHint', 'codeLens', 'semanticTokens', 'diagnostic'];

  it('goes on being served', async () => {
    const refused: string[] = [];
    for (const what of REFRESHES)
      client.connection.onRequest(`workspace/${what}/refresh`, () => {
        refused.push(what);
        throw new Error('not now');
      });
    const offered = ['inlayHint', 'codeLens', 'semanticTokens', 'diagnostics'];
    const workspace = Object.fromEntries(offered.map((what) => [what, { refreshSupport: true }]));
    await client.start({ workspace, textDocument: { diagnostic: {} } });
    const library = 'file:///x/shared.upsell';
    await client.open(library, 'owner ann "Ann"\ndriver fifth 20% by ann\n');
    await client.open('file:///x/a.upsell', `import "./shared.upsell"\n${MODEL.replace('15%', 'fifth')}`);
    await client.open(URI, MODEL);
    const settings = { upsell: { inlayHints: { goals: false }, codeLens: { enabled: false } } };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings });
    for (let version = 2; new Set(refused).size < REFRESHES.length; version++) {
      const name = version % 2 === 0 ? 'tenth' : 'fifth';
      await client.change(library, `owner ann "Ann"\ndriver ${name} 20% by ann\n`, version);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    // Of what is half typed, the editor is told once it rests.
    await client.hints(URI);
    refused.length = 0;
    await client.change(URI, MODEL.replace('15%', '%'), 2);
    await client.hints(URI);
    while (refused.length === 0) await new Promise((resolve) => setTimeout(resolve, 50));
    await client.change(URI, MODEL, 3);
    expect(await totals()).toBe(TOTAL);
  });
});
