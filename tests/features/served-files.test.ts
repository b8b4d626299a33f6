import { URI } from 'langium';
import { describe, expect, it } from 'vitest';
import { findModels } from '../../packages/vscode/src/find-models.ts';
import { isServed } from '../../packages/vscode/src/served-files.ts';

const served = (uri: string, ...models: readonly string[]): boolean =>
  isServed(
    URI.parse(uri),
    models.map((model) => URI.parse(model)),
    false,
  );
const MODEL = 'file:///home/ann/models/a.upsell';

/** As the Git extension names a file in a commit. */
const committed = (uri: string, named: string): string => `${uri}?${JSON.stringify({ path: named, ref: '~' })}`;

describe('what the editor reads for a server without a disk', () => {
  it('stands in a commit beside an open model of it, or in one of the workspace, where the path of the two is one', () => {
    const model = committed('git:/home/ann/a.upsell', '/home/ann/a.upsell');
    const beside = committed('git:/home/ann/lib/b.upsell', '/home/ann/lib/b.upsell');
    expect(served(beside, model)).toBe(true);
    expect(served(beside, MODEL)).toBe(false);
    expect(isServed(URI.parse(beside), [], true)).toBe(true);
    expect(served(committed('git:/c%3A/ann/b.upsell', 'C:\\ann\\b.upsell'), 'git:/c%3A/ann/a.upsell')).toBe(true);
    // What would be read is another file.
    expect(isServed(URI.parse(committed('git:/home/ann/upsell.config.json', '/home/ann/a.upsell')), [], true)).toBe(
      false,
    );
  });

  it.each([
    'file:///home/ann/models/b.upsell',
    'file:///home/ann/models/lib/b.upsell',
    'file:///home/ann/models/actuals/months.csv',
    'file:///home/ann/models/actuals/quarters.csv',
    'file:///home/ann/models/actuals/cohorts.csv',
    'file:///home/ann/models/plans/a.plan.json',
    'file:///home/ann/models/upsell.config.json',
    'file:///home/ann/upsell.config.json',
    'file:///upsell.config.json',
  ])('stands beside an open model: %s', (uri) => {
    expect(served(uri, MODEL)).toBe(true);
    expect(served(uri)).toBe(false);
    expect(isServed(URI.parse(uri), [], true)).toBe(true);
  });

  it.each([
    ['another kind', 'file:///home/ann/models/secrets.txt'],
    ['another table', 'file:///home/ann/models/salaries.csv'],
    ['a name that only ends like it', 'file:///home/ann/models/by-months.csv'],
    ['a text that was never saved', 'untitled:/home/ann/models/b.upsell'],
    ['another version', 'file:///home/ann/models/b.upsell?ref=HEAD'],
  ])('is never %s', (_, uri) => {
    expect(served(uri, MODEL)).toBe(false);
    expect(isServed(URI.parse(uri), [], true)).toBe(false);
  });

  it.each([
    ['above it', 'file:///home/ann/b.upsell'],
    ['beside its folder', 'file:///home/ann/models-of-bob/b.upsell'],
    ['on another machine', 'file://server/home/ann/models/b.upsell'],
    ['in another file system', 'vscode-vfs:///home/ann/models/b.upsell'],
    ['beside its folder, though it is a configuration', 'file:///home/ann/other/upsell.config.json'],
  ])('is nothing %s, outside of the workspace', (_, uri) => expect(served(uri, MODEL)).toBe(false));
});

describe('the models of a workspace that nobody searches', () => {
  const [FILE, DIRECTORY, LINK] = [1, 2, 64];
  const tree: Readonly<Record<string, readonly (readonly [name: string, type: number])[]>> = {
    '/w': [
      ['a.upsell', FILE],
      ['b.txt', FILE],
      ['.c.upsell', FILE],
      ['d.upsell', FILE | LINK],
      ['e.upsell', DIRECTORY],
      ['.git', DIRECTORY],
      ['node_modules', DIRECTORY],
      ['locked', DIRECTORY],
      ['round', DIRECTORY | LINK],
    ],
    '/w/e.upsell': [['f', DIRECTORY]],
    '/w/e.upsell/f': [['g.upsell', FILE]],
  };
  const at = (folder: string, name: string): string => `${folder}/${name}`;

  it('are those in its folders, but for what is hidden, installed, locked or a link', async () => {
    const asked: string[] = [];
    const entries = async (folder: string) => {
      asked.push(folder);
      const found = tree[folder];
      if (!found) throw new Error('no permission');
      return found;
    };
    expect(await findModels('/w', { entries, at })).toEqual(['/w/a.upsell', '/w/e.upsell/f/g.upsell']);
    expect(asked).toEqual(['/w', '/w/e.upsell', '/w/locked', '/w/e.upsell/f']);
  });
});
