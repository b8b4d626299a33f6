import { type Broken, type ExpectationResult, isBroken, isKnown, type Total } from '@upsell/engine';
import { kindOfSides, valueText } from './value-text.ts';

/** What both sides of an expectation came to: `32.77% <= 50.00%`, or why it cannot be said. */
export function sidesText(
  { expectation, left, right, dimension }: ExpectationResult,
  currency: string | undefined,
  place: (broken: Broken) => string,
): string {
  const kind = kindOfSides(dimension, expectation.left, expectation.right);
  const side = (value: Total): string => {
    if (isBroken(value)) return `withheld (see ${place(value)})`;
    return isKnown(value) ? valueText(value, kind, currency) : 'undefined';
  };
  return `${side(left)} ${expectation.comparison} ${side(right)}`;
}
