import { monthOf, type Prediction, type Reforecast } from '@upsell/engine';
import type { Analysis } from '@upsell/language';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { reforecast as recast } from '../../packages/engine/src/reforecast.ts';
import { type Dice, seededDice } from '../oracle/dice.ts';
import { type Random, randomModel, randomRows } from './random-tracked.ts';
import {
  type Measured,
  measuredSales,
  type SlowChannel,
  type SlowFlows,
  slowReforecast,
  trailingRows,
} from './slow-reforecast.ts';
import { errorsOf, type Row, type TrackedModel, tracked, whole } from './tracked-model.ts';

const LONG = Boolean(process.env['UPSELL_LONG']);
const RUNS = LONG ? 2_000 : 80;

const JANUARY = monthOf(2026, 1);
const [FEBRUARY, MARCH, APRIL] = [JANUARY + 1, JANUARY + 2, JANUARY + 3];

const againOf = (analysis: Analysis): Reforecast => whole(analysis.tracking.reforecast);
const reforecast = (model: TrackedModel, rows: readonly Row[]): Reforecast => {
  const analysis = tracked(model, rows);
  expect(errorsOf(analysis)).toEqual([]);
  return againOf(analysis);
};

type Flow = keyof SlowFlows;
const FLOWS: readonly Flow[] = ['touches', 'opened', 'closed', 'won', 'revenue'];

const numbers = (flows: Pick<Reforecast['total'], Flow>, flow: Flow): readonly number[] =>
  Array.from(whole(flows[flow]));
const first = ({ channels }: Reforecast): Reforecast['channels'][number] =>
  channels[0] as Reforecast['channels'][number];
const sum = (values: readonly number[]): number => values.reduce((so, value) => so + value, 0);
const near = (values: readonly number[]) => values.map((value) => expect.closeTo(value, 8));
const times = <T>(count: number, value: T): readonly T[] => new Array<T>(count).fill(value);

/** One channel, 100 touches a month of which 3% open; a quarter of them is won at once, at $12,000. */
const ONE: TrackedModel = { channels: { only: 'volume 100/month\n  conversion 3%' } };
const row = (month: number, touches: number, opened: number, more: Partial<Row> = {}): Row => ({
  month,
  source: 'only',
  touches,
  opened,
  ...more,
});

