import { readFileSync } from 'node:fs';
import {
  calendarMonth,
  type Figure,
  isBroken,
  monthOf,
  type Total,
  workdays,
  workdaysThrough,
  yearOf,
} from '@upsell/engine';
import { describe, expect, it } from 'vitest';
import { analyseText } from '../harness/analyse-text.ts';

/** The figures of the specification's section 8, on the canonical model and variants of its text. */
const canonical = readFileSync(new URL('../../examples/canonical/canonical.upsell', import.meta.url), 'utf8');

function evaluate(text: string) {
  const { forecast, diagnostics } = analyseText(text);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  const { total, summary, channels } = forecast;
  return { total, summary, channels };
}

const values = (figure: Figure | undefined): readonly number[] => {
  if (!figure || isBroken(figure)) throw new Error('withheld');
  return Array.from(figure);
};

const total = (value: Total): number => {
  if (typeof value !== 'number') throw new Error('withheld or undefined');
  return value;
};

/** Replaces text that must be there. */
function replace(text: string, ...pairs: readonly (readonly [string, string])[]): string {
  let out = text;
  for (const [from, to] of pairs) {
    if (!out.includes(from)) throw new Error(`the text has no ${from}`);
    out = out.replace(from, to);
  }
  return out;
}

const withClosing = (field: string) => replace(canonical, ['  win rate  25%', `  ${field}\n  win rate  25%`]);

describe('the canonical model', () => {
  it('opens 35.7 a month', () => {
    const { total, channels, summary } = evaluate(canonical);
    const byChannel = channels.map(({ opened }) => values(opened)[0] as number);
    for (const [i, expected] of [1.8, 4, 7.2, 6, 5, 4.5, 7.2].entries()) expect(byChannel[i]).toBeCloseTo(expected, 12);
    for (const opened of values(total.opened)) expect(opened).toBeCloseTo(35.7, 12);
    for (const revenue of values(total.revenue)) expect(revenue).toBeCloseTo(107_100, 8);
    expect(summary.revenue).toBeCloseTo(1_285_200, 7);
    expect(summary.leverageShare).toBeCloseTo(11.7 / 35.7, 12);
  });

  it('closes over a cycle', () => {
    const { total, summary } = evaluate(withClosing('cycle     20%, 35%, 25%, 15%, 5%'));
    const months = [21_420, 58_905, 85_680, 101_745, ...new Array<number>(8).fill(107_100)];
    for (const [m, expected] of months.entries()) expect(values(total.revenue)[m]).toBeCloseTo(expected, 7);
    expect(summary.revenue).toBeCloseTo(1_124_550, 7);
    expect(summary.openAtEnd).toBeCloseTo(53.55, 10);
  });

  it('counts the workdays of a month that are over', () => {
    const march = monthOf(2026, 3);
    expect([workdaysThrough(march, 15), workdays(march)]).toEqual([10, 22]);
    // variance.md, 6: 20 opened by then, where 35.7 are planned for the month.
    const expected = (35.7 * workdaysThrough(march, 15)) / workdays(march);
    expect(expected.toFixed(6)).toBe('16.227273');
    expect((100 * (20 / expected - 1)).toFixed(1)).toBe('23.2');
    for (let month = monthOf(2023, 1); month < monthOf(2029, 1); month++) {
      const days = new Date(Date.UTC(yearOf(month), calendarMonth(month), 0)).getUTCDate();
      let count = 0;
      expect(workdaysThrough(month, 0)).toBe(0);
      for (let day = 1; day <= days; day++) {
        const weekday = new Date(Date.UTC(yearOf(month), calendarMonth(month) - 1, day)).getUTCDay();
        if (weekday > 0 && weekday < 6) count++;
        expect(workdaysThrough(month, day)).toBe(count);
      }
      expect(workdays(month)).toBe(count);
    }
  });

  it('counts the workdays of each month', () => {
    const perWorkday = 'volume     (800 * 12 / 261)/workday counted 2025-10 to 2025-12';
    const { channels, summary } = evaluate(
      replace(canonical, ['volume     800/month counted 2025-10 to 2025-12', perWorkday]),
    );
    const touches = values(channels.find(({ channel }) => channel.name === 'tickets')?.touches);
    expect(touches[1]).toBeCloseTo(735.632184, 6);
    expect(touches[6]).toBeCloseTo(845.977011, 6);
    expect(touches.reduce((a, b) => a + b, 0)).toBeCloseTo(9_600, 8);
    expect(total(summary.touches)).toBeGreaterThan(0);
  });

  it('waits for the closers', () => {
    const { summary } = evaluate(withClosing('capacity  30/month decided 2026-01'));
    expect(summary.worked).toBeCloseTo(360, 9);
    expect(summary.backlogAtEnd).toBeCloseTo(68.4, 9);
    expect(summary.revenue).toBeCloseTo(1_080_000, 6);
  });

  it('ramps outbound up', () => {
    const ramp = '50/month counted 2025-10 to 2025-12, 100/month from 2026-02, 150/month from 2026-03';
    const { summary } = evaluate(replace(canonical, ['150/month counted 2025-10 to 2025-12', ramp]));
    expect(summary.opened).toBeCloseTo(422.4, 9);
  });
});

describe('ranges', () => {
  it.each([
    ['conversion', 'conversion 0.5%', 'conversion 2% to 5%', 0.03362031, 8],
    ['win rate', 'win rate  25%', 'win rate  20% to 30%', 0.24857417, 8],
    ['volume', 'volume     800/month', 'volume     200/month to 280/month', 238.588141, 6],
    ['deal size', 'deal size $12,000', 'deal size $8k to $18k', 12_370.184198, 6],
  ])('have the expected %s of their distribution', (field, from, to, expected, digits) => {
    const { channels, summary } = evaluate(replace(canonical, [from, to]));
    const tickets = channels.find(({ channel }) => channel.name === 'tickets');
    const [touches, opened] = [values(tickets?.touches)[0] as number, values(tickets?.opened)[0] as number];
    const found = {
      conversion: opened / touches,
      volume: touches,
      'win rate': summary.winRate,
      'deal size': summary.dealSize,
    };
    expect(found[field as keyof typeof found]).toBeCloseTo(expected, digits);
  });
});
