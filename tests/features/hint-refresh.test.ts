import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LanguageClient } from '../harness/language-client.ts';
import { TemporaryFolder } from '../harness/temporary-folder.ts';
import { MODEL, MONTHS } from '../harness/tracked-model.ts';

const LIBRARY = 'owner ann "Ann"\ndriver reach 5 by ann\n';
const IMPORTING = `import "./lib.upsell"\n${MODEL.replace('800/month', 'reach * 160/month')}`;

let client: LanguageClient;
let folder: TemporaryFolder;
let refreshed: number;
let lenses: number;
let [model, library, months] = ['', '', ''];
beforeEach(async () => {
  client = new LanguageClient();
  folder = new TemporaryFolder();
  folder.write({ 'a.upsell': IMPORTING, 'lib.upsell': LIBRARY, 'actuals/months.csv': MONTHS });
  [model, library, months] = ['a.upsell', 'lib.upsell', 'actuals/months.csv'].map((name) => folder.uri(name)) as [
    string,
    string,
    string,
  ];
  client.connection.onRequest('workspace/inlayHint/refresh', () => void refreshed++);
  client.connection.onRequest('workspace/codeLens/refresh', () => void lenses++);
  await client.start({ workspace: { inlayHint: { refreshSupport: true }, codeLens: { refreshSupport: true } } });
  for (const [uri, text] of [
    [library, LIBRARY],
    [months, MONTHS],
    [model, IMPORTING],
  ] as const) {
    await client.open(uri, text);
    await client.hints(uri);
  }
  await settled();
  refreshed = 0;
  lenses = 0;
});
afterEach(async () => {
  expect(await client.stop()).toBe(0);
  folder.remove();
  expect(client.logged.filter((line) => /error|exception/i.test(line))).toEqual([]);
});

const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 300));

describe('workspace/inlayHint/refresh', () => {
  it('is asked for once when a library has changed, and when it is closed', async () => {
    await client.change(library, LIBRARY.replace('5', '6'), 2);
    await settled();
    expect([refreshed, lenses]).toEqual([1, 1]);
    await client.close(library);
    await settled();
    expect([refreshed, lenses]).toEqual([2, 2]);
  });

  it('is asked for when a table has changed', async () => {
    await client.change(months, MONTHS.replace('250,7', '250,9'), 2);
    await settled();
    expect(refreshed).toBe(1);
  });

  it('is not asked for when an edit of a library changes nothing that is computed', async () => {
    await client.change(library, `// The accounts that we reach.\n${LIBRARY}driver spare 7 by ann\n`, 2);
    await settled();
    await client.change(library, LIBRARY.replace('"Ann"', '"Anna"'), 3);
    await settled();
    expect([refreshed, lenses]).toEqual([0, 0]);
  });

  it('is asked for when what withholds a figure stands in another line', async () => {
    const broken = LIBRARY.replace('5', '5 / 0');
    await client.change(library, broken, 2);
    await settled();
    await client.change(library, `\n${broken}`, 3);
    await settled();
    expect([refreshed, lenses]).toEqual([2, 2]);
  });

  it('is asked for by settings, each for its own', async () => {
    const send = (upsell: object) =>
      client.connection.sendNotification('workspace/didChangeConfiguration', { settings: { upsell } });
    await send({ codeLens: { preview: false } });
    await settled();
    expect([refreshed, lenses]).toEqual([0, 1]);
    await send({ codeLens: { preview: false }, inlayHints: { rates: false } });
    await settled();
    expect([refreshed, lenses]).toEqual([1, 1]);
    await send({ codeLens: { preview: false }, inlayHints: { rates: false } });
    await settled();
    expect([refreshed, lenses]).toEqual([1, 1]);
  });

  it('is not asked for when nothing has changed but the document itself', async () => {
    await client.change(model, `${IMPORTING}\n`, 2);
    await client.change(model, IMPORTING.replace('160/month', '170/month'), 3);
    await settled();
    await client.change(months, MONTHS, 2);
    await settled();
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [
        { uri: folder.uri('lib.upsell'), type: 2 },
        { uri: folder.uri('notes.json'), type: 1 },
      ],
    });
    await settled();
    expect([refreshed, lenses]).toEqual([0, 0]);
  });
});
