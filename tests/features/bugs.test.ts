import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readRuleText } from '../harness/rule-fixtures.ts';

/*
 * A bug in a feature is logged, and costs its own answer and nothing else. A function of any feature has a bug here as long as its name is
 * in this set.
 */
const broken = new Set<string>();

const FEATURES = path.resolve(import.meta.dirname, '../../packages/language-server/src/features');
for (const name of readdirSync(FEATURES)) mayBreak(path.join(FEATURES, name));
mayBreak('@upsell/language');

function mayBreak(module: string): void {
  vi.doMock(module, async (original) => {
    const all = await original<Readonly<Record<string, unknown>>>();
    return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, withBug(name, value)]));
  });
}

type Work = (...args: readonly unknown[]) => unknown;

function withBug(name: string, value: unknown): unknown {
  // What begins with a capital is a class or a table.
  if (typeof value !== 'function' || !/^[a-z]/.test(name)) return value;
  return (...args: readonly unknown[]) => {
    if (broken.has(name) && name !== 'analyse') throw new Error(`a bug in ${name}`);
    const answer = (value as Work)(...args);
    if (broken.has(name) && (args[0] as { text: string }).text.includes(BUG)) throw new Error(`a bug in ${name}`);
    return answer;
  };
}

/** What the analysis has a bug with. */
const BUG = '// here';

const MODEL = `import "team.upsell"
${readRuleText('minimal.upsell')}expect opened >= 40
actuals "actuals"
scenario more "More" {
  set tickets.conversion = 1%
}
`;
const URI = 'file:///w/model.upsell';
const MONTHS = 'file:///w/actuals/months.csv';
const FILES = new Map([
  [URI, MODEL],
  ['file:///w/other.upsell', MODEL],
  ['file:///w/team.upsell', 'owner team "Team"\nowner team "Team"\n'],
  [MONTHS, 'month,source,touches,opened\n2025-01,ticket,790,3\n'],
]);

const { InProcessClient } = await import('../harness/in-process-client.ts');
let client: InstanceType<typeof InProcessClient>;
beforeEach(async () => {
  client = new InProcessClient(FILES);
  const capabilities = {
    textDocument: { publishDiagnostics: { relatedInformation: true } },
    workspace: { didChangeWatchedFiles: { dynamicRegistration: true } },
  };
  await client.start(capabilities, 'file:///w');
  client.connection.onRequest('workspace/applyEdit', () => ({ applied: true }));
  for (const uri of [URI, MONTHS]) await client.open(uri, FILES.get(uri) ?? '');
});
afterEach(() => broken.clear());

const line = MODEL.split('\n').findIndex((text) => text.startsWith('  owner support'));
const placed = { textDocument: { uri: URI }, position: { line, character: 10 } };
const ranged = {
  textDocument: { uri: URI },
  range: { start: { line: 0, character: 0 }, end: { line: line + 9, character: 0 } },
};
const options = { tabSize: 2, insertSpaces: true };
const inTable = { textDocument: { uri: MONTHS }, position: { line: 1, character: 9 } };
const inNumber = { ...placed, position: { line: line + 1, character: 10 } };
const declared = {
  ...placed,
  position: { line: MODEL.split('\n').indexOf('owner support "Support lead"'), character: 7 },
};

const first = async (method: string, params: object): Promise<object> =>
  (await client.ask<readonly object[]>(method, params))[0] as object;
const item = () => first('textDocument/prepareCallHierarchy', inNumber);