describe('a channel after its actuals (variance.md, 5)', () => {
  it('goes on with its trailing volume and its pooled trailing conversion', () => {
    // 300 touches planned and made, 12 of them opened: 4%, of 100 a month.
    const again = reforecast(ONE, [row(JANUARY, 120, 6), row(FEBRUARY, 80, 3), row(MARCH, 100, 3)]);
    expect(numbers(first(again), 'touches')).toEqual(near([120, 80, 100, ...times(9, 100)]));
    expect(numbers(first(again), 'opened')).toEqual(near([6, 3, 3, ...times(9, 4)]));
    // 12 + 36, a quarter of them at 12,000.
    expect(again.summary.revenue).toBeCloseTo(48 * 3_000, 6);
    expect(again.opened.value).toBeCloseTo(48, 10);
    expect(again.through).toBe(MARCH);
    expect(first(again).trailing).toMatchObject({ from: JANUARY, to: MARCH, touches: 300, opened: 12, isUsable: true });
  });

  it('goes on with the last three months of more', () => {
    const months = [999, 150, 50, 100].map((touches, m) => row(JANUARY + m, touches, m === 0 ? 900 : 5));
    // 300 touches planned and made, 15 opened.
    expect(numbers(first(reforecast(ONE, months)), 'opened').slice(4)).toEqual(near(times(8, 5)));
  });

  it('goes on with the model’s conversion below 10 opened', () => {
    const again = reforecast(ONE, [row(JANUARY, 150, 3), row(FEBRUARY, 150, 3), row(MARCH, 150, 3)]);
    // 450 of 300 planned touches: 150 a month, of which the model opens 3%.
    expect(numbers(first(again), 'opened').slice(3)).toEqual(near(times(9, 4.5)));
  });

  it('keeps its growth, its season and its steps: the trailing volume is relative to what was planned', () => {
    const steps = { channels: { only: 'volume 100/month, 300/month from 2026-06\n  conversion 3%' } };
    const half = [row(JANUARY, 50, 1), row(FEBRUARY, 50, 1), row(MARCH, 50, 1)];
    expect(numbers(first(reforecast(steps, half)), 'touches')).toEqual(near([...times(5, 50), ...times(7, 150)]));
    const season = {
      channels: { only: 'volume 100/month\n  conversion 3%\n  season february 50%, april 200%, may 0%' },
    };
    // 250 planned, 500 made.
    const twice = [row(JANUARY, 300, 1), row(FEBRUARY, 100, 1), row(MARCH, 100, 1)];
    expect(numbers(first(reforecast(season, twice)), 'touches').slice(3, 6)).toEqual(near([400, 0, 200]));
    const growing = { channels: { only: 'volume 100/month growing 10%/month\n  conversion 3%' } };
    expect(numbers(first(reforecast(growing, [row(JANUARY, 200, 1)])), 'touches')[2]).toBeCloseTo(242, 8);
  });

  it('is the plan where what happened was the plan, however that moves', () => {
    const [opened, touched] = [[20, 30, 40], 1_000];
    const rising = { channels: { only: 'volume 1,000/month\n  conversion 2% rising to 13% by 2026-12' } };
    const rows = opened.map((count, m) => row(JANUARY + m, touched, count));
    expect(numbers(first(reforecast(rising, rows)), 'opened')).toEqual(
      near(Array.from({ length: 12 }, (_, m) => 20 + 10 * m)),
    );
    // A tenth fewer open: of what rises as well.
    const fewer = opened.map((count, m) => row(JANUARY + m, touched, count * 0.9));
    expect(numbers(first(reforecast(rising, fewer)), 'opened')[11]).toBeCloseTo(130 * 0.9, 8);
    const decided = { channels: { only: 'volume 1,000/month\n  conversion 3%, 6% from 2026-04 decided 2026-01' } };
    const three = [JANUARY, FEBRUARY, MARCH].map((month) => row(month, 1_000, 30));
    expect(numbers(first(reforecast(decided, three)), 'opened')).toEqual(near([30, 30, 30, ...times(9, 60)]));
    // No conversion is above 100%.
    const high = { channels: { only: 'volume 100/month\n  conversion 10%, 80% from 2026-04 decided 2026-01' } };
    const twice = [JANUARY, FEBRUARY, MARCH].map((month) => row(month, 100, 20));
    expect(numbers(first(reforecast(high, twice)), 'opened')[3]).toBeCloseTo(100, 8);
  });

  it('does not hold against a number what it was trued up by', () => {
    const half = [JANUARY, FEBRUARY, MARCH].map((month) => row(month, 1_500, 30));
    const before = { channels: { only: 'volume 3,000/month estimated 2025-12\n  conversion 2%' } };
    const step = '1,500/month from 2026-04 counted 2026-01 to 2026-03';
    const after = { channels: { only: `volume 3,000/month estimated 2025-12, ${step}\n  conversion 2%` } };
    const expected = near([30, 30, 30, ...times(9, 30)]);
    expect(numbers(first(reforecast(before, half)), 'opened')).toEqual(expected);
    expect(numbers(first(reforecast(after, half)), 'opened')).toEqual(expected);
    // What happens after it counts: 1,500 and twice 1,200 of three times 1,500.
    const later = [...half, row(APRIL, 1_200, 24), row(APRIL + 1, 1_200, 24)];
    expect(numbers(first(reforecast(after, later)), 'touches').slice(5)).toEqual(near(times(7, 1_300)));
    // A step that was counted before them is a plan like any other, and goes on by half as well.
    const old = after.channels.only.replace('counted 2026-01 to 2026-03', 'counted 2025-10 to 2025-12');
    expect(numbers(first(reforecast({ channels: { only: old } }, half)), 'touches')[3]).toBeCloseTo(750, 8);
    // In a season of its own: 800 counted in April say 1,000 without it, and 500 of February.
    const season = (more: string) => ({
      channels: { only: `volume 2,000/month${more}\n  conversion 2%\n  season february 50%, april 80%` },
    });
    const slow = [row(JANUARY, 1_000, 20), row(FEBRUARY, 500, 10), row(MARCH, 1_000, 20)];
    const known = numbers(
      first(reforecast(season(', 1,000/month from 2026-04 counted 2026-01 to 2026-03'), slow)),
      'touches',
    );
    expect(known.slice(3, 5)).toEqual(near([800, 1_000]));
    expect(known).toEqual(near(numbers(first(reforecast(season(''), slow)), 'touches')));
  });

  it('does not hold against a conversion what it was trued up by', () => {
    const half = [JANUARY, FEBRUARY, MARCH].map((month) => row(month, 1_000, 10));
    const model = {
      channels: { only: 'volume 1,000/month\n  conversion 2%, 1% from 2026-04 measured 2026-01 to 2026-03' },
    };
    expect(numbers(first(reforecast(model, half)), 'opened').slice(3)).toEqual(near(times(9, 10)));
  });

  it('leaves out what cannot be known yet', () => {
    const rows = [row(JANUARY, 150, 6), row(FEBRUARY, 150, 6), row(MARCH, 10, 0), row(APRIL, 10, 0)];
    const again = againOf(tracked(ONE, rows, MARCH));
    expect(numbers(first(again), 'opened')).toEqual(near([6, 6, ...times(10, 6)]));
    expect([again.through, again.ahead]).toEqual([FEBRUARY, [MARCH, APRIL]]);
    const sofar = againOf(tracked(ONE, [...rows.slice(0, 2), row(MARCH, 10, 0, { through: 13 })], MARCH));
    expect([sofar.through, sofar.ahead]).toEqual([MARCH, []]);
  });

  it('has its trailing volume as it is where its months lie before the period', () => {
    const rows = [row(JANUARY - 2, 70, 1), row(JANUARY - 1, 90, 1)];
    expect(numbers(first(reforecast(ONE, rows)), 'touches')).toEqual(near(times(12, 80)));
    // One of the three does.
    expect(numbers(first(reforecast(ONE, [...rows, row(JANUARY, 50, 1)])), 'touches')).toEqual(
      near([50, ...times(11, 70)]),
    );
  });

  it('begins when it is planned to where it has not begun', () => {
    const later = { channels: { only: 'volume 0/month, 100/month from 2026-06\n  conversion 3%' } };
    const nothing = [row(JANUARY, 0, 0), row(FEBRUARY, 0, 0), row(MARCH, 0, 0)];
    expect(numbers(first(reforecast(later, nothing)), 'opened')).toEqual(near([...times(5, 0), ...times(7, 3)]));
    // It has begun before: with what was seen, whatever is planned.
    const already = [row(JANUARY, 40, 4), row(FEBRUARY, 40, 4), row(MARCH, 40, 4)];
    expect(numbers(first(reforecast(later, already)), 'opened')).toEqual(near(times(12, 4)));
    // Too few for a conversion: that of the model where it has one, else what was seen.
    const few = [row(JANUARY, 50, 2), row(FEBRUARY, 50, 2), row(MARCH, 50, 2)];
    expect(numbers(first(reforecast(later, few)), 'opened')).toEqual(near([...times(5, 2), ...times(7, 1.5)]));
  });

  it('goes on as planned where it has no actuals, and in a month that is missing between others', () => {
    const two = { channels: { ...ONE.channels, other: 'volume 100/month\n  conversion 5%' } };
    const again = reforecast(two, [row(JANUARY, 50, 1), row(MARCH, 50, 1)]);
    expect(numbers(again.channels[1] as Reforecast['total'], 'opened')).toEqual(near(times(12, 5)));
    expect(again.channels[1]?.trailing).toBeUndefined();
    // March alone trails: February is missing.
    expect(numbers(first(again), 'touches').slice(0, 4)).toEqual(near([50, 100, 50, 50]));
    expect(first(again).trailing).toMatchObject({ from: MARCH, to: MARCH });
  });

  it('has of a month that is not over what happened, and of the rest of it what goes on', () => {
    // 11 of the 22 workdays of April 2026 are over on the 15th.
    const rows = [row(JANUARY, 200, 8), row(FEBRUARY, 200, 8), row(MARCH, 200, 8), row(APRIL, 40, 1, { through: 15 })];
    const again = reforecast(ONE, rows);
    expect(numbers(first(again), 'touches').slice(3, 5)).toEqual(near([40 + 100, 200]));
    expect(numbers(first(again), 'opened').slice(3, 5)).toEqual(near([1 + 4, 8]));
    // Alone it says nothing of what trails.
    const alone = reforecast(ONE, [row(APRIL, 40, 1, { through: 15 })]);
    expect(numbers(first(alone), 'touches').slice(2, 5)).toEqual(near([100, 40 + 50, 100]));
    expect(first(alone).trailing).toBeUndefined();
  });

  it('is as it was where all of it is over', () => {
    const rows = Array.from({ length: 12 }, (_, m) =>
      row(JANUARY + m, 10 * m, m, { closed: m, won: m % 3, revenue: 1_000 * m - 2_000 }),
    );
    const again = reforecast(ONE, rows);
    for (const flow of FLOWS) expect(numbers(first(again), flow)).toEqual(rows.map((one) => one[flow]));
    expect(again.opened).toEqual({ value: 66, low: 66, high: 66 });
    expect(again.revenue).toEqual({ value: 42_000, low: 42_000, high: 42_000 });
  });

  it('is not there without actuals in the period or before it', () => {
    expect(tracked(ONE, []).tracking.reforecast).toBeUndefined();
    expect(tracked(ONE, [row(JANUARY + 12, 50, 3)]).tracking.reforecast).toBeUndefined();
    expect(tracked(ONE, [row(JANUARY - 1, 50, 3)]).tracking.reforecast).toBeDefined();
  });
});

