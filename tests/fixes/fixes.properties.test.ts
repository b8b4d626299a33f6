import { type Diagnostic, fixesOf, RULES } from '@upsell/language';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LIBRARY, LIBRARY_NAME, RICH, SPEC_MODEL } from '../fuzz/models.ts';
import { editedText } from '../fuzz/random-text.ts';
import { analyseFiles, type Files } from '../harness/analyse-text.ts';
import { afterFix, brokenPromises } from '../harness/check-fix.ts';
import { plainDice, seededDice } from '../oracle/dice.ts';
import { print } from '../oracle/print.ts';
import { arbitraryModel } from '../oracle/random-model.ts';
import { blockSlip, lineSlip, slip } from './slips.ts';

/*
 * Every fix of every diagnostic keeps its promises, whatever text it stands in. The same texts in every normal run;
 * UPSELL_LONG looks at a hundred times as many new ones, UPSELL_SEED=… runs a seed again.
 */
const LONG = Boolean(process.env['UPSELL_LONG']);
const SEED = process.env['UPSELL_SEED'];
const TIMEOUT = LONG ? 3_600_000 : 120_000;

const parameters = (cases: number): fc.Parameters<unknown> => ({
  numRuns: LONG ? cases * 100 : Math.ceil(cases / 2),
  ...(SEED !== undefined ? { seed: Number(SEED) } : LONG ? {} : { seed: 20_260_201 }),
  interruptAfterTimeLimit: TIMEOUT - 20_000,
  markInterruptAsFailure: false,
  endOnFailure: true,
});

/** Each is checked by an analysis of the whole. */
const MOST_DIAGNOSTICS = 12;

function faultsOf(files: Files): readonly string[] {
  const analysis = analyseFiles(files);
  return analysis.diagnostics.slice(0, MOST_DIAGNOSTICS).flatMap((diagnostic) => {
    const breaks = breaking.has(diagnostic.code);
    return fixesOf(analysis, diagnostic).flatMap((fix) => {
      const offer = { analysis, diagnostic, fix };
      const after = analyseFiles(afterFix(files, offer));
      // What is broken hides other errors, but no fix writes one, and none leaves a text that parses less than before.
      const mayShow = ({ code }: Diagnostic, isWritten: boolean) => breaks && !isWritten && code !== 'syntax-error';
      return brokenPromises(offer, after, mayShow).map((fault) => `${diagnostic.code}, "${fix.title}": ${fault}`);
    });
  });
}

const breaking = new Set(RULES.filter((rule) => rule.breaks).map((rule) => rule.code));

const modelText = fc
  .record({ model: arbitraryModel(), spelling: fc.option(fc.integer({ min: 0, max: 2 ** 31 - 1 }), { freq: 2 }) })
  .map(({ model, spelling }) => print(model, spelling === null ? plainDice : seededDice(spelling)));

const anySlip = fc.oneof({ weight: 3, arbitrary: slip }, { weight: 2, arbitrary: lineSlip }, blockSlip);

describe('each fix', () => {
  it(
    'of one slip in a model without errors',
    () =>
      fc.assert(
        fc.property(fc.oneof(modelText, fc.constantFrom(SPEC_MODEL, RICH)), anySlip, (text, make) => {
          expect(faultsOf({ 'model.upsell': make(text), [LIBRARY_NAME]: LIBRARY })).toEqual([]);
        }),
        parameters(100),
      ),
    TIMEOUT,
  );

  it(
    'of random edits of the examples',
    () =>
      fc.assert(
        fc.property(editedText, ({ edited }) => {
          const files = { 'model.upsell': edited, [LIBRARY_NAME]: LIBRARY };
          expect(faultsOf(files)).toEqual([]);
        }),
        parameters(150),
      ),
    TIMEOUT,
  );
});
