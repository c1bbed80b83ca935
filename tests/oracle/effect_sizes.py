"""Effect sizes of two groups from their definitions (vectors comparison/effect-sizes*); scipy, and pingouin for d and g.

Cliff's delta is counted pair by pair; its variance is the unbiased one of Cliff 1996 over the matrix of dominances, the interval
that of Feng & Cliff 2004.
"""

from __future__ import annotations

from math import exp, lgamma, sqrt

import numpy as np
import pingouin
from scipy.optimize import brentq
from scipy.stats import nct, norm

Z = norm.ppf(0.975)


def standardised(first: list[float], second: list[float]) -> None:
    n, m = len(first), len(second)
    df, root = n + m - 2, sqrt(n * m / (n + m))
    within = sqrt((np.var(first) * n + np.var(second) * m) / df)
    d = (np.mean(second) - np.mean(first)) / within
    j = exp(lgamma(df / 2) - lgamma((df - 1) / 2)) / sqrt(df / 2)
    ends = [brentq(lambda ncp: nct.cdf(d * root, df, ncp) - p, -12, 12, xtol=1e-14) / root for p in (0.975, 0.025)]
    assert abs(pingouin.compute_effsize(second, first, eftype="cohen") - d) < 1e-12
    # pingouin has the approximation 1 - 3 / (4 df - 1).
    assert abs(pingouin.compute_effsize(second, first, eftype="hedges") - d * j) < 0.01 * abs(d)
    print("  d", float(d), *ends, "g", float(d * j), *(end * j for end in ends))


def dominance(first: list[float], second: list[float]) -> None:
    signs = np.array([[np.sign(y - x) for y in second] for x in first], dtype=float)
    n, m = signs.shape
    delta = signs.mean()
    rows, columns = ((signs.mean(1) - delta) ** 2).sum(), ((signs.mean(0) - delta) ** 2).sum()
    cells = ((signs - delta) ** 2).sum()
    variance = (m * m * rows + n * n * columns - cells) / (n * m * (n - 1) * (m - 1))
    variance = max(variance, (1 - delta**2) / (n * m - 1))
    half = Z * sqrt(variance) * sqrt((1 - delta**2) ** 2 + Z**2 * variance)
    ends = [(delta - delta**3 + sign * half) / (1 - delta**2 + Z**2 * variance) for sign in (-1, 1)]
    assert abs(pingouin.compute_effsize(second, first, eftype="CLES") - (delta + 1) / 2) < 1e-12
    print("  delta", float(delta), *map(float, ends), "superiority", float((delta + 1) / 2), *(float((end + 1) / 2) for end in ends))


TREATED, CONTROL = [10, 10, 20, 20, 20, 30, 30, 30, 40, 50], [10, 20, 30, 40, 40, 50]
print("the example of R's effsize: its delta of treated above control is -.25")
standardised(CONTROL, TREATED)
dominance(CONTROL, TREATED)
print("three groups")
GROUPS = {"a": [3, 4, 5, 5, 2], "b": [5, 6, 7, 4], "c": [4, 4, 6]}
for one, other in (("a", "b"), ("a", "c"), ("b", "c")):
    print(" ", one, other)
    standardised(GROUPS[one], GROUPS[other])
    dominance(GROUPS[one], GROUPS[other])
