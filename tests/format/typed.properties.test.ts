import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { format, parseFile } from '@upsell/language';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../docs/markdown.ts';
import { BASES, editedText } from '../fuzz/random-text.ts';
import { checkSame, formatted } from '../harness/check-format.ts';
import { afterTyping, editsOf, type Keyboard, typeLines } from '../harness/type-lines.ts';
import { MODELS } from './models.ts';
import { relaid } from './relaid.ts';

const LONG = Boolean(process.env['UPSELL_LONG']);
const RUN = LONG ? { numRuns: 5_000 } : { numRuns: 60, seed: 20_260_201 };

const EXAMPLES = readdirSync(path.join(ROOT, 'examples'), { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.upsell'))
  .map((name) => [name, readFileSync(path.join(ROOT, 'examples', name), 'utf8')] as const);

const KEYBOARDS: readonly Keyboard[] = [
  { closesBraces: false, lineEnd: '\n' },
  { closesBraces: true, lineEnd: '\n' },
  { closesBraces: true, lineEnd: '\r\n' },
];

const linesOf = (text: string): readonly string[] => text.trimEnd().split('\n');

describe('typing line by line', () => {
  it.each(EXAMPLES)('makes %s, whose lines are formatted as they are finished', (_, text) => {
    const lines = linesOf(text).map((line) => line.trim());
    const typed = typeLines(lines, { closesBraces: true, lineEnd: '\n' });
    // Nothing is left to be formatted.
    expect(typed).toBe(text);
    if (text.length > 4_000 && !LONG) return;
    const later = typeLines(lines, { closesBraces: false, lineEnd: '\r\n' }).replaceAll('\r\n', '\n');
    expect(formatted(later)).toBe(text);
    checkSame(later, text);
  });

  it('with any white space between words makes what formatting makes of the same lines', () => {
    const spaced = fc.tuple(
      fc.constantFrom(...EXAMPLES.map(([, text]) => text)),
      fc.array(fc.constantFrom(' ', '   ', '\t'), { minLength: 7, maxLength: 7 }),
      fc.constantFrom(...KEYBOARDS),
    );
    fc.assert(
      fc.property(spaced, ([text, gaps, keyboard]) => {
        let i = 0;
        const lines = linesOf(text).map((line) =>
          line.trim().replaceAll(/(?<=^[^"/]*) +(?=[^"/]*$)/g, () => gaps[i++ % gaps.length] ?? ' '),
        );
        expect(formatted(typeLines(lines, keyboard).replaceAll('\r\n', '\n'))).toBe(text);
      }),
      { ...RUN, numRuns: LONG ? 500 : 5 },
    );
  });
});

describe('what was typed anywhere', () => {
  const texts = fc.oneof(
    relaid([...BASES, ...MODELS]),
    editedText.map(({ edited }) => edited),
  );
  const place = fc.double({ min: 0, max: 1, noNaN: true });

  it('is formatted as the whole is, beside the cursor, and stays in meaning', () => {
    let changed = 0;
    fc.assert(
      fc.property(texts, place, fc.constantFrom('}', '\n', '\n  '), (base, at, typed) => {
        const offset = Math.floor(at * base.length);
        const ends = [...base.matchAll(typed === '}' ? /\}/g : /[\r\n]|$/g)].map(({ index }) => index);
        // Mostly where it belongs, and sometimes anywhere.
        const fits = ends.find((end) => end >= offset) ?? offset;
        const cut = base.length % 5 === 0 ? offset : fits;
        const isBrace = typed === '}';
        const text = isBrace ? base : base.slice(0, cut) + typed + base.slice(cut);
        const typing = { text, cursor: cut + (isBrace ? 1 : typed.length) };
        const key = isBrace ? '}' : '\n';
        const after = afterTyping(typing, key);
        checkSame(after.text, text);
        if (after.text !== text) changed++;
        // An empty line that the cursor is in is still to be written.
        const line = isBrace ? null : /(?:\r\n|\r|\n)[^\S\r\n]*(?=[\r\n]|$)/y;
        if (line) line.lastIndex = cut;
        const empty = line?.exec(text)?.[0].length ?? 0;
        const whole = format(parseFile('file:///workspace/model.upsell', text.slice(0, cut) + text.slice(cut + empty)));
        for (const edit of editsOf(typing, key)) {
          const back = edit.start >= cut + empty && empty > 0 ? empty : 0;
          expect(whole).toContainEqual({ ...edit, start: edit.start - back, end: edit.end - back });
        }
      }),
      RUN,
    );
    expect(changed).toBeGreaterThan(RUN.numRuns / 10);
  });
});
