import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { monthOf } from '@upsell/engine';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CodeAction } from 'vscode-languageserver';
import { Evaluation } from '../../packages/language-server/src/evaluation.ts';
import { OpenDocument } from '../../packages/language-server/src/open-document.ts';
import { LanguageClient, type Publication } from '../harness/language-client.ts';
import { MODEL, MONTHS } from '../harness/tracked-model.ts';

let client: LanguageClient;
let folder: string;
let model: string;
let months: string;
beforeEach(async () => {
  client = new LanguageClient();
  folder = mkdtempSync(path.join(tmpdir(), 'upsell-actuals-'));
  mkdirSync(path.join(folder, 'actuals'));
  writeFileSync(path.join(folder, 'model.upsell'), MODEL);
  writeFileSync(path.join(folder, 'actuals/months.csv'), MONTHS);
  model = pathToFileURL(path.join(folder, 'model.upsell')).href;
  months = pathToFileURL(path.join(folder, 'actuals/months.csv')).href;
});
afterEach(async () => {
  expect(await client.stop()).toBe(0);
  rmSync(folder, { recursive: true });
  expect(client.logged.filter((line) => /error|exception/i.test(line))).toEqual([]);
});

/** The label at the end of the line that begins so, after that of the channel. */
async function hintAt(channel: string, begins: string): Promise<string | undefined> {
  const lines = MODEL.split('\n');
  const from = lines.findIndex((line) => line.includes(`channel ${channel} `));
  const line = lines.findIndex((text, i) => i >= from && text.trimStart().startsWith(begins));
  return (await client.hints(model)).find(({ position }) => position.line === line)?.label;
}

const written = (uri: string, text: string): Promise<void> => {
  writeFileSync(new URL(uri), text);
  return client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 2 }] });
};

const has =
  (code: string) =>
  ({ diagnostics }: Publication): boolean =>
    diagnostics.some((one) => one.code === code);

