/**
 * Inserting any offered item at any offset adds no error but a missing rest (missing-rest.ts says what that is), and nothing that
 * is typed makes completion or signature help throw.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Analysis } from '@upsell/language';
import { signatureAt } from '@upsell/language/signatures';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../docs/markdown.ts';
import { CANONICAL } from '../fuzz/models.ts';
import type { Files } from '../harness/analyse-text.ts';
import { readFixture } from '../harness/markers.ts';
import { FIXTURE_FOLDERS, readRuleFixtures } from '../harness/rule-fixtures.ts';
import { analysedNow, complaints, offersAt } from './offers.ts';

const LONG = Boolean(process.env['UPSELL_LONG']);

interface Subject {
  readonly files: Files;
  readonly text: string;
  readonly analysis: Analysis;
}

function subjectOf(files: Files): Subject {
  return { files, text: Object.values(files)[0] ?? '', analysis: analysedNow(files) };
}

/** Each file of the examples as the one that is written, with the others beside it. */
const EXAMPLES: readonly Subject[] = readdirSync(join(ROOT, 'examples')).flatMap((folder) => {
  const base = join(ROOT, 'examples', folder);
  const names = readdirSync(base).filter((name) => name.endsWith('.upsell'));
  const read = (name: string) => [name, readFileSync(join(base, name), 'utf8')] as const;
  return names.map((own) => subjectOf(Object.fromEntries([own, ...names.filter((name) => name !== own)].map(read))));
});

/** What is added to a text by some of the items that are offered at an offset. */
function tried({ files, analysis }: Subject, offset: number, most: number): readonly string[] {
  const offers = offersAt(analysis, offset);
  const step = Math.max(1, Math.ceil(offers.length / most));
  const some = offers.filter((_, i) => (i + offset) % step === 0);
  return some.flatMap((offer) => complaints(files, analysis, offset, offer));
}

describe('any offered item, at any offset of the examples', () => {
  const places = fc
    .integer({ min: 0, max: EXAMPLES.length - 1 })
    .chain((index) =>
      fc.record({ index: fc.constant(index), offset: fc.nat((EXAMPLES[index] as Subject).text.length) }),
    );

  it('adds no error but a missing rest', () => {
    if (LONG) {
      for (const subject of EXAMPLES)
        for (let offset = 0; offset <= subject.text.length; offset++)
          expect(tried(subject, offset, Number.POSITIVE_INFINITY)).toEqual([]);
      return;
    }
    fc.assert(
      fc.property(places, ({ index, offset }) => {
        expect(tried(EXAMPLES[index] as Subject, offset, 2)).toEqual([]);
      }),
      { numRuns: 250 },
    );
  });

  it('is not a property of nothing: items are offered at many offsets', () => {
    const offered = EXAMPLES.flatMap(({ text, analysis }) =>
      Array.from({ length: 100 }, (_, i) => offersAt(analysis, Math.floor((text.length * i) / 100)).length),
    );
    expect(offered.filter((count) => count > 0).length).toBeGreaterThan(offered.length / 8);
  });

  it('may be what stands there, which it replaces', () => {
    const { text, analysis } = subjectOf({ 'model.upsell': CANONICAL });
    for (const [before, word] of [
      ['source     ', 'ticket'],
      ['owner      ', 'support'],
      ['closing ', 'upsell_ae'],
    ] as const) {
      const offset = text.indexOf(before + word) + before.length;
      const offer = offersAt(analysis, offset).find(({ label }) => label === word);
      expect(offer, word).toMatchObject({ range: { start: offset, end: offset + word.length } });
    }
  });
});

/** The lines of the examples that begin with a word of the language and go on behind it, with how many of their words are cut off. */
const TAILS = EXAMPLES.flatMap(({ files, text }) =>
  [...text.matchAll(/^([ \t]*)((?:[a-z]+ +){1,3})(?=\S)/gm)].flatMap(({ index, 1: indent = '', 2: words = '' }) => {
    const found = words.trim().split(/ +/);
    return found.map((_, i) => ({ files, text, at: index + indent.length, cut: found.slice(0, i + 1) }));
  }),
);

/** What is offered where the first words of a line are not there, right before its rest or with a space between. */
function offeredBefore({ files, text, at, cut }: (typeof TAILS)[number], isApart: boolean) {
  const [name = ''] = Object.keys(files);
  const rest = text.slice(at).replace(new RegExp(`^${cut.join(' +')} +`), '');
  const broken = subjectOf({ ...files, [name]: text.slice(0, at) + (isApart ? ' ' : '') + rest });
  const labels = offersAt(broken.analysis, at).map(({ label }) => label);
  const complaints = tried(broken, at, Number.POSITIVE_INFINITY).filter((one) => !SAID_ANYHOW.test(one));
  return { labels, complaints };
}

