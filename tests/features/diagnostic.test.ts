import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LanguageClient, type PublishedDiagnostic } from '../harness/language-client.ts';
import { readRuleText } from '../harness/rule-fixtures.ts';

const MODEL = readRuleText('minimal.upsell').replace('owner success "Customer success"\n', '');
const LIBRARY = 'owner success "Customer success"\n';
const IMPORT = 'import "team.upsell"\n';

interface Report {
  readonly kind: 'full' | 'unchanged';
  readonly resultId: string;
  readonly items?: readonly PublishedDiagnostic[];
  readonly relatedDocuments?: Readonly<Record<string, Report>>;
}
type FileReport = Report & { readonly uri: string; readonly version: number | null };

let client: LanguageClient;
let folder: string;
let refreshes = 0;
const uriOf = (name: string) => pathToFileURL(path.join(folder, name)).href;
const write = (name: string, text: string) => writeFileSync(path.join(folder, name), text);

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'upsell-diagnostic-'));
  client = new LanguageClient();
  refreshes = 0;
  client.connection.onRequest('workspace/diagnostic/refresh', () => {
    refreshes++;
    return null;
  });
  client.connection.onRequest('client/registerCapability', () => null);
});
afterEach(async () => {
  expect(await client.stop()).toBe(0);
  rmSync(folder, { recursive: true });
  expect(client.logged.filter((line) => /error|exception/i.test(line))).toEqual([]);
});

const PULL = {
  textDocument: { diagnostic: { relatedDocumentSupport: true } },
  workspace: {
    workspaceFolders: true,
    diagnostics: { refreshSupport: true },
    didChangeWatchedFiles: { dynamicRegistration: true },
  },
};

const pull = (name: string, previousResultId?: string): Promise<Report> =>
  client.connection.sendRequest('textDocument/diagnostic', { textDocument: { uri: uriOf(name) }, previousResultId });

async function pullAll(before: readonly FileReport[] = []): Promise<readonly FileReport[]> {
  const previousResultIds = before.map(({ uri, resultId }) => ({ uri, value: resultId }));
  const { items } = await client.connection.sendRequest<{ items: FileReport[] }>('workspace/diagnostic', {
    previousResultIds,
  });
  return [...items].sort((a, b) => (a.uri < b.uri ? -1 : 1));
}

const errorsOf = ({ items = [] }: Report): readonly string[] =>
  items.filter(({ severity }) => severity === 1).map(({ code }) => code);

const changedOnDisk = (name: string) =>
  client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: uriOf(name), type: 2 }] });

