import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { monthOf } from '@upsell/engine';
import { parseFile } from '@upsell/language';
import { afterAll, describe, expect, it } from 'vitest';
import { DEFAULTS } from '../../packages/language-server/src/settings.ts';
import { analyseFiles } from '../harness/analyse-text.ts';
import { formatted } from '../harness/check-format.ts';
import { checkInlayHints } from '../harness/check-inlay-hints.ts';
import { completeExcerpt } from '../harness/complete-excerpt.ts';
import { type Command, consoleText, isCut, isShown, readCommands, runCommands } from './console.ts';
import { type Block, type Page, pagesIn, ROOT, readPage } from './markdown.ts';
import { mergeInto } from './merge.ts';

/*
 * What the reference and the tutorial show is what happens. Comments right above a block say what it is:
 * - `file: NAME`: a whole file of the page; `into: NAME`: declarations that are written into it. Else a block of the language
 *   is a whole model where it has a model block, and an excerpt that is completed to one where it has none.
 * - `errors: CODE, CODE`: exactly the errors that it has, by default none; `warnings: CODE`: what is found besides.
 * - `unformatted`: it is not laid out as the formatter does it; `hints`: the editor's hints
 *   stand in it, `hints: 2026-04` as they are in that month.
 * A console block runs in a folder with the files that its page, and the README beside it, have named so far. UPSELL_UPDATE=1
 * formats the blocks and writes into the pages what was printed, but for outputs that are cut by a line `...`; look at the
 * difference.
 */
const AS_OF = monthOf(2026, 3);
const UPDATE = process.env['UPSELL_UPDATE'] !== undefined;
const pages = [
  ...pagesIn('docs/reference'),
  readPage('docs/tutorial.md'),
  ...pagesIn('packages/vscode/assets/walkthrough'),
];

for (const page of pages)
  describe(page.name, () => {
    const rewritten = new Map<Block, string>();
    const rewrite = (block: Block, text: string) => void (UPDATE && rewritten.set(block, text));
    if (UPDATE) afterAll(() => writePage(page, rewritten));

    for (const [i, block] of page.blocks.entries()) {
      const name = `${block.language} in line ${block.line}`;
      const files = filesBefore(page, i);
      if (block.language === 'upsell')
        it(name, () => {
          checkOutcome(block, files);
          if (block.says.has('unformatted')) return;
          const laidOut = formatted(block.text);
          rewrite(block, laidOut);
          expect(laidOut).toBe(block.text);
        });
      const hints = block.says.get('hints');
      if (hints !== undefined)
        it(name, () => checkInlayHints(block.text, Object.fromEntries(files), DEFAULTS, monthIn(hints)));
      if (block.language === 'console')
        it(name, () => {
          const commands = readCommands(block.text);
          const ran = runCommands(commands, files);
          const unless = (keep: (command: Command, output: string) => boolean) =>
            commands.map((command, k) =>
              keep(command, ran[k] ?? '') ? command : { ...command, output: ran[k] ?? '' },
            );
          rewrite(block, consoleText(unless(isCut)));
          expect(unless(isShown)).toEqual(commands);
        });
    }

    it('names only amounts that one of its blocks shows', () => {
      const shown = new Set(page.blocks.flatMap(({ text }) => text.match(AMOUNT) ?? []));
      expect((page.prose.match(AMOUNT) ?? []).filter((amount) => !shown.has(amount))).toEqual([]);
    });
  });

/** `2026-04`; without one the day that all pages are judged by. */
const monthIn = (text: string) => (text === '' ? AS_OF : monthOf(Number(text.slice(0, 4)), Number(text.slice(5))));

/** Money, and rates with a decimal. */
const AMOUNT = /[$€£¥]\d(?:[\d,.]*\d)?[kMB]?|\d+\.\d+%/g;

/**
 * The files that a page has named above a block, after those of its folder's README: of several with one name the last, with
 * the declarations of the blocks that are written into it.
 */
function filesBefore({ name, blocks }: Page, end: number): ReadonlyMap<string, string> {
  const readme = pages.find((page) => page.name === path.posix.join(path.posix.dirname(name), 'README.md'));
  const files = new Map<string, string>();
  for (const block of [...(readme && readme.name !== name ? readme.blocks : []), ...blocks.slice(0, end)]) {
    const own = block.says.get('file') ?? block.says.get('into');
    if (own !== undefined) files.set(own, textAfter(block, files));
  }
  return files;
}

/** The whole text of the file or the model that a block shows, or shows a part of. */
function textAfter({ text, says }: Block, files: ReadonlyMap<string, string>): string {
  const into = says.get('into');
  if (into !== undefined) return mergeInto(files.get(into) ?? '', text);
  const isWhole = says.has('file') || parseFile('file:///model.upsell', text).nodes.get('ModelBlock').length > 0;
  return isWhole ? text : completeExcerpt(text);
}

/** Fails unless a block has the errors, and at least the warnings, that the comments above it name. */
function checkOutcome(block: Block, files: ReadonlyMap<string, string>): void {
  const { says } = block;
  const own = says.get('file') ?? says.get('into') ?? 'model.upsell';
  const others = [...files].filter(([name]) => name !== own);
  const { diagnostics } = analyseFiles({ [own]: textAfter(block, files), ...Object.fromEntries(others) }, AS_OF);
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  expect(errors.map(({ code }) => code).sort(), errors.map(({ message }) => message).join('\n')).toEqual(
    codes(says.get('errors')),
  );
  const found = diagnostics.map(({ code }) => code);
  for (const code of codes(says.get('warnings'))) expect(found).toContain(code);
}

const codes = (list = ''): readonly string[] => (list === '' ? [] : list.split(', ').sort());

function writePage(page: Page, rewritten: ReadonlyMap<Block, string>): void {
  let { text } = page;
  for (const [{ start, end }, now] of [...rewritten].reverse()) text = text.slice(0, start) + now + text.slice(end);
  if (text !== page.text) writeFileSync(path.join(ROOT, page.name), text);
}
