import { describe, expect, it } from 'vitest';
import { forecast } from './forecast.ts';
import type { Assumption, Channel, Closing, Model } from './model.ts';
import { binary, constant, driver, money, number, per, percent } from './model.ts';
import type { OracleForecast } from './oracle-forecast.ts';
import { channel, monthly, share, small } from './small-model.ts';
import type { Edit, Expectation, Path } from './statement.ts';
import { expectation, metric } from './statement.ts';
import { projectViolations } from './violations-statements.ts';

const conversion: Path = { kind: 'field', channel: 'only', field: 'conversion' };
const set = (path: Path, value: Assumption): Edit => ({ kind: 'set', path, value });
const scale = (path: Path, by: Extract<Edit, { kind: 'scale' }>['by'], from?: string): Edit => ({
  kind: 'scale',
  path,
  by,
  from,
});
const from = (month: string, assumption: Assumption): Assumption => ({
  ...assumption,
  steps: assumption.steps.map((step) => ({ ...step, from: month })),
});

function run(model: Model, edits: readonly Edit[], expectations: readonly Expectation[] = []): OracleForecast {
  const stated = { ...model, scenarios: [{ name: 'what_if', edits, expectations }], targets: [], expectations: [] };
  expect(projectViolations(stated)).toEqual([]);
  return forecast(stated);
}

/** The scenario's total of a model with one channel that opens 10 a month, over four months. */
function total(edits: readonly Edit[], only: Partial<Channel> = {}, closing: Partial<Closing> = {}) {
  const result = run(small({ months: 4, channels: [channel('only', '100', '10', only)] }, closing), edits);
  expect(result.total.opened).toEqual(
    forecast(small({ months: 4, channels: [channel('only', '100', '10', only)] })).total.opened,
  );
  const found = result.scenarios[0]?.total;
  if (!found) throw new TypeError('no total');
  return found;
}

function near(actual: readonly number[], expected: readonly number[]): void {
  expect(actual.map((value) => Math.round(value * 1e9) / 1e9)).toEqual(expected);
}

/** A plain number that changes once. */
function changing(first: string, month: string, second: string): Assumption {
  return { steps: [{ expr: number(first) }, { expr: number(second), from: month }] };
}