/** The function with a bug, what is asked, and what is answered then. */
const ASKED: readonly [name: string, method: string, params: () => object | Promise<object>, answer?: unknown][] = [
  ['inlayHints', 'textDocument/inlayHint', () => ranged, []],
  ['completion', 'textDocument/completion', () => placed],
  ['actualsCompletion', 'textDocument/completion', () => inTable],
  ['signatureHelp', 'textDocument/signatureHelp', () => inNumber],
  ['hover', 'textDocument/hover', () => placed],
  ['actualsHover', 'textDocument/hover', () => inTable],
  ['codeActions', 'textDocument/codeAction', () => ({ ...ranged, context: { diagnostics: [] } })],
  ['formatting', 'textDocument/formatting', () => ({ ...placed, options })],
  ['rangeFormatting', 'textDocument/rangeFormatting', () => ({ ...ranged, options })],
  ['onTypeFormatting', 'textDocument/onTypeFormatting', () => ({ ...placed, ch: '\n', options })],
  ['codeLenses', 'textDocument/codeLens', () => placed],
  ['prepareCallHierarchy', 'textDocument/prepareCallHierarchy', () => inNumber],
  ['incomingCalls', 'callHierarchy/incomingCalls', async () => ({ item: await item() })],
  ['outgoingCalls', 'callHierarchy/outgoingCalls', async () => ({ item: await item() })],
  ['definition', 'textDocument/definition', () => placed],
  ['references', 'textDocument/references', () => ({ ...placed, context: { includeDeclaration: true } })],
  ['documentHighlight', 'textDocument/documentHighlight', () => placed],
  ['prepareRename', 'textDocument/prepareRename', () => placed],
  ['rename', 'textDocument/rename', () => ({ ...placed, newName: 'desk' })],
  ['workspaceSymbols', 'workspace/symbol', () => ({ query: 'tick' }), []],
  ['flatDocumentSymbols', 'textDocument/documentSymbol', () => placed],
  ['foldingRanges', 'textDocument/foldingRange', () => placed],
  ['selectionRanges', 'textDocument/selectionRange', () => ({ ...placed, positions: [placed.position] })],
  ['documentLinks', 'textDocument/documentLink', () => placed],
  ['linkedEditingRange', 'textDocument/linkedEditingRange', () => declared],
  ['semanticTokens', 'textDocument/semanticTokens/full', () => placed],
  ['semanticTokens', 'textDocument/semanticTokens/range', () => ranged],
  ['semanticTokens', 'textDocument/semanticTokens/full/delta', () => ({ ...placed, previousResultId: '' })],
  ['diagnosticReport', 'textDocument/diagnostic', () => placed, { kind: 'full', items: [] }],
  [
    'diagnosticReport',
    'textDocument/diagnostic',
    () => ({ ...placed, previousResultId: 'before' }),
    { kind: 'unchanged', resultId: 'before' },
  ],
  ['modelExpectations', 'upsell/expectations', () => ({ uris: [URI] }), []],
  ['starterModel', 'upsell/starterModel', () => ({}), { text: '' }],
  [
    'whatIfEdit',
    'upsell/writeTurns',
    () => ({ uri: URI, as: 'scenario', turns: [{ path: 'tickets.conversion', factor: 2 }] }),
    expect.objectContaining({ isWritten: false }),
  ],
];