describe('what is open and what is sold', () => {
  const SLOW: TrackedModel = { ...ONE, closing: 'cycle 50%, 25%, 25%' };

  it('closes along the cycle, with what is recorded of it written over', () => {
    const again = reforecast(SLOW, [row(JANUARY, 100, 20), row(FEBRUARY, 100, 10, { closed: 1, won: 0, revenue: 0 })]);
    // 15% of 100 go on. 10; 5 + 5, but 1 was; 5 + 2.5 + 7.5; 2.5 + 3.75 + 7.5; then 15.
    expect(numbers(first(again), 'closed').slice(0, 5)).toEqual(near([10, 1, 15, 13.75, 15]));
    expect(numbers(first(again), 'won').slice(0, 4)).toEqual(near([2.5, 0, 3.75, 13.75 / 4]));
    expect(numbers(first(again), 'revenue').slice(0, 3)).toEqual(near([30_000, 0, 45_000]));
  });

  it('closes what was open at start, or what actuals say was opened before', () => {
    const open = { ...SLOW, channels: { only: 'volume 0/month\n  conversion 3%\n  open at start 40' } };
    // Half of the rest closes in each of two months.
    expect(numbers(first(reforecast(open, [row(JANUARY, 0, 0)])), 'closed').slice(0, 3)).toEqual(near([20, 20, 0]));
    // 25% and 25% of December's 40, 25% of November's 12.
    const rows = [row(JANUARY - 2, 0, 12), row(JANUARY - 1, 0, 40), row(JANUARY, 0, 0)];
    expect(numbers(first(reforecast(open, rows)), 'closed').slice(0, 3)).toEqual(near([13, 10, 0]));
  });

  it('waits for the closers, together with what other channels open', () => {
    const model = {
      ...ONE,
      closing: 'capacity 6/month',
      channels: { ...ONE.channels, other: 'volume 100/month\n  conversion 5%' },
    };
    const again = reforecast(model, [row(JANUARY, 100, 15), row(FEBRUARY, 100, 15)]);
    // 15 and 5 arrive each month, of which 6 in 20, then 6 in 34, 6 in 48 are worked: 4.5 and 1.5 each time.
    expect(numbers(first(again), 'closed').slice(0, 3)).toEqual(near([4.5, 4.5, 4.5]));
    expect(numbers(again.total, 'closed')).toEqual(near(times(12, 6)));
    expect(again.summary.backlogAtEnd).toBeCloseTo(12 * 14, 6);
  });

  it('is sold at the trailing win rate and deal size where 10 were won, from the month after', () => {
    const sold = (won: number) =>
      [JANUARY, FEBRUARY, MARCH].map((month) => row(month, 100, 3, { closed: 20, won, revenue: 9_000 * won }));
    // 12 of 60: 20%, at 9,000. The months with actuals are the actuals.
    const usable = reforecast(ONE, sold(4));
    expect(numbers(first(usable), 'revenue')).toEqual(near([...times(3, 36_000), ...times(9, 3 * 0.2 * 9_000)]));
    expect(usable.sales).toMatchObject({
      from: JANUARY,
      to: MARCH,
      won: 12,
      closed: 60,
      isUsable: true,
      isAgeAdjusted: false,
    });
    const unusable = reforecast(ONE, sold(3));
    expect(numbers(first(unusable), 'revenue')).toEqual(near([...times(3, 27_000), ...times(9, 3 * 0.25 * 12_000)]));
    expect(unusable.sales?.isUsable).toBe(false);
  });

  it('is adjusted for age where what closed is not recorded', () => {
    const model = { ...ONE, closing: 'cycle 20%, 35%, 25%, 15%, 5%' };
    const rows = [2, 6, 9].map((won, m) => row(JANUARY + m, 100, 40, { won, revenue: 10_000 * won }));
    // 17 of 40 x (20 + 55 + 80)%, as the specification has it: .27419355.
    const again = reforecast(model, rows);
    expect(again.sales).toMatchObject({ won: 17, closed: expect.closeTo(62, 10), isAgeAdjusted: true });
    expect(again.sales?.winRate?.toFixed(8)).toBe('0.27419355');
    // 40 a month go on: April closes 15, 25, 35 and 20% of 40.
    expect(numbers(first(again), 'won')[3]).toBeCloseTo(0.95 * 40 * (17 / 62), 8);
  });

  it('is sold by what the model says where a rate cannot be: above 1, or worth nothing', () => {
    const model = { ...ONE, closing: 'cycle 1 month' };
    // 4 and 5 are due of what was opened, and 12 were won: of what was open before, and nobody said so.
    const more = [4, 5, 6].map((opened, m) => row(JANUARY + m, 100, opened, { won: 4, revenue: 40_000 }));
    const again = reforecast(model, more);
    expect(again.sales?.winRate).toBeCloseTo(12 / 9, 10);
    // April closes March's 6.
    expect(numbers(first(again), 'won')[3]).toBeCloseTo(1.5, 8);
    const back = [JANUARY, FEBRUARY, MARCH].map((month) => row(month, 100, 3, { closed: 20, won: 4, revenue: -5_000 }));
    expect(numbers(first(reforecast(ONE, back)), 'revenue')[3]).toBeCloseTo(3 * 0.2 * 12_000, 6);
  });

  it('is trued up by the channel itself where it has rates of its own', () => {
    const model = {
      ...ONE,
      channels: { ...ONE.channels, own: 'volume 100/month\n  conversion 3%\n  win rate 50%' },
    };
    const rows = [JANUARY, FEBRUARY, MARCH].flatMap((month) => [
      row(month, 100, 3, { closed: 20, won: 4, revenue: 40_000 }),
      { ...row(month, 100, 3, { closed: 20, won: 12, revenue: 60_000 }), source: 'own' },
    ]);
    const again = reforecast(model, rows);
    const [only, own] = again.channels;
    expect(numbers(only as SlowLike, 'revenue')[3]).toBeCloseTo(3 * 0.2 * 10_000, 6);
    expect(numbers(own as SlowLike, 'revenue')[3]).toBeCloseTo(3 * 0.6 * 5_000, 6);
    expect(again.sales).toMatchObject({ won: 12, closed: 60 });
  });

  it('is measured over the last three months that are whole everywhere', () => {
    const model = { ...ONE, channels: { ...ONE.channels, other: 'volume 100/month\n  conversion 3%' } };
    const sold = (month: number, source: string, more: Partial<Row> = {}): Row => ({
      ...row(month, 100, 3, { closed: 10, won: 1 + (month - JANUARY), revenue: 10_000 }),
      source,
      ...more,
    });
    const months = [JANUARY, FEBRUARY, MARCH, APRIL];
    const all = months.flatMap((month) => [
      sold(month, 'only'),
      sold(month, 'other', month === APRIL ? { through: 10 } : {}),
    ]);
    // January to March of both, though April is over in one.
    expect(reforecast(model, all).sales).toMatchObject({ from: JANUARY, to: MARCH, won: 12, closed: 60 });
    // One that has only begun says nothing yet, and keeps nobody from saying something.
    const begun = [...months.map((month) => sold(month, 'only')), sold(APRIL, 'other', { through: 10 })];
    expect(reforecast(model, begun).sales).toMatchObject({ from: FEBRUARY, to: APRIL, won: 9, closed: 30 });
  });

  it('is given back of what was sold, not of what was planned to be', () => {
    const model = {
      ...ONE,
      channels: { only: 'volume 100/month\n  conversion 4%\n  initiated by vendor' },
      more: 'retention {\n  owner desk\n  contraction customer 10%\n  contraction vendor 50%\n  after 2 months\n}',
    };
    const again = reforecast(model, [
      row(JANUARY, 100, 4, { closed: 4, won: 2, revenue: 40_000 }),
      row(FEBRUARY, 100, 4, { closed: 4, won: 0, revenue: 0 }),
    ]);
    const { givenBack, net, lost } = first(again);
    expect(numbers(first(again), 'revenue').slice(0, 4)).toEqual(near([40_000, 0, 12_000, 12_000]));
    expect(Array.from(whole(lost)).slice(0, 3)).toEqual(near([20_000, 0, 6_000]));
    expect(Array.from(whole(givenBack)).slice(0, 5)).toEqual(near([0, 0, 20_000, 0, 6_000]));
    expect(Array.from(whole(net)).slice(0, 4)).toEqual(near([40_000, 0, -8_000, 12_000]));
    expect(again.summary.net).toBeCloseTo(40_000 + 120_000 - 20_000 - 8 * 6_000, 6);
  });

  it('stands beside the targets', () => {
    const analysis = tracked({ ...ONE, more: 'target revenue >= $200k in 2026\ntarget opened of only <= 40' }, [
      row(JANUARY, 120, 6),
      row(FEBRUARY, 80, 3),
      row(MARCH, 100, 3),
    ]);
    expect(errorsOf(analysis)).toEqual([]);
    const [revenue, opened] = analysis.tracking.reforecastTargets;
    expect(revenue).toMatchObject({ value: expect.closeTo(144_000, 6), gap: expect.closeTo(56_000, 6) });
    expect(opened).toMatchObject({ value: expect.closeTo(48, 8), gap: expect.closeTo(8, 8) });
    expect(analysis.targets[0]?.value).toBeCloseTo(12 * 9_000, 6);
  });
});

