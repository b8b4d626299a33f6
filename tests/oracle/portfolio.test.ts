import { describe, expect, it } from 'vitest';
import { forecast } from './forecast.ts';
import type { Closing, Model } from './model.ts';
import { money, number, percent } from './model.ts';
import { channel, monthly, share, small } from './small-model.ts';
import type { Include, Portfolio } from './statement.ts';
import { expectation, metric } from './statement.ts';
import { projectViolations } from './violations-statements.ts';

function portfolio(start: string, months: number, includes: Include[], more: Partial<Portfolio> = {}): Portfolio {
  const owners = [{ name: 'head', display: 'Head' }];
  const head = { title: 'All', currency: 'USD', start, months, fiscalYearStart: 1, owners, includes };
  return { ...head, targets: [], expectations: [], ...more };
}

/** Opens 10 a month from January on, 7 open before; a month later it closes, at 1 EUR each. */
function europe(months: number, more: Partial<Model> = {}, closing: Partial<Closing> = {}): Model {
  const channels = [channel('only', '100', '10', { openAtStart: number('7'), initiator: 'vendor' })];
  const cycle = { kind: 'months', months: 1 } as const;
  return small({ title: 'Europe', currency: 'EUR', months, channels, ...more }, { cycle, ...closing });
}

/** Opens 5 a month from March on, from leverage, and closes it at once, at 1 USD each. */
function america(months: number, more: Partial<Model> = {}): Model {
  const channels = [
    channel('first', '10', '0', { initiator: 'customer' }),
    channel('only', '50', '10', { layer: 'leverage', initiator: 'customer' }),
  ];
  return small({ title: 'America', start: '2026-03', months, channels, ...more }, { cycle: undefined });
}

function run(of: Portfolio) {
  expect(projectViolations(of)).toEqual([]);
  return forecast(of);
}

