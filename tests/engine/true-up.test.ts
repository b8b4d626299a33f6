import { describe, expect, it } from 'vitest';
import { accuracyOf } from '../../packages/engine/src/accuracy.ts';
import { ageAdjustedWinRate, believedRate, trailingOf } from '../../packages/engine/src/true-up.ts';

describe('the trailing actual (variance.md, 4)', () => {
  const opened = [8, 6, 4, 9, 5, 7];
  const months = [240, 150, 210, 260, 240, 230].map((touches, m) => ({ touches, opened: opened[m] as number }));

  it('pools counts, and never averages rates', () => {
    const { rate, isUsable, touchesMissing } = trailingOf(months);
    expect(rate?.toFixed(8)).toBe('0.02932331');
    expect([isUsable, touchesMissing]).toEqual([true, 0]);
  });

  it('is usable from 10 opened, and else says how many touches are missing', () => {
    expect(trailingOf(months.slice(1, 2))).toMatchObject({ rate: 0.04, isUsable: false, touchesMissing: 100 });
    expect(trailingOf([{ touches: 500, opened: 10 }]).isUsable).toBe(true);
    expect(trailingOf([{ touches: 500, opened: 9 }]).isUsable).toBe(false);
  });

  it('says nothing of what was never touched, or never opened', () => {
    expect(trailingOf([])).toMatchObject({ rate: undefined, isUsable: false, touchesMissing: undefined });
    expect(trailingOf([{ touches: 80, opened: 0 }])).toMatchObject({ rate: 0, touchesMissing: undefined });
  });

  it('moves a range by what was seen', () => {
    const { mean, low, high } = believedRate({ low: 0.02, high: 0.05 }, 4, 210);
    expect([mean, low, high].map((value) => value.toFixed(8))).toEqual(['0.02846298', '0.01821620', '0.04051305']);
  });
});

describe('the win rate by age', () => {
  const cycle = [0.2, 0.35, 0.25, 0.15, 0.05];
  const cohorts = [2, 6, 9].map((won, age) => ({ opened: 40, won, age }));

  it('counts what can have closed', () => expect(ageAdjustedWinRate(cohorts, cycle)?.toFixed(8)).toBe('0.27419355'));

  it('counts what is older than the cycle once', () =>
    expect(ageAdjustedWinRate([{ opened: 10, won: 3, age: 40 }], cycle)).toBeCloseTo(0.3, 12));

  it('is not known before anything can have closed', () =>
    expect(ageAdjustedWinRate([{ opened: 40, won: 0, age: 0 }], [0, 0, 1])).toBeUndefined());
});

describe('accuracy (variance.md, 5)', () => {
  it('is that of the specification', () => {
    const accuracy = accuracyOf([100, 105, 110, 107, 107, 107], [92, 98, 118, 90, 104, 79]);
    expect(accuracy.wape?.toFixed(8)).toBe('0.12220310');
    expect(accuracy.bias?.toFixed(8)).toBe('0.09466437');
    expect(accuracy.trackingSignal?.toFixed(8)).toBe('-4.64788732');
    expect(accuracy.isAlarming).toBe(true);
  });

  it('has no ratio of nothing', () => {
    expect(accuracyOf([], [])).toEqual({
      wape: undefined,
      bias: undefined,
      trackingSignal: undefined,
      isAlarming: false,
    });
    expect(accuracyOf([3, 4], [3, 4])).toMatchObject({ wape: 0, bias: 0, trackingSignal: undefined });
  });
});
