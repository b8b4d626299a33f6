import type { Month } from '@upsell/engine';
import { expect } from 'vitest';
import { inlayHints } from '../../packages/language-server/src/features/inlay-hint.ts';
import { DEFAULTS, type Settings } from '../../packages/language-server/src/settings.ts';
import { AS_OF, analyseFiles, type Files } from './analyse-text.ts';

const MARK = /«([^»]*)»/g;

/**
 * Checks all hints of a text against those that are written into it behind their lines: `conversion 3%«7.2 opened/mo»`.
 * Other files may stand beside it.
 */
export function checkInlayHints(
  marked: string,
  others: Files = {},
  settings: Settings = DEFAULTS,
  asOf: Month = AS_OF,
): void {
  const text = marked.replaceAll(MARK, '');
  const analysis = analyseFiles({ ...{ 'model.upsell': '' }, ...others, 'model.upsell': text }, asOf);
  const everything = { start: { line: 0, character: 0 }, end: { line: 1e6, character: 0 } };
  const hints = inlayHints(analysis, everything, { settings });
  const lines = text.split('\n');
  for (const { position, label } of hints) {
    expect(String(label).length, `"${label}" is too long`).toBeLessThan(43);
    expect(position.character, `"${label}" stands at its line's end`).toBe(lines[position.line]?.length);
    lines[position.line] += `«${label}»`;
  }
  expect(lines.join('\n')).toBe(marked);
}
