import { monthOf, type TrueUp } from '@upsell/engine';
import type { Analysis } from '@upsell/language';
import { describe, expect, it } from 'vitest';
import { trailingOf } from '../../packages/engine/src/true-up.ts';
import { seededDice } from '../oracle/dice.ts';
import { betaMean } from '../oracle/fit.ts';
import { slowBinomialTest, slowlyCorrected, slowVerdict } from './exact-tests.ts';
import { randomModel, randomRows } from './random-tracked.ts';
import { measuredSales, trailingRows } from './slow-reforecast.ts';
import { errorsOf, type Row, type TrackedModel, tracked } from './tracked-model.ts';

const LONG = Boolean(process.env['UPSELL_LONG']);
const RUNS = LONG ? 4_000 : 120;

const JANUARY = monthOf(2026, 1);
const [FEBRUARY, MARCH, APRIL, JULY] = [JANUARY + 1, JANUARY + 2, JANUARY + 3, JANUARY + 6];

/** One channel, 220 touches a month of which 3% open. */
const ONE: TrackedModel = { channels: { only: 'volume 220/month\n  conversion 3%' } };
const row = (month: number, touches: number, opened: number, more: Partial<Row> = {}): Row => ({
  month,
  source: 'only',
  touches,
  opened,
  ...more,
});
/** Half a year of them (variance.md, 4). */
const SIX = [240, 150, 210, 260, 240, 230].map((touches, m) =>
  row(JANUARY + m, touches, [8, 6, 4, 9, 5, 7][m] as number),
);

/** When all of it is over. */
const LATER = monthOf(2028, 1);

function trueUpsOf(model: TrackedModel, rows: readonly Row[], asOf = LATER): readonly TrueUp[] {
  const analysis = tracked(model, rows, asOf);
  expect(errorsOf(analysis)).toEqual([]);
  return analysis.tracking.trueUps;
}

const found = (all: readonly TrueUp[], of: TrueUp['of'], channel?: string): TrueUp | undefined =>
  all.find((one) => one.of === of && one.channel === channel);

const digits = (value: number | undefined): string | undefined => value?.toFixed(8);

