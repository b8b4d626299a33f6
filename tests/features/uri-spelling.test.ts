import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Location, WorkspaceEdit } from 'vscode-languageserver';
import { LanguageClient } from '../harness/language-client.ts';
import { TemporaryFolder } from '../harness/temporary-folder.ts';
import { MODEL, MONTHS } from '../harness/tracked-model.ts';

const LIBRARY = 'owner ann "Ann"\ndriver reach 5 by ann\n';
const WRONG = MONTHS.replace('2026-02,ticket,805', '2026-02,tickets,805');

let client: LanguageClient;
let folder: TemporaryFolder;
beforeEach(() => {
  client = new LanguageClient();
  folder = new TemporaryFolder();
});
afterEach(async () => {
  expect(await client.stop()).toBe(0);
  folder.remove();
  expect(client.logged.filter((line) => /error|exception/i.test(line))).toEqual([]);
});

const actualLabels = async (uri: string): Promise<readonly string[]> =>
  (await client.hints(uri)).map(({ label }) => label).filter((label) => /actual|signal/.test(label));
const published = (): readonly string[] => [...new Set(client.publications.map(({ uri }) => uri))].toSorted();

describe('a client that writes URIs in its own way', () => {
  it.each(['file:///C:/p', 'file:///c%3a/p', 'file:///c%3A/p', 'file:///p%7eq/(r)', 'untitled:/a+b'])(
    'has its models, libraries and tables under its names: %s',
    async (base) => {
      const [model, library, months] = ['a.upsell', 'lib.upsell', 'actuals/months.csv'].map(
        (name) => `${base}/${name}`,
      );
      if (!model || !library || !months) throw new Error('three files');
      const text = `import "./lib.upsell"\n${MODEL}driver twice 2 * reach by ann\n`;
      await client.start();
      await client.open(library, LIBRARY);
      await client.open(months, WRONG);
      await client.open(model, text);
      expect(
        (await client.diagnostics(months, ({ diagnostics }) => diagnostics.length > 0)).map(({ code }) => code),
      ).toEqual(['actuals-unknown-source']);
      expect((await client.errors(model)).map(({ code }) => code)).toEqual(['actuals-unknown-source']);
      await client.change(months, MONTHS, 2);
      expect(await client.diagnostics(months, ({ version }) => version === 2)).toEqual([]);
      expect((await actualLabels(model)).length).toBeGreaterThan(0);

      const at = { line: text.split('\n').findIndex((line) => line.startsWith('driver twice')), character: 20 };
      const ask = <T>(method: string, more: object = {}): Promise<T> =>
        client.connection.sendRequest(`textDocument/${method}`, {
          textDocument: { uri: model },
          position: at,
          ...more,
        });
      expect((await ask<Location[]>('definition')).map(({ uri }) => uri)).toEqual([library]);
      const context = { includeDeclaration: true };
      const found = await ask<Location[]>('references', { context });
      expect(found.map(({ uri }) => uri).toSorted()).toEqual([model, library]);
      const edit = await ask<WorkspaceEdit>('rename', { newName: 'span' });
      expect(Object.keys(edit.changes ?? {}).toSorted()).toEqual([model, library]);
      const symbols = await client.connection.sendRequest<{ location: Location }[]>('workspace/symbol', {
        query: 'reach',
      });
      expect(symbols.map(({ location }) => location.uri)).toEqual([library]);

      await client.change(library, LIBRARY.replace('reach', 'reaches'), 2);
      await client.diagnostics(model, ({ diagnostics }) => diagnostics.some(({ code }) => code === 'unknown-name'));
      const [unknown] = (await client.errors(model)).filter(({ code }) => code === 'unknown-name');
      const actions = await client.connection.sendRequest<{ edit: WorkspaceEdit }[]>('textDocument/codeAction', {
        textDocument: { uri: model },
        range: unknown?.range,
        context: { diagnostics: [] },
      });
      expect(actions.flatMap((action) => Object.keys(action.edit.changes ?? {}))).toContain(model);
      await client.close(model);
      expect(await client.diagnostics(model, ({ version }) => version === undefined)).toEqual([]);
      expect(published()).toEqual([model, library, months].toSorted());
    },
  );

  it('has the tables of the disk read again when they change, and those that are open as they are', async () => {
    const name = "a(b)+c@d=e,f&g'h! 50% #";
    folder.write({ [`${name}/a.upsell`]: MODEL, [`${name}/actuals/months.csv`]: MONTHS });
    const [model, months] = [folder.uri(`${name}/a.upsell`), folder.uri(`${name}/actuals/months.csv`)];
    await client.start({}, [folder.path]);
    await client.open(model, MODEL);
    await client.open(months, WRONG);
    await client.diagnostics(months, ({ diagnostics }) => diagnostics.length > 0);
    await client.close(months);
    await client.diagnostics(months, ({ diagnostics }) => diagnostics.length === 0);
    const before = await actualLabels(model);
    folder.write({
      [`${name}/actuals/months.csv`]: MONTHS.replace('2026-03,csm_touch,250,7', '2026-03,csm_touch,250,9'),
    });
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: months, type: 2 }],
    });
    await expect.poll(() => actualLabels(model)).not.toEqual(before);
    expect(published()).toEqual([model, months].toSorted());
  });
});