describe('portfolios (language.md, 6)', () => {
  const two = (start: string, months: number): Portfolio =>
    portfolio(start, months, [
      { name: 'emea', rate: '2', part: europe(6) },
      { name: 'us', part: america(2) },
    ]);

  it('cut their parts, change their money and add up', () => {
    const { channels, total, summary, model } = run(two('2026-02', 4));
    expect(model.closing).toBeNull();
    expect(channels.map(({ name, title, layer, source, owner }) => [name, title, layer, source, owner])).toEqual([
      ['emea', 'Europe', null, null, null],
      ['us', 'America', null, null, null],
    ]);
    // What was open closes in January; what opens then, in February.
    expect(channels[0]?.closed).toEqual([10, 10, 10, 10]);
    expect(channels[0]?.revenue).toEqual([20, 20, 20, 20]);
    expect(channels[1]?.opened).toEqual([0, 5, 5, 0]);
    expect(channels[1]?.touches).toEqual([0, 60, 60, 0]);
    expect(total.revenue).toEqual([20, 25, 25, 20]);
    expect(summary).toMatchObject({ opened: 50, closed: 50, revenue: 90, net: 90, durable: 90, deferred: 0 });
    expect(summary.leverageShare).toBeCloseTo(10 / 50, 12);
    expect(summary.pulledShare).toBeCloseTo(10 / 50, 12);
    expect(summary.dealSize).toBeCloseTo(90 / 50, 12);
    expect(summary.conversion).toBeCloseTo(50 / 520, 12);
  });

  it('count what is open from each part’s own start', () => {
    // January alone: seven open, ten open more, seven close.
    expect(run(portfolio('2026-01', 1, [{ name: 'emea', rate: '2', part: europe(6) }])).summary.openAtEnd).toBe(10);
    expect(run(portfolio('2025-11', 3, [{ name: 'emea', rate: '2', part: europe(6) }])).summary.openAtEnd).toBe(10);
    expect(run(portfolio('2026-02', 4, [{ name: 'emea', rate: '2', part: europe(6) }])).summary.openAtEnd).toBe(10);
    // Its last opportunities stay open after its end.
    const { summary, total } = run(portfolio('2026-05', 6, [{ name: 'emea', rate: '2', part: europe(6) }]));
    expect(summary.openAtEnd).toBe(10);
    expect(total.opened).toEqual([10, 10, 0, 0, 0, 0]);
  });

  it('have the backlog of their last month, 0 of a part that has no such month', () => {
    const slow = europe(3, {}, { capacity: monthly('4') });
    const of = (start: string, months: number) =>
      run(portfolio(start, months, [{ name: 'emea', rate: '2', part: slow }]));
    expect(of('2026-02', 1).summary.backlogAtEnd).toBe(12);
    expect(of('2026-02', 3).summary.backlogAtEnd).toBe(0);
    expect(of('2026-02', 3).total.backlog).toEqual([12, 18, 0]);
  });

  it('take back what their parts take back, and what is ever taken back of the window’s revenue', () => {
    const retention = { owner: 'desk', customer: share('10'), vendor: share('50'), afterMonths: 2 };
    const { total, summary } = run(
      portfolio('2026-02', 2, [{ name: 'emea', rate: '3', part: europe(6, { retention }) }]),
    );
    // January's seven are half taken back in March; of February's and March's, ten each, five each.
    expect(total.givenBack).toEqual([0, 3 * 3.5]);
    expect(total.net).toEqual([30, 30 - 10.5]);
    expect([summary.durable, summary.deferred]).toEqual([60 - 30, 49.5 - 30]);
  });

  it('sum costs in their own money', () => {
    const cost = { steps: [{ expr: { kind: 'per', of: money('4'), unit: 'month' } as const }] };
    const part = europe(2, {}, { cost });
    const { total } = run(
      portfolio('2026-02', 2, [
        { name: 'emea', rate: '0.5', part },
        { name: 'us', part: america(2) },
      ]),
    );
    expect(total.cost).toEqual([2, 0]);
  });

  it('take portfolios as parts, in the money of each', () => {
    const inner = portfolio(
      '2026-02',
      3,
      [
        { name: 'emea', part: europe(6) },
        { name: 'us', rate: '4', part: america(9) },
      ],
      {
        title: 'Inner',
        currency: 'EUR',
      },
    );
    const { channels, summary, total } = run(portfolio('2026-01', 5, [{ name: 'both', rate: '10', part: inner }]));
    expect(channels.map(({ name, title }) => [name, title])).toEqual([['both', 'Inner']]);
    // Cut twice: January is not in the inner one, nor is May.
    expect(total.closed).toEqual([0, 10, 15, 15, 0]);
    expect(total.revenue).toEqual([0, 100, 10 * (10 + 20), 10 * (10 + 20), 0]);
    expect(summary.openAtEnd).toBe(10);
    expect(summary.leverageShare).toBeCloseTo(10 / 40, 12);
  });

  it('have goals of their own, of all or of a part; those of parts are not run', () => {
    const part = { ...america(2), targets: [{ metric: 'opened', compare: '>=', value: number('1') } as const] };
    const all = run({
      ...two('2026-02', 4),
      includes: [
        { name: 'emea', rate: '2', part: europe(6) },
        { name: 'us', part },
      ],
      targets: [
        { metric: 'revenue', of: 'emea', in: { from: '2026-04', to: '2026-09' }, compare: '>=', value: money('80') },
      ],
      expectations: [
        expectation(metric('leverage share', { in: { from: '2026-03', to: '2026-04' } }), '<', percent('34')),
        expectation(metric('pulled share', { of: 'emea' }), '=', number('0')),
        expectation(metric('win rate', { of: 'us', in: { from: '2026-05', to: '2026-05' } }), '>=', number('0')),
      ],
    });
    expect(all.targets).toHaveLength(1);
    expect(all.targets[0]).toMatchObject({ value: 40, attainment: 0.5, gap: 40 });
    expect(all.expectations.map(({ left, pass }) => [left === null ? null : Math.round(left * 3), pass])).toEqual([
      [1, true],
      [0, true],
      [null, false],
    ]);
  });
});
