import { explain, isBroken, monthOf } from '@upsell/engine';
import { type Analysis, readFigure } from '@upsell/language';
import { explanationJson } from '@upsell/report';
import { describe, expect, it } from 'vitest';
import { analyseFiles } from '../harness/analyse-text.ts';
import { monthText } from '../oracle/calendar.ts';
import { chance, type Dice, pick, seededDice } from '../oracle/dice.ts';
import { type ExplainedFigure, type ExplainedNode, recompute } from './recompute.ts';
import { errorsOf, modelText, monthsCsv, type Row, type TrackedModel, tracked, whole } from './tracked-model.ts';

const LONG = Boolean(process.env['UPSELL_LONG']);
const RUNS = LONG ? 1_000 : 60;

const JANUARY = monthOf(2026, 1);
const JANUARY_OF_2027 = monthOf(2027, 1);

type Channel = Analysis['forecast']['channels'][number];
type Series = 'touches' | 'opened' | 'worked' | 'backlog' | 'closed' | 'won' | 'revenue' | 'lost';

const channelOf = ({ forecast }: Pick<Analysis, 'forecast'>, name: string): Channel => {
  const found = forecast.channels.find(({ channel }) => channel.name === name);
  if (!found) throw new Error(`no channel ${name}`);
  return found;
};

const numbers = (figure: Channel[Series]): readonly number[] => Array.from(whole(figure));

const sum = (values: readonly number[]): number => values.reduce((so, value) => so + value, 0);

