import { describe, expect, it } from 'vitest';
import { forecast } from './forecast.ts';
import { metricOf } from './metric.ts';
import type { Arithmetic, Assumption, Model } from './model.ts';
import { binary, constant, money, number, per, percent } from './model.ts';
import { outcomeOf } from './outcome.ts';
import { channel, monthly, share, small } from './small-model.ts';
import type { Compare, Expectation, Measured, Metric, MetricExpr, Target } from './statement.ts';
import { expectation, METRICS, metric } from './statement.ts';
import { projectViolations } from './violations-statements.ts';

/**
 * Three months. `a` opens 10, 10, 30 of 100 touches, pulled; `b` 20 each of 200, half of them gated, pushed, from
 * leverage. 24 are worked a month of 30, 36 and 62 that wait; a third of `a` is won at 10 each, all of `b` at 1.
 */
function model(): Model {
  const conversion: Assumption = { steps: [{ expr: percent('10') }, { expr: percent('30'), from: '2026-03' }] };
  const third = constant(binary(number('1'), '/', number('3')));
  const volume = [
    { name: 'wall', volume: monthly('100'), gated: true },
    { name: 'door', volume: monthly('100'), gated: false },
  ];
  return small(
    {
      months: 3,
      channels: [
        channel('a', '100', '10', {
          conversion,
          winRate: third,
          dealSize: constant(money('10')),
          initiator: 'customer',
        }),
        channel('b', '1', '10', { volume, layer: 'leverage', initiator: 'vendor' }),
      ],
      retention: { owner: 'desk', customer: share('10'), vendor: share('50'), afterMonths: 1 },
    },
    { capacity: monthly('24'), cost: constant(per(money('6'), 'month')) },
  );
}

const outcome = outcomeOf(model());
const [first, last] = [
  { from: '2026-01', to: '2026-01' },
  { from: '2026-03', to: '2026-06' },
];
// 24 of 30, of 36, of 62: `a` has 10 of 30, then 2 + 10 of 36, then 4 + 30 of 62.
const workedOfA = [8, 8, (24 * 34) / 62];
const workedOfB = workedOfA.map((worked) => 24 - worked);

