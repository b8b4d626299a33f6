import { type Drift, driftOf, isBroken, monthOf, type PlanOfRecord, type Variance } from '@upsell/engine';
import type { Analysis } from '@upsell/language';
import { describe, expect, it } from 'vitest';
import { analyseFiles } from '../harness/analyse-text.ts';
import { pick, seededDice } from '../oracle/dice.ts';
import { METRICS, planFile, planOf } from './plan-file.ts';
import { randomModel } from './random-tracked.ts';
import { errorsOf, modelText, monthsCsv, type Row, type TrackedModel, tracked, whole } from './tracked-model.ts';

const LONG = Boolean(process.env['UPSELL_LONG']);
const RUNS = LONG ? 3_000 : 60;

const JANUARY = monthOf(2026, 1);

type Metric = (typeof METRICS)[number];
type PlannedChannel = PlanOfRecord['channels'][number];

const drift = (plan: PlanOfRecord, { model, forecast }: Analysis): Drift => whole(driftOf(plan, model, forecast));

/** The plan with one number of it changed. */
function changed(
  plan: PlanOfRecord,
  name: string,
  metric: Metric,
  m: number,
  by: (value: number) => number,
): PlanOfRecord {
  const channels = plan.channels.map((one): PlannedChannel => {
    if (one.channel.name !== name) return one;
    const series = Float64Array.from(whole(one[metric]));
    series[m] = by(series[m] as number);
    return { ...one, [metric]: series };
  });
  return { ...plan, channels };
}

const total = (channels: readonly PlannedChannel[], metric: Metric): number =>
  channels.reduce((sum, one) => sum + whole(one[metric]).reduce((so, value) => so + value, 0), 0);

/** Two channels that open 3 and 4 a month, of which a quarter is won at $12,000. */
const TWO: TrackedModel = {
  channels: { a: 'volume 100/month\n  conversion 3%', b: 'volume 100/month\n  conversion 4%' },
};
const two = tracked(TWO, []);

const PLANNED: readonly { readonly name: string; readonly opened: number; readonly revenue: number }[] = [
  { name: 'a', opened: 36, revenue: 108_000 },
  { name: 'b', opened: 48, revenue: 144_000 },
];

describe('how far a model has moved from its plan of record (actuals.md, 2)', () => {
  it('is not at all where it says the same', () => {
    expect(drift(planOf(two), two)).toEqual({ isMoved: false, isOther: false, moved: [] });
    const renamed = { ...planOf(two), title: 'Another title' };
    expect(drift(renamed, two).isMoved).toBe(false);
  });

  it('is shown for the whole, then for each channel that has moved, opened before revenue', () => {
    const later = tracked({ ...TWO, channels: { ...TWO.channels, b: 'volume 150/month\n  conversion 4%' } }, []);
    const { isMoved, isOther, moved } = drift(planOf(two), later);
    expect([isMoved, isOther]).toEqual([true, false]);
    const [a, b] = PLANNED;
    expect(moved).toEqual([
      { metric: 'opened', plan: near(84), model: near(36 + 72) },
      { metric: 'revenue', plan: near(252_000), model: near(108_000 + 216_000) },
      { channel: 'b', metric: 'opened', plan: near(b?.opened), model: near(72) },
      { channel: 'b', metric: 'revenue', plan: near(b?.revenue), model: near(216_000) },
    ]);
    expect(a?.opened).toBe(36);
  });

  it('has no side for a channel that is new, or gone', () => {
    const other = tracked(
      { ...TWO, channels: { a: TWO.channels['a'] as string, c: 'volume 100/month\n  conversion 5%' } },
      [],
    );
    expect(drift(planOf(two), other).moved).toEqual([
      { metric: 'opened', plan: near(84), model: near(36 + 60) },
      { metric: 'revenue', plan: near(252_000), model: near(108_000 + 180_000) },
      { channel: 'b', metric: 'opened', plan: near(48), model: undefined },
      { channel: 'b', metric: 'revenue', plan: near(144_000), model: undefined },
      { channel: 'c', metric: 'opened', plan: undefined, model: near(60) },
      { channel: 'c', metric: 'revenue', plan: undefined, model: near(180_000) },
    ]);
  });

  it('is by month: what is opened later, and as much of it, has moved', () => {
    const swapped = changed(
      changed(planOf(two), 'a', 'opened', 0, (count) => count - 1),
      'a',
      'opened',
      5,
      (count) => count + 1,
    );
    expect(drift(swapped, two).moved).toEqual([
      { metric: 'opened', plan: near(84), model: near(84) },
      { metric: 'revenue', plan: near(252_000), model: near(252_000) },
      { channel: 'a', metric: 'opened', plan: near(36), model: near(36) },
      { channel: 'a', metric: 'revenue', plan: near(108_000), model: near(108_000) },
    ]);
  });

  it('is everything where the period or the currency is another', () => {
    const plan = planOf(two);
    for (const other of [
      { ...plan, start: plan.start + 1 },
      { ...plan, months: plan.months - 1 },
      { ...plan, currency: 'EUR' },
    ])
      expect(drift(other, two)).toEqual({ isMoved: true, isOther: true, moved: [] });
  });

  it('is withheld where the forecast is', () => {
    const plan = planOf(two);
    const noRate = tracked({ ...TWO, winRate: '400%' }, []);
    const noVolume = tracked({ ...TWO, channels: { ...TWO.channels, b: 'volume 100/month\n  conversion 400%' } }, []);
    const noPeriod = tracked({ ...TWO, period: ['2026-12', '2026-01'] }, []);
    for (const { model, forecast } of [noRate, noVolume, noPeriod])
      expect(isBroken(driftOf(plan, model, forecast))).toBe(true);
  });

  it('is any number of any month, but for what another order of adding up leaves', () => {
    for (let seed = 0; seed < RUNS; seed++) {
      const dice = seededDice(seed);
      const analysis = tracked(randomModel(dice, false).text, []);
      const plan = planOf(analysis);
      expect(drift(plan, analysis), `seed ${seed}`).toEqual({ isMoved: false, isOther: false, moved: [] });
      const name = pick(dice, plan.channels).channel.name;
      const metric = pick(dice, METRICS);
      const m = dice.int(0, plan.months - 1);
      const almost = changed(plan, name, metric, m, (value) => value * (1 + 1e-12));
      expect(drift(almost, analysis).isMoved, `seed ${seed}`).toBe(false);
      const other = changed(plan, name, metric, m, (value) => (value === 0 ? 0.01 : value * (1 + 1e-6)));
      const { isMoved, moved } = drift(other, analysis);
      expect(isMoved, `seed ${seed}`).toBe(true);
      expect(moved.map(({ channel, metric }) => [channel, metric])).toEqual([
        [undefined, 'opened'],
        [undefined, 'revenue'],
        [name, 'opened'],
        [name, 'revenue'],
      ]);
      const of = (channels: readonly PlannedChannel[]) => channels.filter(({ channel }) => channel.name === name);
      const sums = [other.channels, other.channels, of(other.channels), of(other.channels)];
      const now = planOf(analysis).channels;
      const ours = [now, now, of(now), of(now)];
      for (const [i, { metric, plan: planned, model }] of moved.entries()) {
        expectNear(planned, total(sums[i] as readonly PlannedChannel[], metric));
        expectNear(model, total(ours[i] as readonly PlannedChannel[], metric));
      }
    }
  });
});

