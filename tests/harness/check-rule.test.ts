import { describe, expect, it } from 'vitest';
import { checkRule, faultOf } from './check-rule.ts';
import { readFixture } from './markers.ts';

const LIBRARY = '//- shared.upsell\nowner desk "Desk"\n';

describe('a fixture', () => {
  it('passes with exactly its diagnostics', () => {
    checkRule(`${LIBRARY}driver reach seats by desk\n//           ^^^^^ unknown-name`);
    checkRule(`${LIBRARY}expansion 20% of base\n//@ 1-22 percent-of-base`);
  });

  it.each([
    ['a column too early', 'driver reach seats by desk\n//          ^^^^^ unknown-name'],
    ['a column too short', 'driver reach seats by desk\n//           ^^^^ unknown-name'],
    ['another code', 'driver reach seats by desk\n//           ^^^^^ missing-owner'],
    ['a diagnostic without a marker', 'driver reach seats by desk'],
    ['a marker without a diagnostic', 'driver reach 5 by desk\n//           ^ unknown-name'],
    ['a marker in another file', '//- other.upsell\ndriver reach seats by desk\n//           ^^^^^ unknown-name'],
    [
      'two markers for one diagnostic',
      'driver reach seats by desk\n//           ^^^^^ unknown-name\n//@ 14-19 unknown-name',
    ],
  ])('fails with %s', (_, text) => expect(() => checkRule(LIBRARY + text)).toThrow());

  it('may look at some codes only', () => {
    checkRule(`//# only missing-owner\n${LIBRARY}driver reach seats by desk`);
    expect(() => checkRule(`//# only unknown-name\n${LIBRARY}driver reach seats by desk`)).toThrow();
  });

  it.each(['// ^^', '//@ 1 no-sources', '//#', '//     ^^ ^^ no-sources', '//^^^ No-Sources'])(
    'throws on what looks like a marker: %s',
    (row) => expect(() => readFixture(`owner desk "Desk"\n${row}`)).toThrow(),
  );

  it('reads markers of several lines, and several of one', () => {
    const { files, markers } = readFixture('a "b\nc"\n//@ 3-+1:3 x\nd e\n//^ y\n//@ 1-2 z');
    expect(files).toEqual({ 'model.upsell': 'a "b\nc"\nd e' });
    expect(markers).toEqual([
      { code: 'x', file: 'model.upsell', start: { line: 1, character: 2 }, end: { line: 2, character: 2 } },
      { code: 'y', file: 'model.upsell', start: { line: 2, character: 2 }, end: { line: 2, character: 3 } },
      { code: 'z', file: 'model.upsell', start: { line: 2, character: 0 }, end: { line: 2, character: 1 } },
    ]);
  });
});

describe('a message', () => {
  it.each(['Expected a name, found `x`.', '`x` is no source. Did you mean `y`?', '2 owners are named `EOFY`.'])(
    'is a sentence: %s',
    (message) => expect(faultOf(message)).toBeUndefined(),
  );

  it.each([
    'no capital.',
    'No end',
    'Expecting token of type }.',
    'Found EOF.',
    'NaN is above 100%.',
    `${'Long '.repeat(50)}.`,
  ])('is none: %s', (message) => expect(faultOf(message)).toBeDefined());
});
