import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { opensEffects, revenueEffects, type Stages } from '../../packages/engine/src/variance.ts';

const stages = (opened: number, winRate: number, dealSize: number, closedShare?: number): Stages => {
  const closed = closedShare === undefined ? undefined : opened * closedShare;
  const won = (closed ?? opened) * winRate;
  return { opened, closed, won, revenue: won * dealSize };
};

describe('the check values of the specification (variance.md, 1 and 2)', () => {
  it('two factors', () => {
    const { volume, conversion } = opensEffects({ touches: 240, opened: 7.2 }, { touches: 210, opened: 5.46 });
    expect(volume).toBeCloseTo(-0.84, 12);
    expect(conversion).toBeCloseTo(-0.9, 12);
  });

  it('three factors', () => {
    const effects = revenueEffects(stages(35.7, 0.25, 12_000), stages(30, 0.22, 13_500));
    expect(effects.opened).toBeCloseTo(-17_057.25, 8);
    expect(effects.winRate).toBeCloseTo(-12_543.75, 8);
    expect(effects.dealSize).toBeCloseTo(11_601, 8);
    expect(effects.timing).toBe(0);
  });

  it('nested', () => {
    const [plan, actual] = [stages(7.2, 0.25, 12_000), stages(8.4, 0.2, 13_000)];
    const effects = revenueEffects(plan, actual);
    const opens = opensEffects({ touches: 240, opened: 7.2 }, { touches: 210, opened: 8.4 });
    expect(effects.perOpened).toBeCloseTo(2_808.333333, 6);
    expect(effects.perOpened * opens.volume).toBeCloseTo(-2_948.75, 8);
    expect(effects.perOpened * opens.conversion).toBeCloseTo(6_318.75, 8);
    expect(effects.winRate).toBeCloseTo(-4_880, 8);
    expect(effects.dealSize).toBeCloseTo(1_750, 8);
    expect(actual.revenue - plan.revenue).toBeCloseTo(240, 8);
  });

  it('only timing moves', () => {
    const effects = revenueEffects(stages(7.2, 0.3125, 12_000, 0.8), stages(7.2, 0.3125, 12_000, 0.55));
    expect(effects.timing).toBeCloseTo(-6_750, 8);
    for (const other of [effects.opened, effects.winRate, effects.dealSize]) expect(other).toBeCloseTo(0, 8);
  });

  const CHANNELS = [
    ['implementation', 12, 0.15, 9, 2, -1_669.42, 2_267.42],
    ['ticket', 800, 0.005, 860, 3, 761.41, -3_751.41],
    ['csm_touch', 240, 0.03, 210, 4, -2_199.79, -7_368.21],
    ['outbound', 150, 0.04, 96, 4, -6_592.95, 612.95],
    ['email', 500, 0.01, 520, 6, 644, 2_346],
    ['marketing', 300, 0.015, 0, 0, -13_455, 0],
    ['in_product', 900, 0.008, 1_140, 9, 5_703.03, -321.03],
  ] as const;

  it('the canonical model, by channel with the total', () => {
    const [plan, actual] = [stages(35.7, 0.25, 12_000), stages(28, 0.225, 13_200)];
    expect(plan.revenue).toBeCloseTo(107_100, 8);
    expect(actual.revenue).toBeCloseTo(83_160, 8);
    const effects = revenueEffects(plan, actual);
    expect(effects.opened).toBeCloseTo(-23_023, 8);
    expect(effects.winRate).toBeCloseTo(-10_013.5, 8);
    expect(effects.dealSize).toBeCloseTo(9_096.5, 8);
    expect(effects.perOpened).toBeCloseTo(2_990, 8);
    const rows = CHANNELS.map(([, planned, rate, touches, opened]) =>
      opensEffects({ touches: planned, opened: planned * rate }, { touches, opened }),
    );
    const money = (value: number) => (effects.perOpened * value).toFixed(2);
    for (const [i, [, , , , , volume, conversion]] of CHANNELS.entries())
      expect([money(rows[i]?.volume ?? 0), money(rows[i]?.conversion ?? 0)]).toEqual([
        volume.toFixed(2),
        conversion.toFixed(2),
      ]);
    const sum = (of: 'volume' | 'conversion') => money(rows.reduce((total, row) => total + row[of], 0));
    expect([sum('volume'), sum('conversion')]).toEqual(['-16808.71', '-6214.29']);
    expect(rows.map(({ isTestable }) => isTestable)).toEqual([true, true, true, true, true, false, true]);
  });

  it('the same with what closed', () => {
    const plan = { opened: 35.7, closed: 35.7, won: 8.925, revenue: 107_100 };
    const effects = revenueEffects(plan, { opened: 28, closed: 40, won: 9, revenue: 118_800 });
    expect(effects.opened).toBeCloseTo(-27_948.25, 8);
    expect(effects.timing).toBeCloseTo(40_821.75, 8);
    expect(effects.winRate).toBeCloseTo(-12_106.75, 8);
    expect(effects.dealSize).toBeCloseTo(10_933.25, 8);
  });
});

