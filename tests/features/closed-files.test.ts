import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LanguageClient } from '../harness/language-client.ts';

const SHARED = 'owner ann "Ann"\ndriver reach 5 by ann\n';

let client: LanguageClient;
let folder: string;
beforeEach(() => {
  client = new LanguageClient();
  folder = mkdtempSync(path.join(tmpdir(), 'upsell-closed-'));
});
afterEach(async () => {
  expect(await client.stop()).toBe(0);
  rmSync(folder, { recursive: true });
  expect(client.logged).toEqual([]);
});

const uriOf = (name: string): string => pathToFileURL(path.join(folder, name)).href;
const write = (name: string, text: string): void => writeFileSync(path.join(folder, name), text);
const range = (line: number, from: number, to: number) => ({
  start: { line, character: from },
  end: { line, character: to },
});
/** Asks about `reach` where the library declares it. */
const ask = <T>(method: string, more: object): Promise<T> =>
  client.connection.sendRequest(`textDocument/${method}`, {
    textDocument: { uri: uriOf('shared.upsell') },
    position: { line: 1, character: 7 },
    ...more,
  });
const rename = (newName: string) => ask<{ changes: object }>('rename', { newName });

describe('files that are neither open nor imported by an open one', () => {
  beforeEach(async () => {
    write('shared.upsell', SHARED);
    write('between.upsell', 'import "./shared.upsell"\n');
    write('direct.upsell', 'import "./shared.upsell"\n\ndriver twice 2 * reach by ann\n');
    write('through.upsell', 'import "./between.upsell"\ndriver thrice reach * 3 by ann\n');
    write('other.upsell', 'driver reach 7 by ann\n');
    await client.start({}, [folder]);
    await client.open(uriOf('shared.upsell'), SHARED);
  });

  it('are among the references of a name of a library', async () => {
    const found = await ask<readonly { uri: string }[]>('references', { context: { includeDeclaration: true } });
    expect(found.toSorted((a, b) => (a.uri < b.uri ? -1 : 1))).toEqual([
      { uri: uriOf('direct.upsell'), range: range(2, 17, 22) },
      { uri: uriOf('shared.upsell'), range: range(1, 7, 12) },
      { uri: uriOf('through.upsell'), range: range(1, 14, 19) },
    ]);
  });

  it('are edited by a rename', async () => {
    expect(await rename('month')).toEqual({
      changes: {
        [uriOf('shared.upsell')]: [{ range: range(1, 7, 12), newText: 'month' }],
        [uriOf('direct.upsell')]: [{ range: range(2, 17, 22), newText: 'month' }],
        [uriOf('through.upsell')]: [{ range: range(1, 14, 19), newText: 'month' }],
      },
    });
  });

  it('refuse a name that one of them has, or would read in another way', async () => {
    await expect(rename('thrice')).rejects.toThrow('There is a driver `thrice` already: choose another name.');
    write(
      'direct.upsell',
      'import "./shared.upsell"\ndriver y 5 by\n  reach\nowner reach "R"\ndriver twice 2 *\n  x by reach\n',
    );
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: uriOf('direct.upsell'), type: 2 }],
    });
    await expect(rename('x')).rejects.toThrow('line 6 of direct.upsell would say something else');
  });

  it('are taken as they are typed while they are open, and as they are on the disk afterwards', async () => {
    await client.open(uriOf('direct.upsell'), '// Nothing is imported any more\n');
    await client.open(uriOf('other.upsell'), 'import "./shared.upsell"\ndriver half reach / 2 by ann\n');
    expect(Object.keys((await rename('range')).changes).toSorted()).toEqual(
      ['other.upsell', 'shared.upsell', 'through.upsell'].map(uriOf),
    );
    await client.close(uriOf('direct.upsell'));
    await client.close(uriOf('other.upsell'));
    expect(Object.keys((await rename('range')).changes).toSorted()).toEqual(
      ['direct.upsell', 'shared.upsell', 'through.upsell'].map(uriOf),
    );
  });

  it('are asked about a name that a model uses, and not about one that it declares', async () => {
    const model = 'import "./shared.upsell"\nmodel "M" {\n}\ndriver own reach by ann\n';
    write('model.upsell', model);
    await client.open(uriOf('model.upsell'), model);
    const at = (character: number) => ({
      textDocument: { uri: uriOf('model.upsell') },
      position: { line: 3, character },
      newName: 'range',
    });
    expect(Object.keys((await ask<{ changes: object }>('rename', at(12))).changes)).toHaveLength(4);
    expect((await ask<{ changes: object }>('rename', at(8))).changes).toEqual({
      [uriOf('model.upsell')]: [{ range: range(3, 7, 10), newText: 'range' }],
    });
  });
});

it('answers a rename in the middle of which a file changes by asking for another one', async () => {
  write('shared.upsell', SHARED);
  for (let i = 0; i < 300; i++)
    write(`model-${i}.upsell`, `import "./shared.upsell"\n${'driver x reach * 2 by ann\n'.repeat(20)}`);
  await client.start({}, [folder]);
  await client.open(uriOf('shared.upsell'), SHARED);
  await client.connection.sendRequest('workspace/symbol', { query: '' });
  const refused = expect(rename('range')).rejects.toThrow('A file has changed meanwhile: ask again.');
  const changed = `\n${SHARED}`;
  await client.change(uriOf('shared.upsell'), changed, 2);
  const [hints] = await Promise.all([client.hints(uriOf('shared.upsell')), refused]);
  expect(hints).toEqual([]);
});

it.skipIf(process.platform === 'win32').each([
  ['pipe.upsell', 'import "./pipe.upsell"\n', 'import-not-found'],
  ['upsell.config.json', 'driver half 5 / 2 by ann\n', 'unknown-name'],
])('reads nothing from a pipe, which may never end: %s', async (pipe, text, code) => {
  spawnSync('mkfifo', [path.join(folder, pipe)]);
  await client.start({}, [folder]);
  await client.open(uriOf('direct.upsell'), text);
  expect((await client.diagnostics(uriOf('direct.upsell'))).map((one) => one.code)).toContain(code);
});
