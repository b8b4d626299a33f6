import { inFolder, namesItsPath, normalUri, resolveImport } from '@upsell/language';
import { describe, expect, it } from 'vitest';

/** As the Git extension names a file in a commit. */
const committed = (uri: string, path: string): string => normalUri(`${uri}?${JSON.stringify({ path, ref: 'HEAD' })}`);

describe('the URI of what stands beside a text', () => {
  it.each([
    ['file:///a/b.upsell', '../c.upsell', 'file:///c.upsell'],
    ['vscode-vfs://github/a/b.upsell', './c.upsell', 'vscode-vfs://github/a/c.upsell'],
    ['local-history:/a/b.upsell?abc', './c.upsell', 'local-history:/a/c.upsell?abc'],
    [
      committed('git:/a/b.upsell', '/a/b.upsell'),
      './lib/c.upsell',
      committed('git:/a/lib/c.upsell', '/a/lib/c.upsell'),
    ],
    [committed('git:/c:/a/b.upsell', 'c:\\a\\b.upsell'), '../d.upsell', committed('git:/c:/d.upsell', 'c:\\d.upsell')],
    // Whatever else this one says, it is of another file.
    [committed('git:/a/b.upsell', '/x.upsell'), './c.upsell', committed('git:/a/c.upsell', '/x.upsell')],
  ])('%s: %s', (from, path, expected) => expect(resolveImport(from, path)).toBe(expected));

  it('is of the same time in a folder as well', () => {
    expect(inFolder('file:///a/actuals', 'months.csv')).toBe('file:///a/actuals/months.csv');
    expect(inFolder(committed('git:/a/actuals', '/a/actuals'), 'months.csv')).toBe(
      committed('git:/a/actuals/months.csv', '/a/actuals/months.csv'),
    );
  });

  it('can be told where the path is named, however it is written', () => {
    expect(namesItsPath(committed('git:/a/b.upsell', '/a/b.upsell'))).toBe(true);
    for (const query of ['', '?abc', '?%7B', '?{"path":3}', '?null', '?{"ref":"~"}'])
      expect(namesItsPath(`git:/a/b.upsell${query}`)).toBe(false);
  });
});
