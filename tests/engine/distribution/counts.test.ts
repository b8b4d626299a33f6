import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { countInterval } from '../../../packages/engine/src/distribution/gamma-poisson.ts';

/** Made by counts.py from sums of probabilities at 60 digits. */
const TABLE = JSON.parse(readFileSync(new URL('counts.json', import.meta.url), 'utf8')) as readonly (readonly [
  mean: number,
  spread: number,
  level: number,
  low: number,
  high: number,
])[];

describe('intervals of counts, beside a table of 60 digits', () => {
  it('are the same whole numbers, from a thousandth to ten billion, with a mean that is known or hardly known', () => {
    expect(TABLE.length).toBeGreaterThan(500);
    const wrong = TABLE.filter(([mean, spread, level, low, high]) => {
      const found = countInterval(mean, spread, level);
      return found.low !== low || found.high !== high;
    });
    expect(wrong).toEqual([]);
  });

  it('move up with the mean, and widen with what is not known of it and with the level', () => {
    const isMonotone = (values: readonly number[]) =>
      values.every((value, i) => i === 0 || value >= (values[i - 1] as number));
    const means = Array.from({ length: 120 }, (_, i) => 0.01 * 1.15 ** i);
    for (const spread of [0, 1e-6, 0.01, 0.1, 0.5, 2]) {
      const all = means.map((mean) => countInterval(mean, spread, 0.9));
      expect(isMonotone(all.map(({ low }) => low))).toBe(true);
      expect(isMonotone(all.map(({ high }) => high))).toBe(true);
    }
    // An upper end falls again where hardly anything is known: most draws are then next to nothing.
    const spreads = Array.from({ length: 60 }, (_, i) => 1e-6 * 1.22 ** i);
    for (const mean of [20, 107.1, 3_000]) {
      const all = spreads.filter((spread) => spread < 0.2).map((spread) => countInterval(mean, spread, 0.9));
      expect(isMonotone(all.map(({ low }) => -low))).toBe(true);
      expect(isMonotone(all.map(({ high }) => high))).toBe(true);
    }
    for (const level of [0.5, 0.9, 0.99, 0.999]) {
      const [inner, outer] = [countInterval(107.1, 0.05, level), countInterval(107.1, 0.05, (1 + level) / 2)];
      expect(outer.low).toBeLessThanOrEqual(inner.low);
      expect(outer.high).toBeGreaterThanOrEqual(inner.high);
    }
  });

  it('hold as much as is asked of the sums of probabilities one by one', () => {
    for (const [mean, spread] of [
      [35.7, 0],
      [35.7, 0.05],
      [3.2, 0.3],
      [428.4, 0.02],
    ] as const) {
      const { low, high } = countInterval(mean, spread, 0.9);
      let probability = spread === 0 ? Math.exp(-mean) : (1 + mean * spread) ** (-1 / spread);
      let [inside, below] = [0, 0];
      for (let k = 0; k <= high; k++) {
        if (k < low) below += probability;
        else inside += probability;
        probability *= (mean * (1 + k * spread)) / ((1 + mean * spread) * (k + 1));
      }
      expect(inside).toBeGreaterThanOrEqual(0.9);
      expect(below).toBeLessThanOrEqual(0.05);
      expect(1 - inside - below).toBeLessThanOrEqual(0.05);
    }
  });

  it('go over into those of a mean that is known', () => {
    for (const mean of [0.4, 5, 40, 107.1, 3_000])
      for (const spread of [1e-13, 1e-16, 1e-17, 1e-20, 1e-100, 1e-300])
        expect(countInterval(mean, spread, 0.9), `${mean}, ${spread}`).toEqual(countInterval(mean, 0, 0.9));
  });

  it('are nothing where nothing is expected', () => {
    expect(countInterval(0, 0, 0.9)).toEqual({ low: 0, high: 0 });
    expect(countInterval(0, 0.3, 0.9)).toEqual({ low: 0, high: 0 });
    // What the last digits leave of a difference is nothing, too.
    expect(countInterval(1e-13, 1e-3, 0.9)).toEqual({ low: 0, high: 0 });
  });
});
