import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LanguageClient, type Publication } from '../harness/language-client.ts';

const LIBRARY = 'untitled:/shared.upsell';
const uriOf = (i: number): string => `untitled:/model-${i}.upsell`;

const library = (name: string, comment = '') => `${comment}owner ann "Ann"\ndriver ${name} 5 counted 2026-01 by ann\n`;

const MODEL = `import "./shared.upsell"
model "Small" {
  currency USD
  period 2026-01 to 2026-12
}
sources { ticket }
closing csm {
  owner ann
  win rate 25%
  deal size $12k
}
foundation channel tickets {
  source ticket
  owner ann
  volume reach * 1/month
  conversion 1%
}
`;

let client: LanguageClient;
beforeEach(async () => {
  client = new LanguageClient();
  await client.start();
});
afterEach(async () => {
  expect(await client.stop()).toBe(0);
  expect(client.logged).toEqual([]);
});

/** Opens a library and so many models that import it; resolves when all are published. */
async function open(models: number): Promise<void> {
  await client.open(LIBRARY, library('reach'));
  for (let i = 0; i < models; i++) await client.open(uriOf(i), MODEL);
  const told = () => new Set(client.publications.map(({ uri }) => uri)).size;
  await expect.poll(told, { timeout: 30_000 }).toBe(models + 1);
  await forget();
}

/** Forgets what was published so far, and what is on its way. */
async function forget(): Promise<void> {
  await client.hints(LIBRARY);
  client.publications.splice(0);
}

const models = (publications: readonly Publication[]) => publications.filter(({ uri }) => uri.includes('model-'));
const isUnknown = ({ diagnostics }: Publication) => diagnostics.some(({ code }) => code === 'unknown-name');

describe('textDocument/publishDiagnostics', () => {
  it('says what is half-typed, and not of each expectation that it cannot be tested until then', async () => {
    const uri = 'untitled:/tested.upsell';
    const lone = MODEL.replace(/^.*\n/, 'owner ann "Ann"\n').replace('reach * 1/month', '800/month');
    const model = `${lone}expect opened >= 1\nexpect won >= 1\nexpect conversion >= 2%\n`;
    const errors = ({ diagnostics }: Publication) =>
      diagnostics.filter(({ severity }) => severity === 1).map(({ code }) => code);
    const told = async (text: string, version: number) => {
      await client.change(uri, text, version);
      const isOf = (one: Publication) => one.uri === uri && one.version === version;
      await expect.poll(() => client.publications.some(isOf), { timeout: 10_000 }).toBe(true);
      return errors(client.publications.findLast(isOf) as Publication);
    };
    await client.open(uri, '');
    expect(await told(model, 2)).toEqual(['expectation-failed']);
    expect(await told(`${model}leverage channel\n`, 3)).toEqual(['syntax-error']);
    expect(await told(model.replace('1%\n', '\n'), 4)).toEqual(['syntax-error']);
    expect(await told(model, 5)).toEqual(['expectation-failed']);
  });

  it('answers the model that is looked at while 500 others wait for a library, and publishes each once', async () => {
    await open(500);
    await client.hints(uriOf(123));
    await client.change(LIBRARY, library('range'), 2);
    expect((await client.hints(uriOf(123)))[0]?.label).toBe('withheld: see line 15');
    expect(models(client.publications).length).toBeLessThan(500);
    await expect.poll(() => models(client.publications).length, { timeout: 30_000 }).toBe(500);
    const [first, second] = client.publications;
    expect(first).toMatchObject({ uri: LIBRARY, version: 2 });
    expect(second?.uri).toBe(uriOf(123));
    expect(models(client.publications).every(isUnknown)).toBe(true);
    expect(new Set(client.publications.map(({ uri }) => uri)).size).toBe(501);
  });

  it('begins anew with a change in the middle, and ends with the last state of each', async () => {
    await open(100);
    await client.change(LIBRARY, library('range'), 2);
    await client.diagnostics(LIBRARY, ({ version }) => version === 2);
    await client.change(LIBRARY, library('reach'), 3);
    await client.diagnostics(LIBRARY, ({ version }) => version === 3);
    const at = client.publications.findIndex(({ version, uri }) => uri === LIBRARY && version === 3);
    const wrong = new Set(client.publications.slice(0, at).map(({ uri }) => uri));
    await expect
      .poll(() => models(client.publications.slice(at)).length, { timeout: 30_000 })
      .toBe(models([...client.publications.slice(0, at)]).length);
    const after = models(client.publications.slice(at));
    expect(after.some(isUnknown)).toBe(false);
    expect(after.every(({ uri }) => wrong.has(uri))).toBe(true);
    expect(new Set(after.map(({ uri }) => uri)).size).toBe(after.length);
  });

  it('publishes what was edited last first', async () => {
    await open(20);
    for (const i of [3, 17, 8]) {
      await client.change(uriOf(i), `${MODEL}\n`, 2);
      await client.diagnostics(uriOf(i), ({ version }) => version === 2);
    }
    await forget();
    await client.change(LIBRARY, library('range'), 2);
    await expect.poll(() => models(client.publications).length, { timeout: 30_000 }).toBe(20);
    expect(
      models(client.publications)
        .slice(0, 3)
        .map(({ uri }) => uri),
    ).toEqual([8, 17, 3].map(uriOf));
  });

  it('sends nothing of documents for which nothing is new, and always answers the one that changed', async () => {
    await open(5);
    await client.change(LIBRARY, library('reach', '// Counted\n'), 2);
    await client.change(LIBRARY, library('reach', '// Counted by hand\n'), 3);
    await client.diagnostics(LIBRARY, ({ version }) => version === 3);
    await forget();
    await client.change(LIBRARY, library('reach', '// Counted by hand\n'), 4);
    await client.diagnostics(LIBRARY, ({ version }) => version === 4);
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(client.publications.map(({ uri, version }) => ({ uri, version }))).toEqual([{ uri: LIBRARY, version: 4 }]);
  });

  it('takes back what it said of a closed document, and answers one that is opened again', async () => {
    await open(1);
    await client.close(LIBRARY);
    await client.diagnostics(uriOf(0), ({ diagnostics }) =>
      diagnostics.some(({ code }) => code === 'import-not-found'),
    );
    await client.close(uriOf(0));
    expect(await client.diagnostics(uriOf(0), ({ version }) => version === undefined)).toEqual([]);
    await client.open(uriOf(0), MODEL);
    await client.diagnostics(uriOf(0), ({ version }) => version === 1);
  });
});