describe('actuals in the editor', () => {
  it('offers in the table what mends the model', async () => {
    const rows = MONTHS.replaceAll('csm_touch', 'csm');
    await client.start();
    await client.open(model, MODEL);
    await client.open(months, rows);
    const at = { line: 4, character: 9 };
    const actions: CodeAction[] = await client.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri: months },
      range: { start: at, end: at },
      context: { diagnostics: [] },
    });
    const join = actions.find(({ title }) => title === 'Count the rows of `csm` as `csm_touch`, its name today');
    expect(join?.edit?.changes?.[model]?.map(({ newText }) => newText)).toEqual([' renamed from csm']);
    expect(actions[0]?.diagnostics?.[0]).toMatchObject({
      code: 'actuals-unknown-source',
      range: { start: { line: 4 } },
    });
    await client.close(model);
    const without = { textDocument: { uri: months }, range: { start: at, end: at }, context: { diagnostics: [] } };
    expect(await client.connection.sendRequest('textDocument/codeAction', without)).toEqual([]);
  });

  it('stand beside what they are the actuals of, with their counts', async () => {
    await client.start();
    await client.open(model, MODEL);
    expect(await hintAt('csm_touches', 'conversion')).toBe('7.2 opened/mo · actual 3.06% (22 of 720)');
    expect(await hintAt('csm_touches', 'volume')).toBe('actual 240/mo (720 in 3 mo)');
    expect(await hintAt('csm_touches', 'foundation')).toBe('7.2 opened/mo · $259k · +0.4 YTD');
    // 36 of 2,405 where 0.5% were planned: p below 1e-7.
    expect(await hintAt('tickets', 'conversion')).toBe('signal: 1.50% (36 of 2,405)');
    expect(await hintAt('tickets', 'foundation')).toBe('4.0 opened/mo · +24.0 YTD, a signal');
    const [ofModel] = await client.hints(model);
    expect(ofModel?.label).toMatch(/^\$1\.29M · re-forecast \$1\.\d+M$/);
    expect(ofModel?.tooltip.value).toMatch(/\*\*Re-forecast \$1,\d{3},\d{3} \(in 90% of cases between /);
  });

  it('stand beside the source where a channel has several touches, as rows count them together', async () => {
    const volume = /(channel csm_touches [^}]*?) {2}volume[^\n]*\n/;
    const touches = '  customer touch calls 140/month counted 2025\n  vendor touch reviews 100/month counted 2025\n';
    const text = MODEL.replace(volume, (_, head: string) => head + touches);
    expect(text).not.toBe(MODEL);
    await client.start();
    await client.open(model, text);
    const line = text.split('\n').indexOf('  source     csm_touch');
    expect((await client.hints(model)).find(({ position }) => position.line === line)?.label).toBe(
      'actual 240/mo (720 in 3 mo)',
    );
  });

  it('say nothing where there are none, or where they are switched off', async () => {
    await client.start();
    const untitled = 'untitled:Untitled-1';
    await client.open(untitled, MODEL.replace('actuals "actuals"', ''));
    expect((await client.hints(untitled)).filter(({ label }) => /actual|YTD|forecast/.test(label))).toEqual([]);
    await client.open(model, MODEL);
    const settings = { upsell: { inlayHints: { actuals: false } } };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings });
    expect((await client.hints(model)).filter(({ label }) => /actual|YTD|forecast/.test(label))).toEqual([]);
  });

  it('are those of the file as it is on the disk, as it is open, and as it is when it is closed again', async () => {
    await client.start();
    await client.open(model, MODEL);
    await client.diagnostics(model);
    await written(months, MONTHS.replace('2026-03,csm_touch,250,7', '2026-03,csm_touch,250,8'));
    await expect.poll(() => hintAt('csm_touches', 'conversion')).toContain('(23 of 720)');
    await client.open(months, MONTHS.replace('2026-03,csm_touch,250,7', '2026-03,csm_touch,250,9'));
    expect(await hintAt('csm_touches', 'conversion')).toContain('(24 of 720)');
    await client.change(months, MONTHS.replace('2026-03,csm_touch,250,7', '2026-03,csm_touch,250,10'), 2);
    expect(await hintAt('csm_touches', 'conversion')).toContain('(25 of 720)');
    await client.close(months);
    expect(await hintAt('csm_touches', 'conversion')).toContain('(23 of 720)');
    rmSync(new URL(months));
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: months, type: 3 }],
    });
    await client.diagnostics(model, has('actuals-not-found'));
    expect(await hintAt('csm_touches', 'conversion')).toBe('7.2 opened/mo');
  });

  it('are read again when their file is closed, whether or not the client watches it', async () => {
    await client.start();
    await client.open(model, MODEL);
    await client.diagnostics(model);
    await client.open(months, MONTHS);
    writeFileSync(new URL(months), MONTHS.replace('2026-03,csm_touch,250,7', '2026-03,csm_touch,250,12'));
    await client.close(months);
    expect(await hintAt('csm_touches', 'conversion')).toContain('(27 of 720)');
  });

  it('have their problems at their cells, and counted at the `actuals` line, until they are mended', async () => {
    await client.start();
    await client.open(model, MODEL);
    await written(months, MONTHS.replace('2026-02,ticket,805', '2026-02,tickets,805').replace('790,3', '790,-3'));
    const found = await client.diagnostics(months, has('actuals-bad-number'));
    expect(found.map(({ code, severity, range }) => [code, severity, range.start, range.end.character])).toEqual([
      ['actuals-bad-number', 1, { line: 1, character: 19 }, 21],
      ['actuals-unknown-source', 1, { line: 2, character: 8 }, 15],
    ]);
    const line = MODEL.split('\n').indexOf('actuals "actuals"');
    const counted = (await client.diagnostics(model, has('actuals-bad-number'))).filter(
      ({ code }) => code === 'actuals-bad-number',
    );
    expect(counted).toMatchObject([{ severity: 1, range: { start: { line, character: 8 } } }]);
    expect(counted[0]?.message).toContain('2 errors, the first in months.csv line 2');
    await written(months, MONTHS);
    expect(await client.diagnostics(months, ({ diagnostics }) => diagnostics.length === 0)).toEqual([]);
    await client.errors(model, ({ diagnostics }) => !diagnostics.some(({ code }) => code === 'actuals-bad-number'));
  });

  it('true a number up where they say it clearly', async () => {
    await client.start();
    await client.open(model, MODEL);
    const all = await client.diagnostics(model, has('trueup-available'));
    const signal = all.find(({ code }) => code === 'trueup-available');
    expect(signal?.message).toContain('36 of 2,405 touches, 2026-01 to 2026-03');
    const actions = (await client.connection.sendRequest('textDocument/codeAction', {
      textDocument: { uri: model },
      range: signal?.range,
      context: { diagnostics: [signal], only: ['quickfix'] },
    })) as { title: string; edit: { changes: Record<string, { newText: string }[]> } }[];
    const one = actions.find(({ title }) => title.startsWith('True up to'));
    expect(one?.title).toBe('True up to 1.5%, measured 2026-01 to 2026-03 (the forecast changes)');
    // Among the spaces that keep the columns.
    const texts = one?.edit.changes[model]?.map(({ newText }) => newText) ?? [];
    expect(texts.filter((text) => text.trim() !== '')).toEqual([
      expect.stringMatching(/^ *,\n +1\.5% from 2026-04 measured 2026-01 to 2026-03 *$/),
    ]);
    expect(actions.some(({ title }) => /^True up all \d+ numbers/.test(title))).toBe(true);
  });
});

