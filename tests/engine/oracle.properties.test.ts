import { forecastJson } from '@upsell/report';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyseText } from '../harness/analyse-text.ts';
import { type ComparedForecast, disagreements } from '../oracle/compare.ts';
import { plainDice, seededDice } from '../oracle/dice.ts';
import { forecast } from '../oracle/forecast.ts';
import type { Model } from '../oracle/model.ts';
import { print } from '../oracle/print.ts';
import { arbitraryModel, randomModel } from '../oracle/random-model.ts';

// The same models in every normal run, so that a red run is red again; the long run takes new ones.
const LONG = Boolean(process.env['UPSELL_LONG']);
const RUNS = LONG ? 10_000 : 200;

/** What the product says of a text: its errors, else how its figures differ from the oracle's. */
function differences(model: Model, text: string): readonly string[] {
  const analysis = analyseText(text);
  const { model: lowered, diagnostics } = analysis;
  const errors = diagnostics.filter(({ severity }) => severity === 'error');
  if (errors.length > 0)
    return errors.map(({ code, message, start, end }) => `${code} on "${text.slice(start, end)}": ${message}`);
  const json = forecastJson('model.upsell', lowered, analysis, [], () => 1) as unknown as ComparedForecast;
  return disagreements(forecast(model), json);
}

describe('the engine and the oracle', () => {
  it('agree on random models, printed in every spelling', () => {
    fc.assert(
      fc.property(arbitraryModel(), fc.integer({ min: 0, max: 2 ** 31 - 1 }), (model, seed) => {
        const text = print(model, seededDice(seed));
        expect(differences(model, text), text).toEqual([]);
      }),
      {
        numRuns: RUNS,
        ...(LONG ? {} : { seed: 20_260_201 }),
        interruptAfterTimeLimit: 500_000,
        markInterruptAsFailure: true,
        endOnFailure: true,
      },
    );
  }, 600_000);

  it('gives every spelling of one model the same figures', () => {
    for (let seed = 0; seed < 40; seed++) {
      const model = randomModel(seededDice(seed));
      expect(differences(model, print(model, plainDice))).toEqual([]);
      for (let spelling = 0; spelling < 3; spelling++)
        expect(differences(model, print(model, seededDice(1_000 * seed + spelling)))).toEqual([]);
    }
  }, 600_000);
});
