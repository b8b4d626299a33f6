import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type ComparedForecast, disagreements } from '../oracle/compare.ts';
import { forecast } from '../oracle/forecast.ts';
import { read } from '../oracle/read.ts';

/** The figures of the goldens are the oracle's, not only what the command line once printed. */
const golden = (file: string) => readFileSync(new URL(file, import.meta.url), 'utf8');

describe('the goldens of eval', () => {
  const expected = forecast(read(golden('eval/json/small.upsell')));

  it('hold the figures of the oracle as JSON', () => {
    const found = JSON.parse(golden('eval/json/stdout')) as ComparedForecast;
    expect(disagreements(expected, found)).toEqual([]);
  });

  it('and as CSV', () => {
    const [head = '', ...rows] = golden('eval/csv/stdout').trim().split('\n');
    const columns = head.split(',');
    const totals = rows.map((row) => row.split(',')).filter((cells) => cells[columns.indexOf('scope')] === 'total');
    expect(totals.map((cells) => Number(cells[columns.indexOf('revenue')]))).toEqual(expected.total.revenue);
  });
});
