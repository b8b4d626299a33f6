import { isBroken, type Summary } from '@upsell/engine';
import type { Analysis } from '@upsell/language';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyseFiles, analyseText } from '../harness/analyse-text.ts';
import { monthIndex, monthText } from '../oracle/calendar.ts';
import { seededDice } from '../oracle/dice.ts';
import type { Arithmetic, Assumption, Channel, Expr, Model, Step, Touch } from '../oracle/model.ts';
import { binary, constant, isTouches, number, per, percent } from '../oracle/model.ts';
import { print } from '../oracle/print.ts';
import { arbitraryModel } from '../oracle/random-model.ts';

/*
 * What must hold of every forecast, whatever its numbers are. Each property changes a random model in a way whose effect is
 * known, and compares the two forecasts.
 */

const LONG = Boolean(process.env['UPSELL_LONG']);
const RUNS = LONG ? 3_000 : 25;

/** Checks a property on random models; the same ones in every normal run. */
const onModels = (holds: (model: Model, seed: number) => void): void => {
  fc.assert(fc.property(arbitraryModel(), fc.nat(), holds), {
    numRuns: RUNS,
    ...(LONG ? {} : { seed: 20_260_301 }),
    endOnFailure: true,
  });
};

const analysed = (model: Model, seed: number): Analysis => analyseText(print(model, seededDice(seed)));

const errorsOf = ({ diagnostics }: Analysis): readonly string[] =>
  diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);

const closeTo = (a: number, b: number, scale = 0): boolean =>
  Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b), scale, 1e-9);

/** Asserts two series equal, relative to the greatest value in them, over the first `months`. */
function expectSame(name: string, a: unknown, b: unknown, months = Number.POSITIVE_INFINITY): void {
  if (isBroken(a) || isBroken(b)) throw new Error(`${name} is withheld`);
  const [left, right] = [a as Float64Array, b as Float64Array];
  const scale = Math.max(...left, ...right, 0);
  const differs = [...left].slice(0, months).findIndex((value, m) => !closeTo(value, right[m] as number, scale));
  expect(differs, `${name}: ${left[differs]} and ${right[differs]} in month ${differs}`).toBe(-1);
}

const SERIES = [
  'touches',
  'opened',
  'worked',
  'backlog',
  'closed',
  'won',
  'revenue',
  'cost',
  'givenBack',
  'net',
] as const;

function expectSameTotals(a: Analysis, b: Analysis): void {
  for (const series of SERIES) expectSame(series, a.forecast.total[series], b.forecast.total[series]);
  const scale = Math.max(
    ...Object.values(a.forecast.summary).map((value) => (typeof value === 'number' ? Math.abs(value) : 0)),
  );
  for (const [metric, value] of Object.entries(a.forecast.summary)) {
    const other = b.forecast.summary[metric as keyof Summary];
    if (typeof value === 'number')
      expect(closeTo(value, other as number, scale), `${metric}: ${value}, ${other}`).toBe(true);
    else expect(other).toEqual(value);
  }
}

/** The expression with every literal of a kind changed. */
function mapLiterals<N>(expr: Arithmetic<N>, change: (literal: Arithmetic<N>) => Arithmetic<N>): Arithmetic<N> {
  const kind = (expr as { kind: string }).kind;
  const of = (part: unknown) => mapLiterals(part as Arithmetic<N>, change);
  const node = expr as { of?: unknown; left?: unknown; right?: unknown };
  if (kind === 'number' || kind === 'percent' || kind === 'money') return change(expr);
  if (kind === 'per' || kind === 'negative') return { ...expr, of: of(node.of) } as Arithmetic<N>;
  if (kind === 'min' || kind === 'max') return { ...expr, of: (node.of as unknown[]).map(of) } as Arithmetic<N>;
  if (node.left !== undefined) return { ...expr, left: of(node.left), right: of(node.right) } as Arithmetic<N>;
  return expr;
}

function mapSteps(assumption: Assumption, change: (expr: Expr) => Expr): Assumption {
  const step = (one: Step): Step => ({
    ...one,
    expr: change(one.expr),
    high: one.high && change(one.high),
    growth: one.growth?.kind === 'rising' ? { ...one.growth, to: change(one.growth.to) } : one.growth,
  });
  return { ...assumption, steps: assumption.steps.map(step) };
}

