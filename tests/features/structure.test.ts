import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CANONICAL } from '../fuzz/models.ts';
import { LanguageClient } from '../harness/language-client.ts';

let client: LanguageClient;
let folder: string;
beforeEach(() => {
  client = new LanguageClient();
  folder = mkdtempSync(path.join(tmpdir(), 'upsell-structure-'));
});
afterEach(async () => {
  expect(await client.stop()).toBe(0);
  rmSync(folder, { recursive: true });
  expect(client.logged.filter((line) => /error|exception/i.test(line))).toEqual([]);
});

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return pathToFileURL(file).href;
}

const ask = <T>(method: string, uri: string, more: object = {}): Promise<T> =>
  client.connection.sendRequest(`textDocument/${method}`, { textDocument: { uri }, ...more });

const START = { line: 0, character: 0 };
const REQUESTS: readonly (readonly [method: string, params: object])[] = [
  ['documentSymbol', {}],
  ['foldingRange', {}],
  ['selectionRange', { positions: [START] }],
  ['semanticTokens/full', {}],
  ['semanticTokens/full/delta', { previousResultId: '1' }],
  ['semanticTokens/range', { range: { start: START, end: { line: 9, character: 0 } } }],
  ['documentLink', {}],
  ['linkedEditingRange', { position: START }],
];

describe('what a client is told of the make-up of a document', () => {
  it('is offered, and nothing of it for files of actuals and what is not open', async () => {
    const { capabilities } = await client.start();
    expect(capabilities).toMatchObject({
      documentSymbolProvider: true,
      foldingRangeProvider: true,
      selectionRangeProvider: true,
      semanticTokensProvider: { range: true, full: { delta: true }, legend: { tokenTypes: expect.any(Array) } },
      documentLinkProvider: {},
      linkedEditingRangeProvider: true,
    });
    await client.open('file:///x/actuals/months.csv', 'month,source,touches,opened\n2026-01,ticket,1,1\n');
    await client.open('file:///x/model.upsell', 'model "M" {\n  currency USD\n}\n');
    await client.open('file:///x/empty.upsell', '');
    for (const [method, params] of REQUESTS) {
      expect(await ask(method, 'file:///x/actuals/months.csv', params), method).toBeNull();
      expect(await ask(method, 'file:///x/none.upsell', params), method).toBeNull();
      const empty = await ask(method, 'file:///x/empty.upsell', params);
      if (method !== 'linkedEditingRange') expect(empty, method).not.toBeNull();
    }
    expect(await ask('documentSymbol', 'file:///x/model.upsell')).toMatchObject([
      { name: 'M', location: { uri: 'file:///x/model.upsell' } },
      { name: 'currency', containerName: 'M' },
    ]);
    expect(await ask('foldingRange', 'file:///x/model.upsell')).toEqual([
      { startLine: 0, startCharacter: 11, endLine: 2, endCharacter: 0 },
    ]);
  });

  it('is what the client can do with it', async () => {
    const textDocument = {
      documentSymbol: { hierarchicalDocumentSymbolSupport: true },
      foldingRange: { lineFoldingOnly: true, rangeLimit: 1 },
      documentLink: { tooltipSupport: true },
      semanticTokens: { augmentsSyntaxTokens: true },
    };
    await client.start({ textDocument }, [], { grammar: true });
    const library = write('my shared.upsell', 'owner ann "Ann"\n');
    // As VS Code writes it.
    const model = write('model.upsell', '').replace('model', '%6Dodel');
    await client.open(model, `import "./my shared.upsell"\n${CANONICAL}driver x 5 by ann\n`);
    await client.open(library.replace('my', '%6Dy'), readFileSync(new URL(library), 'utf8'));
    const symbols = await ask<readonly { name: string; detail?: string }[]>('documentSymbol', model);
    expect(symbols.find(({ name }) => name === 'tickets')?.detail).toBe('4.0 opened/mo · $144k');
    expect(await ask('foldingRange', model)).toHaveLength(1);
    expect(await ask('documentLink', model)).toEqual([
      {
        range: { start: { line: 0, character: 8 }, end: { line: 0, character: 26 } },
        target: library.replace('my', '%6Dy'),
        tooltip: 'Open the library my shared.upsell',
      },
    ]);
    const whole = await ask<{ resultId: string; data: number[] }>('semanticTokens/full', model);
    // 6 owners, 7 sources and the closer; of 7 channels name, source and owner; a driver and its owner. No word, number or text.
    expect(whole.data).toHaveLength(5 * (6 + 7 + 1 + 7 * 3 + 2));
    await client.change(model, `import "./my shared.upsell"\n\n${CANONICAL}driver x 5 by ann\n`, 2);
    expect(await ask('semanticTokens/full/delta', model, { previousResultId: whole.resultId })).toMatchObject({
      edits: [{ start: 0, deleteCount: 5, data: [(whole.data[0] ?? 0) + 1, ...whole.data.slice(1, 5)] }],
    });
  });

  it('is asked for again when names of a library come or go, and not when numbers change', async () => {
    let refreshes = 0;
    client.connection.onRequest('workspace/semanticTokens/refresh', () => {
      refreshes++;
      return null;
    });
    await client.start({ workspace: { semanticTokens: { refreshSupport: true } } });
    const [library, model] = [write('shared.upsell', ''), write('model.upsell', '')];
    await client.open(library, 'driver reach 5 by ann\n');
    await client.open(model, `import "./shared.upsell"\n${CANONICAL}driver x reach by success\n`);
    await client.errors(model);
    const tokens = async () => (await ask<{ data: number[] }>('semanticTokens/full', model)).data.length;
    const before = await tokens();
    const change = async (text: string, version: number) => {
      await client.change(library, text, version);
      await client.diagnostics(library, (publication) => publication.version === version);
      // What is sent once all is published comes before the next answer.
      await ask('foldingRange', model);
    };
    await change('driver reach 6 by ann\n', 2);
    expect(refreshes).toBe(0);
    await change('driver reached 6 by ann\n', 3);
    await client.errors(model, ({ diagnostics }) => diagnostics.some(({ code }) => code === 'unknown-name'));
    await ask('foldingRange', model);
    expect(refreshes).toBe(1);
    expect(await tokens()).toBe(before - 5);
  });
});
