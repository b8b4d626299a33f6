import * as fc from 'fast-check';
import { describe, it } from 'vitest';
import { LIBRARY, LIBRARY_NAME } from '../fuzz/models.ts';
import { BASES, editedText, randomBytes, tokenSoup } from '../fuzz/random-text.ts';
import { checkFormat, checkLook, checkRange } from '../harness/check-format.ts';
import { seededDice } from '../oracle/dice.ts';
import { print } from '../oracle/print.ts';
import { arbitraryModel } from '../oracle/random-model.ts';
import { MODELS } from './models.ts';
import { relaid } from './relaid.ts';

/*
 * What formatting keeps, for texts of every kind (see check-format.ts). The same texts in every normal run, so that a red run
 * is red again; UPSELL_LONG looks at fifty times as many new ones, and UPSELL_SEED=… runs a seed again.
 */
const LONG = Boolean(process.env['UPSELL_LONG']);
const SEED = process.env['UPSELL_SEED'];
const TIMEOUT = LONG ? 3_600_000 : 120_000;

const OTHERS = { [LIBRARY_NAME]: LIBRARY };

function holds<T>(cases: number, texts: fc.Arbitrary<T>, check: (text: T) => void): void {
  fc.assert(fc.property(texts, check), {
    numRuns: LONG ? cases * 50 : Math.ceil(cases / 4),
    ...(SEED !== undefined ? { seed: Number(SEED) } : LONG ? {} : { seed: 20_260_201 }),
    interruptAfterTimeLimit: TIMEOUT - 20_000,
    markInterruptAsFailure: false,
    endOnFailure: true,
  });
}

const printed = fc
  .tuple(arbitraryModel(), fc.integer({ min: 0, max: 2 ** 31 - 1 }))
  .map(([model, seed]) => print(model, seededDice(seed)));
const laidOut = relaid([...BASES, ...MODELS]);
const edited = editedText.map((each) => each.edited);

describe('formatting keeps the meaning, is done at once, and looks as it should', () => {
  it(
    'of random models in every spelling and layout',
    () => {
      holds(80, printed, (text) => checkLook(checkFormat(text)));
    },
    TIMEOUT,
  );

  it(
    'of models with other white space and comments',
    () => {
      holds(200, laidOut, (text) => void checkFormat(text, OTHERS));
    },
    TIMEOUT,
  );
});

describe('formatting keeps what it can', () => {
  it(
    'of random edits of the examples',
    () => {
      holds(200, edited, (text) => void checkFormat(text, OTHERS));
    },
    TIMEOUT,
  );

  it(
    'of random tokens',
    () => {
      holds(120, tokenSoup, (text) => void checkFormat(text));
    },
    TIMEOUT,
  );

  it(
    'of random bytes',
    () => {
      holds(60, randomBytes, (text) => void checkFormat(text));
    },
    TIMEOUT,
  );
});

describe('formatting some lines', () => {
  const part = fc.double({ min: 0, max: 1, noNaN: true });
  const ranges = fc.tuple(fc.oneof(printed, laidOut, edited), part, part);

  it(
    'does to them what formatting all of them does',
    () => {
      holds(200, ranges, ([text, a, b]) => {
        const [start, end] = [Math.floor(Math.min(a, b) * text.length), Math.floor(Math.max(a, b) * text.length)];
        checkRange(text, start, end);
      });
    },
    TIMEOUT,
  );
});
