import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { betaQuantile } from '../../../packages/engine/src/distribution/beta.ts';
import { binomialTails, rateInterval } from '../../../packages/engine/src/distribution/binomial.ts';
import { meanInterval, poissonTails } from '../../../packages/engine/src/distribution/poisson.ts';

/** Made by tails.py from sums of probabilities at 60 digits. */
const TABLES = JSON.parse(readFileSync(new URL('tails.json', import.meta.url), 'utf8')) as {
  readonly binomial: readonly [k: number, n: number, p: number, lower: string, upper: string][];
  readonly poisson: readonly [k: number, mean: number, lower: string, upper: string][];
  readonly rates: readonly [k: number, n: number, level: number, low: string, high: string][];
  readonly means: readonly [k: number, level: number, low: string, high: string][];
};

/** The largest relative difference of some rows, with the row. */
function worst<Row>(
  rows: readonly Row[],
  differences: (row: Row) => readonly (readonly [ours: number, theirs: string])[],
) {
  const all = rows.flatMap((row) =>
    differences(row).map(([ours, theirs]) => ({ row, off: offBy(ours, Number(theirs)) })),
  );
  expect(all.length).toBeGreaterThan(375);
  return all.reduce((most, one) => (one.off > most.off ? one : most));
}

/** Below the smallest normal number digits are lost. */
const offBy = (ours: number, theirs: number): number => Math.abs(ours - theirs) / Math.max(Math.abs(theirs), 2.3e-308);

describe('tails and exact limits, beside tables of 60 digits', () => {
  it('binomial tails, from 1 to a million trials, to 36 standard deviations', () => {
    const most = worst(TABLES.binomial, ([k, n, p, lower, upper]) => {
      const tails = binomialTails(k, n, p);
      return [
        [tails.lower, lower],
        [tails.upper, upper],
      ] as const;
    });
    expect(most.off, JSON.stringify(most.row)).toBeLessThan(1e-11);
  });

  it('Poisson tails, from a thousandth to a million, to 36 standard deviations', () => {
    const most = worst(TABLES.poisson, ([k, mean, lower, upper]) => {
      const tails = poissonTails(k, mean);
      return [
        [tails.lower, lower],
        [tails.upper, upper],
      ] as const;
    });
    expect(most.off, JSON.stringify(most.row)).toBeLessThan(1e-11);
  });

  it('the limits of Clopper and Pearson', () => {
    const most = worst(TABLES.rates, ([k, n, level, low, high]) => {
      const interval = rateInterval(k, n, level);
      return [
        [interval.low, low],
        [interval.high, high],
      ] as const;
    });
    expect(most.off, JSON.stringify(most.row)).toBeLessThan(1e-11);
  });

  it('quantiles of Betas, of which the limits of Clopper and Pearson are some', () => {
    const most = worst(TABLES.rates, ([k, n, level, low, high]) => [
      ...(k === 0 ? [] : [[betaQuantile((1 - level) / 2, { a: k, b: n - k + 1 }), low] as const]),
      ...(k === n ? [] : [[betaQuantile((1 + level) / 2, { a: k + 1, b: n - k }), high] as const]),
    ]);
    expect(most.off, JSON.stringify(most.row)).toBeLessThan(1e-11);
  });

  it('the limits of Garwood', () => {
    const most = worst(TABLES.means, ([k, level, low, high]) => {
      const interval = meanInterval(k, level);
      return [
        [interval.low, low],
        [interval.high, high],
      ] as const;
    });
    expect(most.off, JSON.stringify(most.row)).toBeLessThan(1e-11);
  });

  it('where nothing, or everything, can happen', () => {
    expect(binomialTails(0, 5, 0)).toEqual({ lower: 1, upper: 1 });
    expect(binomialTails(2, 5, 0)).toEqual({ lower: 1, upper: 0 });
    expect(binomialTails(5, 5, 1)).toEqual({ lower: 1, upper: 1 });
    expect(binomialTails(4, 5, 1)).toEqual({ lower: 0, upper: 1 });
    expect(binomialTails(0, 0, 0.3)).toEqual({ lower: 1, upper: 1 });
    expect(poissonTails(0, 0)).toEqual({ lower: 1, upper: 1 });
    expect(poissonTails(3, 0)).toEqual({ lower: 1, upper: 0 });
  });
});
