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

/** How the test of an expectation went, for a list of tests. */
export interface ExpectationReport {
  /** A line: `holds  Twice as many: opened >= 96, 96.0 >= 96.0`. */
  readonly line: string;
  /** A sentence where it does not hold, with `derivation`, what its sides are made of, below it. */
  readonly message?: string;
}

export function expectationReport(
  result: ExpectationResult,
  currency: string | undefined,
  place: (broken: Broken) => string,
  derivation: string | undefined,
): ExpectationReport {
  const { pass, expectation } = result;
  const { label, text } = expectation;
  const sides = sidesText(result, currency, place);
  const line = `${pass ? 'holds' : 'fails'}  ${label === undefined ? '' : `${label}: `}${text}, ${sides}`;
  if (pass) return { line };
  return { line, message: [`${text} does not hold: ${sides}`, derivation ?? ''].join('\n\n').trimEnd() };
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