describe('completion and hover in a file of actuals', () => {
  const ask = (method: string, line: number, character: number) =>
    client.connection.sendRequest(`textDocument/${method}`, {
      textDocument: { uri: months },
      position: { line, character },
    });
  const labels = async (line: number, character: number): Promise<readonly string[]> =>
    ((await ask('completion', line, character)) as { label: string; sortText: string }[])
      .sort((a, b) => (a.sortText < b.sortText ? -1 : 1))
      .map(({ label }) => label);

  it('offer the columns, the months and the sources, those without a row first', async () => {
    await client.start();
    await client.open(model, MODEL);
    await client.open(months, `${MONTHS}2026-03,\n`);
    expect(await labels(0, 0)).toEqual(['month', 'gated', 'through']);
    expect(await labels(1, 2)).toContain('2026-01');
    const sources = await labels(7, 8);
    expect(sources).toHaveLength(7);
    expect(sources.slice(0, 2)).toEqual(['implementation', 'outbound']);
    expect(sources.slice(-2)).toEqual(['ticket', 'csm_touch']);
    expect(await labels(1, 18)).toEqual([]);
  });

  it('find the columns wherever they stand', async () => {
    await client.start();
    await client.open(model, MODEL);
    await client.open(months, 'source,opened,month,touches\nticket,3,2026-01,790\n,4,2026-01,800\n');
    expect((await labels(2, 0)).at(-1)).toBe('ticket');
  });

  it('know the sources of a model that is not open', async () => {
    await client.start({}, [folder]);
    await client.open(months, `${MONTHS}2026-03,\n`);
    await expect.poll(() => labels(7, 8)).toHaveLength(7);
  });

  it('know those of one that stands elsewhere, or whose library names the folder', async () => {
    mkdirSync(path.join(folder, 'models'));
    rmSync(path.join(folder, 'model.upsell'));
    writeFileSync(path.join(folder, 'models/records.upsell'), 'actuals "../actuals"\n');
    const text = `import "records.upsell"\n${MODEL.replace('actuals "actuals"', '')}`;
    writeFileSync(path.join(folder, 'models/model.upsell'), text);
    await client.start({}, [folder]);
    await client.open(months, `${MONTHS}2026-03,\n`);
    await expect.poll(() => labels(7, 8)).toHaveLength(7);
  });

  it('say what a column holds, what a source is, and what was planned', async () => {
    await client.start({ textDocument: { hover: { contentFormat: ['markdown', 'plaintext'] } } });
    await client.open(model, MODEL);
    await client.open(months, MONTHS);
    const text = async (line: number, character: number) =>
      ((await ask('hover', line, character)) as { contents: { value: string } } | null)?.contents.value ?? '';
    expect(await text(0, 10)).toMatch(/^\*\*source\*\*: /);
    expect(await text(1, 10)).toContain('fed by the channel `tickets`, owned by `support`');
    expect(await text(1, 16)).toContain('The model has 800.0 touches, 4.0 opened, 4.0 closed, 1.0 won, $12,000.');
  });
});

it('judges the day that a row goes to by the day that it is', () => {
  const files: Readonly<Record<string, string>> = {
    'file:///model.upsell': MODEL,
    'file:///actuals/months.csv': 'month,source,touches,opened,through\n2026-04,ticket,900,4,2026-04-20\n',
  };
  let day = 10;
  const evaluation = new Evaluation({
    open: (uri) => (uri === 'file:///model.upsell' ? new OpenDocument(uri, 1, MODEL) : undefined),
    read: (uri) => files[uri],
    readBeside: (uri) => files[uri],
    real: (uri) => uri,
    reaches: () => true,
    changed: () => {},
    sha256: () => '',
    month: () => monthOf(2026, 4),
    day: () => day,
  });
  const ahead = () =>
    evaluation.of('file:///model.upsell')?.diagnostics.filter(({ code }) => code === 'future-evidence').length;
  expect(ahead()).toBe(2);
  day = 20;
  expect(ahead()).toBe(0);
});
