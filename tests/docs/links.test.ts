import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Page, pagesIn, ROOT, readPage } from './markdown.ts';

/** Links of the pages that lead to a file lead to one that is there, and those to a heading to one of its headings. */
const pages = [...pagesIn('docs'), ...['README.md', 'CONTRIBUTING.md'].map(readPage)];
const byName = new Map(pages.map((page) => [page.name, page]));

describe('every link leads somewhere', () => {
  it.each(pages.map((page) => [page.name, page] as const))('in %s', (_, page) => {
    expect(page.links.filter((link) => !leadsSomewhere(page, link))).toEqual([]);
  });
});

function leadsSomewhere(page: Page, link: string): boolean {
  const [to = '', anchor] = link.split('#');
  const name = to === '' ? page.name : path.posix.join(path.posix.dirname(page.name), to);
  if (!existsSync(path.join(ROOT, name))) return false;
  return anchor === undefined || (byName.get(name)?.anchors.has(anchor) ?? false);
}
