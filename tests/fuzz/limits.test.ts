import { isBroken } from '@upsell/engine';
import { beforeAll, describe, expect, it } from 'vitest';
import { TIME_LIMIT } from './complaints.ts';
import { CANONICAL } from './models.ts';
import { type Outcome, outcomeOf, timed } from './outcome.ts';

/*
 * Spec: language, 7: "Up to the limits nothing takes over 2 seconds." Time is the smaller of wall and processor time from
 * the text to its forecast, on whatever machine this is.
 */

const LONG = Boolean(process.env['UPSELL_LONG']);
const BYTES = 2_000_000;
const many = (count: number, text: (i: number) => string, between = '\n'): string =>
  Array.from({ length: count }, (_, i) => text(i)).join(between);

/** The canonical model with more channels, each with a source of its own. */
function withChannels(count: number, channel: (i: number) => string = wholeChannel): string {
  const sources = many(count, (i) => `  s${i}`);
  return `${CANONICAL.replace('  in_product\n}', `  in_product\n${sources}\n}`)}\n${many(count, channel)}\n`;
}
const wholeChannel = (i: number) =>
  `foundation channel c${i} "Channel ${i}" {
  source     s${i}
  owner      growth
  volume     12/month counted 2025-10 to 2025-12
  conversion 15%      estimated 2025-12
}`;

const driver = (value: string, name = 'limit') => `${CANONICAL}driver ${name} ${value} by growth\n`;
const inVolume = (value: string) => CANONICAL.replace('volume     12/month', `volume     ${value}`);
const fiftyYears = (text: string) => text.replace('2026-01 to 2026-12', '2026-01 to 2075-12');

interface AtLimit {
  readonly name: string;
  /** The text for a count; also for smaller ones. */
  readonly text: (count: number) => string;
  readonly count: number;
  /** What the outcome is: without an error, or with these codes only. */
  readonly codes: readonly string[];
  /** Passes on a quiet machine, but not comfortably: twice the time is allowed so that a busy one is not red. */
  readonly tight?: boolean;
}

const MB = 1_900_000;
const SYNTAX = ['syntax-error', 'nesting-too-deep'];

