import * as fc from 'fast-check';
import { CANONICAL, LIBRARY, RICH, SPEC_MODEL } from './models.ts';

/** A text split so that its parts joined are the text. */
const TOKEN = /"(?:\\.|[^"\\\r\n])*"?|\/\/[^\r\n]*|\/\*[\s\S]*?\*\/|[A-Za-z_]\w*|\d[\w.,%-]*|\s+|[\s\S]/g;
export const tokensOf = (text: string): readonly string[] => text.match(TOKEN) ?? [];
const linesOf = (text: string): readonly string[] => text.split(/(?<=\n)/);

const WORDS =
  'model currency USD EUR period to fiscal year starts february season december import as include at per owner team ' +
  'sources not run renamed from ticket csm_touch closing upsell_ae original_ae csm win rate deal size cycle months month ' +
  'closers capacity cost quota attention decided driver accounts foundation leverage channel tickets source volume ' +
  'conversion initiated by customer vendor touch gated converting open start moment flag retention contraction after ' +
  'scenario set scale drop target expect revenue opened net backlog share pulled of in actuals plan min max growing ' +
  'rising sample estimated counted measured note evidence growth support week day quarter workday expansion upsell ' +
  'adoption constructor __proto__ toString';

/** Every kind of token of the language, with the literals at and beyond their edges. */
export const LANGUAGE: readonly string[] = [
  ...WORDS.split(' '),
  ...'{ } ( ) , . = + - * / < <= > >= @ % $ : ; # // /* */ /** " \\ ? ! & | ~ ^ [ ]'.split(' '),
  ...'0 1 12 0.5 12,000 1_000 12k 1.2M 3B 007 1,2,3 100,200 12K5 1e6 12.000,50 0,5 0.0000001 99999999999999999999'.split(
    ' ',
  ),
  ...'25% 0.8% 100% 100.1% 0% -5% 999999% % $12,000 €9k £400 ¥1,200 $0 $$ 12,000.5'.split(' '),
  ...'2026-01 2026-02 2026-13 2026-2 2026-02-15 2026-Q3 FY27-Q1 FY27 FY2027 2026-Q5 0000-01 9999-12 2026 1-1'.split(
    ' ',
  ),
  ...['"text"', '"', '""', '"a \\" b"', '"\\"', '“curly”', '@acme/x', '@', '@/', '"./shared.upsell"', '"model.upsell"'],
  ...[
    '12/month',
    '12 per month',
    '/workday',
    '250/quarter',
    '1,000,000,000,000,000/month',
    '$9,999,999B',
    '9'.repeat(310),
  ],
  ...['import "./shared.upsell"', 'closing csm {', 'driver accounts accounts', 'cycle 60 months', 'season may 120%'],
  ...[
    '12, 13 from 2026-05',
    'rising to 5 by 2026-09',
    'growing 5%/month',
    'growing 900%/month',
    '1% to 2%',
    '2% to 1%',
  ],
  ...[
    'upsell 20% of base',
    '-----',
    '((((',
    '))))',
    'per month per month',
    '0/month',
    '1/0',
    'period 2026-01 to 2075-12',
  ],
];

/** What no language has: halves of characters, control characters, every kind of space and line end, marks. */
export const HOSTILE: readonly string[] = [
  ...[
    '\ud800',
    '\udc00',
    '\udc00\ud800',
    '"\ud83d"',
    '// \ud800',
    '\u0000',
    '\u0001',
    '\u0007',
    '\u001b[31m',
    '\u007f',
  ],
  ...['\u0085', '\u00a0', '\u2028', '\u2029', '\u200b', '\u202e', '\u3000', '\ufeff', '\ufffe', '\uffff', '\ufffd'],
  ...['\r', '\r\n', '\n\r', '\t', '\v', '\f', '\n\n\n', ' ', '  '],
  ...[
    'é',
    'e\u0301',
    '😀',
    '"😀"',
    '👩‍👩‍👧',
    '١٢',
    '１２',
    'İ',
    'ß',
    'Ω',
    '中文',
    '"中文"',
    '«»',
    '“',
    '”',
    '‘',
    '…',
    '−',
    '％',
    '；',
  ],
];

const snippet = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...LANGUAGE) },
  { weight: 3, arbitrary: fc.constantFrom(...HOSTILE) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 8 }) },
  {
    weight: 1,
    arbitrary: fc.tuple(fc.constantFrom(...LANGUAGE), fc.constantFrom(10, 40, 300, 3000)).map(([s, n]) => s.repeat(n)),
  },
);

type Unit = 'character' | 'token' | 'line';

interface Edit {
  readonly kind: 'insert' | 'delete' | 'replace' | 'duplicate' | 'move' | 'break lines';
  readonly unit: Unit;
  /** From 0 to 1: places and lengths as a part of the text, so that one edit fits every text. */
  readonly at: number;
  readonly to: number;
  readonly count: number;
  readonly text: string;
}