describe('metrics', () => {
  const value = (name: Metric, more: Omit<Measured, 'kind' | 'metric'> = {}): number | null =>
    metricOf(outcome, { metric: name, ...more });

  it('are sums over the period, the model’s or another, of all or of one', () => {
    expect(value('touches')).toBeCloseTo(900, 9);
    expect(value('touches', { in: first })).toBeCloseTo(300, 9);
    expect(value('opened', { of: 'a' })).toBeCloseTo(50, 9);
    expect(value('opened', { of: 'a', in: last })).toBeCloseTo(30, 9);
    expect(value('worked')).toBeCloseTo(72, 9);
    expect(value('closed', { of: 'a', in: { from: '2025-01', to: '2026-02' } })).toBeCloseTo(16, 9);
    expect(value('won', { of: 'a', in: first })).toBeCloseTo(8 / 3, 9);
    expect(value('revenue', { in: first })).toBeCloseTo(80 / 3 + 16, 9);
    expect(value('cost', { in: last })).toBeCloseTo(6, 9);
  });

  it('take back in the month in which it falls', () => {
    expect(value('net revenue', { in: first })).toBeCloseTo(80 / 3 + 16, 9);
    expect(value('net revenue', { of: 'a', in: { from: '2026-02', to: '2026-02' } })).toBeCloseTo(80 / 3 - 8 / 3, 9);
    const revenue = (workedOfA[2] ?? 0) * (10 / 3) + (workedOfB[2] ?? 0);
    expect(value('net revenue', { in: last })).toBeCloseTo(revenue - 8 / 3 - 8, 9);
  });

  it('stand as they are at the end of the period', () => {
    expect(value('backlog', { in: first })).toBeCloseTo(6, 9);
    expect(value('backlog', { of: 'a', in: { from: '2026-01', to: '2026-02' } })).toBeCloseTo(4, 9);
    expect(value('backlog')).toBeCloseTo(62 - 24, 9);
    expect(value('backlog', { in: last })).toBeCloseTo(62 - 24, 9);
  });

  it('pool what they divide', () => {
    expect(value('conversion')).toBeCloseTo(110 / 900, 12);
    expect(value('conversion', { of: 'a' })).toBeCloseTo(50 / 300, 12);
    expect(value('win rate', { in: first })).toBeCloseTo((8 / 3 + 16) / 24, 12);
    expect(value('deal size', { in: first })).toBeCloseTo((80 / 3 + 16) / (8 / 3 + 16), 12);
    expect(value('pulled share')).toBeCloseTo(50 / 110, 12);
    expect(value('pulled share', { of: 'b' })).toBe(0);
    expect(value('gated share')).toBeCloseTo(30 / 110, 12);
    expect(value('gated share', { of: 'b' })).toBeCloseTo(0.5, 12);
    expect(value('leverage share', { in: last })).toBeCloseTo(20 / 50, 12);
  });

  it('leave out who said nothing, and divide by what closed, not by what was worked', () => {
    const channels = [channel('a', '100', '10', { initiator: 'customer' }), channel('b', '100', '30')];
    const cycle = { kind: 'months', months: 1 } as const;
    const later = outcomeOf(small({ months: 3, channels }, { cycle, winRate: share('50') }));
    expect(metricOf(later, { metric: 'pulled share' })).toBe(1);
    expect(metricOf(later, { metric: 'pulled share', of: 'b' })).toBeNull();
    expect(metricOf(later, { metric: 'win rate' })).toBeCloseTo(0.5, 12);
    expect(metricOf(later, { metric: 'win rate', in: first })).toBeNull();
  });

  it('are 0 of what is not there, ratios undefined', () => {
    const ratios: readonly Metric[] = [
      'conversion',
      'win rate',
      'deal size',
      'pulled share',
      'gated share',
      'leverage share',
    ];
    for (const name of METRICS)
      expect(value(name, { of: 'gone' }) ?? null).toBe(name === 'cost' ? 18 : ratios.includes(name) ? null : 0);
  });
});

describe('targets', () => {
  const run = (target: Target) => {
    const stated = { ...model(), scenarios: [], targets: [target], expectations: [] };
    expect(projectViolations(stated)).toEqual([]);
    return forecast(stated).targets[0];
  };
  const opened = (compare: Target['compare'], value: Arithmetic<never>): Target => ({
    metric: 'opened',
    compare,
    value,
  });

  it('are reached from below or kept from above', () => {
    expect(run({ ...opened('>=', number('220')), by: 'desk' })).toMatchObject({
      ...{ metric: 'opened', target: 220, owner: 'desk', text: null, line: null },
    });
    const least = run(opened('>=', number('220')));
    expect(least?.value).toBeCloseTo(110, 9);
    expect(least?.attainment).toBeCloseTo(0.5, 12);
    expect(least?.gap).toBeCloseTo(110, 9);
    const most = run({ metric: 'cost', compare: '<=', value: money('6'), in: last });
    expect([most?.target, most?.value, most?.attainment, most?.gap]).toEqual([6, 6, 1, 0]);
    const less = run(opened('<=', binary(number('11'), '*', number('5'))));
    expect(less?.attainment).toBeCloseTo(0.5, 12);
    expect(less?.gap).toBeCloseTo(55, 9);
  });

  it('have no attainment of nothing', () => {
    expect(run(opened('>=', number('0')))?.attainment).toBeNull();
    expect(run(opened('>=', number('0')))?.gap).toBeCloseTo(-110, 9);
    const kept = run({ metric: 'pulled share', of: 'b', compare: '<=', value: percent('10') });
    expect([kept?.value, kept?.attainment, kept?.gap]).toEqual([0, null, -0.1]);
    const idle = small({ months: 1, channels: [channel('only', '0', '10')] });
    const rate: Target = { metric: 'win rate', compare: '>=', value: percent('10') };
    const undefinedRate = forecast({ ...idle, targets: [rate] }).targets[0];
    expect([undefinedRate?.value, undefinedRate?.attainment, undefinedRate?.gap]).toEqual([null, null, null]);
  });
});

