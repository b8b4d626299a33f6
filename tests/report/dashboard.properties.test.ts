import { fiscalQuarterText, isBroken, type Month, monthText, type Variance } from '@upsell/engine';
import { type CellActual, machineOf, varianceScreenOf, windowChoices } from '@upsell/report';
import { describe, expect, it } from 'vitest';
import { firstDifference } from '../engine/same-bits.ts';
import { seededDice } from '../oracle/dice.ts';
import { boardIn, onSeeds, PLACES, statedAnalysis, trackedAnalysis } from './random-boards.ts';

const LONG = Boolean(process.env['UPSELL_LONG']);
const [STATED, TRACKED] = LONG ? [1_000, 4_000] : [10, 50];

describe('what a dashboard computes of the text of its input', () => {
  it.each([
    ['of models and portfolios with all that they say', statedAnalysis, STATED],
    ['of models with actuals and plans of record', trackedAnalysis, TRACKED],
  ] as const)('is to the bit what the analysis has: %s', (_, make, runs) =>
    onSeeds(runs, (seed) => {
      const { forecast, scenarios, targets, expectations, tracking } = make(seed);
      const { evaluated, tracking: again } = boardIn(make(seed));
      expectSame(evaluated.forecast, forecast);
      expectSame(evaluated.scenarios, scenarios);
      expectSame(evaluated.targets, targets);
      expectSame(evaluated.expectations, expectations);
      for (const of of ['reforecast', 'reforecastTargets', 'trueUps', 'drift'] as const)
        expectSame(again[of], tracking[of]);
      expectSame(again.variance(), tracking.variance());
      expectSame(again.months(), tracking.months());
    }),
  );
});

describe('the grid', () => {
  it('has the figures of the forecast, and sums that add up', () =>
    onSeeds(TRACKED, (seed) => {
      const { forecast, model, tracking } = trackedAnalysis(seed);
      const { groups, total, months, toDate } = machineOf(boardIn(trackedAnalysis(seed)));
      const rows = groups.flatMap((group) => group.rows);
      expect(months).toEqual(Array.from({ length: model.months }, (_, m) => model.start + m));
      for (const { channel, opened, touches } of forecast.channels) {
        const row = rows.find(({ name }) => name === channel.name);
        expect(row?.cells.map((cell) => cell.opened)).toEqual(isBroken(opened) ? [] : Array.from(opened));
        expect(row?.cells.map((cell) => cell.touches)).toEqual(isBroken(touches) ? [] : Array.from(touches));
      }
      for (const { rows: all, sum } of [
        { rows, sum: total },
        ...groups.map(({ rows: own, subtotal }) => ({ rows: own, sum: subtotal })),
      ]) {
        if (!sum) continue;
        const here = all.filter(({ name }) => forecast.channels.some(({ channel }) => channel.name === name));
        // What the plan alone has is no part of the model.
        for (const gone of all.filter((one) => !here.includes(one)))
          expect([gone.opened, gone.revenue]).toEqual([null, null]);
        expectNear(sum.opened, here.length === 0 && sum !== total ? null : added(here.map(({ opened }) => opened)));
        expectNear(sum.revenue, here.length === 0 && sum !== total ? null : added(here.map(({ revenue }) => revenue)));
        for (const [m, cell] of sum.cells.entries()) {
          const its = all.map(({ cells }) => cells[m]);
          if (here.length > 0) expectNear(cell.opened, added(here.map(({ cells }) => cells[m]?.opened)));
          expectSums(
            cell.actual,
            its.flatMap((one) => one?.actual ?? []),
          );
          const some = its.filter((one) => one?.actual).length;
          expect(cell.actual?.of).toEqual(some > 0 && some < its.length ? [some, its.length] : undefined);
        }
      }
      expectSums(
        total.toDate,
        rows.flatMap((row) => row.toDate ?? []),
      );
      expect(toDate).toEqual(whole(tracking.variance())?.window);
    }));
});

describe('a month by itself', () => {
  it('is what the variance of that month says', () => {
    let known = 0;
    onSeeds(TRACKED, (seed) => {
      const { tracking, model } = trackedAnalysis(seed);
      const [planned, months] = [tracking.planned(), tracking.months()];
      for (let month = model.start - 6; month < model.start + model.months + 6; month++) {
        const found = whole(tracking.variance({ from: month, to: month }));
        for (const [i, { channel }] of planned.entries()) {
          const one = months[i]?.find((each) => each.month === month);
          const expected = found?.channels.find(
            ({ channel: { name }, months: its }) => name === channel.name && its.length > 0,
          );
          expect(one?.month).toBe(expected ? month : undefined);
          if (!one || !expected) continue;
          known++;
          expect(one.plan).toEqual(expected.plan);
          expect(one.actual).toEqual({ touches: expected.actual.touches, opened: expected.actual.opened });
          expect(one.verdict).toBe(expected.verdicts.opened.verdict);
        }
      }
    });
    expect(known).toBeGreaterThan(TRACKED);
  });

  it('of all channels together is judged as its total is', () =>
    onSeeds(TRACKED, (seed) => {
      const board = boardIn(trackedAnalysis(seed));
      const { months, total } = machineOf(board);
      for (const [m, { actual }] of total.cells.entries()) {
        const month = months[m] as Month;
        const found = whole(board.tracking.variance({ from: month, to: month }));
        const isThere = found?.channels.some(({ months: its }) => its.length > 0) ?? false;
        expect(actual !== undefined).toBe(isThere);
        if (!actual || !found) continue;
        expect(actual.opened).toBe(found.total.actual.opened);
        expectNear(actual.planned, found.total.plan.opened);
        expect(actual.verdict).toBe(found.total.verdicts.opened.verdict);
      }
    }));
});

