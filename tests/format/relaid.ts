import * as fc from 'fast-check';
import { seededDice } from '../oracle/dice.ts';

const SPACES: readonly string[] = [
  ...[' ', '  ', '\t', '        ', '\n', '\n  ', '\r\n', '\r', '\n\n\n\n', ' \n \n ', '\u00a0'],
  ...[
    ' /* c */ ',
    '/**/',
    ' /* two\n  lines */ ',
    ' // behind\n',
    '//\n',
    '\n// own  \n',
    '\n\n  /* own */\n\n',
    '\n/** d */ ',
  ],
];

const PLACE = /("(?:\\.|[^"\\\r\n])*"?|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)|\s+/g;

/** One of some texts with other white space and comments in places, few or many. */
export const relaid = (texts: readonly string[]): fc.Arbitrary<string> =>
  fc
    .record({
      text: fc.constantFrom(...texts),
      percent: fc.constantFrom(1, 3, 10, 40),
      seed: fc.integer({ min: 0, max: 2 ** 31 - 1 }),
    })
    .map(({ text, percent, seed }) => {
      const dice = seededDice(seed);
      return text.replace(PLACE, (found, whole?: string) =>
        whole !== undefined || dice.int(0, 99) >= percent ? found : (SPACES[dice.int(0, SPACES.length - 1)] ?? ' '),
      );
    });
