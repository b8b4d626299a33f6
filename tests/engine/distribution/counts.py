"""Writes counts.json: intervals of Poisson counts, and of those whose mean is itself a draw of a gamma distribution.

    python3 counts.py    (mpmath 1.3 and scipy 1.10; Debian's python3-mpmath and python3-scipy will do)

Every probability is a sum of probabilities at 60 digits, from its inner end outwards until a term no longer counts; nothing is
taken from an incomplete beta or gamma function. scipy only says where to begin to look; in the end each end of an interval is
the least count whose sum reaches what is asked, and the sum of the count below it does not.
"""

import json
from pathlib import Path

from mpmath import exp, log, loggamma, mp, mpf
from scipy.stats import nbinom, poisson as scipy_poisson

mp.dps = 60
NEGLIGIBLE = mpf(10) ** -45
MARGIN = mpf(10) ** -11


def probability(k, mean, spread):
    """P(X = k) for a mean of which the squared coefficient of variation is `spread`."""
    if spread == 0:
        return exp(k * log(mean) - mean - loggamma(k + 1))
    r = 1 / spread
    return exp(
        loggamma(k + r) - loggamma(k + 1) - loggamma(r) - r * log(1 + mean * spread) - k * log(1 + r / mean)
    )


def ratio_up(k, mean, spread):
    """P(X = k + 1) / P(X = k)."""
    if spread == 0:
        return mean / (k + 1)
    r = 1 / spread
    return (r + k) / (k + 1) * (mean / (r + mean))


def at_most(k, mean, spread):
    """P(X <= k): the tail that lies off the mean is summed, the other is what is left."""
    if k < 0:
        return mpf(0)
    if k <= mean:
        term = total = probability(k, mean, spread)
        while k > 0:
            k -= 1
            term /= ratio_up(k, mean, spread)
            total += term
            if term < total * NEGLIGIBLE:
                break
        return total
    k += 1
    term = total = probability(k, mean, spread)
    while True:
        term *= ratio_up(k, mean, spread)
        k += 1
        total += term
        if term < total * NEGLIGIBLE:
            return 1 - total


def quantile(p, mean, spread):
    """The least count with P(X <= k) >= p."""
    if spread == 0:
        k = int(scipy_poisson.ppf(float(p), float(mean)))
    else:
        r = 1 / float(spread)
        k = int(nbinom.ppf(float(p), r, r / (r + float(mean))))
    k = max(0, k)
    here = at_most(k, mean, spread)
    while here < p:
        k += 1
        here += probability(k, mean, spread)
    while True:
        below = here - probability(k, mean, spread)
        if k == 0 or below < p:
            break
        k, here = k - 1, below
    # A count that is decided by the last digits would say nothing.
    assert here - p > MARGIN, (k, mean, spread, p)
    assert k == 0 or p - below > MARGIN, (k, mean, spread, p)
    return k


def main():
    means = [0.001, 0.05, 0.052, 0.3, 1.1, 1.8, 2.5, 5.4, 13.5, 21.9, 35.7, 107.1, 428.4, 1500.5, 30000.25, 1e6]
    spreads = [0.0, 1e-24, 1e-18, 1e-15, 1e-12, 1e-9, 1e-6, 1e-4, 0.001, 0.01, 1 / 30, 0.1, 0.2, 0.5, 1.0, 3.0, 25.0]
    rows = []
    for mean in means:
        for spread in spreads:
            # So many terms would have to be summed up.
            if (mean + mean**2 * spread) ** 0.5 > 2e4:
                continue
            for level in [0.9] if mean > 500 else [0.5, 0.9, 0.99]:
                rest = (1 - level) / 2
                low = quantile(mpf(rest), mpf(mean), mpf(spread))
                high = quantile(mpf(1 - rest), mpf(mean), mpf(spread))
                rows.append([mean, spread, level, low, high])
    for mean in [1e8, 1e10]:
        low, high = (quantile(mpf(p), mpf(mean), mpf(0)) for p in [(1 - 0.9) / 2, 1 - (1 - 0.9) / 2])
        rows.append([mean, 0.0, 0.9, low, high])
    assert len(rows) >= 200, len(rows)
    Path(__file__).with_name("counts.json").write_text(
        "[\n" + ",\n".join("  " + json.dumps(row) for row in rows) + "\n]\n"
    )
    print(len(rows))


main()
