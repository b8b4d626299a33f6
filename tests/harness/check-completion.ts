import { monthOf } from '@upsell/engine';
import { applyEdits, type Position } from '@upsell/language';
import type { FilesAround } from '@upsell/language/completion';
import { expect } from 'vitest';
import type { CompletionItem, InsertReplaceEdit, TextEdit } from 'vscode-languageserver';
import type { CompletionAbilities } from '../../packages/language-server/src/client-abilities.ts';
import { completion } from '../../packages/language-server/src/features/completion.ts';
import { analyseFiles } from './analyse-text.ts';
import { readFixture } from './markers.ts';

/*
 * Annotated programs with a cursor, `$0`, in the first file; `//- NAME` begins another one.
 */

/** The month in which completion is asked for. */
const NOW = monthOf(2026, 11);

/** A client that can do nothing but insert text. */
export const PLAIN_CLIENT: CompletionAbilities = {
  snippets: false,
  insertReplace: false,
  asIs: false,
  markdown: false,
};

/** A client as VS Code is one. */
export const FULL_CLIENT: CompletionAbilities = { snippets: true, insertReplace: true, asIs: true, markdown: true };

export interface Completed {
  /** The text without the cursor. */
  readonly text: string;
  readonly cursor: Position;
  readonly items: readonly CompletionItem[];
  readonly labels: readonly string[];
  /** The text after an item is accepted, the rest of the word under the cursor replaced. */
  accept(label: string): string;
  /** The text of an item as it is sent. */
  sent(label: string): string;
}

/** What is offered at the cursor. */
export function complete(
  marked: string,
  client: CompletionAbilities = PLAIN_CLIENT,
  files: FilesAround = NO_FILES,
): Completed {
  const fixture = readFixture(marked);
  const [root = '', written = ''] = Object.entries(fixture.files)[0] ?? [];
  const offset = written.indexOf('$0');
  if (offset < 0) throw new Error('no cursor');
  const text = written.replace('$0', '');
  const analysis = analyseFiles({ ...fixture.files, [root]: text }, NOW);
  const { lines } = analysis.program.files[0] as {
    lines: { at(offset: number): Position; offsetAt(at: Position): number };
  };
  const cursor = lines.at(offset);
  const items = completion(analysis, { position: cursor, asOf: NOW, files }, client);
  const edit = ({ range, newText }: TextEdit) => ({
    start: lines.offsetAt(range.start),
    end: lines.offsetAt(range.end),
    newText,
  });
  const item = (label: string): CompletionItem => {
    const found = items.find((one) => one.label === label);
    if (!found) throw new Error(`not offered: ${label}; but ${items.map((one) => one.label).join(', ')}`);
    return found;
  };
  return {
    text,
    cursor,
    items,
    labels: items.toSorted((a, b) => ((a.sortText ?? '') < (b.sortText ?? '') ? -1 : 1)).map(({ label }) => label),
    sent: (label) => item(label).textEdit?.newText ?? '',
    accept(label) {
      const { textEdit, additionalTextEdits } = item(label);
      const own = textEdit as InsertReplaceEdit | TextEdit;
      const replaced = 'range' in own ? own : { range: own.replace, newText: own.newText };
      return applyEdits(text, [replaced, ...(additionalTextEdits ?? [])].map(edit));
    },
  };
}

const NO_FILES: FilesAround = { libraries: () => [], models: () => [], actuals: () => [], plans: () => [] };

/** Checks what is offered at the cursor, in its order. */
export const checkLabels = (marked: string, expected: readonly string[]): void =>
  expect(complete(marked).labels).toEqual(expected);
