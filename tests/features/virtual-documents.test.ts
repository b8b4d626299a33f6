import { normalUri } from '@upsell/language';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LIST_FILES, READ_FILE, type ReadFileResult } from '../../packages/language-server/src/requests.ts';
import { LanguageClient } from '../harness/language-client.ts';
import { TemporaryFolder } from '../harness/temporary-folder.ts';
import { MODEL, MONTHS } from '../harness/tracked-model.ts';

let client: LanguageClient;
let folder: TemporaryFolder;
beforeEach(() => {
  client = new LanguageClient();
  folder = new TemporaryFolder();
});
afterEach(async () => {
  expect(await client.stop()).toBe(0);
  folder.remove();
  expect(client.logged.filter((line) => /error|exception/i.test(line))).toEqual([]);
});

/** A file as it was in a commit, as the editor names it in a view of differences. */
const committed = (name: string): string =>
  `git:${folder.at(name)}?${encodeURIComponent(JSON.stringify({ path: folder.at(name), ref: '~' }))}`;

const codes = async (uri: string): Promise<readonly string[]> => (await client.errors(uri)).map(({ code }) => code);

describe('documents that are not on a disk', () => {
  it.each([
    ['a commit', () => committed('actuals/months.csv')],
    ['a commit, not encoded', () => decodeURIComponent(committed('actuals/months.csv'))],
    ['the local history', () => `vscode-local-history:${folder.at('actuals/months.csv')}?abc`],
    ['a new file', () => 'untitled:months.csv'],
    ['a new plan', () => 'untitled:a.plan.json'],
  ])('are no models where they are tables or plans: of %s', async (_, uriOf) => {
    folder.write({ 'a.upsell': MODEL, 'actuals/months.csv': MONTHS });
    await client.start({}, [folder.path]);
    await client.open(uriOf(), MONTHS);
    await client.open(folder.uri('a.upsell'), MODEL);
    await client.diagnostics(folder.uri('a.upsell'));
    expect(await client.hints(uriOf())).toEqual([]);
    expect(client.publications.filter(({ uri, diagnostics }) => uri === uriOf() && diagnostics.length > 0)).toEqual([]);
  });

  it('miss no files where nothing can be looked up', async () => {
    folder.write({ 'a.upsell': MODEL, 'actuals/months.csv': MONTHS });
    const text = `${MODEL}plan "plans/a.plan.json"\n`;
    await client.start({}, [folder.path]);
    for (const uri of ['untitled:Untitled-1', `untitled:${folder.at('new.upsell')}`, committed('a.upsell')]) {
      await client.open(uri, text);
      expect(await codes(uri)).toEqual([]);
      expect((await client.hints(uri)).length).toBeGreaterThan(0);
    }
    await client.open(folder.uri('b/a.upsell'), text);
    expect(await codes(folder.uri('b/a.upsell'))).toEqual(['actuals-not-found', 'plan-not-found']);
  });

  const importing = `import "./shared.upsell"\ninclude "./part.upsell" as part\n${MODEL}`;

  it('say that an import cannot be looked up, and do not ask for a file that is there', async () => {
    folder.write({ 'shared.upsell': 'owner sales "Sales"\n', 'part.upsell': MODEL });
    await client.start({}, [folder.path]);
    const uri = 'untitled:Untitled-1';
    await client.open(uri, importing);
    const missing = (await client.errors(uri)).filter(({ code }) => code === 'import-not-found');
    expect(missing.map(({ message }) => message)).toEqual(
      ['./shared.upsell', './part.upsell'].map(
        (path) =>
          `\`${path}\` is not known here: this text is not on the disk, and nothing can be looked up beside it.`,
      ),
    );
    for (const { range } of missing) {
      const asked = { textDocument: { uri }, range, context: { diagnostics: [] } };
      const actions = await client.connection.sendRequest('textDocument/codeAction', asked);
      expect((actions as readonly { title: string }[]).filter(({ title }) => /Create/.test(title))).toEqual([]);
    }
  });

  it.each([
    ['git', () => committed('a.upsell')],
    ['the local history', () => `vscode-local-history:${folder.at('a.upsell')}?abc`],
    ['somebody else', () => 'gitlens://a1b2/workspace/a.upsell'],
  ])('are told no errors where what they import cannot be looked up: of %s', async (_, uriOf) => {
    await client.start({}, [folder.path]);
    await client.open(uriOf(), `${importing}expect opened >= 1\n`);
    expect(await codes(uriOf())).toEqual([]);
    expect((await client.hints(uriOf())).some(({ label }) => label.includes('withheld: see line 1'))).toBe(true);
  });

  it('have the actuals that are open', async () => {
    await client.start();
    const model = 'vscode-vfs://github/owner/repository/a.upsell';
    await client.open(model, MODEL);
    expect(await codes(model)).toEqual([]);
    await client.open('vscode-vfs://github/owner/repository/actuals/months.csv', MONTHS);
    expect((await client.hints(model)).filter(({ label }) => label.includes('actual')).length).toBeGreaterThan(0);
  });
});

/** A repository that was not cloned. */
const AWAY = 'vscode-vfs://github/owner/repository';

