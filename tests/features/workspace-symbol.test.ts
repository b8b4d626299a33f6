import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LanguageClient } from '../harness/language-client.ts';

interface Symbol {
  readonly name: string;
  readonly kind: number;
  readonly containerName: string;
  readonly location: { readonly uri: string; readonly range: object };
}

const MODEL = `import "./my shared.upsell"
model "Go \\"up\\"" {
}
scenario more {
}
foundation channel tickets {
  touch clicks reach * 1/month
}
`;

let client: LanguageClient;
let folder: string;
beforeEach(() => {
  client = new LanguageClient();
  folder = mkdtempSync(path.join(tmpdir(), 'upsell-index-'));
});
afterEach(async () => {
  expect(await client.stop()).toBe(0);
  rmSync(folder, { recursive: true });
  expect(client.logged).toEqual([]);
});

function write(name: string, text: string): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
  return pathToFileURL(file).href;
}

const symbols = (query: string): Promise<readonly Symbol[]> =>
  client.connection.sendRequest('workspace/symbol', { query });
const names = async (query: string) => (await symbols(query)).map(({ name }) => name);
const watched = (uri: string, type: 1 | 2 | 3) =>
  client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type }] });

describe('workspace/symbol', () => {
  it('knows the names of all files, what they are and where they stand', async () => {
    const model = write('a/model.upsell', MODEL);
    const shared = write('a/my shared.upsell', 'owner ann "Ann"\nsources { a_ticket }\ndriver reach 5 by ann\n');
    await client.start({}, [folder]);
    const at = (uri: string, line: number, from: number, to: number) => ({
      uri,
      range: { start: { line, character: from }, end: { line, character: to } },
    });
    expect((await symbols('')).toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
      { name: 'Go "up"', kind: 2, containerName: 'model.upsell', location: at(model, 1, 6, 17) },
      { name: 'a_ticket', kind: 22, containerName: 'my shared.upsell', location: at(shared, 1, 10, 18) },
      { name: 'ann', kind: 19, containerName: 'my shared.upsell', location: at(shared, 0, 6, 9) },
      { name: 'more', kind: 24, containerName: 'Go "up"', location: at(model, 3, 9, 13) },
      { name: 'reach', kind: 13, containerName: 'my shared.upsell', location: at(shared, 2, 7, 12) },
      { name: 'tickets', kind: 5, containerName: 'Go "up"', location: at(model, 5, 19, 26) },
    ]);
  });

  it('finds letters in their order, the nearest name first, and not more than anybody reads', async () => {
    const drivers = ['big_reach', 'reach', 'r_each', 'Reach_out', 'reac', 'hcaer'];
    write('names.upsell', drivers.map((name) => `driver ${name} 5 by ann\n`).join(''));
    write('many.upsell', Array.from({ length: 300 }, (_, i) => `driver many_${i} 5 by ann\n`).join(''));
    await client.start({}, [folder]);
    expect(await names('reach')).toEqual(['reach', 'Reach_out', 'big_reach', 'r_each']);
    expect(await names('RE ach')).toHaveLength(4);
    expect(await names('')).toHaveLength(256);
  });

  it('looks neither into hidden or installed folders nor through links', async () => {
    for (const name of ['.git/a', 'node_modules/b/c', 'x/.hidden/d', '.e', 'seen'])
      write(`${name}.upsell`, `driver from_${path.basename(name).replace('.', '')} 5 by ann\n`);
    symlinkSync(folder, path.join(folder, 'x/again'), 'dir');
    await client.start({}, [folder]);
    expect(await names('from')).toEqual(['from_seen']);
    await watched(pathToFileURL(path.join(folder, '.git/a.upsell')).href, 2);
    expect(await names('from')).toEqual(['from_seen']);
  });

  it('follows what is typed, what is closed without saving, and what changes on the disk', async () => {
    const uri = write('one.upsell', 'driver first 5 by ann\n');
    await client.start({}, [folder]);
    await client.open(uri, 'driver typed 5 by ann\n');
    await client.open('untitled:new', 'driver unsaved 5 by ann\n');
    expect((await names('')).toSorted()).toEqual(['typed', 'unsaved']);
    await client.close(uri);
    await client.close('untitled:new');
    expect(await names('')).toEqual(['first']);
    write('one.upsell', 'driver second 5 by ann\n');
    await watched(uri, 2);
    const other = write('two.upsell', 'driver third 5 by ann\n');
    await watched(other, 1);
    expect(await names('')).toEqual(['third', 'second']);
    rmSync(path.join(folder, 'one.upsell'));
    await watched(uri, 3);
    expect(await names('')).toEqual(['third']);
  });

  it('follows the folders of the workspace', async () => {
    write('a/one.upsell', 'driver in_a 5 by ann\n');
    write('b/two.upsell', 'driver in_b 5 by ann\n');
    const [a, b] = ['a', 'b'].map((name) => ({ uri: pathToFileURL(path.join(folder, name)).href, name }));
    const { capabilities } = await client.start({ workspace: { workspaceFolders: true } }, [path.join(folder, 'a')]);
    expect(capabilities).toMatchObject({ workspace: { workspaceFolders: { changeNotifications: true } } });
    const change = (added: readonly unknown[], removed: readonly unknown[]) =>
      client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event: { added, removed } });
    expect(await names('')).toEqual(['in_a']);
    await change([b], []);
    expect(await names('')).toEqual(['in_a', 'in_b']);
    await change([], [a]);
    expect(await names('')).toEqual(['in_b']);
    await change([], [b]);
    expect(await names('')).toEqual([]);
  });

  it('answers a keystroke while it reads the workspace, and shows how far it is', async () => {
    const text = Array.from({ length: 300 }, (_, i) => `driver reach_${i} 5, 6 from 2026-07 by ann\n`).join('');
    for (let i = 0; i < 300; i++) write(`library-${i}.upsell`, text);
    const heard: { kind: string; percentage?: number }[] = [];
    client.connection.onRequest('window/workDoneProgress/create', () => null);
    const begun = new Promise<void>((resolve) => {
      client.connection.onUnhandledProgress(({ value }) => {
        heard.push(value as (typeof heard)[number]);
        resolve();
      });
    });
    await client.start({ window: { workDoneProgress: true } }, [folder]);
    const all = names('reach_99').then((found) => heard.push({ kind: `${found.length} found` }));
    await begun;
    const uri = pathToFileURL(path.join(folder, 'model.upsell')).href;
    await client.open(uri, MODEL);
    await client.diagnostics(uri);
    heard.push({ kind: 'answered' });
    await all;
    const kinds = heard.map(({ kind }) => kind).filter((kind) => kind !== 'report');
    expect(kinds).toEqual(['begin', 'answered', 'end', '256 found']);
    const percentages = heard.flatMap(({ percentage }) => percentage ?? []);
    expect(percentages).toEqual(percentages.toSorted((one, other) => one - other));
    expect(percentages.at(-1)).toBe(100);
  });
});