async function until(holds: () => boolean): Promise<void> {
  for (const end = Date.now() + 10_000; !holds(); ) {
    if (Date.now() > end) throw new Error('it never came');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('textDocument/diagnostic', () => {
  it('is offered to a client that asks, which is then sent nothing', async () => {
    const { capabilities } = await client.start(PULL, [folder]);
    expect(capabilities).toMatchObject({
      diagnosticProvider: { interFileDependencies: true, workspaceDiagnostics: true },
    });
    await client.open(uriOf('model.upsell'), MODEL);
    expect(errorsOf(await pull('model.upsell'))).toEqual(['unknown-name']);
    await client.change(uriOf('model.upsell'), MODEL.replace('owner success', 'owner support'), 2);
    expect(errorsOf(await pull('model.upsell'))).toEqual([]);
    expect(client.publications).toEqual([]);
    expect(refreshes).toBe(0);
  });

  it('is answered to one that is sent them as well, with the same', async () => {
    const { capabilities } = await client.start({}, [folder]);
    expect(capabilities).not.toHaveProperty('diagnosticProvider');
    await client.open(uriOf('model.upsell'), MODEL);
    const sent = await client.diagnostics(uriOf('model.upsell'));
    expect((await pull('model.upsell')).items).toEqual(sent);
  });

  it('says that nothing has changed, also of a server that has started again', async () => {
    await client.start(PULL, [folder]);
    await client.open(uriOf('model.upsell'), MODEL);
    const { resultId, kind } = await pull('model.upsell');
    expect(kind).toBe('full');
    expect(await pull('model.upsell', resultId)).toEqual({ kind: 'unchanged', resultId });
    await client.stop();
    client = new LanguageClient();
    await client.start(PULL, [folder]);
    await client.open(uriOf('model.upsell'), MODEL);
    expect((await pull('model.upsell', resultId)).kind).toBe('unchanged');
    await client.change(uriOf('model.upsell'), `${MODEL}}`, 2);
    expect((await pull('model.upsell', resultId)).kind).toBe('full');
  });

  it('tells of libraries that are not open, and has the client ask again when one that is open changes', async () => {
    write('team.upsell', `${LIBRARY}owner nobody "Nobody"\nowner nobody "Nobody else"\n`);
    await client.start(PULL, [folder]);
    await client.open(uriOf('model.upsell'), IMPORT + MODEL);
    const first = await pull('model.upsell');
    expect(errorsOf(first)).toEqual([]);
    expect(errorsOf(first.relatedDocuments?.[uriOf('team.upsell')] as Report)).toEqual([
      'duplicate-name',
      'duplicate-name',
    ]);
    await client.open(uriOf('team.upsell'), LIBRARY);
    expect(errorsOf(await pull('team.upsell'))).toEqual([]);
    await client.change(uriOf('team.upsell'), 'owner succes "Customer success"\n', 2);
    await until(() => refreshes > 0);
    expect(errorsOf(await pull('model.upsell'))).toEqual(['unknown-name']);
    expect((await pull('model.upsell')).relatedDocuments).toBeUndefined();
  });

  it('says nothing of what is not there', async () => {
    await client.start(PULL, [folder]);
    expect(await pull('absent.upsell')).toMatchObject({ kind: 'full', items: [] });
  });
});

describe('workspace/diagnostic', () => {
  beforeEach(() => {
    write('team.upsell', LIBRARY);
    write('good.upsell', IMPORT + MODEL);
    write('bad.upsell', `${IMPORT}${MODEL}}`);
    write('open.upsell', IMPORT + MODEL);
  });

  it('tells of every file of the workspace, open or not, and then of what has changed', async () => {
    await client.start(PULL, [folder]);
    await client.open(uriOf('open.upsell'), MODEL, 7);
    const first = await pullAll();
    expect(first.map((one) => [path.basename(one.uri), one.version, errorsOf(one)])).toEqual([
      ['bad.upsell', null, ['syntax-error']],
      ['good.upsell', null, []],
      ['open.upsell', 7, ['unknown-name']],
      ['team.upsell', null, []],
    ]);
    expect((await pullAll(first)).map(({ kind }) => kind)).toEqual(Array(4).fill('unchanged'));
    write('bad.upsell', IMPORT + MODEL);
    await changedOnDisk('bad.upsell');
    const second = await pullAll(first);
    expect(second.map(({ kind }) => kind)).toEqual(['full', 'unchanged', 'unchanged', 'unchanged']);
    expect(errorsOf(second[0] as FileReport)).toEqual([]);
  });

  it('sees what is not saved in the files that import it, and what is removed', async () => {
    await client.start(PULL, [folder]);
    await pullAll();
    await client.open(uriOf('team.upsell'), 'owner succes "Customer success"\n');
    const byName = async () =>
      Object.fromEntries((await pullAll()).map((one) => [path.basename(one.uri), errorsOf(one)]));
    expect(await byName()).toMatchObject({ 'good.upsell': ['unknown-name'], 'open.upsell': ['unknown-name'] });
    await client.close(uriOf('team.upsell'));
    rmSync(path.join(folder, 'bad.upsell'));
    await changedOnDisk('bad.upsell');
    expect(await byName()).toEqual({ 'good.upsell': [], 'open.upsell': [], 'team.upsell': [] });
  });

  it('looks at the disk where the client watches nothing', async () => {
    const { workspace: _, ...rest } = PULL;
    await client.start(rest, [folder]);
    expect(errorsOf((await pullAll())[0] as FileReport)).toEqual(['syntax-error']);
    write('bad.upsell', IMPORT + MODEL);
    expect(errorsOf((await pullAll())[0] as FileReport)).toEqual([]);
  });
});

describe('what is sent of a diagnostic', () => {
  const text = `driver accounts 240 sample\nowner nobody "Nobody"\n${LIBRARY}${MODEL}`.replace(
    'source ticket\n',
    'source tickets\n',
  );

  it('is its words alone, where the client shows no more', async () => {
    await client.start();
    await client.open(uriOf('model.upsell'), text);
    for (const one of await client.diagnostics(uriOf('model.upsell')))
      expect(Object.keys(one).sort()).toEqual(['code', 'message', 'range', 'severity', 'source']);
  });

  it('is also what could go, what else it is about, and a link to the page of its rule', async () => {
    const publishDiagnostics = {
      relatedInformation: true,
      tagSupport: { valueSet: [1, 2] },
      codeDescriptionSupport: true,
    };
    await client.start({ textDocument: { publishDiagnostics } });
    await client.open(uriOf('model.upsell'), text);
    const found = await client.diagnostics(uriOf('model.upsell'));
    const of = (code: string) => found.find((one) => one.code === code);
    expect(of('unused-driver')).toMatchObject({ tags: [1] });
    expect(of('unused-owner')).toMatchObject({ tags: [1] });
    const line = text.split('\n').indexOf('sources {');
    expect(of('unknown-source')).toMatchObject({
      codeDescription: {
        href: pathToFileURL(path.resolve(import.meta.dirname, '../../docs/rules/unknown-source.md')).href,
      },
      relatedInformation: [
        {
          location: {
            uri: uriOf('model.upsell'),
            range: { start: { line, character: 0 }, end: { line, character: 7 } },
          },
          message: 'The list of sources',
        },
      ],
    });
    expect(of('unknown-source')).not.toHaveProperty('tags');
  });
});
