"""Writes tails.json: tails and exact limits of binomial and Poisson counts, to 20 digits.

    python3 tails.py    (mpmath 1.3; Debian's python3-mpmath will do)

Every tail is a sum of probabilities at 60 digits, from its inner end outwards until a term no longer counts; nothing is taken
from an incomplete beta or gamma function. Limits are found by bisection on those sums.
"""

import json
from pathlib import Path

from mpmath import exp, log, loggamma, mp, mpf, nint, nstr, sqrt

mp.dps = 60
NEGLIGIBLE = mpf(10) ** -45
Z = [-36, -12, -6, -3, -1, 0, 1, 3, 6, 12, 36]


def binomial(k, n, p):
    """P(X = k)."""
    if p == 0 or p == 1:
        return mpf(1) if k == n * p else mpf(0)
    return exp(
        loggamma(n + 1) - loggamma(k + 1) - loggamma(n - k + 1) + k * log(p) + (n - k) * log(1 - p)
    )


def poisson(k, mean):
    """P(X = k)."""
    return exp(k * log(mean) - mean - loggamma(k + 1))


def lower_sum(first, ratio_down, k):
    """first + the terms below k, each by its ratio to the one above it."""
    total, term = first, first
    while k > 0:
        term *= ratio_down(k)
        k -= 1
        total += term
        if term < total * NEGLIGIBLE:
            break
    return total


def upper_sum(first, ratio_up, k, top=None):
    total, term = first, first
    while top is None or k < top:
        term *= ratio_up(k)
        k += 1
        total += term
        if term < total * NEGLIGIBLE:
            break
    return total


def binomial_tails(k, n, p):
    """P(X <= k) and P(X >= k): the one that lies off the mean is summed, the other is what is left."""
    first = binomial(k, n, p)
    odds = (1 - p) / p
    if k <= n * p:
        lower = lower_sum(first, lambda i: mpf(i) / (n - i + 1) * odds, k)
        return lower, 1 - lower + first
    upper = upper_sum(first, lambda i: mpf(n - i) / (i + 1) / odds, k, n)
    return 1 - upper + first, upper


def poisson_tails(k, mean):
    first = poisson(k, mean)
    if k <= mean:
        lower = lower_sum(first, lambda i: i / mean, k)
        return lower, 1 - lower + first
    upper = upper_sum(first, lambda i: mean / (i + 1), k)
    return 1 - upper + first, upper


def bisected(low, high, is_below):
    for _ in range(170):
        middle = (low + high) / 2
        low, high = (middle, high) if is_below(middle) else (low, middle)
    return low


def clopper_pearson(k, n, level):
    tail = (1 - mpf(float(level))) / 2
    low = mpf(0) if k == 0 else bisected(mpf(0), mpf(1), lambda p: binomial_tails(k, n, p)[1] < tail)
    high = mpf(1) if k == n else bisected(mpf(0), mpf(1), lambda p: binomial_tails(k, n, p)[0] > tail)
    return low, high


def garwood(k, level):
    tail = (1 - mpf(float(level))) / 2
    top = mpf(k) + 50 * sqrt(k + 1) + 50
    low = mpf(0) if k == 0 else bisected(mpf(0), top, lambda m: poisson_tails(k, m)[1] < tail)
    return low, bisected(mpf(0), top, lambda m: poisson_tails(k, m)[0] > tail)


def text(value):
    return nstr(value, 20)


def main():
    binomials = []
    for n in [1, 2, 5, 30, 210, 640, 5_000, 100_000, 1_000_000]:
        for p in ["0.0001", "0.005", "0.03", "0.25", "0.5", "0.9", "0.999"]:
            mean, spread = n * mpf(float(p)), sqrt(n * mpf(float(p)) * (1 - mpf(float(p))))
            for k in sorted({min(n, max(0, int(nint(mean + z * spread)))) for z in Z}):
                lower, upper = binomial_tails(k, n, mpf(float(p)))
                binomials.append([k, n, float(p), text(lower), text(upper)])
    poissons = []
    for m in ["0.001", "0.3", "0.9", "1.8", "3.7", "5.4", "21.9", "35.7", "107.1", "250", "499.5", "900", "1500", "30000", "1000000"]:
        mean = mpf(float(m))
        for k in sorted({max(0, int(nint(mean + z * sqrt(mean)))) for z in Z} | {0, 1, 2, 3, 5, 8, 13}):
            lower, upper = poisson_tails(k, mean)
            poissons.append([k, float(m), text(lower), text(upper)])
    rates = []
    for n in [1, 10, 210, 640, 5_000, 100_000]:
        for k in sorted({0, 1, 4, n // 50, n // 10, n // 2, n - 1, n}):
            if 0 <= k <= n:
                for level in ["0.5", "0.8", "0.9", "0.95", "0.99", "0.999"]:
                    rates.append([k, n, float(level), *map(text, clopper_pearson(k, n, level))])
    means = []
    for k in [0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 13, 14, 17, 21, 24, 26, 28, 35, 50, 60, 75, 86, 107, 150, 250, 400, 900, 1_000]:
        for level in ["0.5", "0.6", "0.7", "0.8", "0.9", "0.95", "0.99", "0.999"]:
            means.append([k, float(level), *map(text, garwood(k, level))])
    for name, rows in [("binomial", binomials), ("poisson", poissons), ("rates", rates), ("means", means)]:
        assert len(rows) >= 200, (name, len(rows))
    tables = {"binomial": binomials, "poisson": poissons, "rates": rates, "means": means}
    lines = ",\n".join(
        f'  "{name}": [\n' + ",\n".join("    " + json.dumps(row) for row in rows) + "\n  ]"
        for name, rows in tables.items()
    )
    Path(__file__).with_name("tails.json").write_text("{\n" + lines + "\n}\n")
    print({name: len(rows) for name, rows in tables.items()})


main()
