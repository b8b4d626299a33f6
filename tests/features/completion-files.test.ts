import { rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CompletionItem } from 'vscode-languageserver';
import { LanguageClient } from '../harness/language-client.ts';
import { TemporaryFolder } from '../harness/temporary-folder.ts';

const MONTHS = 'source,month,touches,opened\n';

describe('paths of what lies in the workspace', () => {
  const client = new LanguageClient();
  const folder = new TemporaryFolder();
  const uri = folder.uri('models/emea.upsell');

  beforeAll(async () => {
    folder.write({
      'models/actuals/months.csv': MONTHS,
      'actuals/quarters.csv': MONTHS,
      'actuals/notes.csv': 'x\n',
      'models/plans/emea.plan.json': '{}',
      'models/plans/apac.plan.json': '{}',
      'fy27.plan.json': '{}',
      'package.json': '{}',
      'node_modules/x/plans/x.plan.json': '{}',
    });
    await client.start({}, [folder.path]);
    await client.open(uri, 'actuals ""\nplan ""\nac\n');
    await client.diagnostics(uri);
  });
  afterAll(async () => {
    await client.stop();
    folder.remove();
  });

  const ask = async (line: number, character: number): Promise<readonly CompletionItem[]> => {
    const params = { textDocument: { uri }, position: { line, character } };
    return (await client.connection.sendRequest<CompletionItem[] | null>('textDocument/completion', params)) ?? [];
  };
  const labels = async (line: number, character: number) => (await ask(line, character)).map(({ label }) => label);
  const tell = (path: string, type: 1 | 3) =>
    client.connection.sendNotification('workspace/didChangeWatchedFiles', {
      changes: [{ uri: folder.uri(path), type }],
    });

  it('are folders that have files of actuals, though no model names them, those nearby first', async () => {
    await expect.poll(() => labels(0, 9)).toEqual(['actuals', '../actuals']);
    expect((await ask(0, 9))[0]?.kind).toBe(19);
  });

  it('are plans, that of the model first, and no other data', async () => {
    await expect
      .poll(() => labels(1, 6))
      .toEqual(['plans/emea.plan.json', 'plans/apac.plan.json', '../fy27.plan.json']);
  });

  it('stand behind the word where it is offered', async () => {
    await client.change(uri, 'ac\npl\n', 2);
    const texts = async (line: number) => (await ask(line, 2)).flatMap(({ textEdit }) => textEdit?.newText ?? []);
    await expect.poll(() => texts(0)).toContain('actuals "actuals"');
    expect(await texts(1)).toContain('plan "plans/emea.plan.json"');
    await client.change(uri, 'actuals ""\nplan ""\n', 3);
  });

  it('follow what is made and removed, also as a whole folder', async () => {
    folder.write({ 'models/plans/more.plan.json': '{}' });
    await tell('models/plans/more.plan.json', 1);
    await expect.poll(() => labels(1, 6)).toContain('plans/more.plan.json');
    folder.write({ 'models/older/cohorts.csv': 'x\n' });
    await tell('models/older', 1);
    await expect.poll(() => labels(0, 9)).toContain('older');
    rmSync(folder.at('models/actuals'), { recursive: true });
    await tell('models/actuals', 3);
    await expect.poll(() => labels(0, 9)).toEqual(['older', '../actuals']);
  });
});