/** What could not be said as long as the line was not understood: that something else is missing, or a file that nobody reads here. */
const SAID_ANYHOW = /: (?:missing-field|missing-owner|actuals-not-found|plan-not-found): /;

describe('any item that is offered before a tail', () => {
  const check = (tail: (typeof TAILS)[number], isApart: boolean) => {
    const { labels, complaints } = offeredBefore(tail, isApart);
    expect(complaints, tail.cut.join(' ')).toEqual([]);
    return labels.includes(tail.cut.join(' '));
  };

  it('adds no error but a missing rest, and what was cut off is mostly offered', () => {
    if (LONG) {
      const offered = TAILS.map((tail) => [check(tail, true), check(tail, false)][0]);
      expect(offered.filter(Boolean).length).toBeGreaterThan(offered.length / 2);
      return;
    }
    fc.assert(
      fc.property(fc.constantFrom(...TAILS), fc.boolean(), (tail, isApart) => void check(tail, isApart)),
      { numRuns: 60 },
    );
  });

  it('is what was cut off, of a field, of a declaration and of a layer', () => {
    for (const cut of ['volume', 'initiated by', 'initiated', 'closing', 'foundation', 'foundation channel', 'deal'])
      expect(
        TAILS.filter((tail) => tail.cut.join(' ') === cut).some((tail) => check(tail, true)),
        cut,
      ).toBe(true);
  });
});

/** Errors that say that an item does not fit where it was offered, whatever the numbers are. */
const MISFITS = /: (?:syntax-error|unknown-name|unknown-source|duplicate-name|duplicate-field|missing-field): /;

describe('any offered item, in the fixtures of the rules', () => {
  it('fits where it is put', async () => {
    const texts: string[] = [];
    for (const code of FIXTURE_FOLDERS)
      for (const [name, text] of await readRuleFixtures(code))
        if (name.startsWith('near-') && text.length < 4_000) texts.push(text);
    const check = (index: number, share: number, most: number) => {
      const subject = subjectOf(readFixture(texts[index] as string).files);
      // What is wrong already may be said in other words afterwards.
      if (subject.analysis.diagnostics.some(({ severity }) => severity === 'error')) return;
      const found = tried(subject, Math.floor(share * subject.text.length), most);
      expect(found.filter((complaint) => MISFITS.test(complaint))).toEqual([]);
    };
    const index = fc.nat(texts.length - 1);
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(index, share, (i, at) => check(i, at, LONG ? 20 : 2)),
      { numRuns: LONG ? 3_000 : 120 },
    );
  });
});

describe('half a text', () => {
  const pieces = [
    '{',
    '}',
    '(',
    ',',
    '"',
    '/*',
    '//',
    '12',
    '12/',
    '.',
    '=',
    'owner ',
    'not ',
    'to ',
    'rising ',
    '\r\n',
    '\t',
    '€',
    '\u{1F600}',
    'closing ',
    'min(',
    'set a.',
  ];
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    removed: fc.nat(40),
    piece: fc.constantFrom('', ...pieces),
  });

  it('is never too broken to ask: at no offset does completion or signature help throw', () => {
    fc.assert(
      fc.property(fc.constantFrom(...EXAMPLES), fc.array(edit, { minLength: 1, maxLength: 6 }), ({ text }, edits) => {
        let broken = text;
        for (const { at, removed, piece } of edits) {
          const start = Math.floor(at * broken.length);
          broken = broken.slice(0, start) + piece + broken.slice(start + removed);
        }
        const analysis = analysedNow({ 'model.upsell': broken });
        for (const { at } of edits)
          for (let offset = Math.max(0, Math.floor(at * broken.length) - 8), i = 0; i < 20; i++, offset++) {
            const place = Math.min(offset, broken.length);
            for (const { range } of offersAt(analysis, place)) {
              expect(range?.start).toBeLessThanOrEqual(place);
              expect(range?.end).toBeGreaterThanOrEqual(place);
            }
            const help = signatureAt(analysis.program, place);
            if (help) expect(help.parts[help.active]).toBeDefined();
          }
      }),
      { numRuns: LONG ? 5_000 : 40 },
    );
  });

  it('has answers in a file of nothing, of white space and of one word', () => {
    for (const text of ['', ' ', '\n', '\r\n\r\n', '\t', '\uFEFF', 'm', '}', '{', '"', '/', 'owner'])
      for (let offset = 0; offset <= text.length; offset++)
        expect(() => offersAt(analysedNow({ 'model.upsell': text }), offset)).not.toThrow();
    expect(offersAt(analysedNow({ 'model.upsell': '' }), 0)[0]?.label).toBe('model');
  });
});
