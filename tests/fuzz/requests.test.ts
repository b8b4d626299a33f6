import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { LSPErrorCodes } from 'vscode-languageserver';
import { ServerProcess } from './language-server-process.ts';
import { CANONICAL, LIBRARY, RICH } from './models.ts';
import { editedText, randomBytes, tokenSoup } from './random-text.ts';

/*
 * Everything that the server offers, asked of random texts at random places: no answer is an error but those that the protocol has for a
 * request that came too late or that cannot be met, and nothing of it is a bug in the log.
 */

const LONG = Boolean(process.env['UPSELL_LONG']);
const SERVER = path.resolve(import.meta.dirname, '../../packages/cli/bin/upsell.mjs');
const PARAMETERS = { numRuns: LONG ? 1_500 : 60, ...(LONG ? {} : { seed: 20_260_201 }), endOnFailure: true };

/** By what the server offers, the methods that ask for it. A provider that is not here fails the test. */
const OFFERED: Readonly<Record<string, readonly string[]>> = {
  completionProvider: ['textDocument/completion'],
  signatureHelpProvider: ['textDocument/signatureHelp'],
  hoverProvider: ['textDocument/hover'],
  inlayHintProvider: ['textDocument/inlayHint', 'inlayHint/resolve'],
  diagnosticProvider: ['textDocument/diagnostic', 'workspace/diagnostic'],
  codeActionProvider: ['textDocument/codeAction', 'codeAction/resolve'],
  documentFormattingProvider: ['textDocument/formatting'],
  documentRangeFormattingProvider: ['textDocument/rangeFormatting'],
  documentOnTypeFormattingProvider: ['textDocument/onTypeFormatting'],
  definitionProvider: ['textDocument/definition'],
  referencesProvider: ['textDocument/references'],
  documentHighlightProvider: ['textDocument/documentHighlight'],
  documentSymbolProvider: ['textDocument/documentSymbol'],
  foldingRangeProvider: ['textDocument/foldingRange'],
  selectionRangeProvider: ['textDocument/selectionRange'],
  semanticTokensProvider: [
    'textDocument/semanticTokens/full',
    'textDocument/semanticTokens/full/delta',
    'textDocument/semanticTokens/range',
  ],
  documentLinkProvider: ['textDocument/documentLink'],
  linkedEditingRangeProvider: ['textDocument/linkedEditingRange'],
  workspaceSymbolProvider: ['workspace/symbol'],
  callHierarchyProvider: [
    'textDocument/prepareCallHierarchy',
    'callHierarchy/incomingCalls',
    'callHierarchy/outgoingCalls',
  ],
  codeLensProvider: ['textDocument/codeLens', 'codeLens/resolve'],
  renameProvider: ['textDocument/prepareRename', 'textDocument/rename'],
};
const OWN = ['upsell/expectations', 'upsell/writeTurns', 'upsell/starterModel'];

/** What is asked about what was answered before: by the method, whose answers, and as which parameters. */
const AFTER: Readonly<Record<string, readonly [method: string, params: (one: object) => object]>> = {
  'inlayHint/resolve': ['textDocument/inlayHint', (one) => one],
  'codeAction/resolve': ['textDocument/codeAction', (one) => one],
  'codeLens/resolve': ['textDocument/codeLens', (one) => one],
  'callHierarchy/incomingCalls': ['textDocument/prepareCallHierarchy', (item) => ({ item })],
  'callHierarchy/outgoingCalls': ['textDocument/prepareCallHierarchy', (item) => ({ item })],
};

const CAPABILITIES = {
  textDocument: {
    diagnostic: { relatedDocumentSupport: true },
    rename: { prepareSupport: true },
    codeAction: { dataSupport: true, resolveSupport: { properties: ['edit'] } },
    inlayHint: { resolveSupport: { properties: ['tooltip', 'label.location'] } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    publishDiagnostics: { relatedInformation: true },
    completion: { completionItem: { snippetSupport: true, insertReplaceSupport: true } },
  },
  workspace: { workspaceEdit: { resourceOperations: ['create'] } },
};

const EXPECTED: ReadonlySet<number | undefined> = new Set([
  undefined,
  LSPErrorCodes.RequestCancelled,
  LSPErrorCodes.ContentModified,
  // A rename that would change what is meant says so.
  LSPErrorCodes.RequestFailed,
]);

let folder = '';
let server: ServerProcess;
let offered: readonly string[] = [];
const uriOf = (name: string): string => pathToFileURL(path.join(folder, name)).href;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'upsell-requests-'));
  writeFileSync(path.join(folder, 'shared.upsell'), LIBRARY);
  writeFileSync(path.join(folder, 'closed.upsell'), `import "./shared.upsell"\n${RICH}`);
  server = new ServerProcess(process.execPath, [SERVER, 'lsp', '--stdio'], folder);
  const { result } = await server.request('initialize', {
    processId: process.pid,
    rootUri: pathToFileURL(folder).href,
    capabilities: CAPABILITIES,
    initializationOptions: { status: true },
  });
  server.notify('initialized', {});
  const { capabilities } = result as { capabilities: object };
  offered = Object.keys(capabilities).filter((name) => name.endsWith('Provider'));
  for (const uri of [uriOf('model.upsell'), 'untitled:Untitled-1'])
    server.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'upsell', version: 1, text: CANONICAL } });
  server.notify('upsell/watchPreview', { uri: uriOf('model.upsell') });
});

