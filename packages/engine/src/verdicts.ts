import type { ActualMonth } from './actuals.ts';
import type { Compared } from './compared.ts';
import { binomialTest } from './distribution/binomial.ts';
import { poissonTest } from './distribution/poisson.ts';
import { correctedWithin, limitsOf, THRESHOLDS, type Thresholds, type Verdict, verdictOf } from './significance.ts';

/** What a difference is worth, with what says so. */
export interface Judgement {
  /**
   * `untestable`: without touches, or with more opened than touches, nothing is known of a conversion; or it depends on the tests of
   * channels whose plan is withheld.
   */
  readonly verdict: Verdict | 'untestable';
  /** Of the exact test; absent for a volume, which is judged by limits. */
  readonly p?: number;
  /** `p` corrected for the tests of all channels; absent where some of them are withheld. */
  readonly q?: number;
  /** Actual / expected; absent where nothing is expected. */
  readonly ratio?: number;
}

export interface Verdicts {
  readonly volume: Judgement;
  readonly conversion: Judgement;
  readonly opened: Judgement;
}

/** An actual count beside the expected one, with its p-value. */
export interface Test {
  readonly actual: number;
  readonly expected: number;
  readonly p: number;
}

/** What is tested of one channel, over the whole months of a window. */
export interface Tested {
  readonly volume: Judgement;
  readonly conversion: Test | undefined;
  readonly opened: Test | undefined;
}

const UNTESTABLE: Judgement = { verdict: 'untestable' };
export const UNTESTED: Verdicts = { volume: UNTESTABLE, conversion: UNTESTABLE, opened: UNTESTABLE };

/** The exact tests of a channel (variance.md, 3). `rows` are all of its source's: the earlier ones say what a volume varies by. */
export function testsOf(compared: readonly Compared[], rows: readonly ActualMonth[]): Tested {
  return testsOfMonths(compared, rows, compared);
}

/**
 * The exact tests of several channels as one. `months` are their sums, `compared` the months of each: where more is touched in a
 * channel that converts less, nothing has happened to any conversion.
 */
export function testsOfAll(
  months: readonly Compared[],
  rows: readonly ActualMonth[],
  compared: readonly Compared[],
): Tested {
  const over = new Set(months.flatMap(({ month, isWhole }) => (isWhole ? month : [])));
  return testsOfMonths(
    months,
    rows,
    compared.filter(({ month }) => over.has(month)),
  );
}

function testsOfMonths(
  months: readonly Compared[],
  rows: readonly ActualMonth[],
  converting: readonly Compared[],
): Tested {
  const whole = months.filter(({ isWhole }) => isWhole);
  if (whole.length === 0) return { volume: UNTESTABLE, conversion: undefined, opened: undefined };
  const conversion = conversionTest(converting.filter(({ isWhole }) => isWhole));
  return { volume: volumeJudgement(whole, rows), conversion, opened: openedTest(whole) };
}

/** Opened of the actual touches, against the plan's rates. */
function conversionTest(whole: readonly Compared[]): Test | undefined {
  let [touches, opened, expected] = [0, 0, 0];
  for (const { plan, actual } of whole) {
    // Without planned touches there is no planned rate.
    if (plan.touches === 0) continue;
    touches += actual.touches;
    opened += actual.opened;
    // The rate first: one of 100% is then 1, to the bit.
    expected += actual.touches * (plan.opened / plan.touches);
  }
  if (touches === 0 || opened > touches || expected > touches) return undefined;
  return { actual: opened, expected, p: binomialTest(opened, touches, expected / touches) };
}

function openedTest(whole: readonly Compared[]): Test {
  let [actual, expected] = [0, 0];
  for (const one of whole) {
    actual += one.actual.opened;
    expected += one.plan.opened;
  }
  return { actual, expected, p: poissonTest(actual, expected) };
}

function volumeJudgement(whole: readonly Compared[], rows: readonly ActualMonth[]): Judgement {
  let [actual, expected] = [0, 0];
  for (const one of whole) {
    actual += one.actual.touches;
    expected += one.plan.touches;
  }
  const ratio = expected === 0 ? undefined : actual / expected;
  return { verdict: volumeVerdict((whole[whole.length - 1] as Compared).actual, rows), ratio };
}

/** The last whole month of a source against the limits of those before it, which are among `rows`. */
export function volumeVerdict({ month: last, touches }: ActualMonth, rows: readonly ActualMonth[]): Verdict {
  const earlier = rows.filter(({ month, through }) => month < last && through === undefined);
  const limits = limitsOf(earlier.map((row) => row.touches));
  if (!limits) return 'too little data';
  return touches < limits.low || touches > limits.high ? 'signal' : 'noise';
}

/** The verdicts on several channels, whose tests are corrected together; `withheld` of further ones nobody knows the tests. */
export function verdictsOf(
  tested: readonly Tested[],
  withheld = 0,
  thresholds: Thresholds = THRESHOLDS,
): readonly Verdicts[] {
  const judge = (of: (one: Tested) => Test | undefined): readonly Judgement[] => {
    const tests = tested.map(of);
    const judged = judgements(
      tests.flatMap((test) => test ?? []),
      withheld,
      thresholds,
    );
    let next = 0;
    return tests.map((test) => (test ? (judged[next++] as Judgement) : UNTESTABLE));
  };
  const conversions = judge(({ conversion }) => conversion);
  const opened = judge(({ opened: test }) => test);
  return tested.map(({ volume }, i) => ({
    volume,
    conversion: conversions[i] as Judgement,
    opened: opened[i] as Judgement,
  }));
}

/** The judgements on some tests that are corrected together, with further ones whose results are `withheld`. */
export function judgements(
  tests: readonly Test[],
  withheld: number,
  thresholds: Thresholds = THRESHOLDS,
): readonly Judgement[] {
  const { least, most } = correctedWithin(
    tests.map(({ p }) => p),
    withheld,
  );
  return tests.map(({ actual, expected, p }, i): Judgement => {
    const ratio = expected === 0 ? undefined : actual / expected;
    const verdict = verdictOf(actual, expected, most[i] as number, thresholds);
    if (withheld === 0) return { verdict, p, q: most[i], ratio };
    const isCertain = verdict === verdictOf(actual, expected, least[i] as number, thresholds);
    return { verdict: isCertain ? verdict : 'untestable', p, ratio };
  });
}