describe('the year to date of a layer', () => {
  it('is what its rows show together', () => {
    let judged = 0;
    onSeeds(TRACKED, (seed) => {
      const { groups, total } = machineOf(boardIn(trackedAnalysis(seed)));
      for (const { rows, subtotal } of groups) {
        const its = rows.flatMap(({ toDate }) => toDate ?? []);
        const shown = subtotal ? subtotal.toDate : groups.length === 1 ? total.toDate : undefined;
        if (!shown) continue;
        judged++;
        const sum = (of: (one: (typeof its)[number]) => number) => its.reduce((so, one) => so + of(one), 0);
        expect(shown.opened).toBe(sum(({ opened }) => opened));
        expect(shown.touches).toBe(sum(({ touches }) => touches));
        expectNear(
          shown.planned,
          sum(({ planned }) => planned),
        );
      }
    });
    expect(judged).toBeGreaterThan(TRACKED / 2);
  });
});

describe('plan against actual', () => {
  it('leads over its steps from plan to actual, in every window', () => {
    let bridges = 0;
    onSeeds(TRACKED, (seed) => {
      const board = boardIn(trackedAnalysis(seed));
      const { start, months } = board.input.model;
      const dice = seededDice(seed);
      for (let i = 0; i < 8; i++) {
        const from = start + dice.int(-3, months + 2);
        const screen = varianceScreenOf(board, { from, to: from + dice.int(0, months) });
        if (!screen) continue;
        for (const bridge of [screen.opened, screen.revenue]) {
          if (!bridge) continue;
          bridges++;
          const sizes = [bridge.plan, bridge.actual, ...bridge.steps.map(({ value }) => value)];
          expectNear(added([bridge.plan, ...bridge.steps.map(({ value }) => value)]), bridge.actual, sizes);
        }
        expectNear(screen.opened.plan, added(screen.rows.map(({ shown }) => shown.plan)));
        // With one decimal, as it is shown.
        const exact = added(screen.rows.map(({ plan }) => plan)) ?? 0;
        expect(Math.abs(screen.opened.plan - exact)).toBeLessThan(0.05 + 1e-9 * Math.max(1, exact));
        expectNear(screen.opened.actual, added(screen.rows.map(({ actual }) => actual)));
        for (const { plan, actual, volume, conversion = 0, revenue } of screen.rows) {
          expectNear(volume + conversion, actual - plan, [plan, actual]);
          if (revenue?.plan === undefined || revenue.actual === undefined || revenue.timing === undefined) continue;
          const parts = [revenue.volume, revenue.conversion, revenue.timing, revenue.winRate, revenue.dealSize];
          expectNear(added(parts), revenue.actual - revenue.plan, [
            revenue.plan,
            revenue.actual,
            ...parts.map((part) => part ?? 0),
          ]);
        }
      }
    });
    expect(bridges).toBeGreaterThan(TRACKED);
  });

  it('offers the year to date, and each quarter and month with actuals', () =>
    onSeeds(TRACKED, (seed) => {
      const { tracking, model } = trackedAnalysis(seed);
      const { start, months } = tracking.plan ?? model;
      const rows = tracking.actuals?.rows ?? [];
      const there = Array.from({ length: months }, (_, m) => start + m).filter((month) =>
        rows.some((row) => row.month === month),
      );
      const quarters = new Set(there.map((month) => fiscalQuarterText(month, model.fiscalYearStart)));
      const choices = windowChoices(boardIn(trackedAnalysis(seed)));
      if (there.length === 0) {
        expect(choices).toEqual([]);
        return;
      }
      const [toDate, ...rest] = choices;
      // Months that the plan does not have cannot be compared, and are not offered.
      const last = start + months - 1;
      const whole = tracking.yearToDate();
      expect(toDate).toEqual(whole && { from: Math.max(whole.from, start), to: Math.min(whole.to, last) });
      expect(rest.map(({ text }) => text)).toEqual([...[...quarters].reverse(), ...there.toReversed().map(monthText)]);
      for (const { from, to, text } of rest) {
        expect(from).toBeGreaterThanOrEqual(start);
        expect(to).toBeLessThanOrEqual(last);
        if (text?.includes('Q'))
          for (let month = from; month <= to; month++)
            expect(fiscalQuarterText(month, model.fiscalYearStart)).toBe(text);
        else expect(monthText(from)).toBe(text);
      }
    }));
});

// How figures are compared.

const expectSame = (found: unknown, expected: unknown) =>
  expect(firstDifference(found, expected, PLACES)).toBeUndefined();

/** The same up to what another order of adding up leaves. */
function expectNear(
  found: number | null | undefined,
  expected: number | null | undefined,
  sizes: readonly number[] = [],
): void {
  if (typeof found !== 'number' || typeof expected !== 'number') {
    expect(found).toBe(expected);
    return;
  }
  const size = Math.max(Math.abs(expected), ...sizes.map(Math.abs));
  if (!(Math.abs(found - expected) <= 1e-9 * size)) expect(found).toBe(expected);
}

/** Null where one of them is withheld. */
const added = (values: readonly (number | null | undefined)[]): number | null =>
  values.reduce<number | null>((sum, value) => (sum === null || value === null ? null : sum + (value ?? 0)), 0);

function expectSums(sum: CellActual | undefined, all: readonly CellActual[]): void {
  if (all.length === 0) return;
  for (const of of ['opened', 'touches', 'planned', 'plannedTouches'] as const)
    expectNear(sum?.[of], added(all.map((one) => one[of])));
}

const whole = (found: Variance | { readonly broken: unknown } | undefined): Variance | undefined =>
  found && !isBroken(found) ? (found as Variance) : undefined;
