import { describe, expect, it } from 'vitest';
import { fitBeta } from '../../packages/engine/src/distribution/beta.ts';
import { expectedValue } from '../../packages/engine/src/distribution/expected-value.ts';
import { fitGamma } from '../../packages/engine/src/distribution/gamma.ts';
import { fitLognormal } from '../../packages/engine/src/distribution/lognormal.ts';
import { betaFit, betaMean, gammaFit, gammaMean } from '../oracle/fit.ts';

/** Parameters to a relative error of 1e-9, as the specification asks. */
const near = (found: number, expected: number) => expect(Math.abs(found / expected - 1)).toBeLessThan(1e-9);

describe('fits', () => {
  it("give the specification's parameters", () => {
    expect(fitBeta(0.02, 0.05).a).toBeCloseTo(12.88940562, 8);
    expect(fitBeta(0.02, 0.05).b).toBeCloseTo(370.49212497, 7);
    expect(fitBeta(0.2, 0.3).a).toBeCloseTo(49.953708, 6);
    expect(fitBeta(0.2, 0.3).b).toBeCloseTo(151.007272, 6);
    expect(fitGamma(200, 280).shape).toBeCloseTo(96.0181311, 7);
    expect(fitGamma(200, 280).rate).toBeCloseTo(0.402443017, 9);
    expect(fitLognormal(8_000, 18_000).mu).toBeCloseTo(9.39266193, 8);
    expect(fitLognormal(8_000, 18_000).sigma).toBeCloseTo(0.24650528, 8);
  });

  // From nearly a point to five orders of magnitude; 1.08 and 1.12 lie around the place where the method changes.
  it.each([1.002, 1.01, 1.08, 1.12, 1.13, 1.3, 2, 10, 1_000, 100_000])(
    'find the Gamma whose ends are %d apart',
    (ratio) => {
      for (const low of [1e-6, 0.3, 289, 5e8]) {
        const [found, expected] = [fitGamma(low, low * ratio), gammaFit(low, low * ratio)];
        const loss = 1e-10 / (ratio - 1); // a narrow range has few digits between its ends
        expect(Math.abs(found.shape / expected.shape - 1)).toBeLessThan(1e-9 + loss);
        near(expectedValue('gamma', low, low * ratio), gammaMean(low, low * ratio));
      }
    },
  );

  it.each([
    [0.02, 0.05],
    [0.0001, 0.0002],
    [0.3, 0.301],
    [0.001, 0.999],
    [0.6, 0.95],
    [0.97, 0.999],
    [1e-6, 0.5],
  ])('find the Beta from %d to %d', (low, high) => {
    const [found, expected] = [fitBeta(low, high), betaFit(low, high)];
    const loss = 1e-10 / (high / low - 1);
    expect(Math.abs(found.a / expected.a - 1)).toBeLessThan(1e-9 + loss);
    near(expectedValue('beta', low, high), betaMean(low, high));
  });

  it('do not depend on what was fitted before', () => {
    const first = expectedValue('gamma', 289, 320);
    for (let i = 0; i < 20_000; i++) expectedValue('lognormal', 1 + i, 3 + i);
    expect(expectedValue('gamma', 289, 320)).toBe(first);
  });
});