const AT_LIMIT: readonly AtLimit[] = [
  // Big and valid
  { name: '2 MB of valid channels', text: withChannels, count: 10_900, codes: [], tight: true },
  { name: '600 months of 1,000 channels', text: (n) => fiftyYears(withChannels(n)), count: 1_000, codes: [] },
  {
    name: '600 months of 5,000 channels',
    text: (n) => fiftyYears(withChannels(n)),
    count: 5_000,
    codes: [],
    tight: true,
  },
  { name: '1,000 operators', text: (n) => driver(`1${' + 1'.repeat(n)}`), count: 1_000, codes: [] },
  { name: '1,000 minus signs', text: (n) => driver(`${'- '.repeat(n)}1`), count: 1_000, codes: [] },
  { name: '32 nested parentheses', text: (n) => driver(`${'('.repeat(n)}1${')'.repeat(n)}`), count: 32, codes: [] },
  {
    name: '32 nested parentheses in each of 10,000 drivers',
    text: (n) => CANONICAL + many(n, (i) => `driver d${i} ${'('.repeat(32)}1${')'.repeat(32)} by growth`),
    count: 10_000,
    codes: [],
  },
  {
    name: '2,000 drivers in a chain, the first one needed last',
    text: (n) => CANONICAL + many(n, (i) => `driver d${i} ${i > 0 ? `d${i - 1} + 1` : '1'} by growth`),
    count: 2_000,
    codes: [],
  },
  {
    name: '2,000 drivers in a chain, the last one needed first',
    text: (n) => CANONICAL + many(n, (i) => `driver d${i} ${i < n - 1 ? `d${i + 1} + 1` : '1'} by growth`),
    count: 2_000,
    codes: [],
  },
  {
    name: '20,000 drivers in a chain, the last one needed first',
    text: (n) => CANONICAL + many(n, (i) => `driver d${i} ${i < n - 1 ? `d${i + 1} + 1` : '1'} by growth`),
    count: 20_000,
    codes: [],
  },
  {
    name: '20,000 steps',
    text: (n) =>
      driver(
        `1, ${many(n, (i) => `1 from ${2026 + Math.floor((i + 1) / 12)}-${String(((i + 1) % 12) + 1).padStart(2, '0')}`, ', ')}`,
      ),
    count: 20_000,
    codes: [],
  },
  {
    name: '100,000 arguments',
    text: (n) => driver(`min(${many(n, (i) => String(i), ', ')})`),
    count: 100_000,
    codes: [],
  },
  { name: '100,000 notes', text: (n) => driver(`1 ${'note "x" '.repeat(n)}`), count: 100_000, codes: [] },
  {
    name: '100,000 moments',
    text: (n) => CANONICAL.replace('  volume     12', `${'  moment "x"\n'.repeat(n)}  volume     12`),
    count: 100_000,
    codes: [],
  },
  {
    name: '5,000 units',
    text: (n) => driver(`12${' per month'.repeat(n)}`),
    count: 5_000,
    codes: ['nesting-too-deep'],
  },
  {
    name: '2,000 drivers on one line',
    text: (n) => CANONICAL + many(n, (i) => `driver d${i} 12/month by growth`, ' '),
    count: 2_000,
    codes: [],
  },
  { name: 'a comment of 1.9 MB', text: (n) => `${CANONICAL}// ${'x'.repeat(n)}`, count: MB, codes: [] },
  { name: 'a label of 1.9 MB', text: (n) => CANONICAL.replace('Growth PM', 'x'.repeat(n)), count: MB, codes: [] },
  { name: 'empty lines of 1.9 MB', text: (n) => '\n'.repeat(n) + CANONICAL, count: MB, codes: [] },

  // Big and wrong
  { name: 'a line of 1.9 MB of words', text: (n) => 'x '.repeat(n / 2), count: MB, codes: SYNTAX },
  { name: 'a line of 1.9 MB of signs', text: (n) => '§'.repeat(n / 2), count: MB, codes: SYNTAX },
  {
    name: 'a number of 1.9 MB',
    text: (n) => inVolume(`${'1'.repeat(n)}/month`),
    count: MB,
    codes: ['number-too-large'],
  },
  { name: 'a number of 1.9 MB of commas', text: (n) => inVolume('1,'.repeat(n / 2)), count: MB, codes: SYNTAX },
  ...(['{', '(', '"', '/*', '}', ')', '['] as const).flatMap((sign) => [
    {
      name: `100,000 ${sign} before a model`,
      text: (n: number) => sign.repeat(n) + CANONICAL,
      count: 100_000,
      codes: SYNTAX,
    },
    {
      name: `100,000 ${sign} in a volume`,
      text: (n: number) => inVolume(sign.repeat(n)),
      count: 100_000,
      codes: SYNTAX,
    },
    {
      name: `100,000 lines of ${sign} before a model`,
      text: (n: number) => `${sign}\n`.repeat(n) + CANONICAL,
      count: 100_000,
      codes: SYNTAX,
    },
    {
      name: `100,000 lines of ${sign} in a volume`,
      text: (n: number) => inVolume(`${sign}\n`.repeat(n)),
      count: 100_000,
      codes: SYNTAX,
    },
  ]),
  { name: '50,000 lines of junk', text: (n) => CANONICAL + '? x\n'.repeat(n), count: 50_000, codes: SYNTAX },
  {
    name: '50,000 errors in 10,000 channels',
    text: (n) => withChannels(n / 5, (i) => wholeChannel(i).replaceAll('\n  ', '\n  ? ').replace('" {', '" ? {')),
    count: 50_000,
    codes: SYNTAX,
  },
  {
    name: 'an error in each of 8,000 channels',
    text: (n) => withChannels(n, (i) => wholeChannel(i).replace('15%', '15% %')),
    count: 8_000,
    codes: SYNTAX,
  },
  {
    name: '8,000 channels without a conversion',
    text: (n) => withChannels(n, (i) => wholeChannel(i).replace(/ {2}conversion.*\n/, '')),
    count: 8_000,
    codes: ['missing-field'],
  },
  {
    name: '8,000 channels that are wrong in one way or another',
    text: (n) =>
      withChannels(n, (i) =>
        i % 2 ? wholeChannel(i).replace(/ {2}conversion.*\n/, '') : wholeChannel(i).replace('15%', '%'),
      ),
    count: 8_000,
    codes: ['missing-field', ...SYNTAX],
  },
  {
    name: '10,000 drivers of one name',
    text: (n) => CANONICAL + many(n, () => 'driver same 1 by growth'),
    count: 10_000,
    codes: ['duplicate-name'],
  },
  {
    name: '10,000 drivers of one name that 10,000 others need',
    text: (n) =>
      `${CANONICAL}${many(n, () => 'driver same 1 by growth')}\n${many(n, (i) => `driver d${i} same by growth`)}`,
    count: 10_000,
    codes: ['duplicate-name'],
  },
  {
    name: '10,000 channels of one name',
    text: (n) => CANONICAL + many(n, () => 'foundation channel tickets {\n}'),
    count: 10_000,
    codes: ['duplicate-name', 'missing-field'],
  },
  {
    name: '10,000 owners of one name',
    text: (n) => CANONICAL + many(n, () => 'owner growth "x"'),
    count: 10_000,
    codes: ['duplicate-name'],
  },
  {
    name: '10,000 declarations with a word too many',
    text: (n) => CANONICAL + many(n, (i) => `owner o${i} "x" 5`),
    count: 10_000,
    codes: ['syntax-error'],
  },
  {
    name: '10,000 wrong words on one line of a list',
    text: (n) => `${CANONICAL}sources {\n${many(n, (i) => `s${i} 5`, ' ')}\n}`,
    count: 10_000,
    codes: ['duplicate-name', 'syntax-error'],
  },
  {
    name: '10,000 fields with a word too many',
    text: (n) => `${CANONICAL}foundation channel tickets {\n${many(n, () => '  moment "x" 5')}\n}`,
    count: 10_000,
    codes: ['duplicate-name', 'syntax-error'],
  },
  {
    name: '5,000 names of drivers that are not there',
    text: (n) => CANONICAL + many(n, (i) => `driver d${i} 1 + x${i} by growth`),
    count: 5_000,
    codes: ['unknown-name'],
    tight: true,
  },
  {
    name: '5,000 names of owners that are not there, beside 5,000 that are',
    text: (n) => `${many(n, (i) => `owner o${i} "x"`)}\n${CANONICAL}${many(n, (i) => `driver d${i} 1 by z${i}`)}`,
    count: 5_000,
    codes: ['unknown-name'],
    tight: true,
  },
  {
    name: 'a circle of 1,000 drivers',
    text: (n) => CANONICAL + many(n, (i) => `driver d${i} d${(i + 1) % n} by growth`),
    count: 1_000,
    codes: ['driver-cycle'],
  },
  {
    name: 'a circle of 10,000 drivers',
    text: (n) => CANONICAL + many(n, (i) => `driver d${i} d${(i + 1) % n} by growth`),
    count: 10_000,
    codes: ['driver-cycle'],
  },
  {
    name: '10,000 drivers that need themselves',
    text: (n) => CANONICAL + many(n, (i) => `driver d${i} d${i} by growth`),
    count: 10_000,
    codes: ['driver-cycle'],
    tight: true,
  },
  {
    name: '20,000 percentages of the base',
    text: (n) => `${CANONICAL}${'upsell 5%\n'.repeat(n)}`,
    count: 20_000,
    codes: ['percent-of-base'],
  },
  {
    name: 'a second model after 1.9 MB',
    text: (n) => `${CANONICAL}${'\n'.repeat(n)}${CANONICAL}`,
    count: MB,
    codes: ['duplicate-name', 'second-closing-model', 'source-shared'],
  },
];