afterAll(() => {
  server?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

let version = 1;
function change(uri: string, text: string): void {
  server.notify('textDocument/didChange', { textDocument: { uri, version: ++version }, contentChanges: [{ text }] });
}

interface Place {
  readonly line: number;
  readonly character: number;
}

/** A place of a text, and sometimes one behind it or behind the end of a line. */
const placeIn = (text: string, [at, beyond]: readonly [number, number]): Place => {
  const lines = text.slice(0, at % (text.length + 1)).split(/\r\n|\r|\n/);
  return {
    line: lines.length - 1 + (beyond > 90 ? beyond : 0),
    character: (lines.at(-1)?.length ?? 0) + (beyond % 7 === 0 ? beyond : 0),
  };
};

const inOrder = (a: Place, b: Place): readonly [Place, Place] =>
  a.line < b.line || (a.line === b.line && a.character < b.character) ? [a, b] : [b, a];

const paramsOf = (uri: string, a: Place, b: Place): object => {
  const [start, end] = inOrder(a, b);
  const item = { uri, name: 'x', kind: 13, range: { start, end }, selectionRange: { start, end } };
  return {
    // All that any of them takes; each takes its own.
    textDocument: { uri },
    position: a,
    positions: [a, b],
    range: { start, end },
    context: { includeDeclaration: true, diagnostics: [], triggerKind: 1 },
    options: { tabSize: 2, insertSpaces: true },
    ch: b.line % 2 === 0 ? '}' : '\n',
    newName: 'season',
    query: 'ti',
    previousResultId: `${version}`,
    previousResultIds: [],
    label: 'x',
    title: 'x',
    data: { uri, range: { start, end }, root: uri, version, kind: 'driver', name: 'accounts', index: 0 },
    item: { ...item, data: { root: uri, uri, kind: 'driver', name: 'accounts' } },
    uri,
    uris: [uri],
    as: b.line % 2 === 0 ? 'scenario' : 'edit',
    turns: [{ path: 'tickets.conversion', factor: 1.1 }],
  };
};

/** Asks all methods, and of what the answers list the rest. */
async function askAll(methods: readonly string[], params: object): Promise<void> {
  const answers = new Map<string, unknown>();
  const ask = async (method: string, of: object) => {
    const { error, result } = await server.request(method, of);
    if (!EXPECTED.has(error?.code)) throw new Error(`${method}: ${JSON.stringify(error)}`);
    answers.set(method, result);
  };
  await Promise.all(methods.map((method) => ask(method, params)));
  const more = methods.flatMap((method) => {
    const [before, as] = AFTER[method] ?? [];
    const all = before ? answers.get(before) : undefined;
    return Array.isArray(all) && as ? all.slice(0, 3).map((one: object) => ask(method, as(one))) : [];
  });
  await Promise.all(more);
}

it(
  'answers everything that it offers, whatever a text says and wherever it is asked',
  async () => {
    expect(offered.filter((name) => !OFFERED[name])).toEqual([]);
    expect(Object.keys(OFFERED).filter((name) => !offered.includes(name))).toEqual([]);
    const methods = [...offered.flatMap((name) => OFFERED[name] ?? []), ...OWN];
    const text = fc.oneof(
      { weight: 5, arbitrary: editedText.map(({ edited }) => edited) },
      { weight: 2, arbitrary: tokenSoup },
      { weight: 1, arbitrary: randomBytes },
    );
    const place = fc.tuple(fc.nat(), fc.nat(100));
    await fc.assert(
      fc.asyncProperty(text, text, place, place, fc.boolean(), async (one, next, a, b, isTyping) => {
        const uri = isTyping ? uriOf('model.upsell') : 'untitled:Untitled-1';
        change(uri, one);
        const asked = askAll(methods, paramsOf(uri, placeIn(one, a), placeIn(one, b)));
        // Some are asked of a text that is another one when their turn comes.
        if (isTyping) change(uri, next);
        await asked;
        const log = server.messages.filter(
          ({ method, params }) => method === 'window/logMessage' && (params as { type: number }).type === 1,
        );
        expect(log.map(({ params }) => (params as { message: string }).message.slice(0, 500))).toEqual([]);
        expect(server.stderr).toBe('');
      }),
      PARAMETERS,
    );
  },
  LONG ? 3_600_000 : 120_000,
);
