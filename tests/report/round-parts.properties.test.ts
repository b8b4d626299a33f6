import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decimals, roundParts } from '../../packages/report/src/numbers.ts';

const RUNS = process.env['UPSELL_LONG'] ? 20_000 : 500;

describe('parts that are rounded with their total', () => {
  it('add up to it, each beside what it is, and as close to all of them as that can be', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -99_999, max: 99_999 }), { minLength: 1, maxLength: 9 }),
        fc.constantFrom(0, 1),
        (thousandths, digits) => {
          const parts = thousandths.map((value) => value / 1_000);
          const unit = 10 ** -digits;
          const rounded = roundParts(parts, digits);
          const sum = (all: readonly number[]) => all.reduce((so, value) => so + value, 0);
          // Half a unit goes away from 0, as where a number is shown by itself.
          expect(decimals(sum(rounded), digits)).toBe(decimals(sum(thousandths) / 1_000, digits));
          const off = (value: number, i: number) => Math.abs(value - (parts[i] as number));
          for (const [i, up] of rounded.entries()) {
            expect(off(up, i)).toBeLessThan(unit + 1e-9);
            // No unit can go from one part to another and leave both together closer to what they are.
            for (const [j, down] of rounded.entries())
              if (i !== j)
                expect(off(up, i) + off(down, j)).toBeLessThan(off(up + unit, i) + off(down - unit, j) + 1e-6);
          }
        },
      ),
      { numRuns: RUNS },
    );
  });
});
