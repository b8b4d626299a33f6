import { type Broken, type ExpectationResult, isBroken, isKnown, type Total } from '@upsell/engine';
import { kindOfSides, shortValueText, valueText } from './value-text.ts';

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

/** Whether an expectation holds, in words: `holds: 35.7 of at least 30`. */
export function expectationVerdict(
  { expectation, left, right, pass, dimension }: ExpectationResult,
  currency: string | undefined,
  place: (broken: Broken) => string,
): string {
  const because = [left, right].find(isBroken);
  if (because) return `withheld: see ${place(because)}`;
  const kind = kindOfSides(dimension, expectation.left, expectation.right);
  const side = (value: Total) => (isKnown(value) ? shortValueText(value, kind, currency) : 'undefined');
  // A goal that a person wrote is a round number more often than not.
  const goal = side(right).replace(/\.0+(?=[kMB%]?( |$))/, '');
  return `${pass ? 'holds' : 'fails'}: ${side(left)} of ${COMPARISONS[expectation.comparison]} ${goal}`;
}

const COMPARISONS: Readonly<Record<ExpectationResult['expectation']['comparison'], string>> = {
  '>=': 'at least',
  '<=': 'at most',
  '>': 'more than',
  '<': 'less than',
  '=': 'exactly',
};
