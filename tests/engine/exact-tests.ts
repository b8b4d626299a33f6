/**
 * Exact tests of counts by adding up probabilities one by one, in logarithms: nothing is taken from the engine, nor from an incomplete
 * beta or gamma function (variance.md, 3).
 */

/** The two-sided p-value of `k` of `n` against the rate `p`: twice the smaller tail, at most 1. */
export function slowBinomialTest(k: number, n: number, p: number): number {
  const [below, above] = [p === 0 ? Number.NEGATIVE_INFINITY : Math.log(p), Math.log1p(-p)];
  const probability = (i: number): number => {
    if (p === 0) return i === 0 ? 1 : 0;
    if (p === 1) return i === n ? 1 : 0;
    return Math.exp(logFactorial(n) - logFactorial(i) - logFactorial(n - i) + i * below + (n - i) * above);
  };
  return doubledTail(sum(0, k, probability), sum(k, n, probability));
}

/** The two-sided p-value of a count `k` where `mean` were expected. */
export function slowPoissonTest(k: number, mean: number): number {
  if (mean === 0) return k === 0 ? 1 : 0;
  const probability = (i: number): number => Math.exp(i * Math.log(mean) - mean - logFactorial(i));
  const far = Math.ceil(Math.max(k, mean) + 40 * Math.sqrt(mean + 1) + 40);
  return doubledTail(sum(0, k, probability), sum(k, far, probability));
}

/**
 * The p-value of `k` of `n` against the very rate that the double `p` is, as a fraction of whole numbers: not a digit is lost before
 * the end.
 */
export function fractionBinomialTest(k: number, n: number, p: number): number {
  let [over, under] = [p, 1n];
  while (!Number.isInteger(over)) [over, under] = [2 * over, 2n * under];
  const [hit, miss] = [BigInt(over), under - BigInt(over)];
  const ways = (i: number): bigint => hit ** BigInt(i) * miss ** BigInt(n - i) * choose(n, i);
  const total = under ** BigInt(n);
  let [lower, upper] = [0n, 0n];
  for (let i = 0; i <= n; i++) {
    if (i <= k) lower += ways(i);
    if (i >= k) upper += ways(i);
  }
  const smaller = lower < upper ? lower : upper;
  return Math.min(1, 2 * ratio(smaller, total));
}

/** Benjamini and Hochberg by the definition: of each, the least p m / rank among those that are at least as large. */
export function slowlyCorrected(values: readonly number[]): readonly number[] {
  const rank = (p: number): number => values.filter((other) => other <= p).length;
  return values.map((p) =>
    Math.min(1, ...values.filter((other) => other >= p).map((other) => (other * values.length) / rank(other))),
  );
}

/** The verdict on an actual count by its corrected p-value. */
export function slowVerdict(actual: number, expected: number, q: number): 'signal' | 'noise' | 'too little data' {
  const isLarge = expected === 0 ? actual > 0 : Math.abs(actual - expected) / expected >= 0.15;
  if (q <= 0.05 && isLarge) return 'signal';
  return expected < LEAST_EXPECTED ? 'too little data' : 'noise';
}

/** Scanned in thousandths: the last expected count at which the power is too small, and one thousandth. */
function leastExpected(): number {
  const atMost = (k: number, mean: number) => sum(0, k, (i) => Math.exp(i * Math.log(mean) - mean - logFactorial(i)));
  let last = 0;
  let finding = -1;
  for (let thousandths = 1; thousandths <= 60_000; thousandths++) {
    const mean = thousandths / 1_000;
    // The largest count that is still a finding where so many are expected.
    while (atMost(finding + 1, mean) <= 0.05) finding++;
    if (finding < 0 || atMost(finding, mean / 2) < 0.8) last = mean;
  }
  return last + 0.001;
}

const doubledTail = (lower: number, upper: number): number => Math.min(1, 2 * Math.min(lower, upper));

function sum(from: number, to: number, of: (i: number) => number): number {
  let [total, lost] = [0, 0];
  for (let i = from; i <= to; i++) {
    const next = of(i) - lost;
    const so = total + next;
    lost = so - total - next;
    total = so;
  }
  return total;
}

/** The logarithms of the factorials, added up one after the other. */
const FACTORIALS = [0];

function logFactorial(n: number): number {
  while (FACTORIALS.length <= n) FACTORIALS.push((FACTORIALS.at(-1) as number) + Math.log(FACTORIALS.length));
  return FACTORIALS[n] as number;
}

function choose(n: number, k: number): bigint {
  let ways = 1n;
  for (let i = 1; i <= k; i++) ways = (ways * BigInt(n - k + i)) / BigInt(i);
  return ways;
}

/** A fraction as a double; its 20 first digits are exact. */
function ratio(over: bigint, under: bigint): number {
  if (over === 0n) return 0;
  const digits = under.toString().length - over.toString().length + 20;
  return Number((over * 10n ** BigInt(digits)) / under) * 10 ** -digits;
}

/** The least count that must be expected for a shortfall by half to be found with 80% power at one-sided 5% (variance.md, 3). */
export const LEAST_EXPECTED = leastExpected();
