import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { binomialTails, binomialTest, rateInterval } from '../../packages/engine/src/distribution/binomial.ts';
import { meanInterval, poissonTails, poissonTest } from '../../packages/engine/src/distribution/poisson.ts';
import { corrected, leastExpected, limitsOf, verdictOf } from '../../packages/engine/src/significance.ts';

/** The digits of the specification (variance.md, 3). */
const digits = (value: number, count = 8): string => value.toFixed(count);

describe('the check values of the specification', () => {
  it.each([
    [28, 35.7, '0.11117003'],
    [24, 35.7, '0.02509344'],
    [86, 107.1, '0.02050638'],
    [0, 1.8, '0.16529889'],
  ])('Poisson, at most %d where %d were expected', (k, mean, p) => expect(digits(poissonTails(k, mean).lower)).toBe(p));

  it('binomial, 10 of 640 against 3%', () => {
    expect(digits(binomialTails(10, 640, 0.03).lower)).toBe('0.01534282');
    expect(digits(binomialTest(10, 640, 0.03))).toBe('0.03068563');
  });

  it('Clopper-Pearson 90%, 4 of 210', () => {
    const { low, high } = rateInterval(4, 210, 0.9);
    expect([digits(low, 6), digits(high, 6)]).toEqual(['0.006532', '0.043055']);
  });

  it('Garwood 90%, 28', () => {
    const { low, high } = meanInterval(28, 0.9);
    expect([digits(low, 6), digits(high, 6)]).toEqual(['19.900639', '38.388902']);
  });

  it('seven channels corrected together', () => {
    const seen = [4, 10, 14, 26, 9, 17, 6];
    const expected = [13.5, 21.6, 18, 21.6, 12, 15, 5.4];
    const p = seen.map((count, i) => poissonTest(count, expected[i] as number));
    expect(p.map((one) => digits(one))).toEqual([
      '0.00520868',
      '0.00891734',
      '0.41615473',
      '0.39496855',
      '0.48478432',
      '0.67175360',
      '0.90773579',
    ]);
    expect(corrected(p).map((one) => digits(one))).toEqual([
      '0.03121071',
      '0.03121071',
      '0.67869805',
      '0.67869805',
      '0.67869805',
      '0.78371253',
      '0.90773579',
    ]);
  });

  it('the count below which a shortfall by half is mostly missed', () =>
    expect(digits(leastExpected(), 1)).toBe('21.9'));
});

describe('verdicts', () => {
  it('are signals where the difference is both unlikely and large', () => {
    expect(verdictOf(10, 30, 0.04)).toBe('signal');
    expect(verdictOf(10, 30, 0.06)).toBe('noise');
    expect(verdictOf(960, 1_000, 0.001)).toBe('noise');
    expect(verdictOf(850, 1_000, 0.05)).toBe('signal');
    expect(verdictOf(10, 19.2, 0.0307)).toBe('signal');
    expect(verdictOf(14, 21.8, 0.06)).toBe('too little data');
    expect(verdictOf(14, 21.9, 0.06)).toBe('noise');
    expect(verdictOf(0, 0, 1)).toBe('too little data');
  });

  it('go by thresholds that can be set', () => {
    expect(verdictOf(4, 10, 0.08, { q: 0.1, relative: 0.5, leastExpected: 5 })).toBe('signal');
    expect(verdictOf(6, 10, 0.08, { q: 0.1, relative: 0.5, leastExpected: 5 })).toBe('noise');
  });
});

describe('the correction for several tests', () => {
  const values = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 });

  it('is, of each, the least p x m / rank of those at least as large', () => {
    fc.assert(
      fc.property(values, (all) => {
        // As it is defined, rank by rank.
        const sorted = [...all].sort((a, b) => a - b);
        const byRank = sorted.map((p, i) => (p * all.length) / (i + 1));
        const q = all.map((p) => Math.min(1, ...byRank.slice(sorted.lastIndexOf(p))));
        for (const [i, one] of corrected(all).entries()) expect(one).toBeCloseTo(q[i] as number, 12);
      }),
    );
  });

  it('never makes a p-value smaller, and keeps their order', () => {
    fc.assert(
      fc.property(values, (all) => {
        const q = corrected(all);
        for (const [i, p] of all.entries()) {
          expect(q[i]).toBeGreaterThanOrEqual(p * (1 - 1e-12));
          for (const [j, other] of all.entries()) if (p < other) expect(q[i]).toBeLessThanOrEqual(q[j] as number);
        }
      }),
    );
  });
});

describe('the limits of a volume', () => {
  it('are 2.66 mean moving ranges around the mean', () => {
    expect(limitsOf([10, 12, 11, 13, 9, 11])).toEqual({ mean: 11, low: 11 - 2.66 * 2.2, high: 11 + 2.66 * 2.2 });
  });

  it('are not known by fewer than six months', () => expect(limitsOf([10, 12, 11, 13, 9])).toBeUndefined());
});