describe('months before the period (forecast.md, 3)', () => {
  /** One channel that opens 40 a month, of which 20, 35, 25, 15 and 5% close from month to month; all are won, at $1. */
  const STEADY: TrackedModel = {
    winRate: '100%',
    dealSize: '$1',
    closing: 'cycle 20%, 35%, 25%, 15%, 5%',
    channels: { only: 'volume 100/month\n  conversion 40%\n  open at start 1,000' },
  };
  const opened = (month: number, count: number, source = 'only'): Row => ({
    month,
    source,
    touches: 500,
    opened: count,
  });
  const AUTUMN = [3, 2, 1].map((before) => opened(JANUARY - before, 40));

  it('close as if each were worked in its own month, and take the place of what is open at start', () => {
    const analysis = tracked(STEADY, AUTUMN);
    expect(errorsOf(analysis)).toEqual([]);
    const only = channelOf(analysis, 'only');
    // January: 40 x (35 + 25 + 15)%; February: 40 x (25 + 15 + 5)%; March: 40 x (15 + 5)%; April: 40 x 5%.
    // Of the period's own: 8, 22, 32, 38, then 40.
    expect(numbers(only.closed).slice(0, 6)).toEqual(
      [38, 40, 40, 40, 40, 40].map((count) => expect.closeTo(count, 10)),
    );
    expect(only.openAtStart).toBeCloseTo(30 + 18 + 8 + 2, 10);
    const { summary } = analysis.forecast;
    // 58 + 480 - 38 - 11 x 40; in a steady state what is open stays.
    expect(summary.openAtEnd).toBeCloseTo(60, 10);
    expect(summary.revenue).toBeCloseTo(478, 10);
  });

  it('count only what they hold: nothing where nothing was opened, or where all has closed', () => {
    const openAtStart = (rows: readonly Row[], closing = STEADY.closing ?? '') =>
      channelOf(tracked({ ...STEADY, closing }, rows), 'only').openAtStart;
    expect(openAtStart([])).toBe(1_000);
    expect(openAtStart([opened(JANUARY, 40), opened(JANUARY + 1, 40)])).toBe(1_000);
    expect(openAtStart([opened(JANUARY - 1, 0)])).toBe(0);
    expect(openAtStart([opened(JANUARY - 9, 40)])).toBe(0);
    expect(openAtStart(AUTUMN, '')).toBe(0);
    expect(openAtStart(AUTUMN, 'cycle 2 months')).toBe(80);
    // A missing month is one in which nothing was opened: of November's 40 there are 45% left, of September's 5%.
    expect(openAtStart([opened(JANUARY - 2, 40), opened(JANUARY - 4, 40)])).toBeCloseTo(40 * 0.45 + 40 * 0.05, 10);
  });

  it('replace it channel by channel', () => {
    const model = {
      ...STEADY,
      channels: { ...STEADY.channels, other: 'volume 0/month\n  conversion 1%\n  open at start 8' },
    };
    const [alone, beside] = [[], AUTUMN].map((rows) => tracked(model, rows));
    if (!alone || !beside) throw new Error('two');
    expect(numbers(channelOf(beside, 'other').closed)).toEqual(numbers(channelOf(alone, 'other').closed));
    expect(channelOf(beside, 'other').openAtStart).toBe(8);
    expect(whole(beside.forecast.total.openAtStart)).toBeCloseTo(58 + 8, 10);
  });

  it('join under a name that a source had', () => {
    const text = modelText(STEADY).replace('sources {\n  only\n', 'sources {\n  only renamed from before\n');
    const analysis = tracked(
      text,
      AUTUMN.map((row) => ({ ...row, source: 'before' })),
    );
    expect(errorsOf(analysis)).toEqual([]);
    expect(channelOf(analysis, 'only').openAtStart).toBeCloseTo(58, 10);
  });

  it('belong to the initiator that the channel declares, whoever starts what it opens itself', () => {
    const model: TrackedModel = {
      ...STEADY,
      channels: {
        only: 'initiated by vendor\n  customer touch calls 0/month\n  vendor touch mails 0/month\n  conversion 40%',
      },
      more: 'retention {\n  owner desk\n  contraction customer 0%\n  contraction vendor 50%\n  after 2 months\n}',
    };
    const { closed, lost, givenBack, net } = channelOf(tracked(model, AUTUMN), 'only');
    const carried = [30, 18, 8, 2, 0, 0];
    expect(numbers(closed).slice(0, 6)).toEqual(carried.map((count) => expect.closeTo(count, 10)));
    expect(numbers(lost).slice(0, 6)).toEqual(carried.map((count) => expect.closeTo(count / 2, 10)));
    expect(numbers(givenBack).slice(0, 6)).toEqual([0, 0, 15, 9, 4, 1].map((count) => expect.closeTo(count, 10)));
    expect(numbers(net).slice(0, 4)).toEqual([30, 18, 8 - 15, 2 - 9].map((count) => expect.closeTo(count, 10)));
  });

  it('never wait for a closer', () => {
    const model = { ...STEADY, closing: `${STEADY.closing}\n  capacity 10/month` };
    const { worked, backlog, closed } = channelOf(tracked(model, AUTUMN), 'only');
    expect(numbers(worked).slice(0, 2)).toEqual([10, 10].map((count) => expect.closeTo(count, 10)));
    expect(numbers(backlog).slice(0, 2)).toEqual([30, 60].map((count) => expect.closeTo(count, 10)));
    // 30 and 18 of the months before, with 20 and 55% of 10.
    expect(numbers(closed).slice(0, 2)).toEqual([32, 23.5].map((count) => expect.closeTo(count, 10)));
  });

  it('close along the cycle of a scenario, and go with a channel that it drops', () => {
    const model: TrackedModel = {
      ...STEADY,
      more: `scenario later {
  closing csm {
    owner desk
    win rate 100%
    deal size $1
    cycle 3 months
  }
}
scenario without {
  drop only
}
scenario louder {
  scale only.volume by 2
}`,
    };
    const { scenarios } = tracked(model, AUTUMN);
    const named = (name: string) => {
      const found = scenarios.find(({ scenario }) => scenario.name === name);
      if (!found) throw new Error(`no scenario ${name}`);
      return found;
    };
    const closed = (name: string) => numbers(named(name).forecast.total.closed).slice(0, 5);
    expect(closed('later')).toEqual([40, 40, 40, 40, 40]);
    expect(closed('without')).toEqual([0, 0, 0, 0, 0]);
    expect(named('without').forecast.total.openAtStart).toBe(0);
    expect(closed('louder')).toEqual([38 + 8, 40 + 22, 40 + 32, 40 + 38, 80].map((count) => expect.closeTo(count, 10)));
  });

  it('count in a part of a portfolio as they do in it alone', () => {
    const part = modelText(STEADY);
    const files = {
      'all.upsell': `model "All" {
  currency USD
  period 2026-01 to 2026-12
}
include "./part.upsell" as part
`,
      'part.upsell': part,
      'actuals/months.csv': monthsCsv(AUTUMN),
    };
    const all = analyseFiles(files);
    expect(errorsOf(all)).toEqual([]);
    expect(all.forecast.summary.revenue).toBeCloseTo(478, 10);
    expect(all.forecast.summary.openAtEnd).toBeCloseTo(60, 10);
  });
});