describe('a bug', () => {
  it.each(ASKED)('in %s costs the answer to %s', async (name, method, params, answer = null) => {
    const asked = await params();
    broken.add(name);
    expect(await client.ask(method, asked)).toEqual(answer);
    expect(client.logged).toEqual([expect.stringContaining(`a bug in ${name}`)]);
    broken.clear();
    const good = await client.ask(method, asked);
    expect(good).toBeTruthy();
    expect(good).not.toEqual(answer);
    expect(client.logged).toHaveLength(1);
  });

  it.each([
    ['offeredActions', 'codeAction/resolve', { title: 'x', data: { uri: URI, range: ranged.range, version: 1 } }],
    ['resolveInlayHint', 'inlayHint/resolve', { position: { line: 0, character: 0 }, label: 'x', data: URI }],
    [
      'resolveCodeLens',
      'codeLens/resolve',
      { range: ranged.range, data: { uri: URI, version: 1, kind: 'closing', index: 0 } },
    ],
  ])('in %s leaves as it is what was to be resolved', async (name, method, asked) => {
    broken.add(name);
    expect(await client.ask(method, asked)).toEqual(asked);
    expect(client.logged).toEqual([expect.stringContaining(`a bug in ${name}`)]);
  });

  it('in what is said of one file costs no other file its diagnostics', async () => {
    interface Item {
      readonly uri: string;
      readonly items: readonly { readonly code: string }[];
    }
    const all = async () =>
      (await client.ask<{ items: readonly Item[] }>('workspace/diagnostic', { previousResultIds: [] })).items;
    FILES.set('file:///w/other.upsell', `${MODEL}${BUG}\n`);
    broken.add('analyse');
    const found = await all();
    expect(found.map(({ uri }) => uri).sort()).toEqual([...FILES.keys()].sort());
    expect(found.find(({ uri }) => uri.endsWith('team.upsell'))?.items.map(({ code }) => code)).toContain(
      'duplicate-name',
    );
    expect(await all()).toEqual(found);
    expect(client.logged).toEqual([expect.stringMatching(/other\.upsell: .*a bug in analyse/)]);
    broken.add('workspaceReport');
    expect(await all()).toEqual([]);
    expect(client.logged).toHaveLength(1 + FILES.size);
  });
});

describe('a bug in the outline of a file', () => {
  it('costs its names, and nobody waits for them', async () => {
    broken.add('outlineOf');
    client = new InProcessClient(FILES);
    await client.start({}, 'file:///w');
    expect(await client.ask('workspace/symbol', { query: 'tick' })).toEqual([]);
    const outlines = [...FILES.keys()].filter((uri) => uri.endsWith('.upsell'));
    expect(client.logged).toEqual(outlines.map((uri) => expect.stringContaining(`outline of ${uri}`)));
    broken.clear();
    await client.open(URI, MODEL);
    expect(await client.ask('workspace/symbol', { query: 'tick' })).not.toEqual([]);
  });
});

describe('a bug in publishing', () => {
  const uris = ['a', 'b', 'c'].map((name) => `file:///elsewhere/${name}.upsell`);
  const until = (holds: () => boolean) =>
    vi.waitFor(() => expect(holds()).toBe(true), { timeout: 5_000, interval: 10 });
  const isPublished = (uri: string, version: number) => client.published.get(uri)?.version === version;

  it('of one document costs no other one its diagnostics', async () => {
    broken.add('analyse');
    for (const [i, uri] of uris.entries()) await client.open(uri, i === 1 ? `${MODEL}${BUG}\n` : MODEL);
    await until(() => isPublished(uris[0] as string, 1) && isPublished(uris[2] as string, 1));
    expect(client.logged).toEqual([expect.stringContaining('a bug in analyse')]);
    await client.change(uris[1] as string, 2, [{ text: MODEL }]);
    await until(() => isPublished(uris[1] as string, 2));
    expect(await client.ask('textDocument/inlayHint', { ...ranged, textDocument: { uri: uris[1] } })).not.toEqual([]);
    expect(client.logged).toHaveLength(1);
  });

  it('of what is said of documents leaves them their hints, and what is said after the next edit', async () => {
    broken.add('relatedTo');
    for (const uri of uris) await client.open(uri, `${MODEL}owner success "Twice"\n`);
    const logged = () => client.logged.filter((message) => message.startsWith('publishing of file:///elsewhere'));
    await until(() => logged().length >= uris.length);
    expect(uris.map((uri) => client.published.has(uri))).toEqual([false, false, false]);
    for (const uri of uris)
      expect(await client.ask('textDocument/inlayHint', { ...ranged, textDocument: { uri } })).not.toEqual([]);
    broken.clear();
    for (const uri of uris) await client.change(uri, 2, [{ text: `${MODEL}owner success "Thrice"\n` }]);
    await until(() => uris.every((uri) => isPublished(uri, 2)));
    expect(logged()).toHaveLength(uris.length);
  });
});
