import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LanguageClient } from '../harness/language-client.ts';

const canonical = readFileSync(new URL('../../examples/canonical/canonical.upsell', import.meta.url), 'utf8');

let client: LanguageClient;
let folder: string;
beforeEach(() => {
  client = new LanguageClient();
  folder = mkdtempSync(path.join(tmpdir(), 'upsell-server-'));
});
afterEach(async () => {
  expect(await client.stop()).toBe(0);
  rmSync(folder, { recursive: true });
  expect(client.logged.filter((line) => /error|exception/i.test(line))).toEqual([]);
});

describe('upsell lsp --stdio', () => {
  it('serves a document that is not on disk, without a workspace folder', async () => {
    const { capabilities } = await client.start();
    expect(capabilities).toMatchObject({ inlayHintProvider: true });
    const uri = 'untitled:Untitled-1';
    await client.open(uri, canonical);
    expect(await client.errors(uri)).toEqual([]);
    const hints = await client.hints(uri);
    expect(hints[0]).toMatchObject({ label: '35.7 opened/mo · $1.29M in 12 mo', position: { line: 1 } });
    expect(hints[0]?.tooltip.value).toContain('**428.4 opened**');
  });

  it('sends the tooltip of a hint when it is asked for, where the client asks', async () => {
    const capabilities = { textDocument: { inlayHint: { resolveSupport: { properties: ['tooltip'] } } } };
    expect(await client.start(capabilities)).toMatchObject({
      capabilities: { inlayHintProvider: { resolveProvider: true } },
    });
    const uri = 'untitled:Untitled-1';
    await client.open(uri, canonical);
    const [bare] = await client.hints(uri);
    expect(bare).toMatchObject({ label: '35.7 opened/mo · $1.29M in 12 mo' });
    expect(bare).not.toHaveProperty('tooltip');
    const whole = await client.connection.sendRequest('inlayHint/resolve', bare);
    expect(whole).toMatchObject({ ...bare, tooltip: { value: expect.stringContaining('**428.4 opened**') } });
    await client.change(uri, canonical.replace('12/month', '13/month'), 2);
    // The hint is of a text that is no more: what the line makes now would belie its label.
    expect(await client.connection.sendRequest('inlayHint/resolve', bare)).toEqual(bare);
    await client.close(uri);
    expect(await client.connection.sendRequest('inlayHint/resolve', bare)).toEqual(bare);
  });

  it('publishes what is wrong at its range, and takes it back', async () => {
    await client.start();
    const uri = 'untitled:Untitled-1';
    await client.open(uri, canonical);
    await client.change(uri, canonical.replace('conversion 15%', 'conversion 150%'), 2);
    const [wrong] = await client.errors(uri, ({ version }) => version === 2);
    const line = canonical.split('\n').findIndex((text) => text.includes('conversion 15%'));
    expect(wrong).toMatchObject({
      code: 'rate-above-one',
      source: 'upsell',
      severity: 1,
      range: { start: { line, character: 13 }, end: { line, character: 17 } },
    });
    expect((await client.hints(uri))[0]?.label).toBe(`withheld: see line ${line + 1}`);
    await client.change(uri, canonical, 3);
    expect(await client.errors(uri, ({ version }) => version === 3)).toEqual([]);
  });

  it('answers hints for the text as it is when they are asked for', async () => {
    await client.start();
    const uri = 'untitled:Untitled-1';
    await client.open(uri, canonical);
    for (let version = 2; version < 20; version++)
      void client.change(uri, canonical.replace('12/month', `${version}/month`), version);
    const labels = (await client.hints(uri)).map(({ label }) => label);
    expect(labels).toContain('2.9 opened/mo · $103k'); // 19 x 15%
  });

  it('follows an import that is open, on disk, changed and gone', async () => {
    await client.start();
    const library = path.join(folder, 'my shared.upsell');
    const [model, shared] = [path.join(folder, 'model.upsell'), library].map((file) => pathToFileURL(file).href) as [
      string,
      string,
    ];
    const text = canonical.replace('volume     12/month', 'volume     implementations_a_month * 1/month');
    writeFileSync(library, 'owner ann "Ann"\ndriver implementations_a_month 12 by ann\n');
    await client.open(model, `import "./my shared.upsell"\n${text}`);
    expect(await client.errors(model)).toEqual([]);
    expect((await client.hints(model))[0]?.label).toBe('35.7 opened/mo · $1.29M in 12 mo');

    await client.open(shared, 'owner ann "Ann"\ndriver implementations_a_month 24 by ann\n');
    await client.diagnostics(shared);
    expect((await client.hints(model))[0]?.label).toBe('37.5 opened/mo · $1.35M in 12 mo');

    await client.change(shared, 'owner ann "Ann"\ndriver implementations_a_month 1/0 by ann\n', 2);
    const [wrong] = await client.errors(shared, ({ version }) => version === 2);
    expect(wrong).toMatchObject({ code: 'division-by-zero', range: { start: { line: 1, character: 33 } } });
    expect((await client.hints(model))[0]?.label).toBe('withheld: see my shared.upsell:2');

    await client.close(shared);
    rmSync(library);
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: shared, type: 3 }],
    });
    const isMissing = ({ diagnostics }: { diagnostics: readonly { code: string }[] }) =>
      diagnostics.some(({ code }) => code === 'import-not-found');
    const [missing] = await client.errors(model, isMissing);
    expect(missing).toMatchObject({ code: 'import-not-found', range: { start: { line: 0, character: 7 } } });
  });

  it('obeys settings that a client sends', async () => {
    await client.start();
    const uri = 'untitled:Untitled-1';
    await client.open(uri, canonical);
    const settings = { upsell: { inlayHints: { enabled: false } } };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings });
    expect(await client.hints(uri)).toEqual([]);
  });

  it('obeys upsell.config.json beside the model, when it is made and when it changes', async () => {
    await client.start();
    const uri = pathToFileURL(path.join(folder, 'model.upsell')).href;
    const config = path.join(folder, 'upsell.config.json');
    const changed = () =>
      client.connection.sendNotification('workspace/didChangeWatchedFiles', {
        changes: [{ uri: pathToFileURL(config).href, type: 2 }],
      });
    const severityOf = (code: string, severity: number) =>
      client.diagnostics(uri, ({ diagnostics }) =>
        diagnostics.some((one) => one.code === code && one.severity === severity),
      );
    await client.open(uri, canonical);
    await severityOf('closing-undecided', 3);
    writeFileSync(config, '{ "rules": { "closing-undecided": "error" } }');
    await changed();
    await severityOf('closing-undecided', 1);
    writeFileSync(config, '{ "rules": { "closing-undecided": "off" } }');
    await changed();
    await client.diagnostics(uri, ({ diagnostics }) => diagnostics.every(({ code }) => code !== 'closing-undecided'));
  });

  it('refuses a path that leaves the workspace', async () => {
    const inner = path.join(folder, 'inner');
    await client.start({}, [inner]);
    const uri = pathToFileURL(path.join(inner, 'model.upsell')).href;
    writeFileSync(path.join(folder, 'shared.upsell'), 'owner ann "Ann"\n');
    await client.open(uri, `import "../shared.upsell"\n${canonical}`);
    const isOutside = ({ diagnostics }: { diagnostics: readonly { code: string }[] }) =>
      diagnostics.some(({ code }) => code === 'path-outside-workspace');
    const [outside] = await client.errors(uri, isOutside);
    expect(outside).toMatchObject({ range: { start: { line: 0, character: 7 }, end: { line: 0, character: 25 } } });
  });

  it('reads what stands in the folder itself that is the workspace, and nothing above it', async () => {
    const inner = path.join(folder, 'inner');
    mkdirSync(path.join(inner, 'below'), { recursive: true });
    for (const at of [folder, inner])
      writeFileSync(path.join(at, 'months.csv'), 'month,source,touches,opened\n2026-01,ticket,790,3\n');
    await client.start({}, [inner]);
    const errorsOf = async (name: string, actuals: string) => {
      const uri = pathToFileURL(path.join(inner, name)).href;
      await client.open(uri, `${canonical}\nactuals "${actuals}"\n`);
      return (await client.errors(uri)).map(({ code }) => code);
    };
    expect(await errorsOf('a.upsell', '.')).toEqual([]);
    expect(await errorsOf('below/b.upsell', '..')).toEqual([]);
    expect(await errorsOf('c.upsell', '..')).toEqual(['path-outside-workspace']);
    expect(await errorsOf('below/d.upsell', '../..')).toEqual(['path-outside-workspace']);
  });

  it('knows its folder in whatever way the client writes it', async () => {
    const inner = path.join(folder, 'with (signs)');
    mkdirSync(inner);
    await client.start({}, [inner]);
    const uri = pathToFileURL(path.join(inner, 'model.upsell')).href;
    writeFileSync(path.join(inner, 'shared.upsell'), 'owner ann "Ann"\n');
    await client.open(uri, `import "./shared.upsell"\n${canonical}`);
    const diagnostics = await client.diagnostics(uri, () => true);
    expect(diagnostics.map(({ code }) => code)).not.toContain('path-outside-workspace');
  });
});
