import type { ActualMonth } from './actuals.ts';
import type { Compared } from './compared.ts';
import { binomialTest } from './distribution/binomial.ts';
import { poissonTest } from './distribution/poisson.ts';
import { corrected, limitsOf, THRESHOLDS, type Thresholds, type Verdict, verdictOf } from './significance.ts';

/** What a difference is worth, with what says so. */
export interface Judgement {
  /** `untestable`: without touches, or with more opened than touches, nothing is known of a conversion. */
  readonly verdict: Verdict | 'untestable';
  /** Of the exact test; absent for a volume, which is judged by limits. */
  readonly p?: number;
  /** `p` corrected for the tests of all channels. */
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
interface Test {
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

/** The last whole month against the limits of those before it. */
function volumeJudgement(whole: readonly Compared[], rows: readonly ActualMonth[]): Judgement {
  const last = whole[whole.length - 1] as Compared;
  let [actual, expected] = [0, 0];
  for (const one of whole) {
    actual += one.actual.touches;
    expected += one.plan.touches;
  }
  const ratio = expected === 0 ? undefined : actual / expected;
  const earlier = rows.filter(({ month, through }) => month < last.month && through === undefined);
  const limits = limitsOf(earlier.map(({ touches }) => touches));
  if (!limits) return { verdict: 'too little data', ratio };
  const { touches } = last.actual;
  return { verdict: touches < limits.low || touches > limits.high ? 'signal' : 'noise', ratio };
}

/** The verdicts on several channels, whose tests are corrected together. */
export function verdictsOf(tested: readonly Tested[], thresholds: Thresholds = THRESHOLDS): readonly Verdicts[] {
  const judge = (of: (one: Tested) => Test | undefined): readonly Judgement[] => {
    const tests = tested.map(of);
    const values = corrected(tests.flatMap((test) => test?.p ?? []));
    let next = 0;
    return tests.map((test) => {
      if (!test) return UNTESTABLE;
      const { actual, expected, p } = test;
      const q = values[next++] as number;
      const ratio = expected === 0 ? undefined : actual / expected;
      return { verdict: verdictOf(actual, expected, q, thresholds), p, q, ratio };
    });
  };
  const conversions = judge(({ conversion }) => conversion);
  const opened = judge(({ opened: test }) => test);
  return tested.map(({ volume }, i) => ({
    volume,
    conversion: conversions[i] as Judgement,
    opened: opened[i] as Judgement,
  }));
}
