import { dimensionOf, sameDimension, wrongUnit } from './dimension.ts';
import type { Finding } from './finding.ts';
import { type Assumption, type Dimension, type Expr, PLAIN, type Scale } from './model.ts';
import type { Place } from './place.ts';

/** Reports what of an assumption does not fit the place's dimension; returns that, or for a driver the first step's. */
export function checkDimensions(
  assumption: Assumption,
  place: Place,
  driver: (name: string) => Dimension | undefined,
  report: (finding: Finding) => void,
): Dimension | undefined {
  let expected = place.dimension;
  for (const { value, high, growth, scales } of assumption.steps) {
    expected = fitting(value, expected, place, driver, report);
    if (high) expected = fitting(high, expected, place, driver, report);
    if (growth?.kind === 'rising') expected = fitting(growth.target, expected, place, driver, report);
    for (const { factor } of scales ?? NO_SCALES) {
      const found = dimensionOf(factor, driver, report);
      if (found && !sameDimension(found, PLAIN)) report(wrongUnit(factor, PLAIN, found, { place: 'scale' }));
    }
  }
  return expected;
}

const NO_SCALES: readonly Scale[] = [];

/** The dimension that is expected from here on: the first that there is. */
function fitting(
  expr: Expr,
  expected: Dimension | undefined,
  place: Place,
  driver: (name: string) => Dimension | undefined,
  report: (finding: Finding) => void,
): Dimension | undefined {
  const found = dimensionOf(expr, driver, report);
  if (found && expected && !sameDimension(expected, found))
    report(wrongUnit(expr, expected, found, { place: place.name }));
  return expected ?? found;
}
