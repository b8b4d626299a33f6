import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIBRARY, LIBRARY_NAME, RICH, SPEC_MODEL } from '../fuzz/models.ts';
import { editedText } from '../fuzz/random-text.ts';
import type { Files } from '../harness/analyse-text.ts';
import { faultsAt } from '../harness/check-refactoring.ts';
import { exampleFiles } from '../harness/example.ts';
import { plainDice, seededDice } from '../oracle/dice.ts';
import { printFiles } from '../oracle/print-files.ts';
import { arbitraryStatedModel } from '../oracle/random-project.ts';

/*
 * Every refactoring, wherever it is offered, leaves files without a new error and with the same forecast. The same places in every
 * normal run; UPSELL_LONG looks at a hundred times as many, UPSELL_SEED=… runs a seed again.
 */
const LONG = Boolean(process.env['UPSELL_LONG']);
const SEED = process.env['UPSELL_SEED'];
const TIMEOUT = LONG ? 3_600_000 : 60_000;

const parameters = (cases: number): fc.Parameters<unknown> => ({
  numRuns: LONG ? cases * 100 : Math.ceil(cases / 2),
  ...(SEED !== undefined ? { seed: Number(SEED) } : LONG ? {} : { seed: 20_260_201 }),
  interruptAfterTimeLimit: TIMEOUT - 20_000,
  markInterruptAsFailure: false,
  endOnFailure: true,
});

/** A place in a text as numbers of words: a cursor at the first, or a selection up to behind the last. */
const place = fc.record({
  from: fc.nat(),
  words: fc.option(fc.integer({ min: 1, max: 40 }), { freq: 3 }),
  of: fc.constantFrom('word', 'number', 'driver'),
});

function rangeIn(text: string, { from, words, of }: typeof place extends fc.Arbitrary<infer T> ? T : never) {
  const all = [...text.matchAll(/[A-Za-z_]\w*|[$€£¥]?\d[\w.,%]*|[(*/+-]/g)];
  // Most of what can be done is done with numbers, and with the names of drivers.
  const drivers = new Set([...text.matchAll(/driver\s+(\w+)/g)].map(([, name]) => name));
  const wanted = all.filter(
    ([word]) => of === 'word' || (of === 'driver' ? drivers.has(word) : /^[$€£¥\d]/.test(word)),
  );
  const pool = wanted.length > 0 ? wanted : all;
  const first = pool[from % Math.max(1, pool.length)];
  if (!first) return [0, 0] as const;
  const last = words === null ? undefined : (all[all.indexOf(first) + words - 1] ?? first);
  return [first.index, last ? last.index + last[0].length : first.index] as const;
}

const stated = fc
  .record({ model: arbitraryStatedModel(), spelling: fc.option(fc.integer({ min: 0, max: 2 ** 31 - 1 }), { freq: 2 }) })
  .map(({ model, spelling }) => printFiles(model, spelling === null ? plainDice : seededDice(spelling)));

const broken = editedText.map(({ edited }): Files => ({ 'model.upsell': edited, [LIBRARY_NAME]: LIBRARY }));

const EXAMPLES = [...exampleFiles(), { 'model.upsell': SPEC_MODEL }, { 'model.upsell': RICH, [LIBRARY_NAME]: LIBRARY }];

describe('each refactoring', () => {
  it.each([
    ['of the examples', fc.constantFrom(...EXAMPLES), 40],
    ['of random models', stated, 15],
    ['of random edits', broken, 40],
  ] as const)(
    '%s keeps errors and forecast',
    (_, files, cases) => {
      let offered = 0;
      fc.assert(
        fc.property(files, fc.nat(), fc.array(place, { minLength: 5, maxLength: 5 }), (texts, which, places) => {
          const names = Object.keys(texts).filter((name) => name.endsWith('.upsell'));
          const document = names[which % names.length] as string;
          const faults = places.flatMap((one) =>
            faultsAt(texts, document, rangeIn(texts[document] as string, one), () => offered++),
          );
          expect(faults).toEqual([]);
        }),
        parameters(cases),
      );
      expect(offered).toBeGreaterThan(0);
    },
    TIMEOUT,
  );
});
