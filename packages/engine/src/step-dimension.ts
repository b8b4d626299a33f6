import { dimensionOf, sameDimension, wrongUnit } from './dimension.ts';
import type { Finding } from './finding.ts';
import { type Assumption, type Dimension, type Expr, PLAIN } from './model.ts';
import type { Place } from './place.ts';

/** Reports what of an assumption does not fit the place's dimension; returns that, or for a driver the first step's. */
export function checkDimensions(
  assumption: Assumption,
  place: Place,
  driver: (name: string) => Dimension | undefined,
  report: (finding: Finding) => void,
): Dimension | undefined {
  let expected = place.dimension;
  const fits = (expr: Expr | undefined) => {
    const found = expr && dimensionOf(expr, driver, report);
    if (!expr || !found) return;
    expected ??= found;
    if (!sameDimension(expected, found)) report(wrongUnit(expr, expected, found, { place: place.name }));
  };
  for (const step of assumption.steps) {
    fits(step.value);
    fits(step.high);
    if (step.growth?.kind === 'rising') fits(step.growth.target);
    for (const { factor } of step.scales ?? []) {
      const found = dimensionOf(factor, driver, report);
      if (found && !sameDimension(found, PLAIN)) report(wrongUnit(factor, PLAIN, found, { place: 'scale' }));
    }
  }
  return expected;
}