describe('a conversion (variance.md, 4)', () => {
  it('is pooled over the last three whole months, to be trued up from the month after', () => {
    const trueUp = found(trueUpsOf(ONE, SIX), 'conversion', 'only');
    // April to June: 21 of 730.
    expect(trueUp).toMatchObject({
      evidence: { from: APRIL, to: APRIL + 2 },
      from: JULY,
      over: 21,
      under: 730,
      value: 21 / 730,
      planned: 0.03,
      isUsable: true,
      touchesMissing: 0,
    });
    expect(found(trueUpsOf(ONE, SIX), 'volume', 'only')).toMatchObject({
      value: 730 / 3,
      over: 730,
      under: 3,
      planned: 220,
      isUsable: true,
    });
  });

  it('is over any months .02932331 of the half-year, and never the mean of the rates', () => {
    const { rows = [] } = tracked(ONE, SIX, LATER).tracking.actuals ?? {};
    expect(digits(trailingOf(rows).rate)).toBe('0.02932331');
    const mean = SIX.reduce((sum, { touches = 0, opened = 0 }) => sum + opened / touches / 6, 0);
    expect(digits(mean)).toBe('0.02971074');
  });

  it('is that of months without a gap, and of none that is not over', () => {
    const conversion = (rows: readonly Row[]) => found(trueUpsOf(ONE, rows), 'conversion', 'only');
    const partial = row(JULY, 900, 90, { through: 20 });
    expect(conversion([...SIX, partial])).toEqual(conversion(SIX));
    // May is missing: only June trails.
    const gap = SIX.filter(({ month }) => month !== APRIL + 1);
    expect(conversion(gap)).toMatchObject({ evidence: { from: APRIL + 2, to: APRIL + 2 }, over: 7, under: 230 });
    // May is not over, and June is: so it is then.
    const late = SIX.map((one) => (one.month === APRIL + 1 ? { ...one, through: 12 } : one));
    expect(conversion(late)).toMatchObject({ evidence: { from: APRIL + 2, to: APRIL + 2 }, over: 7, under: 230 });
    expect(conversion([partial])).toBeUndefined();
  });

  it('is that of months that are over', () => {
    const conversion = (asOf: number) => found(trueUpsOf(ONE, SIX, asOf), 'conversion', 'only');
    expect(conversion(JULY)).toMatchObject({ evidence: { from: APRIL, to: JULY - 1 }, from: JULY });
    // In June, whatever stands in its row: 9 + 5 and 4 of March's.
    expect(conversion(JULY - 1)).toMatchObject({ evidence: { from: MARCH, to: JULY - 2 }, from: JULY - 1, over: 18 });
    expect(conversion(JANUARY)).toBeUndefined();
  });

  it('is usable from 10 opened, and else about so many touches are missing', () => {
    const conversion = (touches: number, opened: number) =>
      found(trueUpsOf(ONE, [row(JANUARY, touches, opened)]), 'conversion', 'only');
    expect(conversion(400, 10)).toMatchObject({ isUsable: true, touchesMissing: 0 });
    expect(conversion(400, 9)).toMatchObject({ isUsable: false });
    // 4 of 200: the 6 that are missing take 300 more touches.
    expect(conversion(200, 4)).toMatchObject({ isUsable: false, touchesMissing: 300 });
    expect(conversion(150, 6)).toMatchObject({ isUsable: false, touchesMissing: 100 });
    expect(conversion(100, 0)).toMatchObject({ isUsable: false, value: 0, touchesMissing: undefined });
    expect(conversion(0, 0)).toBeUndefined();
    // More opened than touched is no rate.
    expect(conversion(20, 25)?.isUsable).toBe(false);
    expect([conversion(20, 25)?.judgement, conversion(20, 25)?.believed]).toEqual([undefined, undefined]);
  });

  it('moves a range by what was seen, whose Beta is the prior', () => {
    const model = { channels: { only: 'volume 220/month\n  conversion 2% to 5%' } };
    const trueUp = found(trueUpsOf(model, [row(JANUARY, 210, 4)]), 'conversion', 'only');
    const { mean, low, high } = trueUp?.believed ?? {};
    expect([mean, low, high].map(digits)).toEqual(['0.02846298', '0.01821620', '0.04051305']);
    expect(trueUp).toMatchObject({ isUsable: false, planned: expect.closeTo(betaMean(0.02, 0.05), 9) });
    // Of the step that is in force after the evidence.
    const steps = { channels: { only: 'volume 220/month\n  conversion 1%, 2% to 5% from 2026-02' } };
    expect(found(trueUpsOf(steps, [row(JANUARY, 210, 4)]), 'conversion', 'only')?.believed).toEqual(trueUp?.believed);
    const over = { channels: { only: 'volume 220/month\n  conversion 2% to 5%, 3% from 2026-02' } };
    expect(found(trueUpsOf(over, [row(JANUARY, 210, 4)]), 'conversion', 'only')?.believed).toBeUndefined();
  });

  it('is none of touches that convert each on their own, nor is there a volume of several, or in a season', () => {
    const fields = {
      each: 'touch calls 100/month converting 3%\n  touch mails 100/month\n  conversion 2%',
      both: 'touch calls 100/month\n  touch mails 120/month\n  conversion 2%',
      season: 'volume 100/month\n  conversion 2%\n  season july 50%',
    };
    const rows = Object.keys(fields).map((source) => ({ ...row(JANUARY, 400, 12), source }));
    const all = trueUpsOf({ channels: fields }, rows);
    expect(all.map(({ of, channel }) => `${of} of ${channel}`)).toEqual(['conversion of both', 'conversion of season']);
    expect(found(all, 'conversion', 'both')?.planned).toBeCloseTo(0.02, 12);
    const whole = trueUpsOf({ ...ONE, header: 'season july 50%' }, [row(JANUARY, 400, 12)]);
    expect(whole.map(({ of }) => of)).toEqual(['conversion']);
  });

  it('is none of what grows or rises, as it was something else in each month', () => {
    const fields = {
      grows: 'volume 1,000/month growing 10%/month\n  conversion 2%',
      rises: 'volume 1,000/month\n  conversion 2% rising to 13% by 2026-12',
      still: 'volume 1,000/month growing 0%/month\n  conversion 2% rising to 3% by 2026-02',
    };
    const rows = Object.keys(fields).flatMap((source) =>
      [MARCH, APRIL, APRIL + 1].map((month) => ({ ...row(month, 1_000, 20), source })),
    );
    const all = trueUpsOf({ channels: fields }, rows);
    expect(all.map(({ of, channel }) => `${of} of ${channel}`)).toEqual([
      'conversion of grows',
      'volume of rises',
      'conversion of still',
      'volume of still',
    ]);
  });

  it('is about the step that holds: of one that was decided since, the months since', () => {
    const from = (month: string, provenance: string) => ({
      channels: { only: `volume 1,000/month\n  conversion 3% measured 2025, 6% from ${month} ${provenance}` },
    });
    const three = [JANUARY, FEBRUARY, MARCH].map((month) => row(month, 1_000, 30));
    // From April on: what was measured is compared with the 3% that were planned for it.
    const next = found(trueUpsOf(from('2026-04', 'decided 2025-12'), three), 'conversion', 'only');
    expect(next).toMatchObject({
      planned: expect.closeTo(0.06, 12),
      over: 90,
      judgement: { verdict: 'noise', ratio: 1 },
    });
    // A guess gives way.
    const guess = found(trueUpsOf(from('2026-04', 'estimated 2025-12'), three), 'conversion', 'only');
    expect(guess?.judgement).toMatchObject({ verdict: 'signal', ratio: expect.closeTo(0.5, 12) });
    // Since March: 60 of it, whatever was before.
    const since = [row(JANUARY, 1_000, 30), row(FEBRUARY, 1_000, 30), row(MARCH, 1_000, 60)];
    const march = found(trueUpsOf(from('2026-03', 'decided 2025-12'), since), 'conversion', 'only');
    expect(march).toMatchObject({ evidence: { from: MARCH, to: MARCH }, over: 60, judgement: { verdict: 'noise' } });
    // A step that was measured in some of the months is about all of them.
    const measured = found(trueUpsOf(from('2026-03', 'measured 2026-01 to 2026-02'), since), 'conversion', 'only');
    expect(measured).toMatchObject({ evidence: { from: JANUARY, to: MARCH }, over: 120 });
  });

  it('is compared with what the model has from then on, by exact tests that are corrected together', () => {
    const channels = {
      a: 'volume 400/month\n  conversion 3%, 5% from 2026-04',
      b: 'volume 400/month\n  conversion 3%',
      c: 'volume 400/month\n  conversion 4%',
    };
    const opened = { a: 12, b: 10, c: 2 };
    const rows = Object.entries(opened).flatMap(([source, count]) =>
      [JANUARY, FEBRUARY, MARCH].map((month) => ({ ...row(month, 400, count), source })),
    );
    const all = trueUpsOf({ channels }, rows).filter(({ of }) => of === 'conversion');
    const p = [slowBinomialTest(36, 1_200, 0.05), slowBinomialTest(30, 1_200, 0.03), slowBinomialTest(6, 1_200, 0.04)];
    const q = slowlyCorrected(p);
    expect(all.map(({ judgement }) => judgement?.p)).toEqual(p.map((one) => expect.closeTo(one, 10)));
    expect(all.map(({ judgement }) => judgement?.q)).toEqual(q.map((one) => expect.closeTo(one, 10)));
    expect(all.map(({ judgement }) => judgement?.verdict)).toEqual(['signal', 'noise', 'signal']);
    expect(all[0]?.judgement?.ratio).toBeCloseTo(36 / 60, 10);
  });
});

