import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { complaintsOf } from './complaints.ts';
import { CANONICAL, LIBRARY, RICH, SPEC_MODEL } from './models.ts';
import { fingerprint, outcomeOf } from './outcome.ts';
import { BASES, editedText, randomBytes, resizedNumbers, tokenSoup } from './random-text.ts';

/*
 * Whatever a text says, the product stays up and keeps the promises of language, 7 (see complaints.ts). The same texts in
 * every normal run, so that a red run is red again; UPSELL_LONG looks at fifty times as many new ones. A failure prints the
 * smallest text that fast-check finds; UPSELL_SEED=… runs a seed again.
 */
const long = Boolean(process.env['UPSELL_LONG']);
const SEED = process.env['UPSELL_SEED'];
const TIMEOUT = long ? 4 * 3_600_000 : 120_000;

const parameters = (cases: number): fc.Parameters<unknown> => ({
  numRuns: long ? cases * 50 : cases,
  ...(SEED !== undefined ? { seed: Number(SEED) } : long ? {} : { seed: 20_260_201 }),
  // Shrinking runs the same slow text again and again.
  interruptAfterTimeLimit: TIMEOUT - 20_000,
  markInterruptAsFailure: false,
  endOnFailure: true,
});

const base = new Map(BASES.map((text) => [text, fingerprint(outcomeOf(text))]));

describe('what the fuzzer starts from', () => {
  it.each([
    ['canonical', CANONICAL],
    ['spec', SPEC_MODEL],
    ['rich', RICH],
    ['library', LIBRARY],
  ])('the %s text has no error', (_name, text) => {
    const { analysis } = outcomeOf(text);
    expect(analysis.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(complaintsOf(outcomeOf(text))).toEqual([]);
  });
});

describe('any text', () => {
  it(
    'random edits of the examples',
    () =>
      fc.assert(
        fc.property(
          editedText.map(({ edited }) => edited),
          none,
        ),
        parameters(1_000),
      ),
    TIMEOUT,
  );

  it('random tokens of the language', () => fc.assert(fc.property(tokenSoup, none), parameters(600)), TIMEOUT);

  it('numbers of any size', () => fc.assert(fc.property(resizedNumbers, none), parameters(400)), TIMEOUT);

  it('random bytes', () => fc.assert(fc.property(randomBytes, none), parameters(200)), TIMEOUT);
});

describe('the same text', () => {
  it(
    'gives the same outcome twice, and an example is itself again after its edit is undone',
    () =>
      fc.assert(
        fc.property(editedText, ({ base: text, edited }) => {
          const first = fingerprint(outcomeOf(edited));
          expect(fingerprint(outcomeOf(text))).toBe(base.get(text));
          expect(fingerprint(outcomeOf(edited))).toBe(first);
        }),
        parameters(250),
      ),
    TIMEOUT,
  );
});

function none(text: string): void {
  expect(complaintsOf(outcomeOf(text))).toEqual([]);
}