describe('what has no ratio', () => {
  it('nothing opened where something closed: all of the change in closed is timing', () => {
    const plan = { opened: 10, closed: 8, won: 2, revenue: 20_000 };
    const actual = { opened: 0, closed: 4, won: 1, revenue: 10_000 };
    expect(revenueEffects(plan, actual)).toEqual({ perOpened: 0, opened: 0, timing: -10_000, winRate: 0, dealSize: 0 });
  });

  it('nothing touched: all of it is volume, and conversion is untestable', () => {
    expect(opensEffects({ touches: 100, opened: 3 }, { touches: 0, opened: 0 })).toEqual({
      volume: -3,
      conversion: 0,
      isTestable: false,
    });
  });

  it('nothing won: the deal size is as planned', () => {
    const effects = revenueEffects(stages(10, 0.2, 5_000), stages(10, 0, 0));
    expect([effects.winRate, effects.dealSize]).toEqual([-10_000, 0]);
  });

  it('nothing on either side', () => {
    const nothing = { opened: 0, closed: 0, won: 0, revenue: 0 };
    expect(revenueEffects(nothing, nothing)).toEqual({ perOpened: 0, opened: 0, timing: 0, winRate: 0, dealSize: 0 });
  });
});

const amount = fc.oneof(
  { weight: 1, arbitrary: fc.constant(0) },
  { weight: 4, arbitrary: fc.double({ min: 0.001, max: 1e6, noNaN: true }) },
);
const signed = fc.oneof(
  amount,
  amount.map((value) => -value),
);
const anyStages: fc.Arbitrary<Stages> = fc.record(
  { opened: amount, closed: amount, won: amount, revenue: signed },
  { requiredKeys: ['opened', 'won', 'revenue'] },
);

describe('any plan and any actuals', () => {
  it('effects on opened opportunities add up to their difference', () => {
    const opens = fc.record({ touches: amount, opened: amount });
    fc.assert(
      fc.property(opens, opens, (plan, actual) => {
        const { volume, conversion } = opensEffects(plan, actual);
        const size = Math.max(Math.abs(volume), Math.abs(conversion), plan.opened, actual.opened);
        expect(Math.abs(volume + conversion - (actual.opened - plan.opened))).toBeLessThanOrEqual(1e-9 * size);
      }),
      { numRuns: 2_000 },
    );
  });

  it('effects on revenue add up to its difference', () => {
    fc.assert(
      fc.property(anyStages, anyStages, (plan, actual) => {
        const { opened, timing, winRate, dealSize, perOpened } = revenueEffects(plan, actual);
        const all = [opened, timing, winRate, dealSize];
        const size = Math.max(...all.map(Math.abs), Math.abs(plan.revenue), Math.abs(actual.revenue));
        const sum = all.reduce((total, effect) => total + effect, 0);
        expect(Math.abs(sum - (actual.revenue - plan.revenue))).toBeLessThanOrEqual(1e-9 * size);
        expect(Math.abs(perOpened * (actual.opened - plan.opened) - opened)).toBeLessThanOrEqual(1e-9 * size);
      }),
      { numRuns: 3_000 },
    );
  });

  it('effects on revenue are the averages over all orders, one by one', () => {
    // Where every ratio has a denominator on both sides, so that the factors are what they are.
    const positive = fc.double({ min: 0.01, max: 1e4, noNaN: true });
    const whole = fc.record({ opened: positive, closed: positive, won: positive, revenue: signed });
    fc.assert(
      fc.property(whole, whole, (plan, actual) => {
        const factors = (side: typeof plan) => [
          side.opened,
          side.closed / side.opened,
          side.won / side.closed,
          side.revenue / side.won,
        ];
        const slow = overAllOrders(factors(plan), factors(actual));
        const { opened, timing, winRate, dealSize } = revenueEffects(plan, actual);
        const size = Math.max(1, ...slow.map(Math.abs));
        for (const [i, effect] of [opened, timing, winRate, dealSize].entries())
          expect(Math.abs(effect - (slow[i] as number))).toBeLessThanOrEqual(1e-9 * size);
      }),
      { numRuns: 1_000 },
    );
  });
});

/** The effect of each factor, averaged over all orders in which they go from the one list to the other: by playing each order. */
function overAllOrders(before: readonly number[], after: readonly number[]): readonly number[] {
  const sums = before.map(() => 0);
  const orders = permutations(before.map((_, i) => i));
  for (const order of orders) {
    const now = [...before];
    for (const i of order) {
      const old = product(now);
      now[i] = after[i] as number;
      sums[i] = (sums[i] as number) + product(now) - old;
    }
  }
  return sums.map((sum) => sum / orders.length);
}

const product = (factors: readonly number[]): number => factors.reduce((all, factor) => all * factor, 1);

const permutations = (items: readonly number[]): readonly (readonly number[])[] =>
  items.length === 0
    ? [[]]
    : items.flatMap((item) => permutations(items.filter((other) => other !== item)).map((rest) => [item, ...rest]));