describe('what is sold', () => {
  const sold = (month: number, won: number, more: Partial<Row> = {}): Row =>
    row(month, 220, 7, { closed: 20, won, revenue: 9_000 * won, ...more });

  it('is trued up for the closing model, from 10 won on', () => {
    const all = trueUpsOf(ONE, [sold(JANUARY, 4), sold(FEBRUARY, 4), sold(MARCH, 4)]);
    expect(found(all, 'win rate')).toMatchObject({
      evidence: { from: JANUARY, to: MARCH },
      from: APRIL,
      over: 12,
      under: 60,
      value: 0.2,
      planned: 0.25,
      isUsable: true,
      isAgeAdjusted: false,
    });
    expect(found(all, 'deal size')).toMatchObject({
      over: 108_000,
      under: 12,
      value: 9_000,
      planned: 12_000,
      isUsable: true,
    });
    const few = trueUpsOf(ONE, [sold(JANUARY, 3), sold(FEBRUARY, 3), sold(MARCH, 3)]);
    expect([found(few, 'win rate')?.isUsable, found(few, 'deal size')?.isUsable]).toEqual([false, false]);
  });

  it('moves a range of the win rate, whose Beta is the prior', () => {
    const rows = [sold(JANUARY, 4), sold(FEBRUARY, 4), sold(MARCH, 4)];
    const range = found(trueUpsOf({ ...ONE, winRate: '20% to 30%' }, rows), 'win rate');
    const { mean = 0, low = 0, high = 0 } = range?.believed ?? {};
    // 12 of 60 draw it down, from a mean of 25% or so.
    expect([0.2 < mean, mean < betaMean(0.2, 0.3), 0.18 < low, low < mean, mean < high, high < 0.3]).toEqual(
      new Array(6).fill(true),
    );
    expect(found(trueUpsOf(ONE, rows), 'win rate')?.believed).toBeUndefined();
    const rising = trueUpsOf({ ...ONE, winRate: '20% rising to 30% by 2026-12' }, rows);
    expect(found(rising, 'win rate')).toBeUndefined();
    expect(found(rising, 'deal size')).toBeDefined();
  });

  it('is adjusted for age where what closed is not recorded: .27419355, not .14166667', () => {
    const model = { ...ONE, closing: 'cycle 20%, 35%, 25%, 15%, 5%' };
    const rows = [2, 6, 9].map((won, m) => row(JANUARY + m, 500, 40, { won }));
    const trueUp = found(trueUpsOf(model, rows), 'win rate');
    expect(digits(trueUp?.value)).toBe('0.27419355');
    expect(trueUp).toMatchObject({ over: 17, under: expect.closeTo(62, 10), isAgeAdjusted: true, isUsable: true });
    expect(digits(17 / 120)).toBe('0.14166667');
    // What was opened before them is due as well: 35 + 25 + 15% of 20 in January to March, and so on.
    const before = [row(JANUARY - 1, 500, 20, { won: 0 }), ...rows];
    expect(found(trueUpsOf(model, before), 'win rate')?.under).toBeCloseTo(62 + 20 * 0.75, 10);
    // And what was open at start, where no row says what it was: 35, 25 and 15 of the 80% that are left.
    const open = { ...model, channels: { only: `${ONE.channels['only']}\n  open at start 40` } };
    expect(found(trueUpsOf(open, rows), 'win rate')?.under).toBeCloseTo(62 + (40 * 0.75) / 0.8, 10);
  });

  it('is not known where it is not recorded, and no rate where it is above 1 or below nothing', () => {
    expect(trueUpsOf(ONE, SIX).map(({ of }) => of)).toEqual(['conversion', 'volume']);
    const partly = [sold(JANUARY, 4), sold(FEBRUARY, 4), row(MARCH, 220, 7)];
    expect(found(trueUpsOf(ONE, partly), 'win rate')).toBeUndefined();
    const unpriced = [JANUARY, FEBRUARY, MARCH].map((month) => sold(month, 4, { revenue: undefined }));
    expect(found(trueUpsOf(ONE, unpriced), 'deal size')).toBeUndefined();
    const more = [JANUARY, FEBRUARY, MARCH].map((month) => row(month, 220, 3, { won: 4, revenue: -1 }));
    const all = trueUpsOf(ONE, more);
    expect(found(all, 'win rate')).toMatchObject({ value: expect.closeTo(12 / 9, 12), isUsable: false });
    expect(found(all, 'deal size')).toMatchObject({ value: -0.25, isUsable: false });
  });

  it('is the channel’s own where it has its own rate, and counts for no other', () => {
    const model = {
      channels: { ...ONE.channels, own: 'volume 220/month\n  conversion 3%\n  win rate 50%' },
    };
    const rows = [JANUARY, FEBRUARY, MARCH].flatMap((month) => [sold(month, 4), { ...sold(month, 10), source: 'own' }]);
    const all = trueUpsOf(model, rows);
    expect(found(all, 'win rate', 'own')).toMatchObject({ over: 30, under: 60, planned: 0.5 });
    expect(found(all, 'deal size', 'own')).toBeUndefined();
    expect(found(all, 'win rate')).toMatchObject({ over: 12, under: 60 });
  });

  it('is held up by no channel that has only begun', () => {
    const model = { channels: { ...ONE.channels, other: 'volume 220/month\n  conversion 3%' } };
    const begun = { ...sold(APRIL, 1), source: 'other', through: 9 };
    const rows = [sold(JANUARY, 4), sold(FEBRUARY, 4), sold(MARCH, 4)];
    expect(found(trueUpsOf(model, [...rows, begun]), 'win rate')).toMatchObject({ over: 12, under: 60 });
  });
});