type SlowLike = Pick<Reforecast['total'], Flow>;

describe('the interval of a re-forecast', () => {
  it('is that of a Poisson count where the rate is known, on what is over', () => {
    // 9 opened so far: too few to true up. 27 more are expected: 19 to 36 of them, by the table of Poisson counts.
    const again = reforecast(ONE, [row(JANUARY, 100, 3), row(FEBRUARY, 100, 3), row(MARCH, 100, 3)]);
    expect(again.opened).toEqual({
      value: expect.closeTo(36, 8),
      low: expect.closeTo(9 + 19, 8),
      high: expect.closeTo(9 + 36, 8),
    });
    const [low, high] = slowInterval(27, 0);
    expect([low, high]).toEqual([19, 36]);
    // A quarter of 36 is won, none of it recorded, at $12,000.
    const [least, most] = slowInterval(9, 0);
    expect(again.revenue).toEqual({
      value: expect.closeTo(108_000, 6),
      low: expect.closeTo(12_000 * least, 6),
      high: expect.closeTo(12_000 * most, 6),
    });
  });

  it('is wider where the rate was measured by few', () => {
    const again = reforecast(ONE, [row(JANUARY, 100, 4), row(FEBRUARY, 100, 4), row(MARCH, 100, 4)]);
    // 36 more are expected, by 12 opened.
    const [low, high] = slowInterval(36, 1 / 12);
    expect(again.opened).toEqual({
      value: expect.closeTo(48, 8),
      low: expect.closeTo(12 + low, 8),
      high: expect.closeTo(12 + high, 8),
    });
    const [narrowLow, narrowHigh] = slowInterval(36, 0);
    expect(low).toBeLessThan(narrowLow);
    expect(high).toBeGreaterThan(narrowHigh);
  });

  it('holds its value, however little is to come', () => {
    const rows = Array.from({ length: 11 }, (_, m) => row(JANUARY + m, 1, 0, { won: 0, revenue: 0, closed: 0 }));
    const { opened, revenue } = reforecast(ONE, rows);
    expect(opened.value).toBeCloseTo(0.03, 10);
    expectOrdered(opened);
    expectOrdered(revenue);
    // All is won, and nothing recorded of what it brought.
    const unpriced = Array.from({ length: 12 }, (_, m) => row(JANUARY + m, 100, 3, { closed: 3, won: 1 }));
    const { value, low, high } = reforecast(ONE, unpriced).revenue;
    expect([low, high]).toEqual([value, value]);
  });
});