/** A model over some months, and what it opens in each of them: the text is the same for any part of its period. */
interface Long {
  readonly model: TrackedModel;
  /** In the order of the channels; whole numbers. */
  readonly opened: ReadonlyMap<string, readonly number[]>;
  readonly start: number;
  readonly before: number;
  readonly months: number;
}

function randomLong(dice: Dice): Long {
  const [before, months] = [dice.int(1, 8), dice.int(1, 14)];
  const start = JANUARY_OF_2027 - before;
  const steps = (of: (m: number) => string): string =>
    Array.from({ length: before + months }, (_, m) => `${of(m)}${m === 0 ? '' : ` from ${monthText(start + m)}`}`).join(
      ', ',
    );
  const names = ['a', 'b', 'c'].slice(0, dice.int(1, 3));
  const opened = new Map<string, readonly number[]>();
  const channels = names.map((name) => {
    const isSilent = chance(dice, 20);
    const counts = Array.from({ length: before + months }, (_, m) =>
      chance(dice, 15) || (isSilent && m < before) ? 0 : dice.int(1, 90),
    );
    opened.set(name, counts);
    const own = [
      ...(chance(dice, 30) ? [`win rate ${steps(() => `${dice.int(5, 60)}%`)}`] : []),
      ...(chance(dice, 30) ? [`deal size ${steps(() => `$${dice.int(100, 9_000)}`)}`] : []),
      ...(chance(dice, 70) ? [`initiated by ${pick(dice, ['customer', 'vendor'])}`] : []),
    ];
    return [
      name,
      [`volume ${steps((m) => `${100 * (counts[m] as number)}/month`)}`, 'conversion 1%', ...own].join('\n  '),
    ];
  });
  const limited = chance(dice, 40)
    ? [`capacity 100,000/month, ${dice.int(1, 90)}/month from ${monthText(start + before)}`]
    : [];
  const model: TrackedModel = {
    winRate: steps(() => `${dice.int(5, 60)}%`),
    dealSize: steps(() => `$${dice.int(100, 9_000)}`),
    closing: [...randomCycle(dice), ...limited].join('\n  '),
    channels: Object.fromEntries(channels),
    more: chance(dice, 50)
      ? `retention {\n  owner desk\n  contraction customer ${dice.int(0, 90)}%\n  contraction vendor ${dice.int(0, 90)}%\n  after ${dice.int(1, 12)} months\n}`
      : '',
  };
  return { model, opened, start, before, months };
}

/** No cycle, one of shares, or one of whole months. */
function randomCycle(dice: Dice): readonly string[] {
  const kind = dice.int(0, 3);
  if (kind === 0) return [];
  if (kind === 1) return [`cycle ${dice.int(0, 12)} months`];
  const shares = Array.from({ length: dice.int(1, 7) }, () => (chance(dice, 20) ? 0 : dice.int(1, 12)));
  return [`cycle ${[100 - sum(shares), ...shares].map((share) => `${share}%`).join(', ')}`];
}

/** The whole of it, and its last months alone beside actuals of the first ones. */
function bothOf({ model, opened, start, before, months }: Long, dice: Dice) {
  const last = monthText(start + before + months - 1);
  const rows = [...opened].flatMap(([source, counts]) =>
    counts.slice(0, before).flatMap((count, m): readonly Row[] =>
      // Where nothing was opened there need not be a row.
      count === 0 && chance(dice, 70) ? [] : [{ month: start + m, source, touches: 9_999, opened: count }],
    ),
  );
  const hasRows = new Set(rows.map(({ source }) => source));
  const declared = Object.entries(model.channels).map(([name, fields]) => [
    name,
    hasRows.has(name) ? `${fields}\n  open at start ${dice.int(1, 500)}` : fields,
  ]);
  const short = {
    ...model,
    channels: Object.fromEntries(declared),
    period: [monthText(start + before), last] as const,
  };
  return {
    whole: tracked({ ...model, period: [monthText(start), last] }, []),
    short: tracked(short, rows),
    rows,
  };
}

const SERIES: readonly Series[] = ['touches', 'opened', 'worked', 'backlog', 'closed', 'won', 'revenue', 'lost'];