describe('set', () => {
  const history: Assumption = {
    steps: [
      { expr: percent('10') },
      { expr: percent('15'), from: '2026-02' },
      { expr: percent('30'), from: '2026-04' },
    ],
  };

  it('replaces all steps, or those from its first month on', () => {
    near(total([set(conversion, share('20'))], { conversion: history }).opened, [20, 20, 20, 20]);
    near(total([set(conversion, from('2026-03', share('20')))], { conversion: history }).opened, [10, 15, 20, 20]);
    near(total([set(conversion, from('2026-02', share('20')))], { conversion: history }).opened, [10, 20, 20, 20]);
    near(total([set(conversion, from('2025-06', share('20')))], { conversion: history }).opened, [20, 20, 20, 20]);
    near(total([set(conversion, from('2026-12', share('20')))], { conversion: history }).opened, [10, 15, 15, 30]);
  });

  it('grows from the month in which its step begins, and lets what stays grow as before', () => {
    const growth = { kind: 'growing', percent: '100', per: 'month' } as const;
    const doubling: Assumption = { steps: [{ expr: percent('5'), growth }] };
    near(total([set(conversion, doubling)]).opened, [5, 10, 20, 40]);
    near(total([set(conversion, from('2026-03', doubling))], { conversion: doubling }).opened, [5, 10, 5, 10]);
    near(total([set(conversion, from('2026-04', share('1')))], { conversion: doubling }).opened, [5, 10, 20, 1]);
  });

  it('brings in what was not there', () => {
    near(total([set({ kind: 'field', channel: 'only', field: 'win_rate' }, share('50'))]).won, [5, 5, 5, 5]);
    near(
      total([set({ kind: 'field', channel: 'only', field: 'deal_size' }, constant(money('3')))]).revenue,
      [30, 30, 30, 30],
    );
    near(total([set({ kind: 'closing', field: 'capacity' }, monthly('4'))]).backlog, [6, 12, 18, 24]);
    near(total([set({ kind: 'closing', field: 'cost' }, constant(per(money('7'), 'month')))]).cost, [7, 7, 7, 7]);
    const both = [
      set({ kind: 'closing', field: 'capacity' }, monthly('4')),
      set({ kind: 'closing', field: 'closers' }, changing('1', '2026-03', '5')),
    ];
    near(total(both).worked, [4, 4, 20, 12]);
    near(
      total([set({ kind: 'closing', field: 'quota' }, constant(per(money('7'), 'month')))]).revenue,
      [10, 10, 10, 10],
    );
  });

  it('reaches touches, what they convert, and a conversion that none of them uses', () => {
    const volume = [
      { name: 'a', volume: monthly('100'), gated: false },
      { name: 'b', volume: monthly('200'), gated: false, converting: share('20') },
    ];
    const touch = (name: string): Path => ({ kind: 'touch', channel: 'only', touch: name });
    const converting = (name: string): Path => ({ kind: 'converting', channel: 'only', touch: name });
    near(total([], { volume }).opened, [50, 50, 50, 50]);
    near(total([set(touch('a'), monthly('10'))], { volume }).opened, [41, 41, 41, 41]);
    near(total([set(converting('a'), share('1'))], { volume }).opened, [41, 41, 41, 41]);
    near(total([scale(converting('b'), number('0.5'))], { volume }).opened, [30, 30, 30, 30]);
    near(total([set(conversion, share('0'))], { volume }).opened, [40, 40, 40, 40]);
    const own = volume.map((each) => ({ ...each, converting: share('20') }));
    near(total([set(conversion, share('90'))], { volume: own, conversion: undefined }).opened, [60, 60, 60, 60]);
  });
});

describe('scale', () => {
  it('multiplies in each month from its own on', () => {
    near(total([scale(conversion, number('2'))]).opened, [20, 20, 20, 20]);
    near(total([scale(conversion, number('2'), '2026-03')]).opened, [10, 10, 20, 20]);
    near(
      total([scale(conversion, number('2'), '2026-03'), scale(conversion, percent('150'), '2026-04')]).opened,
      [10, 10, 20, 30],
    );
  });

  it('applies from top to bottom: a later set undoes it, from its month on', () => {
    const double = scale(conversion, number('2'));
    near(total([double, set(conversion, share('5'))]).opened, [5, 5, 5, 5]);
    near(total([set(conversion, share('5')), double]).opened, [10, 10, 10, 10]);
    near(total([double, set(conversion, from('2026-03', share('5')))]).opened, [20, 20, 5, 5]);
    near(
      total([double, set(conversion, from('2026-03', share('5'))), scale(conversion, number('3'), '2026-02')]).opened,
      [20, 60, 15, 15],
    );
    // The second set begins before the first, so what was scaled ends there.
    near(
      total([double, set(conversion, from('2026-04', share('5'))), set(conversion, from('2026-02', share('1')))])
        .opened,
      [20, 1, 1, 1],
    );
  });

  it('reads drivers in each month, as they are at the end', () => {
    const boost: Assumption = { by: 'desk', steps: [{ expr: number('1') }, { expr: number('3'), from: '2026-03' }] };
    const model = small({ months: 4, drivers: [{ name: 'boost', value: boost }] });
    const path: Path = { kind: 'driver', name: 'boost' };
    const opened = (edits: Edit[]) => run(model, edits).scenarios[0]?.total?.opened ?? [];
    const byBoost = scale(conversion, binary(driver('boost'), '/', number('2')));
    near(opened([byBoost]), [5, 5, 15, 15]);
    near(opened([byBoost, scale(path, number('2'), '2026-04')]), [5, 5, 15, 30]);
    near(opened([byBoost, set(path, constant(number('4')))]), [20, 20, 20, 20]);
  });

  it('changes whatever a driver stands in, through other drivers too', () => {
    const drivers = [
      { name: 'accounts', value: constant(number('50'), 'desk') },
      { name: 'pace', value: constant(per(binary(driver('accounts'), '*', number('2')), 'month'), 'desk') },
    ];
    const channels = [channel('only', '1', '10', { volume: constant(driver('pace')) })];
    const model = small({ months: 2, drivers, channels });
    const edit = scale({ kind: 'driver', name: 'accounts' }, number('3'), '2026-02');
    const result = run(model, [edit]);
    near(result.total.opened, [10, 10]);
    near(result.scenarios[0]?.total?.opened ?? [], [10, 30]);
  });
});

