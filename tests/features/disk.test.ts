import { mkdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LanguageClient, type Publication } from '../harness/language-client.ts';
import { TemporaryFolder } from '../harness/temporary-folder.ts';
import { MODEL, MONTHS } from '../harness/tracked-model.ts';

let client: LanguageClient;
let folder: TemporaryFolder;
let model: string;
beforeEach(() => {
  client = new LanguageClient();
  folder = new TemporaryFolder();
  model = folder.uri('a.upsell');
});
afterEach(async () => {
  expect(await client.stop()).toBe(0);
  folder.remove();
  expect(client.logged.filter((line) => /error|exception/i.test(line))).toEqual([]);
});

const has =
  (code: string) =>
  ({ diagnostics }: Publication): boolean =>
    diagnostics.some((one) => one.code === code);
const hasNot = (code: string) => (publication: Publication) => !has(code)(publication);
const saved = (uri: string) => client.connection.sendNotification('textDocument/didSave', { textDocument: { uri } });
const watched = (...changes: readonly { readonly uri: string; readonly type: number }[]) =>
  client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
const [CREATED, CHANGED, DELETED] = [1, 2, 3] as const;

describe('what stands on the disk, for a client that watches nothing', () => {
  it('is looked at again when a model is opened again, whoever else has read it before', async () => {
    const other = folder.uri('b.upsell');
    folder.write({ 'a.upsell': MODEL, 'b.upsell': MODEL });
    await client.start();
    await client.open(model, MODEL);
    await client.open(other, MODEL);
    await client.diagnostics(model, has('actuals-not-found'));
    await client.diagnostics(other, has('actuals-not-found'));
    folder.write({ 'actuals/months.csv': MONTHS });
    await client.close(model);
    await client.open(model, MODEL, 7);
    await client.diagnostics(model, (one) => one.version === 7 && hasNot('actuals-not-found')(one));
    await client.diagnostics(other, hasNot('actuals-not-found'));
  });

  it('is looked at again when a model is saved, and its hints are asked for again', async () => {
    let refreshed = 0;
    client.connection.onRequest('workspace/inlayHint/refresh', () => void refreshed++);
    const text = `import "./lib.upsell"\n${MODEL}`;
    folder.write({ 'lib.upsell': 'owner ann "Ann"\n', 'actuals/months.csv': MONTHS });
    expect(await client.start({ workspace: { inlayHint: { refreshSupport: true } } })).toMatchObject({
      capabilities: { textDocumentSync: { save: true } },
    });
    await client.open(model, text);
    await client.diagnostics(model);
    await saved(model);
    await client.hints(model);
    expect(refreshed).toBe(0);
    folder.write({ 'actuals/months.csv': MONTHS.replace('2026-02,ticket', '2026-02,tickets') });
    await saved(model);
    await client.diagnostics(folder.uri('actuals/months.csv'), has('actuals-unknown-source'));
    await expect.poll(() => refreshed).toBe(1);
    rmSync(folder.at('lib.upsell'));
    await saved(model);
    await client.diagnostics(model, has('import-not-found'));
    await expect.poll(() => refreshed).toBe(2);
  });
});

describe('what the client watches', () => {
  it('are models, tables, any JSON that may be a plan, and whatever is made or removed', async () => {
    const watching = new Promise((resolve) =>
      client.connection.onRequest('client/registerCapability', ({ registrations: [one] }) => {
        resolve(one.registerOptions.watchers);
        return null;
      }),
    );
    await client.start({ workspace: { didChangeWatchedFiles: { dynamicRegistration: true } } });
    expect(await watching).toEqual([
      { globPattern: '**/*.upsell' },
      { globPattern: '**/{months,quarters,cohorts}.csv' },
      { globPattern: '**/*.json' },
      { globPattern: '**', kind: 1 + 4 },
    ]);
  });

  it('may be a folder that is moved, of which nothing but its name is told', async () => {
    folder.write({ 'a.upsell': MODEL, 'old/lib.upsell': 'owner zoe "Zoe"\n', 'old/actuals/months.csv': MONTHS });
    const text = `import "./new/lib.upsell"\n${MODEL.replace('actuals "actuals"', 'actuals "new/actuals"')}`;
    await client.start({}, [folder.path]);
    await client.open(model, text);
    await client.diagnostics(model, has('actuals-not-found'));
    const symbols = async () =>
      (await client.connection.sendRequest<{ location: { uri: string } }[]>('workspace/symbol', { query: 'zoe' })).map(
        ({ location }) => location.uri,
      );
    expect(await symbols()).toEqual([folder.uri('old/lib.upsell')]);
    renameSync(folder.at('old'), folder.at('new'));
    await watched({ uri: folder.uri('old'), type: DELETED }, { uri: folder.uri('new'), type: CREATED });
    await client.diagnostics(model, (one) => hasNot('actuals-not-found')(one) && hasNot('import-not-found')(one));
    await expect.poll(symbols).toEqual([]);
    rmSync(folder.at('new'), { recursive: true });
    await watched({ uri: folder.uri('new'), type: DELETED });
    await client.diagnostics(model, (one) => has('actuals-not-found')(one) && has('import-not-found')(one));
  });

  it('may be what a link leads to', async () => {
    folder.write({ 'a.upsell': MODEL, 'of the CRM/months.csv': MONTHS });
    mkdirSync(folder.at('empty'));
    symlinkSync('of the CRM', folder.at('actuals'));
    symlinkSync('empty', folder.at('later'));
    const other = folder.uri('b.upsell');
    await client.start({}, [folder.path]);
    await client.open(model, MODEL);
    await client.open(other, MODEL.replace('actuals "actuals"', 'actuals "later"'));
    await client.diagnostics(model);
    folder.write({ 'of the CRM/months.csv': MONTHS.replace('2026-02,ticket', '2026-02,tickets') });
    await watched({ uri: folder.uri('of the CRM/months.csv'), type: CHANGED });
    await client.diagnostics(model, has('actuals-unknown-source'));
    folder.write({ 'empty/months.csv': MONTHS });
    await client.diagnostics(other, has('actuals-not-found'));
    await watched({ uri: folder.uri('empty/months.csv'), type: CREATED });
    await client.diagnostics(other, hasNot('actuals-not-found'));
  });
});
