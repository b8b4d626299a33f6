import { betaMean, fitBeta } from './beta.ts';
import { fitGamma, gammaMean } from './gamma.ts';
import { fitLognormal, lognormalMean } from './lognormal.ts';

export type RangeKind = 'beta' | 'gamma' | 'lognormal';

/**
 * The mean of the distribution fitted to a range `low to high`, its 5th and 95th percentiles (forecast.md, 6), in the unit
 * of the ends. Callers have refused what has no fit: 0 < low < high, and high < 1 for a Beta.
 */
export function expectedValue(kind: RangeKind, low: number, high: number): number {
  const key = `${kind} ${low} ${high}`;
  const known = means.get(key);
  if (known !== undefined) return known;
  const mean = fit(kind, low, high);
  if (means.size >= KEPT) means.clear();
  means.set(key, mean);
  return mean;
}

function fit(kind: RangeKind, low: number, high: number): number {
  if (kind === 'lognormal') return lognormalMean(fitLognormal(low, high));
  return kind === 'beta' ? betaMean(fitBeta(low, high)) : gammaMean(fitGamma(low, high));
}

// A fit takes a fraction of a millisecond and depends on nothing else, so a keystroke elsewhere need not repeat it.
const KEPT = 10_000;
const means = new Map<string, number>();