const edit: fc.Arbitrary<Edit> = fc.record({
  kind: fc.constantFrom('insert', 'insert', 'delete', 'replace', 'replace', 'duplicate', 'move', 'break lines'),
  unit: fc.constantFrom('character', 'token', 'token', 'line'),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  to: fc.double({ min: 0, max: 1, noNaN: true }),
  count: fc.oneof({ weight: 5, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.integer({ min: 2, max: 30 }) }),
  text: snippet,
});

function partsOf(text: string, unit: Unit): readonly string[] {
  if (unit === 'line') return linesOf(text);
  // Not `Array.from`: halves of characters are to be torn apart.
  return unit === 'token' ? tokensOf(text) : text.split('');
}

function apply(text: string, { kind, unit, at, to, count, text: added }: Edit): string {
  const parts = [...partsOf(text, unit)];
  const place = Math.floor(at * parts.length);
  const target = Math.floor(to * parts.length);
  switch (kind) {
    case 'insert':
      parts.splice(place, 0, added);
      break;
    case 'delete':
      parts.splice(place, count);
      break;
    case 'replace':
      parts.splice(place, count, added);
      break;
    case 'duplicate':
      parts.splice(target, 0, ...parts.slice(place, place + count));
      break;
    case 'move': {
      const moved = parts.splice(place, count);
      parts.splice(target, 0, ...moved);
      break;
    }
    case 'break lines': {
      const breaks = ['\r\n', '\r', '\n\n', ' ', '\n'];
      return linesOf(text)
        .map((line, i) =>
          i % (count + 1) === 0 ? line.replace('\n', breaks[(i + count) % breaks.length] ?? '') : line,
        )
        .join('');
    }
  }
  return parts.join('');
}

export const BASES: readonly string[] = [CANONICAL, SPEC_MODEL, RICH, LIBRARY];

/** One of the examples, and edits of it. */
export const editedText: fc.Arbitrary<{ base: string; edited: string }> = fc
  .record({ base: fc.constantFrom(...BASES), edits: fc.array(edit, { minLength: 1, maxLength: 4 }) })
  .map(({ base, edits }) => ({ base, edited: edits.reduce(apply, base) }));

/** The language's tokens in any order; half of the time inside a model, so that something is computed from them. */
export const tokenSoup: fc.Arbitrary<string> = fc
  .record({
    tokens: fc.array(fc.tuple(snippet, fc.constantFrom(' ', ' ', ' ', '\n', '\n', '')), { maxLength: 80 }),
    frame: fc.constantFrom(
      ['', ''],
      [`${SPEC_MODEL}\n`, ''],
      ['model "Soup" {\n  currency USD\n  period 2026\n}\n', ''],
      [CANONICAL.slice(0, CANONICAL.indexOf('foundation channel tickets')), '\n}\n'],
      ['foundation channel soup "Soup" {\n', `\n}\n${CANONICAL}`],
    ),
  })
  .map(({ tokens, frame: [before, after] }) => `${before}${tokens.map(([a, b]) => a + b).join('')}${after}`);

/** Bytes read as text in three ways: as UTF-8 with replacements, as Latin-1, and as UTF-16 with halves of characters. */
export const randomBytes: fc.Arbitrary<string> = fc.oneof(
  fc.uint8Array({ maxLength: 400 }).map((bytes) => new TextDecoder().decode(bytes)),
  fc.uint8Array({ maxLength: 400 }).map((bytes) => String.fromCharCode(...bytes)),
  fc.uint16Array({ maxLength: 400 }).map((units) => String.fromCharCode(...units)),
);

/** The literals of the numbers in a text that is otherwise whole: percentages, amounts and plain numbers, no months. */
const LITERAL = /(?<![\w.,$"-])(\$?)\d[\d,]*(?:\.\d+)?k?(%?)(?![\w.%-])/g;

/** An example whose numbers are of any size from nothing to the largest that a double holds, in every field at once. */
export const resizedNumbers: fc.Arbitrary<string> = fc
  .record({
    base: fc.constantFrom(CANONICAL, SPEC_MODEL, RICH),
    sizes: fc.array(
      fc.oneof({ weight: 3, arbitrary: fc.constant(undefined) }, fc.nat({ max: 308 }), fc.nat({ max: 24 })),
      {
        minLength: 1,
        maxLength: 40,
      },
    ),
    digits: fc.constantFrom('1', '9', '4', '0.'),
  })
  .map(({ base, sizes, digits }) => {
    let next = 0;
    return base.replace(LITERAL, (literal, sign: string, percent: string) => {
      const size = sizes[next++ % sizes.length];
      if (size === undefined) return literal;
      if (digits === '0.') return `${sign}0.${'0'.repeat(size)}1${percent}`;
      // A rate stays a rate, so that the large numbers are not refused for it.
      return percent
        ? literal
        : `${sign}${digits.repeat(digits === '1' ? 1 : size + 1)}${digits === '1' ? '0'.repeat(size) : ''}`;
    });
  });
