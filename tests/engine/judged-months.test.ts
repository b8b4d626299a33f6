import { monthOf } from '@upsell/engine';
import { describe, expect, it } from 'vitest';
import { type Row, tracked } from './tracked-model.ts';

const JANUARY = monthOf(2026, 1);
const NAMES = ['a', 'b', 'c', 'd'];

/** Each opens 24 of 800 a month. */
const opened = (names: readonly string[], counts: Readonly<Record<string, number>>) => {
  const rows = names.map((source): Row => ({ month: JANUARY, source, touches: 800, opened: counts[source] ?? 24 }));
  const channels = Object.fromEntries(names.map((name) => [name, 'volume 800/month\n  conversion 3%']));
  return tracked({ channels }, rows)
    .tracking.months()
    .map((months) => months[0]?.verdict);
};

describe('the verdict on a month (variance.md, 3)', () => {
  it('is corrected for the channels of that month', () => {
    // Poisson, 14 of 24: twice .0198 is .0397, and of four channels .1586.
    expect(opened(['a'], { a: 14 })).toEqual(['signal']);
    expect(opened(NAMES, { a: 14 })).toEqual(['noise', 'noise', 'noise', 'noise']);
    expect(opened(NAMES, { a: 14, b: 14, c: 14, d: 14 })).toEqual(['signal', 'signal', 'signal', 'signal']);
  });
});