const errorCodes = ({ analysis }: Pick<Outcome, 'analysis'>): readonly string[] => [
  ...new Set(analysis.diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code)),
];

// The first texts pay for compiling the parser.
beforeAll(() => {
  for (let i = 0; i < 20; i++) timed(withChannels(20));
});

describe('at the limits', () => {
  it.each(AT_LIMIT)('$name', ({ name, text, count, codes, tight }) => {
    const limit = tight ? 2 * TIME_LIMIT : TIME_LIMIT;
    // From small to large, so that what grows as the square of its input is found before it takes minutes; a usual run goes no
    // further than to a quarter, and counts what all of it would take.
    for (const part of LONG ? [16, 4] : [16]) {
      const small = Math.max(1, Math.floor(count / part));
      const { took } = timed(text(small));
      const far = took > TIME_LIMIT / 4 && took * part > 5 * limit;
      expect(far, `${small} of ${count} take ${Math.round(took)} ms, and all may take ${TIME_LIMIT}`).toBe(false);
    }
    const share = LONG ? 1 : 4;
    const outcome = timed(text(Math.max(1, Math.floor(count / share))));
    const took = outcome.took * share;
    console.log(`${name}: ${Math.round(took)} ms`);
    expect(errorCodes(outcome).filter((code) => !codes.includes(code))).toEqual([]);
    expect(errorCodes(outcome).length > 0).toBe(codes.length > 0);
    // Two seconds on a machine that does nothing else; the assertion only catches what hangs.
    expect(Math.round(took), 'milliseconds').toBeLessThanOrEqual(5 * limit);
  });
});

