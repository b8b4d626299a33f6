/**
 * Means of the distributions that a range stands for (`forecast.md`, 6): parameters from the 5th and the 95th
 * percentile, by nested bisection on the plain distribution functions. Slow, and without any approximation of a
 * quantile function.
 */

/** The 95th percentile of the standard normal distribution. */
const Z = 1.6448536269514722;

const remembered = new Map<string, number>();

/** The mean of the Beta distribution whose 5th and 95th percentiles are these, 0 < low < high < 1. */
export function betaMean(low: number, high: number): number {
  return remember(`beta ${low} ${high}`, () => betaFit(low, high).mean);
}

/** The mean of the Gamma distribution whose 5th and 95th percentiles are these, 0 < low < high. */
export function gammaMean(low: number, high: number): number {
  return remember(`gamma ${low} ${high}`, () => {
    const { shape, rate } = gammaFit(low, high);
    return shape / rate;
  });
}

/** The mean of the lognormal distribution whose 5th and 95th percentiles are these, 0 < low < high. */
export function lognormalMean(low: number, high: number): number {
  const { mu, sigma } = lognormalFit(low, high);
  return Math.exp(mu + (sigma * sigma) / 2);
}

/**
 * The parameters of the fitted Beta distribution. Inside: for a given a + b, the mean at which 5% lie below `low`
 * (a higher mean has less below). Outside: the a + b at which 95% lie below `high` (a higher one is narrower).
 */
export function betaFit(low: number, high: number): { a: number; b: number; mean: number } {
  const meanFor = (total: number): number =>
    bisect(0, 1, (mean) => betaBelow(low, mean * total, (1 - mean) * total) < 0.05);
  const logTotal = bisect(Math.log(1e-2), Math.log(1e10), (log) => {
    const mean = meanFor(Math.exp(log));
    return betaBelow(high, mean * Math.exp(log), (1 - mean) * Math.exp(log)) > 0.95;
  });
  const total = Math.exp(logTotal);
  const mean = meanFor(total);
  return { a: mean * total, b: (1 - mean) * total, mean };
}

/** The parameters of the fitted Gamma distribution: the ratio of the percentiles falls as the shape grows. */
export function gammaFit(low: number, high: number): { shape: number; rate: number } {
  const quantile = (p: number, shape: number): number =>
    Math.exp(bisect(-700, 40, (logX) => gammaBelow(Math.exp(logX), shape) > p));
  const logShape = bisect(Math.log(1e-2), Math.log(1e10), (log) => {
    const shape = Math.exp(log);
    return quantile(0.95, shape) / quantile(0.05, shape) < high / low;
  });
  const shape = Math.exp(logShape);
  return { shape, rate: quantile(0.05, shape) / low };
}

/** The parameters of the fitted lognormal distribution, in closed form. */
export function lognormalFit(low: number, high: number): { mu: number; sigma: number } {
  return { mu: (Math.log(low) + Math.log(high)) / 2, sigma: (Math.log(high) - Math.log(low)) / (2 * Z) };
}

/** The share of a Beta(a, b) below x: the regularized incomplete beta function by its continued fraction. */
export function betaBelow(x: number, a: number, b: number): number {
  if (x <= 0 || b <= 0) return x <= 0 ? 0 : Number(a <= 0);
  if (x >= 1 || a <= 0) return 1;
  // x^a (1-x)^b / B(a, b), written around the mean: the plain logarithms are large there and cancel.
  const mean = a / (a + b);
  const exponent = a * logRatio(x, mean) + b * logRatio(1 - x, 1 - mean);
  const scale = Math.sqrt((a * b) / (2 * Math.PI * (a + b)));
  const front = scale * Math.exp(exponent + stirlingRest(a + b) - stirlingRest(a) - stirlingRest(b));
  // Each side's fraction converges fast on its own side of the mean only.
  if (x > (a + 1) / (a + b + 2)) return 1 - (front * betaFraction(1 - x, b, a)) / b;
  return (front * betaFraction(x, a, b)) / a;
}

/** Abramowitz and Stegun 26.5.8, by the modified Lentz method. */
function betaFraction(x: number, a: number, b: number): number {
  const term = (j: number): number => {
    const m = Math.floor(j / 2);
    if (j % 2 === 0) return (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    return (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
  };
  let c = 1;
  let d = 1 / nonZero(1 + term(1));
  let fraction = d;
  for (let j = 2; j < 1_000_000; j += 1) {
    d = 1 / nonZero(1 + term(j) * d);
    c = nonZero(1 + term(j) / c);
    fraction *= c * d;
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return fraction;
}

/** The share of a Gamma(shape, rate 1) below x: the series left of the mean, the continued fraction right of it. */
export function gammaBelow(x: number, shape: number): number {
  if (x <= 0) return 0;
  // x^shape e^-x / Gamma(shape), written around the mean as well.
  const exponent = shape * logRatio(x, shape) - (x - shape);
  const front = Math.sqrt(shape / (2 * Math.PI)) * Math.exp(exponent - stirlingRest(shape));
  if (x < shape + 1) {
    let term = 1 / shape;
    let sum = term;
    for (let n = 1; term > sum * 1e-17; n += 1) {
      term *= x / (shape + n);
      sum += term;
    }
    return front * sum;
  }
  let b = x + 1 - shape;
  let c = 1e300;
  let d = 1 / nonZero(b);
  let fraction = d;
  for (let n = 1; n < 1_000_000; n += 1) {
    const a = -n * (n - shape);
    b += 2;
    d = 1 / nonZero(a * d + b);
    c = nonZero(b + a / c);
    fraction *= c * d;
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return 1 - front * fraction;
}

/** log(x / y), exact also where the two are close. */
function logRatio(x: number, y: number): number {
  return Math.abs(x - y) < y / 2 ? Math.log1p((x - y) / y) : Math.log(x / y);
}

/** What Stirling's formula (x - 1/2) log x - x + log(2 pi) / 2 lacks of the logarithm of Gamma(x), x > 0. */
function stirlingRest(x: number): number {
  // Gamma(x) = Gamma(x + n) / (x (x + 1) ... (x + n - 1)); from 20 on the series is exact to the last bit.
  let product = 1;
  let y = x;
  while (y < 20) {
    product *= y;
    y += 1;
  }
  const rest = 1 / (12 * y) - 1 / (360 * y ** 3) + 1 / (1260 * y ** 5) - 1 / (1680 * y ** 7) + 1 / (1188 * y ** 9);
  if (y === x) return rest;
  return (y - 0.5) * Math.log(y) - y - ((x - 0.5) * Math.log(x) - x) - Math.log(product) + rest;
}

/** The point where a condition that is false below and true above turns true, to the last bit. */
function bisect(from: number, to: number, holds: (x: number) => boolean): number {
  let low = from;
  let high = to;
  for (;;) {
    const middle = low + (high - low) / 2;
    if (middle <= low || middle >= high || high - low < 1e-15 * Math.max(1e-3, Math.abs(middle))) return middle;
    if (holds(middle)) high = middle;
    else low = middle;
  }
}

function nonZero(x: number): number {
  return Math.abs(x) < 1e-300 ? 1e-300 : x;
}

function remember(key: string, compute: () => number): number {
  const known = remembered.get(key);
  if (known !== undefined) return known;
  const value = compute();
  remembered.set(key, value);
  return value;
}
