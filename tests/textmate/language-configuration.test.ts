/** What VS Code does with a word, an Enter and an indentation, by the patterns that it is given. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

interface OnEnterRule {
  readonly beforeText: string;
  readonly afterText?: string;
  readonly previousLineText?: string;
  readonly action: { readonly indent: string; readonly appendText?: string; readonly removeText?: number };
}

const FILE = new URL('../../language-configuration.json', import.meta.url);
const configuration = JSON.parse(readFileSync(FILE, 'utf8'));

describe('words', () => {
  const words = (text: string) => text.match(new RegExp(configuration.wordPattern, 'g'));

  it.each([
    ['driver connect_rate 9%', ['driver', 'connect_rate', '9%']],
    ['volume 1_000/month + 12,000 + 1.2M', ['volume', '1_000', 'month', '12,000', '1.2M']],
    ['deal size $12,000 to €9k', ['deal', 'size', '$12,000', 'to', '€9k']],
    ['counted 2026-02 to 2026-Q3', ['counted', '2026-02', 'to', '2026-Q3']],
    ['in FY27-Q1 to FY27', ['in', 'FY27-Q1', 'to', 'FY27']],
    ['cycle 20%, 35%,45%', ['cycle', '20%', '35%', '45%']],
    ['owner a "A" @acme/onboarding', ['owner', 'a', 'A', '@acme/onboarding']],
    ['set tickets.volume = dials-rate', ['set', 'tickets', 'volume', 'dials', 'rate']],
  ])('of %s', (text, expected) => expect(words(text)).toEqual(expected));
});

describe('indentation', () => {
  const indents = (line: string) => new RegExp(configuration.indentationRules.increaseIndentPattern).test(line);

  it.each([
    'sources {',
    'model "a { b" {',
    'closing csm { // {',
    'closing csm { owner a',
    'model "https://a.example" {',
  ])('goes in after %s', (line) => expect(indents(line)).toBe(true));

  it.each(['retention { }', '// sources {', 'owner a "{"', '/* { */', 'driver a b/c'])('stays after %s', (line) =>
    expect(indents(line)).toBe(false),
  );

  it('goes out at a closing brace', () =>
    expect(new RegExp(configuration.indentationRules.decreaseIndentPattern).test('  }')).toBe(true));
});

describe('Enter', () => {
  it('goes on with a documentation comment', () => {
    expect(enter('/** Paid accounts', ' */')).toEqual({ indent: 'indentOutdent', appendText: ' * ' });
    expect(enter('  /** Paid')).toEqual({ indent: 'none', appendText: ' * ' });
    expect(enter(' * of the base', '', '/** Paid accounts')).toEqual({ indent: 'none', appendText: '* ' });
    expect(enter(' */')).toEqual({ indent: 'none', removeText: 1 });
    expect(enter('/** Paid. */')).toBeUndefined();
  });

  it('goes on with a line comment only where it is split', () => {
    expect(enter('  // Paid ', 'accounts')).toEqual({ indent: 'none', appendText: '// ' });
    expect(enter('  // Paid accounts')).toBeUndefined();
    expect(enter('  flag "https://a.', 'example"')).toBeUndefined();
    expect(enter('// #region a', ' b')).toBeUndefined();
  });

  it('does not take a multiplication for a comment', () =>
    expect(enter(' * 1/month', '', 'volume accounts')).toBeUndefined());

  /** The action of the first rule that fits, as VS Code chooses it. */
  function enter(before: string, after = '', previous = ''): OnEnterRule['action'] | undefined {
    const fits = (pattern: string | undefined, text: string) => pattern === undefined || new RegExp(pattern).test(text);
    return (configuration.onEnterRules as OnEnterRule[]).find(
      (rule) => fits(rule.beforeText, before) && fits(rule.afterText, after) && fits(rule.previousLineText, previous),
    )?.action;
  }
});

describe('regions', () => {
  const { start, end } = configuration.folding.markers;

  it('fold between their markers', () => {
    expect('// #region Foundation').toMatch(new RegExp(start));
    expect('  // #endregion').toMatch(new RegExp(end));
    expect('// about #region').not.toMatch(new RegExp(start));
  });
});
