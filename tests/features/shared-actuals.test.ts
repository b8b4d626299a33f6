import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LanguageClient } from '../harness/language-client.ts';
import { TemporaryFolder } from '../harness/temporary-folder.ts';
import { MODEL, MONTHS } from '../harness/tracked-model.ts';

const OTHER = MODEL.replace('"Canonical expansion"', '"Next year"');
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

/** The codes and lines of what stands in a file, when all is said of this version of another one; undefined: it is closed. */
async function standingIn(file: string, asked: string, version: number | undefined): Promise<readonly string[]> {
  await client.diagnostics(folder.uri(asked), (publication) => publication.version === version);
  await client.hints(folder.uri(asked));
  return (await client.diagnostics(folder.uri(file))).map(({ code, range }) => `${code} ${range.start.line + 1}`);
}

describe('actuals of several models', () => {
  it('have the problems that any of the open ones finds, until the last is closed', async () => {
    folder.write({ 'a.upsell': MODEL, 'b.upsell': OTHER, 'actuals/months.csv': WRONG });
    const [a, b] = [folder.uri('a.upsell'), folder.uri('b.upsell')];
    const found = ['actuals-unknown-source 3'];
    await client.start();
    await client.open(a, MODEL);
    await client.diagnostics(folder.uri('actuals/months.csv'));
    await client.open(b, OTHER);
    expect(await standingIn('actuals/months.csv', 'b.upsell', 1)).toEqual(found);
    await client.close(b);
    expect(await standingIn('actuals/months.csv', 'b.upsell', undefined)).toEqual(found);
    await client.change(a, MODEL.replace('volume     800', 'volume     801'), 2);
    expect(await standingIn('actuals/months.csv', 'a.upsell', 2)).toEqual(found);
    await client.close(a);
    expect(
      await client.diagnostics(folder.uri('actuals/months.csv'), ({ diagnostics }) => diagnostics.length === 0),
    ).toEqual([]);
  });

  it('are judged by the sources of each', async () => {
    const renamed = OTHER.replace('  ticket\n', '  ticket renamed from tickets\n').replaceAll('csm_touch\n', 'csm\n');
    folder.write({ 'a.upsell': MODEL, 'b.upsell': renamed, 'actuals/months.csv': WRONG });
    const [a, b] = [folder.uri('a.upsell'), folder.uri('b.upsell')];
    await client.start();
    await client.open(a, MODEL);
    await client.diagnostics(a);
    await client.open(b, renamed);
    const both = [3, 5, 6, 7].map((line) => `actuals-unknown-source ${line}`);
    expect((await standingIn('actuals/months.csv', 'b.upsell', 1)).toSorted()).toEqual(both);
    await client.change(a, `${MODEL}\n`, 2);
    expect((await standingIn('actuals/months.csv', 'a.upsell', 2)).toSorted()).toEqual(both);
    await client.close(b);
    await client.change(a, MODEL, 3);
    expect(await standingIn('actuals/months.csv', 'a.upsell', 3)).toEqual(['actuals-unknown-source 3']);
  });

  it('have each problem once where two parts of a portfolio share them', async () => {
    const example = (name: string) =>
      readFileSync(new URL(`../../examples/portfolio/${name}`, import.meta.url), 'utf8');
    const part = (name: string) => `${example(name)}\nactuals "actuals"\n`;
    folder.write({
      'portfolio.upsell': example('portfolio.upsell'),
      'americas.upsell': part('americas.upsell'),
      'emea.upsell': part('emea.upsell'),
      'actuals/months.csv': 'month,source,touches,opened\n2026-02,nobody,10,1\n2026-02,ticket,10,-1\n',
    });
    await client.start();
    await client.open(folder.uri('portfolio.upsell'), example('portfolio.upsell'));
    const found = await standingIn('actuals/months.csv', 'portfolio.upsell', 1);
    expect(found).toEqual(['actuals-unknown-source 2', 'actuals-bad-number 3']);
    await client.open(folder.uri('americas.upsell'), part('americas.upsell'));
    expect(await standingIn('actuals/months.csv', 'americas.upsell', 1)).toEqual(found);
  });
});