describe('the month from which a true-up holds', () => {
  it('is in the period: none before it begins, and none after its end', () => {
    const months = (last: number) => [last - 2, last - 1, last].map((month) => row(month, 220, 7));
    const from = (last: number) => trueUpsOf(ONE, months(last)).map((one) => one.from);
    expect(from(JANUARY - 2)).toEqual([]);
    expect(from(JANUARY - 1)).toEqual([JANUARY, JANUARY]);
    expect(from(JANUARY + 10)).toEqual([JANUARY + 11, JANUARY + 11]);
    expect(from(JANUARY + 11)).toEqual([]);
    expect(trueUpsOf(ONE, [])).toEqual([]);
  });

  it('has what the model says of it', () => {
    const model = { channels: { only: 'volume 220/month, 300/month from 2026-03\n  conversion 3%' } };
    const volume = found(
      trueUpsOf(model, [row(JANUARY, 100, 1), row(FEBRUARY, 100, 1), row(MARCH, 100, 1)]),
      'volume',
      'only',
    );
    expect(volume?.planned).toBeCloseTo(300, 9);
  });
});

describe('every true-up', () => {
  it('is that of the rows, added up', () => {
    const seen = { conversion: 0, judged: 0, sales: 0 };
    for (let seed = 0; seed < RUNS; seed++) {
      const dice = seededDice(seed);
      const { text, slow } = randomModel(dice, false);
      const written = randomRows(dice, slow);
      const asOf = slow.start + dice.int(0, slow.months + 4);
      const analysis = tracked(text, written, asOf);
      const rows = written.filter(({ month }) => month < asOf);
      const all = analysis.tracking.trueUps;
      const isWithin = (month: number) => month >= slow.start && month < slow.start + slow.months;
      const expected: string[] = [];
      const tests: (number | undefined)[] = [];
      for (const { name, conversion, touches } of slow.channels) {
        const trailing = trailingRows(rows, name, Number.POSITIVE_INFINITY);
        const last = trailing.at(-1)?.month;
        if (last === undefined || !isWithin(last + 1)) continue;
        const m = last + 1 - slow.start;
        const under = trailing.reduce((sum, one) => sum + (one.touches ?? 0), 0);
        const over = trailing.reduce((sum, one) => sum + (one.opened ?? 0), 0);
        const volume = found(all, 'volume', name);
        expect(volume, `seed ${seed}`).toMatchObject({
          value: under / trailing.length,
          planned: touches[m],
          from: last + 1,
        });
        if (under > 0) {
          expected.push(`conversion of ${name}`);
          const trueUp = found(all, 'conversion', name);
          expect(trueUp, `seed ${seed}`).toMatchObject({
            evidence: { from: last - trailing.length + 1, to: last },
            from: last + 1,
            over,
            under,
            value: over / under,
            isUsable: over >= 10,
          });
          // Without planned touches the model says no rate of them.
          const planned = touches[m] === 0 ? undefined : (conversion[m] as number);
          if (planned === undefined) expect(trueUp?.planned).toBeUndefined();
          else expect(trueUp?.planned).toBeCloseTo(planned, 12);
          tests.push(planned === undefined ? undefined : slowBinomialTest(over, under, planned));
          // About so many: a touch more or less is nothing.
          const missing = over === 0 ? undefined : Math.max(0, Math.ceil(((10 - over) * under) / over));
          if (missing === undefined) expect(trueUp?.touchesMissing).toBeUndefined();
          else expect(Math.abs((trueUp?.touchesMissing as number) - missing)).toBeLessThanOrEqual(1);
          seen.conversion++;
        }
        expected.push(`volume of ${name}`);
      }
      const channels = all.filter(({ of }) => of === 'conversion' || of === 'volume');
      expect(channels.map(({ of, channel }) => `${of} of ${channel}`).sort(), `seed ${seed}`).toEqual(expected.sort());
      seen.judged += expectJudged(channels, tests, `seed ${seed}`);
      const sellers = slow.channels.filter(({ winRate, dealSize }) => !winRate && !dealSize);
      seen.sales += expectSales(
        analysis,
        measuredSales(slow, sellers, rows, Number.POSITIVE_INFINITY),
        isWithin,
        `seed ${seed}`,
      );
    }
    expect(seen.conversion).toBeGreaterThan(RUNS / 2);
    expect(seen.judged).toBeGreaterThan(RUNS / 2);
    expect(seen.sales).toBeGreaterThan(RUNS / 20);
  });
});