function expectOrdered({ value, low, high }: Prediction): void {
  expect(low).toBeLessThanOrEqual(value);
  expect(high).toBeGreaterThanOrEqual(value);
}

/** The 90% interval of a count by adding up: Poisson, or with a mean that is itself spread. */
function slowInterval(mean: number, spread: number): readonly [low: number, high: number] {
  if (mean < 1e-9) return [0, 0];
  // As a logarithm: of a large mean the first ones are next to nothing.
  let probability = mean * spread < 1e-12 ? -mean : -Math.log1p(mean * spread) / spread;
  let [below, low] = [0, -1];
  for (let k = 0; k < 1e7; k++) {
    below += Math.exp(probability);
    if (low < 0 && below >= 0.05 + 1e-12) low = k;
    if (below >= 0.95 - 1e-12) return [low, k];
    probability += Math.log((mean * (1 + k * spread)) / ((1 + mean * spread) * (k + 1)));
  }
  throw new Error(`no end of ${mean}, ${spread}`);
}

describe('a model that comes out as planned', () => {
  it('is its own re-forecast, whatever its numbers do', () => {
    const percent = fc.integer({ min: 1, max: 80 });
    const step = (unit: string, value: fc.Arbitrary<number>) =>
      fc
        .record({
          first: value,
          by: fc.integer({ min: 2, max: 12 }),
          to: value,
          from: fc.integer({ min: 2, max: 12 }),
          kind: fc.constantFrom('still', 'growing', 'rising', 'stepping'),
          provenance: fc.constantFrom('', ' decided 2025-12', ' counted 2025'),
        })
        .map(({ first, by, to, from, kind, provenance }) => {
          const month = (m: number) => `2026-${String(m).padStart(2, '0')}`;
          if (kind === 'growing') return `${first}${unit} growing 1%/month`;
          if (kind === 'rising') return `${first}${unit} rising to ${to}${unit} by ${month(by)}`;
          return kind === 'still'
            ? `${first}${unit}`
            : `${first}${unit}, ${to}${unit} from ${month(from)}${provenance}`;
        });
    const channel = fc.record({
      volume: step('/month', fc.integer({ min: 20, max: 900 })),
      conversion: step('%', percent),
      season: fc.constantFrom('', '\n  season march 150%, october 50%'),
    });
    let usable = 0;
    fc.assert(
      fc.property(channel, fc.integer({ min: 1, max: 11 }), ({ volume, conversion, season }, count) => {
        const { outcomes, model } = tracked(
          { channels: { only: `volume ${volume}\n  conversion ${conversion}${season}` } },
          [],
        );
        const [planned] = outcomes.own.forecast.channels;
        const [touches, opened] = [whole(planned?.touches), whole(planned?.opened)];
        const rows = Array.from({ length: count }, (_, m) => ({
          month: model.start + m,
          source: 'only',
          touches: touches[m] as number,
          opened: opened[m] as number,
        }));
        const again = whole(recast(outcomes.own, { rows, leftOut: [], unread: [], quarters: [], cohorts: [] }));
        expect(numbers(again.total, 'touches')).toEqual(near(Array.from(touches)));
        expect(numbers(again.total, 'opened')).toEqual(near(Array.from(opened)));
        if (again.channels[0]?.trailing?.isUsable) usable++;
      }),
      { numRuns: LONG ? 5_000 : 200, ...(LONG ? {} : { seed: 5 }) },
    );
    expect(usable).toBeGreaterThan(100);
  });
});