describe('files that only the client can read', () => {
  const library = 'owner sales "Sales"\n';
  const model = `import "./lib/base.upsell"\n\n${MODEL.replace(/^owner .*\n/gm, '')}`;
  let files: Map<string, string>;
  let asked: string[];

  beforeEach(() => {
    files = new Map([
      [`${AWAY}/a.upsell`, model],
      [`${AWAY}/lib/base.upsell`, (MODEL.match(/^owner .*\n/gm) ?? [library]).join('')],
      [`${AWAY}/actuals/months.csv`, MONTHS],
    ]);
    asked = [];
    client.connection.onRequest<ReadFileResult, void>(READ_FILE, ({ uri }: { uri: string }): ReadFileResult => {
      asked.push(uri);
      const text = files.get(uri);
      return text === undefined ? { problem: 'absent' } : { text };
    });
    client.connection.onRequest(LIST_FILES, ({ folder }: { folder: string }) => ({
      uris: [...files.keys()].filter((uri) => uri.startsWith(folder) && uri.endsWith('.upsell')),
    }));
  });

  /** The workspace is one that is not on a disk, and one that is. */
  async function start(options: object): Promise<void> {
    await client.connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: null,
      workspaceFolders: [AWAY, folder.uri('')].map((uri) => ({ uri, name: 'models' })),
      capabilities: { workspace: { inlayHint: { refreshSupport: true } } },
      initializationOptions: { diagnostics: 'push', ...options },
    });
    client.connection.onRequest('workspace/inlayHint/refresh', () => null);
    await client.connection.sendNotification('initialized', {});
  }

  const actualHints = async (uri: string): Promise<readonly unknown[]> =>
    (await client.hints(uri)).filter(({ label }) => label.includes('actual'));

  it('are read through it where it says that it reads: libraries, actuals and all models', async () => {
    await start({ files: true });
    await client.open(`${AWAY}/a.upsell`, model);
    await vi.waitFor(async () => expect((await actualHints(`${AWAY}/a.upsell`)).length).toBeGreaterThan(0));
    expect(await codes(`${AWAY}/a.upsell`)).toEqual([]);
    await vi.waitFor(async () => {
      const symbols = await client.connection.sendRequest('workspace/symbol', { query: '' });
      expect(JSON.stringify(symbols)).toContain(`${AWAY}/lib/base.upsell`);
    });
  });

  it('follow what is told of them', async () => {
    await start({ files: true });
    await client.open(`${AWAY}/a.upsell`, model);
    await vi.waitFor(async () => expect((await actualHints(`${AWAY}/a.upsell`)).length).toBeGreaterThan(0));
    files.delete(`${AWAY}/lib/base.upsell`);
    const changes = [{ uri: `${AWAY}/lib/base.upsell`, type: 3 }];
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
    await vi.waitFor(async () => expect(await codes(`${AWAY}/a.upsell`)).toContain('import-not-found'));
  });

  it('are not asked for where the disk has them, or nothing has', async () => {
    folder.write({ 'a.upsell': model, 'lib/base.upsell': files.get(`${AWAY}/lib/base.upsell`) ?? '' });
    await start({ files: true });
    const history = `vscode-local-history:${folder.at('a.upsell')}?abc`;
    for (const uri of [folder.uri('a.upsell'), history, 'untitled:Untitled-1']) {
      await client.open(uri, model);
      await client.diagnostics(uri);
    }
    expect(await codes(folder.uri('a.upsell'))).not.toContain('import-not-found');
    expect(asked.filter((uri) => !uri.startsWith(AWAY))).toEqual([]);
  });

  it('are those of the same commit, of a text of a commit, and read anew when it is opened again', async () => {
    // What stands on the disk today is something else.
    folder.write({ 'lib/base.upsell': '', 'actuals/months.csv': '' });
    for (const name of ['lib/base.upsell', 'actuals/months.csv'])
      files.set(normalUri(committed(name)), files.get(`${AWAY}/${name}`) ?? '');
    await start({ files: true });
    const uri = committed('a.upsell');
    const withheld = async () => (await client.hints(uri)).filter(({ label }) => label.includes('withheld'));
    await client.open(uri, model);
    await vi.waitFor(async () => expect((await actualHints(uri)).length).toBeGreaterThan(0));
    await vi.waitFor(async () => expect(await withheld()).toEqual([]));
    expect(await codes(uri)).toEqual([]);
    await client.close(uri);
    files.delete(normalUri(committed('lib/base.upsell')));
    await client.open(uri, model);
    await vi.waitFor(async () => expect(await withheld()).not.toEqual([]));
    expect(await codes(uri)).toEqual([]);
    expect(asked.filter((one) => one.startsWith('file:'))).toEqual([]);
  });

  it('are not asked for of a client that does not say so', async () => {
    await start({});
    await client.open(`${AWAY}/a.upsell`, model);
    expect(await codes(`${AWAY}/a.upsell`)).toEqual([]);
    const hints = await client.hints(`${AWAY}/a.upsell`);
    expect(hints.some(({ label }) => label.includes('withheld'))).toBe(true);
    expect(asked).toEqual([]);
  });
});