describe('drop and closing', () => {
  const channels = [
    channel('a', '100', '30', { openAtStart: number('8') }),
    channel('b', '100', '10', { layer: 'leverage' }),
  ];
  const model = small({ months: 2, channels }, { capacity: monthly('20'), cost: constant(per(money('9'), 'month')) });

  it('removes a channel with what was open, and leaves the closers to the others', () => {
    const result = run(model, [{ kind: 'drop', channel: 'a' }]);
    near(result.total.closed, [28, 20]);
    const { total: of, summary } = result.scenarios[0] ?? {};
    near(of?.closed ?? [], [10, 10]);
    expect([summary?.leverageShare, summary?.openAtEnd, summary?.cost]).toEqual([1, 0, 18]);
  });

  it('may remove everything', () => {
    const { total: of, summary } =
      run(model, [
        { kind: 'drop', channel: 'a' },
        { kind: 'drop', channel: 'b' },
      ]).scenarios[0] ?? {};
    expect(of?.opened).toEqual([0, 0]);
    expect([summary?.conversion, summary?.winRate, summary?.revenue, summary?.cost]).toEqual([null, null, 0, 18]);
  });

  it('replaces the whole closing model; later edits are made to the new one', () => {
    const closing: Closing = { kind: 'csm', owner: 'desk', winRate: share('50'), dealSize: constant(money('10')) };
    const edits: Edit[] = [
      set({ kind: 'closing', field: 'win_rate' }, share('1')),
      { kind: 'closing', closing },
      scale({ kind: 'closing', field: 'deal_size' }, number('2'), '2026-02'),
    ];
    const { total: of } = run(model, edits).scenarios[0] ?? {};
    near(of?.worked ?? [], [40, 40]);
    near(of?.revenue ?? [], [48 * 5, 40 * 10]);
    near(of?.cost ?? [], [0, 0]);
  });
});

describe('a rate above 1', () => {
  it('withholds the scenario and no other, and fails its expectations', () => {
    const model = {
      ...small({ months: 2 }),
      targets: [],
      expectations: [],
      scenarios: [
        {
          name: 'too_much',
          title: 'Too much',
          edits: [scale(conversion, number('11'), '2026-02')],
          expectations: [expectation(metric('opened'), '>=', number('1')), expectation(number('2'), '>=', number('1'))],
        },
        { name: 'fine', edits: [scale(conversion, number('10'))], expectations: [] },
      ],
    };
    expect(projectViolations(model)).toEqual([]);
    const { scenarios, total: of, expectations } = forecast(model);
    expect(scenarios[0]).toEqual({ name: 'too_much', title: 'Too much', total: null, summary: null });
    near(of.opened, [10, 10]);
    near(scenarios[1]?.total?.opened ?? [], [100, 100]);
    expect(expectations.map(({ left, right, pass, scenario }) => [left, right, pass, scenario])).toEqual([
      [null, 1, false, 'too_much'],
      [2, 1, true, 'too_much'],
    ]);
  });
});