describe('every re-forecast', () => {
  it('is what comes out month by month, and the total of its channels', () => {
    let usable = 0;
    onModels(({ slow }, rows, analysis, name) => {
      const again = analysis.tracking.reforecast;
      const isAny = rows.some(({ month }) => month < slow.start + slow.months);
      expect(again !== undefined, name).toBe(isAny);
      if (!again) return;
      const expected = slowReforecast(slow, rows);
      for (const [i, channel] of whole(again).channels.entries())
        for (const flow of FLOWS)
          expectSeries(
            `${name}, ${flow} of ${channel.channel.name}`,
            numbers(channel, flow),
            (expected[i] as SlowFlows)[flow],
          );
      for (const flow of FLOWS) {
        const total = Array.from({ length: slow.months }, (_, m) => sum(expected.map((one) => one[flow][m] as number)));
        expectSeries(`${name}, ${flow}`, numbers(whole(again).total, flow), total);
        const summed = whole(again).summary[flow] as number;
        expectNear(`${name}, ${flow}`, summed, sum(total), sum(total.map(Math.abs)));
      }
      if (whole(again).sales?.isUsable) usable++;
    });
    expect(usable).toBeGreaterThan(RUNS / 10);
  });

  it('gives back of what is sold in each month, and keeps the rest', () =>
    onModels(({ slow, taken, after }, _, analysis, name) => {
      if (!analysis.tracking.reforecast) return;
      for (const [i, channel] of againOf(analysis).channels.entries()) {
        const revenue = numbers(channel, 'revenue');
        const lost = revenue.map((amount) => amount * (taken[i] as number));
        const givenBack = revenue.map((_, m) => lost[m - after] ?? 0);
        expectSeries(`${name}, lost`, Array.from(whole(channel.lost)), lost);
        expectSeries(`${name}, given back`, Array.from(whole(channel.givenBack)), givenBack);
        const net = revenue.map((amount, m) => amount - (givenBack[m] as number));
        expectSeries(`${name}, net`, Array.from(whole(channel.net)), net);
      }
      expect(slow.channels.length).toBe(taken.length);
    }));

  it('lies between what is known of what is to come', () => {
    onModels(({ slow }, rows, analysis, name) => {
      if (!analysis.tracking.reforecast) return;
      const { opened, revenue, channels } = againOf(analysis);
      expectOrdered(opened);
      expectOrdered(revenue);
      // What is not recorded yet, and how uncertain its mean is: of k opened in the trailing months, 1 / k of its square.
      const last = slow.start + slow.months - 1;
      const rest = (flow: 'opened' | 'won' | 'revenue') =>
        channels.map((channel) => {
          const within = rows.filter(
            ({ source, month }) => source === channel.channel.name && month >= slow.start && month <= last,
          );
          return Math.max(0, sum(numbers(channel, flow)) - sum(within.map((one) => one[flow] ?? 0)));
        });
      const toOpen = rest('opened');
      const spreads = channels.map(({ channel }, i) => {
        const measured = sum(trailingRows(rows, channel.name, last).map((one) => one.opened ?? 0));
        return measured >= 10 ? (toOpen[i] as number) ** 2 / measured : 0;
      });
      const spread = sum(toOpen) === 0 ? 0 : sum(spreads) / sum(toOpen) ** 2;
      const [low, high] = slowInterval(sum(toOpen), spread);
      const over = opened.value - sum(toOpen);
      expectNear(`${name}, low`, opened.low, Math.min(opened.value, over + low), opened.value);
      expectNear(`${name}, high`, opened.high, Math.max(opened.value, over + high), opened.value);
      const sellers = slow.channels.filter((one) => one.winRate === undefined && one.dealSize === undefined);
      const sales = measuredSales(slow, sellers, rows);
      const [toWin, toSell] = [sum(rest('won')), sum(rest('revenue'))];
      if (toWin < 1e-6) return;
      const [least, most] = slowInterval(toWin, spread + ofWinRate(sales?.winRate));
      const sold = revenue.value - toSell;
      const size = Math.max(toSell, Math.abs(revenue.value));
      expectNear(`${name}, least`, revenue.low, Math.min(revenue.value, sold + (least * toSell) / toWin), size);
      expectNear(`${name}, most`, revenue.high, Math.max(revenue.value, sold + (most * toSell) / toWin), size);
    });
  });

  it('is the forecast where what happened was planned', () => {
    onSteadyModels(({ text, slow }, name, dice) => {
      const over = dice.int(1, slow.months);
      const rows = slow.channels.flatMap(({ name: source, touches, conversion }) =>
        touches.slice(0, over).map((count, m): Row => {
          const opened = Math.round(count * (conversion[m] as number));
          return { month: slow.start + m, source, touches: count, opened };
        }),
      );
      const analysis = tracked(text, rows);
      const again = againOf(analysis);
      for (const flow of FLOWS)
        for (const [i, channel] of again.channels.entries())
          expectSeries(
            `${name}, ${flow}`,
            numbers(channel, flow),
            numbers(analysis.forecast.channels[i] as SlowLike, flow),
          );
      const { openAtEnd, net } = analysis.forecast.summary;
      expectNear(name, again.summary.openAtEnd as number, openAtEnd as number, 1e3);
      expectNear(name, again.summary.net as number, net as number, 0);
    });
  });

  it('has twice of everything where twice as much was touched and opened', () => {
    onSteadyModels(({ text, slow }, name, dice) => {
      const over = dice.int(1, slow.months);
      const closing = text.closing?.split('\n')[0] ?? '';
      const free = {
        ...text,
        kind: 'csm',
        closing,
        channels: Object.fromEntries(
          Object.entries(text.channels).map(([channel, fields]) => [channel, fields.replace(/open at start .*/, '')]),
        ),
      };
      const rows = slow.channels.flatMap(({ name: source, touches, conversion }) =>
        touches.slice(0, over).map((count, m): Row => {
          const opened = Math.round(2 * count * (conversion[m] as number));
          return { month: slow.start + m, source, touches: 2 * count, opened };
        }),
      );
      const analysis = tracked(free, rows);
      const again = againOf(analysis);
      for (const [i, channel] of again.channels.entries()) {
        // What has not begun goes on as planned.
        const isIdle = (slow.channels[i] as SlowChannel).touches
          .slice(Math.max(0, over - 3), over)
          .every((count) => count === 0);
        if (isIdle) continue;
        for (const flow of FLOWS) {
          const planned = numbers(analysis.forecast.channels[i] as SlowLike, flow);
          expectSeries(
            `${name}, ${flow}`,
            numbers(channel, flow),
            planned.map((value) => 2 * value),
          );
        }
      }
    });
  });

  it('has of every whole month exactly what its row says', () => {
    let recorded = 0;
    onModels(({ slow }, rows, analysis, name) => {
      if (!analysis.tracking.reforecast) return;
      const again = againOf(analysis);
      for (const one of rows) {
        const m = one.month - slow.start;
        if (m < 0 || m >= slow.months || one.through !== undefined) continue;
        const channel = again.channels.find(({ channel }) => channel.name === one.source);
        for (const flow of FLOWS) {
          const value = one[flow];
          if (value === undefined) continue;
          expect(numbers(channel as SlowLike, flow)[m], `${name}, ${flow}`).toBe(value);
          recorded++;
        }
      }
    });
    expect(recorded).toBeGreaterThan(10 * RUNS);
  });
});