describe('over the limits', () => {
  const only = (text: string) => errorCodes(outcomeOf(text));
  const withheld = (text: string) => isBroken(outcomeOf(text).analysis.forecast.summary.revenue);

  it('takes 2,000,000 bytes and refuses one more', () => {
    const padded = (bytes: number) => `${CANONICAL}// ${'x'.repeat(bytes - CANONICAL.length - 3)}`;
    expect(only(padded(BYTES))).toEqual([]);
    const over = outcomeOf(padded(BYTES + 1));
    expect(over.analysis.diagnostics.map(({ code }) => code)).toEqual(['file-too-large']);
  });

  it('counts bytes, not characters', () => {
    const padded = (bytes: number, sign: string, size: number) => `// ${sign.repeat(Math.floor((bytes - 3) / size))}`;
    for (const [sign, size] of [
      ['é', 2],
      ['€', 3],
      ['😀', 4],
    ] as const) {
      expect(only(padded(BYTES, sign, size)), sign).toEqual([]);
      expect(only(padded(BYTES + size, sign, size)), sign).toEqual(['file-too-large']);
    }
  });

  it.each([
    ['a parenthesis', (n: number) => `${'('.repeat(n)}1${')'.repeat(n)}`],
    ['a call', (n: number) => `${'min('.repeat(n)}1${')'.repeat(n)}`],
    ['a parenthesis over several lines', (n: number) => `${'(\n'.repeat(n)}1${'\n)'.repeat(n)}`],
  ])('takes %s 32 deep, and 33 are too deep', (_name, nested) => {
    expect(only(driver(nested(32)))).toEqual([]);
    expect(only(driver(nested(33)))).toEqual(['nesting-too-deep']);
    expect(withheld(inVolume(`${nested(32)}/month`))).toBe(false);
    expect(withheld(inVolume(`${nested(33)}/month`))).toBe(true);
  });

  it.each(['+', '-', '*', '/'])('takes 1,000 operators %s, and 1,001 are too many', (sign) => {
    expect(only(driver(`1${` ${sign} 1`.repeat(1_000)}`))).toEqual([]);
    expect(only(driver(`1${` ${sign} 1`.repeat(1_001)}`))).toEqual(['nesting-too-deep']);
    // Two expressions have 1,000 each.
    const half = `1${` ${sign} 1`.repeat(600)}`;
    expect(only(driver(`${half}, ${half} from 2026-05`))).toEqual([]);
    expect(only(`${driver(half)}${driver(half, 'other').slice(CANONICAL.length)}`)).toEqual([]);
  });

  it('takes 600 months, and 601 are too many', () => {
    const period = (to: string) => CANONICAL.replace('2026-01 to 2026-12', `2026-01 to ${to}`);
    expect(only(period('2075-12'))).toEqual([]);
    expect(only(period('2076-01'))).toEqual(['period-length']);
    expect(withheld(period('2076-01'))).toBe(true);
    expect(only(period('9999-12'))).toEqual(['period-length']);
  });

  it('refuses a period of no month', () => {
    const none = CANONICAL.replace('2026-01 to 2026-12', '2026-01 to 2025-12');
    // An end before its start is the one, no month at all the other (language, 3 and 7).
    expect(['period-length', 'range-order']).toContain(only(none)[0]);
    expect(only(none)).toHaveLength(1);
    expect(withheld(none)).toBe(true);
  });

  const big = '9'.repeat(300);
  it.each([
    ['a literal', inVolume(`${'9'.repeat(310)}/month`)],
    ['a literal with its suffix', inVolume(`${'9'.repeat(305)}B/month`)],
    ['a product', inVolume(`${big} * ${big}/month`)],
    ['growth', inVolume('12/month growing 999999999999999999999999999999%/month')],
    ['a driver that nothing needs', driver(`${big} * ${big}`)],
    ['a number and its unit', inVolume(`${'9'.repeat(308)}/day`)],
    ['won times deal size', inVolume(`${big}/month`).replace('$12,000', `$${big}`)],
    ['the sum of the months', inVolume(`1${'0'.repeat(308)}/month`).replace('15% ', '100%')],
    [
      'the sum of the channels',
      inVolume(`1${'0'.repeat(308)}/month`).replace('800/month', `1${'0'.repeat(308)}/month`),
    ],
    ['the cost of all closers', CANONICAL.replace('  win rate', `  closers ${big}\n  cost $${big}/month\n  win rate`)],
    [
      'what waits for the closers',
      inVolume(`1${'0'.repeat(308)}/month`).replace('  win rate', '  capacity 1/month\n  win rate'),
    ],
  ])('refuses a number that is not finite: %s', (_name, text) => {
    const outcome = outcomeOf(text);
    expect(errorCodes(outcome)).toEqual(['number-too-large']);
    expect(outcome.table).not.toMatch(/NaN|Infinity/);
    expect(outcome.csv).not.toMatch(/NaN|Infinity/);
  });
});
