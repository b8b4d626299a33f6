import { FLOWS } from '@upsell/engine';
import { type Analysis, applyEdits, type NameSymbol, renameSymbol, symbolAt, type TextEdit } from '@upsell/language';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changedLine } from '../../packages/language/src/names/changed-line.ts';
import { mentionsIn } from '../../packages/language/src/names/mentions.ts';
import { isReadAlike } from '../../packages/language/src/names/read-alike.ts';
import { mentionsOf } from '../../packages/language/src/names/references.ts';
import { editsAt } from '../../packages/language/src/names/rename.ts';
import { analyseText } from '../harness/analyse-text.ts';
import { seededDice } from '../oracle/dice.ts';
import { print } from '../oracle/print.ts';
import { arbitraryModel } from '../oracle/random-model.ts';
import { ALL_WORDS } from '../oracle/words.ts';

// The same models in every normal run, so that a red run is red again; the long run takes new ones.
const LONG = Boolean(process.env['UPSELL_LONG']);
const OPTIONS = { numRuns: LONG ? 5_000 : 80, ...(LONG ? {} : { seed: 20_260_201 }), endOnFailure: true };

/** A random model in a random spelling, and one of its symbols. */
const SYMBOL = fc.tuple(arbitraryModel(), fc.nat(), fc.nat()).map(([model, seed, pick]) => {
  const text = print(model, seededDice(seed));
  const before = analyseText(text);
  const symbols = symbolsOf(before);
  return { text, before, symbol: symbols[pick % symbols.length] as NameSymbol };
});

function symbolsOf({ program, files }: Analysis): readonly NameSymbol[] {
  const words = [...(files[0]?.text ?? '').matchAll(/\w+/g)];
  const found = words.flatMap(({ index }) => symbolAt(program, 0, index)?.symbol ?? []);
  return [...new Map(found.map((symbol) => [`${symbol.kind} ${symbol.channel} ${symbol.name}`, symbol])).values()];
}

/** The text with another name for a symbol, or the sentence that refuses it. */
function renamed(
  { program, files }: Analysis,
  symbol: NameSymbol,
  newName: string,
): { text: string; refusal?: string } {
  const renaming = renameSymbol(program, symbol, newName);
  const [{ uri, text }] = files as [Analysis['files'][number]];
  if ('refusal' in renaming) return { text, ...renaming };
  return { text: applyEdits(text, renaming.edits.get(uri) ?? []) };
}

/** All figures, without the names beside them. */
const figures = ({ forecast: { channels, total, summary } }: Analysis) => ({
  total,
  summary,
  channels: channels.map((channel) => [channel.openAtStart, ...FLOWS.map((flow) => channel[flow])]),
});

/** Diagnostics that the second analysis has more of. */
function added(before: Analysis, after: Analysis): readonly string[] {
  const known = before.diagnostics.map(({ code }) => code);
  return after.diagnostics
    .map(({ code, message }) => ({ code, message }))
    .filter(({ code }) => {
      const i = known.indexOf(code);
      if (i >= 0) known.splice(i, 1);
      return i < 0;
    })
    .map(({ code, message }) => `${code}: ${message}`);
}

/** A new name, or in its place one of those that there are. */
const NEW_NAME = fc.tuple(
  fc.oneof(
    fc.constantFrom(...ALL_WORDS, 'win_rate', 'deal_size', 'FY27', 'EUR', 'Q1', 'july'),
    fc.stringMatching(/^[a-z_][a-z0-9_]{0,8}$/),
  ),
  fc.boolean(),
);

describe('a rename', () => {
  it('to a fresh name changes no figure, and back again no text', () => {
    fc.assert(
      fc.property(SYMBOL, ({ text, before, symbol }) => {
        const there = renamed(before, symbol, 'a_fresh_name');
        expect(there.refusal, text).toBeUndefined();
        const after = analyseText(there.text);
        expect(added(before, after), there.text).toEqual([]);
        expect(figures(after), there.text).toEqual(figures(before));
        const again = symbolsOf(after).find(({ name }) => name === 'a_fresh_name') as NameSymbol;
        const { text: back } = renamed(after, again, symbol.name);
        expect(back.replace(/( renamed from|,) a_fresh_name/, '')).toBe(text);
      }),
      OPTIONS,
    );
  }, 600_000);

  it('to any word of the language changes no figure, or is refused', () => {
    const refusals: string[] = [];
    fc.assert(
      fc.property(SYMBOL, fc.constantFrom(...ALL_WORDS), ({ text, before, symbol }, word) => {
        const there = renamed(before, symbol, word);
        if (there.refusal) refusals.push(there.refusal);
        const after = analyseText(there.text);
        expect(added(before, after), `${symbol.kind} ${symbol.name} -> ${word}\n${text}`).toEqual([]);
        expect(figures(after), `${symbol.kind} ${symbol.name} -> ${word}\n${text}`).toEqual(figures(before));
      }),
      OPTIONS,
    );
    expect(refusals.filter((refusal) => !refusal.startsWith('There is'))).toEqual([]);
    expect(refusals.length).toBeLessThan(OPTIONS.numRuns / 5);
  }, 600_000);

  it('is read alike only where reading all of it again says the same', () => {
    let alike = 0;
    fc.assert(
      fc.property(SYMBOL, NEW_NAME, ({ text, before: { program }, symbol }, [name, isOld]) => {
        const known = program.files.flatMap((file) => mentionsIn(file).map((mention) => mention.name));
        const newName = isOld ? (known[name.length % known.length] ?? name) : name;
        const edits = program.files.map(({ uri }, file): [string, TextEdit[]] => [
          uri,
          mentionsOf(program, symbol, file).flatMap((mention) => editsAt(mention, newName)),
        ]);
        if (!isReadAlike(program, symbol, newName, new Map(edits))) return;
        alike++;
        expect(
          changedLine(program, new Map(edits)),
          `${symbol.kind} ${symbol.name} -> ${newName}\n${text}`,
        ).toBeUndefined();
      }),
      OPTIONS,
    );
    expect(alike).toBeGreaterThan(OPTIONS.numRuns / 4);
  }, 600_000);
});