/** Checks the verdicts on conversions, and returns how many there are. */
function expectJudged(channels: readonly TrueUp[], tests: readonly (number | undefined)[], name: string): number {
  const conversions = channels.filter(({ of }) => of === 'conversion');
  const q = slowlyCorrected(tests.filter((p) => p !== undefined));
  let next = 0;
  for (const [i, p] of tests.entries()) {
    const { judgement, over, under, planned } = conversions[i] as TrueUp;
    if (p === undefined) {
      expect(judgement, name).toBeUndefined();
      continue;
    }
    const corrected = q[next++] as number;
    expect(Math.abs((judgement?.p as number) - p), name).toBeLessThanOrEqual(1e-8 * p + 1e-300);
    expect(Math.abs((judgement?.q as number) - corrected), name).toBeLessThanOrEqual(1e-8 * corrected + 1e-300);
    expect(judgement?.verdict, name).toBe(slowVerdict(over, under * (planned as number), corrected));
  }
  return next;
}

/** Checks those of the closing model where 10 or more were won, and returns how many there are. */
function expectSales(
  { tracking }: Analysis,
  sales: ReturnType<typeof measuredSales>,
  isWithin: (month: number) => boolean,
  name: string,
): number {
  if (!sales || !isWithin(sales.to + 1)) {
    expect(found(tracking.trueUps, 'win rate')?.isUsable ?? false, name).toBe(false);
    return 0;
  }
  for (const [of, rate] of [
    ['win rate', sales.winRate],
    ['deal size', sales.dealSize],
  ] as const) {
    const trueUp = found(tracking.trueUps, of);
    if (!rate) {
      expect(trueUp, name).toBeUndefined();
      continue;
    }
    expect(trueUp?.value, name).toBeCloseTo(rate.over / rate.under, 8);
    expect(trueUp?.evidence.to, name).toBe(sales.to);
    expect(trueUp?.isUsable, name).toBe(of === 'win rate' ? rate.over <= rate.under : rate.over > 0);
  }
  return 1;
}