/** The model with every assumption changed. */
function mapAssumptions(model: Model, change: (assumption: Assumption) => Assumption): Model {
  const maybe = (one: Assumption | undefined) => one && change(one);
  const { closing, retention } = model;
  return {
    ...model,
    drivers: model.drivers.map((driver) => ({ ...driver, value: change(driver.value) })),
    closing: {
      ...closing,
      winRate: change(closing.winRate),
      dealSize: change(closing.dealSize),
      closers: maybe(closing.closers),
      capacity: maybe(closing.capacity),
      cost: maybe(closing.cost),
      quota: maybe(closing.quota),
    },
    channels: model.channels.map((channel) => ({
      ...channel,
      volume: isTouches(channel.volume)
        ? channel.volume.map((touch) => ({
            ...touch,
            volume: change(touch.volume),
            converting: maybe(touch.converting),
          }))
        : change(channel.volume),
      conversion: maybe(channel.conversion),
      winRate: maybe(channel.winRate),
      dealSize: maybe(channel.dealSize),
    })),
    retention: retention && { ...retention, customer: change(retention.customer), vendor: change(retention.vendor) },
  };
}

describe('every forecast', () => {
  it('scales with money: three times every amount, three times the revenue', () =>
    onModels((model, seed) => {
      const tripled = mapAssumptions(model, (assumption) =>
        mapSteps(assumption, (expr) =>
          mapLiterals(expr, (one) => (one.kind === 'money' ? binary(one, '*', number('3')) : one)),
        ),
      );
      const [before, after] = [analysed(model, seed), analysed(tripled, seed)];
      expect(errorsOf(after)).toEqual(errorsOf(before));
      for (const series of SERIES) {
        const isMoney = ['revenue', 'cost', 'givenBack', 'net'].includes(series);
        const expected = (before.forecast.total[series] as Float64Array).map((value) => value * (isMoney ? 3 : 1));
        expectSame(series, expected, after.forecast.total[series]);
      }
    }));

  it('is the sum of its channels, and of what they open by initiator', () =>
    onModels((model, seed) => {
      const { forecast, model: lowered } = analysed(model, seed);
      for (const series of SERIES) {
        if (series === 'cost') continue;
        const sum = new Float64Array(lowered.months);
        for (const channel of forecast.channels)
          (channel[series] as Float64Array).forEach((value, m) => {
            sum[m] = (sum[m] as number) + value;
          });
        expectSame(series, sum, forecast.total[series]);
      }
      for (const { parts, opened, touches } of forecast.channels) {
        const sumOf = (of: 'opened' | 'touches') =>
          Float64Array.from({ length: lowered.months }, (_, m) =>
            parts.reduce((sum, part) => sum + (part[of][m] as number), 0),
          );
        expectSame('parts', sumOf('opened'), opened);
        expectSame('parts', sumOf('touches'), touches);
      }
    }));

  it('does not change with a channel whose volume is 0', () =>
    onModels((model, seed) => {
      const quiet: Channel = {
        layer: 'foundation',
        name: 'nobody_calls',
        source: 'nobody_calls',
        owner: (model.owners[0] as Model['owners'][number]).name,
        volume: constant(per(number('0'), 'month')),
        conversion: constant(percent('50')),
        initiator: 'vendor',
        moments: [],
      };
      const more = {
        ...model,
        sources: [...model.sources, { name: 'nobody_calls' }],
        channels: [...model.channels, quiet],
      };
      const after = analysed(more, seed);
      expect(errorsOf(after)).toEqual([]);
      expectSameTotals(analysed(model, seed), after);
    }));

  it('closes in the end what is open: opened + open at start - closed = open at end, per channel', () =>
    onModels((model, seed) => {
      const unlimited: Model = { ...model, closing: { ...model.closing, capacity: undefined, attention: undefined } };
      const end = monthIndex(model.start) + model.months;
      const stopped = (volume: Assumption): Assumption => ({
        ...volume,
        steps: [
          ...volume.steps.filter(({ from }) => from === undefined || monthIndex(from) < end),
          { expr: per(number('0'), 'month'), from: monthText(end) },
        ],
      });
      const longer: Model = {
        ...unlimited,
        months: model.months + 62,
        channels: unlimited.channels.map((channel) => ({
          ...channel,
          volume: isTouches(channel.volume)
            ? channel.volume.map((touch) => ({ ...touch, volume: stopped(touch.volume) }))
            : stopped(channel.volume),
        })),
      };
      const [now, later] = [analysed(unlimited, seed), analysed(longer, seed)];
      if (errorsOf(later).length > 0) return; // what grows may leave its bounds in the months that were added
      for (const channel of now.forecast.channels) {
        const sum = (series: unknown, from = 0) =>
          (series as Float64Array).slice(from).reduce((total, value) => total + value, 0);
        const opened = sum(channel.opened) + (channel.openAtStart as number);
        const open = opened - sum(channel.closed);
        // The printer puts declarations in any order.
        const { name } = channel.channel;
        const then = later.forecast.channels.find((other) => other.channel.name === name);
        const closesLater = sum(then?.closed, model.months);
        expect(closeTo(open, closesLater, opened), `${name}: ${open} open, ${closesLater} close later`).toBe(true);
      }
      const openAtEnd = now.forecast.summary.openAtEnd as number;
      const laterInAll = (later.forecast.total.closed as Float64Array).slice(model.months).reduce((a, b) => a + b, 0);
      expect(closeTo(openAtEnd, laterInAll, now.forecast.summary.opened as number)).toBe(true);
    }));

  it('keeps its past: a step added in the future changes no month before it', () =>
    onModels((model, seed) => {
      const at = 1 + (seed % Math.max(1, model.months - 1));
      if (at >= model.months) return;
      const from = monthText(monthIndex(model.start) + at);
      const touchUp = (volume: Assumption): Assumption => ({
        ...volume,
        steps: [
          ...volume.steps.filter((step) => step.from === undefined || monthIndex(step.from) < monthIndex(from)),
          { expr: per(number('17'), 'week'), from },
        ],
      });
      const changed: Model = {
        ...model,
        channels: model.channels.map((channel, i) =>
          i > 0
            ? channel
            : {
                ...channel,
                volume: isTouches(channel.volume)
                  ? channel.volume.map((touch) => ({ ...touch, volume: touchUp(touch.volume) }))
                  : touchUp(channel.volume),
              },
        ),
      };
      const [before, after] = [analysed(model, seed), analysed(changed, seed)];
      for (const series of SERIES) expectSame(series, before.forecast.total[series], after.forecast.total[series], at);
    }));

  it('says a volume per month, week, quarter or year alike', () =>
    onModels((model, seed) => {
      const said = (volume: Expr): Model => ({
        ...model,
        channels: model.channels.map((channel, i) =>
          i > 0
            ? channel
            : {
                ...channel,
                conversion: channel.conversion ?? constant(percent('3')),
                volume: constant(volume, model.owners[0]?.name),
              },
        ),
      });
      const n = String(seed % 10_000);
      const month = analysed(said(per(number(n), 'month')), seed);
      const others: readonly Expr[] = [
        per(binary(binary(number(n), '*', number('12')), '/', number('52')), 'week'),
        per(binary(binary(number(n), '*', number('12')), '/', number('365')), 'day'),
        per(binary(number(n), '*', number('3')), 'quarter'),
        per(binary(number(n), '*', number('12')), 'year'),
      ];
      for (const other of others) expectSameTotals(month, analysed(said(other), seed));
    }));

  it('does not change when a touch is split in two', () =>
    onModels((model, seed) => {
      const part = (touch: Touch, name: string, share: string): Touch => ({
        ...touch,
        name,
        volume: mapSteps(touch.volume, (expr) => binary(expr, '*', number(share))),
      });
      const split: Model = {
        ...model,
        channels: model.channels.map((channel) => ({
          ...channel,
          volume: isTouches(channel.volume)
            ? channel.volume.flatMap((touch, i) => [
                part(touch, `first_${i}`, '0.25'),
                part(touch, `second_${i}`, '0.75'),
              ])
            : channel.volume,
        })),
      };
      const after = analysed(split, seed);
      expect(errorsOf(after)).toEqual([]);
      expectSameTotals(analysed(model, seed), after);
    }));

  it('is the same in a portfolio of one', () =>
    onModels((model, seed) => {
      const text = print(model, seededDice(seed));
      const whole = `model "All" {
  currency ${model.currency}
  period ${model.start} to ${monthText(monthIndex(model.start) + model.months - 1)}
}
include "./part.upsell" as part
`;
      const all = analyseFiles({ 'model.upsell': whole, 'part.upsell': text });
      expect(errorsOf(all)).toEqual([]);
      expectSameTotals(analyseText(text), all);
    }));
});
