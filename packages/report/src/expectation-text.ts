import { type Broken, type ExpectationResult, isBroken, isKnown, type Total, withheldIn } from '@upsell/engine';
import { apartText, kindOfSides, shortValueText, valueText } from './value-text.ts';

/** What both sides of an expectation came to: `32.77% <= 50.00%`, or why it cannot be said. */
export function sidesText(
  result: ExpectationResult,
  currency: string | undefined,
  place: (broken: Broken) => string,
): string {
  const { expectation, left, right } = result;
  const [a, b] = sidesOf(result, currency);
  const side = (value: Total, text: string): string => (isBroken(value) ? `withheld (see ${place(value)})` : text);
  return `${side(left, a)} ${expectation.comparison} ${side(right, b)}`;
}

/** Both sides in full, with as many digits as it takes to tell them apart; `undefined` where one has no value. */
export function sidesOf(
  { expectation, left, right, dimension }: ExpectationResult,
  currency: string | undefined,
): readonly [string, string] {
  const kind = kindOfSides(dimension, expectation.left, expectation.right);
  if (isKnown(left) && isKnown(right)) return apartText(left, right, kind, currency);
  const side = (value: Total) => (isKnown(value) ? valueText(value, kind, currency) : 'undefined');
  return [side(left), side(right)];
}

/** Whether an expectation holds, in a word; `unknown` where an error in the model withholds a side. */
export function expectationState(result: ExpectationResult): ExpectationReport['verdict'] {
  if (withheldIn(result)) return 'unknown';
  return result.pass ? 'holds' : 'fails';
}

/** How the test of an expectation went, for a list of tests. */
export interface ExpectationReport {
  /** `unknown` where an error in the model withholds a side. */
  readonly verdict: 'holds' | 'fails' | 'unknown';
  /** A line: `holds  Twice as many: opened >= 96, 96.0 >= 96.0`. */
  readonly line: string;
  /** Where it does not hold a sentence, with `derivation`, what its sides are made of, below it; or why that is not known. */
  readonly message?: string;
}

export function expectationReport(
  result: ExpectationResult,
  currency: string | undefined,
  place: (broken: Broken) => string,
  derivation: string | undefined,
): ExpectationReport {
  const { expectation } = result;
  const { label, text } = expectation;
  const sides = sidesText(result, currency, place);
  const verdict = expectationState(result);
  const line = `${verdict}  ${label === undefined ? '' : `${label}: `}${text}, ${sides}`;
  if (verdict === 'holds') return { verdict, line };
  const because = withheldIn(result);
  if (because)
    return {
      verdict,
      line,
      message: `${text} could not be computed because of \`${because.code}\` at ${place(because)}: ${sides}`,
    };
  return { verdict, line, message: [`${text} does not hold: ${sides}`, derivation ?? ''].join('\n\n').trimEnd() };
}

/** Whether an expectation of which nothing is withheld holds, in words: `holds: 35.7 of at least 30`. */
export function expectationVerdict(result: ExpectationResult, currency: string | undefined): string {
  const { expectation, left, right, pass, dimension } = result;
  const kind = kindOfSides(dimension, expectation.left, expectation.right);
  const short = (value: Total) => (isKnown(value) ? shortValueText(value, kind, currency) : 'undefined');
  // Two that look the same in few characters are shown in as many as it takes.
  const [a, b] = short(left) === short(right) ? sidesOf(result, currency) : [short(left), short(right)];
  // A goal that a person wrote is a round number more often than not.
  const goal = b.replace(/\.0+(?=[kMB%]?( |$))/, '');
  return `${pass ? 'holds' : 'fails'}: ${a} of ${COMPARISONS[expectation.comparison]} ${goal}`;
}

const COMPARISONS: Readonly<Record<ExpectationResult['expectation']['comparison'], string>> = {
  '>=': 'at least',
  '<=': 'at most',
  '>': 'more than',
  '<': 'less than',
  '=': 'exactly',
};