describe('expectations', () => {
  const run = (...expectations: Expectation[]) => {
    const stated = { ...model(), scenarios: [], targets: [], expectations };
    expect(projectViolations(stated)).toEqual([]);
    return forecast(stated).expectations;
  };
  const passes = (left: MetricExpr, right: MetricExpr): Compare[] =>
    (['<=', '<', '>=', '>', '='] as const).filter((compare) => run(expectation(left, compare, right))[0]?.pass);

  it('compare, and take for equal what differs by a relative 1e-9', () => {
    expect(passes(number('1'), number('2'))).toEqual(['<=', '<']);
    expect(passes(metric('cost'), money('17.9'))).toEqual(['>=', '>']);
    for (const close of ['18', '18.00000001', '17.99999999']) {
      expect(passes(metric('cost'), money(close))).toEqual(['<=', '>=', '=']);
    }
    expect(passes(metric('cost'), money('18.0000001'))).toEqual(['<=', '<']);
    expect(passes(metric('revenue'), binary(metric('won'), '*', metric('deal size')))).toEqual(['<=', '>=', '=']);
    expect(passes(metric('cost', { in: first }), money('0'))).toEqual(['>=', '>']);
  });

  it('calculate', () => {
    const cost = metric('cost');
    const inFirst = metric('cost', { in: first });
    const minus: MetricExpr = { kind: 'negative', of: binary(cost, '-', binary(inFirst, '*', percent('50'))) };
    expect(run(expectation(minus, '<', money('0')))[0]).toMatchObject({ left: -15, right: 0, pass: true });
    const quotient = binary(binary(cost, '+', inFirst), '/', binary(number('2'), '*', inFirst));
    expect(run({ ...expectation(quotient, '=', number('2')), label: 'twice' })[0]).toMatchObject({
      ...{ label: 'twice', left: 2, right: 2, pass: true, scenario: null },
    });
  });

  it('fail where a side is undefined', () => {
    const nothing = metric('opened', { of: 'b' });
    const stated = {
      ...model(),
      targets: [],
      expectations: [],
      scenarios: [
        {
          name: 'without_b',
          edits: [{ kind: 'drop', channel: 'b' } as const],
          expectations: [
            expectation(nothing, '=', number('0')),
            expectation(metric('conversion', { of: 'b' }), '>=', number('0')),
            expectation(binary(nothing, '/', nothing), '=', binary(nothing, '/', nothing)),
            expectation(number('1'), '<', binary(metric('opened'), '/', nothing)),
            expectation(metric('leverage share'), '=', number('0')),
            expectation(binary(number('1'), '+', metric('win rate', { of: 'b' })), '>', number('0')),
            expectation(binary(metric('pulled share', { of: 'b' }), '*', number('0')), '=', number('0')),
          ],
        },
      ],
    };
    expect(projectViolations(stated)).toEqual([]);
    expect(
      forecast(stated).expectations.map(({ left, right, pass, scenario }) => [left, right, pass, scenario]),
    ).toEqual([
      [0, 0, true, 'without_b'],
      [null, 0, false, 'without_b'],
      [null, null, false, 'without_b'],
      [1, null, false, 'without_b'],
      [0, 0, true, 'without_b'],
      [null, 0, false, 'without_b'],
      [null, 0, false, 'without_b'],
    ]);
  });

  it('come with the model’s own before those of scenarios', () => {
    const one = (label: string): Expectation => ({ ...expectation(number('1'), '=', number('1')), label });
    const scenarios = ['x', 'y'].map((name) => ({
      name,
      edits: [],
      expectations: [one(`1 of ${name}`), one(`2 of ${name}`)],
    }));
    const { expectations } = forecast({ ...model(), scenarios, expectations: [one('a'), one('b')] });
    expect(expectations.map((each) => each.label)).toEqual(['a', 'b', '1 of x', '2 of x', '1 of y', '2 of y']);
  });
});