describe('a plan of record that a model names', () => {
  const ROWS: readonly Row[] = [
    { month: JANUARY, source: 'a', touches: 90, opened: 2, closed: 2, won: 1, revenue: 11_000 },
    { month: JANUARY, source: 'b', touches: 120, opened: 6, closed: 6, won: 2, revenue: 30_000 },
  ];

  const beside = (text: string, plan: string): Analysis =>
    analyseFiles(
      {
        'model.upsell': `${text}plan "plans/first.plan.json"\n`,
        'actuals/months.csv': monthsCsv(ROWS),
        'plans/first.plan.json': plan,
      },
      JANUARY + 1,
    );

  const channelsOf = (analysis: Analysis): Variance['channels'] => whole(analysis.tracking.variance()).channels;

  it('is what actuals are compared with, as the model calls its channels today', () => {
    const now = modelText({ ...TWO, channels: { ...TWO.channels, a: 'volume 900/month\n  conversion 9%' } });
    const analysis = beside(now, planFile(planOf(two)));
    expect(errorsOf(analysis)).toEqual([]);
    const byPlan = whole(analysis.tracking.variance());
    const byModel = whole(tracked(TWO, ROWS).tracking.variance());
    expect(byPlan.total.plan).toEqual(byModel.total.plan);
    expect(byPlan.channels.map(({ opened, revenue, lever }) => [opened, revenue, lever])).toEqual(
      byModel.channels.map(({ opened, revenue, lever }) => [opened, revenue, lever]),
    );
    expect(whole(analysis.tracking.drift).moved.map(({ channel }) => channel)).toEqual([
      undefined,
      undefined,
      'a',
      'a',
    ]);
    // The re-forecast goes on from the model: a tenth of its touches were made in January.
    expect(whole(whole(analysis.tracking.reforecast).channels[0]?.touches)[1]).toBeCloseTo(90, 9);
  });

  it('finds the rows of a source that has another name today', () => {
    const now = modelText(TWO)
      .replace('sources {\n  a\n', 'sources {\n  after renamed from a\n')
      .replace('source a\n', 'source after\n');
    const analysis = beside(now, planFile(planOf(two)));
    expect(errorsOf(analysis)).toEqual([]);
    expect(channelsOf(analysis).map(({ actual }) => actual.opened)).toEqual([2, 6]);
    expect(channelsOf(analysis)[0]?.channel.source).toBe('after');
    expect(whole(analysis.tracking.drift).isMoved).toBe(false);
  });

  it('says that a channel is left out which it does not know', () => {
    const one = { channels: { a: TWO.channels['a'] as string } };
    const analysis = beside(modelText(TWO), planFile(planOf(tracked(one, []))));
    const variance = whole(analysis.tracking.variance());
    expect(variance.channels.map(({ channel }) => channel.name)).toEqual(['a']);
    expect(variance.leftOut).toMatchObject({ rows: 1, touches: 120, opened: 6, won: 2, revenue: 30_000 });
    expect(variance.total.actual.opened).toBe(2);
  });

  it('is refused once it is edited: then the plan is the model', () => {
    const text = planFile(planOf(two)).replace('"currency": "USD"', '"currency": "EUR"');
    const analysis = beside(modelText(TWO), text);
    expect(errorsOf(analysis)).toEqual(['plan-tampered']);
    expect(analysis.tracking.plan).toBeUndefined();
    expect(analysis.tracking.drift).toBeUndefined();
  });
});

const near = (value: number | undefined) => expect.closeTo(value as number, 6);

function expectNear(actual: number | undefined, expected: number): void {
  expect(Math.abs((actual as number) - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
}