describe('the last months of any model, beside actuals of those before', () => {
  it('are what they are in the whole of it', () => {
    let carried = 0;
    for (let seed = 0; seed < RUNS; seed++) {
      const dice = seededDice(seed);
      const long = randomLong(dice);
      const both = bothOf(long, dice);
      // Without an initiator nothing is taken back: an error that leaves the numbers whole.
      const errors = [...errorsOf(both.whole), ...errorsOf(both.short)].filter((code) => code !== 'initiator-missing');
      expect(errors, `seed ${seed}`).toEqual([]);
      for (const name of long.opened.keys()) {
        const [all, last] = [channelOf(both.whole, name), channelOf(both.short, name)];
        for (const series of SERIES)
          expectSame(
            `seed ${seed}, ${series} of ${name}`,
            numbers(all[series]).slice(long.before),
            numbers(last[series]),
          );
        const openBefore =
          sum(numbers(all.opened).slice(0, long.before)) - sum(numbers(all.closed).slice(0, long.before));
        expectNear(
          `seed ${seed}, open at start of ${name}`,
          openBefore,
          whole(last.openAtStart),
          sum(numbers(all.opened)),
        );
        if (openBefore > 1e-6) carried++;
      }
      for (const series of SERIES) {
        const [all, last] = [both.whole.forecast.total[series], both.short.forecast.total[series]];
        expectSame(`seed ${seed}, ${series}`, numbers(all).slice(long.before), numbers(last));
      }
      const open = (analysis: Analysis) => whole(analysis.forecast.summary.openAtEnd) as number;
      expectNear(`seed ${seed}, open at end`, open(both.whole), open(both.short), 100);
    }
    expect(carried).toBeGreaterThan(RUNS / 2);
  });

  it('are explained by the actuals, which are leaves', () => {
    let leaves = 0;
    for (let seed = 0; seed < RUNS; seed++) {
      const dice = seededDice(seed);
      const long = randomLong(dice);
      const { short, rows } = bothOf(long, dice);
      const first = long.start + long.before;
      for (const metric of ['closed', 'won', 'revenue', 'net revenue'] as const) {
        const of = chance(dice, 60) ? pick(dice, [...long.opened.keys()]) : undefined;
        const from = dice.int(0, long.months - 1);
        const to = dice.int(from, long.months - 1);
        const asked = `${metric}${of === undefined ? '' : ` of ${of}`} in ${monthText(first + from)} to ${monthText(first + to)}`;
        const { value, wrong, leaves: all } = recompute(explained(short, asked));
        const figures = of === undefined ? short.forecast.total : channelOf(short, of);
        const series = numbers(figures[metric === 'net revenue' ? 'net' : metric] as Channel[Series]);
        const expected = sum(series.slice(from, to + 1));
        expect(wrong, `seed ${seed}, ${asked}`).toEqual([]);
        expectNear(`seed ${seed}, ${asked}`, expected, value, sum(series.map(Math.abs)));
        for (const leaf of all.filter(({ op }) => op === 'actual')) {
          expect(rows.some((row) => monthText(row.month) === leaf.month && row.opened === leaf.value)).toBe(true);
          leaves++;
        }
      }
    }
    expect(leaves).toBeGreaterThan(RUNS);
  });
});

/** The object of `upsell explain --json`. */
function explained(analysis: Analysis, text: string): ExplainedFigure {
  const read = readFigure(text, analysis);
  if ('problem' in read) throw new Error(read.problem);
  const root = explain(read.figure, analysis);
  if (isBroken(root)) throw new Error(`${text} is withheld: ${root.code}`);
  const at = (): NonNullable<ExplainedNode['at']> => ({ file: '', line: 1, character: 1 });
  return explanationJson({ figure: read.text, metric: read.figure.metric, file: 'model.upsell', root }, at);
}

function expectSame(name: string, expected: readonly number[], actual: readonly number[]): void {
  const size = Math.max(0, ...expected.map(Math.abs));
  expect(actual.length, name).toBe(expected.length);
  for (const [m, value] of expected.entries()) expectNear(`${name} in month ${m}`, value, actual[m] as number, size);
}

/** Equal to 1e-9 of `size`, or of themselves. */
function expectNear(name: string, expected: number, actual: number, size: number): void {
  const scale = Math.max(Math.abs(expected), Math.abs(size));
  if (!(Math.abs(actual - expected) <= 1e-9 * scale)) expect(actual, name).toBe(expected);
}