/** How uncertain a win rate is that was measured; one above 1 is not gone on with. */
const ofWinRate = (rate: Measured | undefined): number => (rate && rate.over <= rate.under ? 1 / rate.over : 0);

/** Models with any actuals. */
function onModels(holds: (random: Random, rows: readonly Row[], analysis: Analysis, name: string) => void): void {
  for (let seed = 0; seed < RUNS; seed++) {
    const { random, rows, analysis } = modelOf(seed);
    holds(random, rows, analysis, `seed ${seed}`);
  }
}

type Any = { readonly random: Random; readonly rows: readonly Row[]; readonly analysis: Analysis };

/** The analyses of the first seeds, which several properties look at. */
const ANALYSED: Any[] = [];

function modelOf(seed: number): Any {
  const known = ANALYSED[seed];
  if (known) return known;
  const dice = seededDice(seed);
  const random = randomModel(dice, false);
  const rows = randomRows(dice, random.slow);
  const made = { random, rows, analysis: tracked(random.text, rows) };
  expect(errorsOf(made.analysis), `seed ${seed}`).toEqual([]);
  if (seed < 200) ANALYSED[seed] = made;
  return made;
}

/** Models in which nothing but volumes changes. */
function onSteadyModels(holds: (random: Random, name: string, dice: Dice) => void): void {
  for (let seed = 0; seed < RUNS / 2; seed++) {
    const dice = seededDice(seed);
    holds(randomModel(dice, true), `seed ${seed}`, dice);
  }
}

function expectSeries(name: string, actual: readonly number[], expected: readonly number[]): void {
  const size = Math.max(0, ...expected.map(Math.abs));
  expect(actual.length, name).toBe(expected.length);
  for (const [m, value] of expected.entries()) expectNear(`${name} in month ${m}`, actual[m] as number, value, size);
}

function expectNear(name: string, actual: number, expected: number, size: number): void {
  if (!(Math.abs(actual - expected) <= 1e-9 * Math.max(1e-6, Math.abs(expected), Math.abs(size))))
    expect(actual, name).toBe(expected);
}
