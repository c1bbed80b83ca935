"""Kendall's W from its definition, in exact fractions: ranks, their sums, and every arrangement of each rater's ranks. Held
against Friedman's chi-square of scipy (1.17.1), `W = chi-square / (m (n - 1))`.

    pip install scipy
"""

import json
import sys
from fractions import Fraction as F
from itertools import permutations, product

from scipy.stats import friedmanchisquare

# Siegel 1956, Nonparametric Statistics, p. 230: three executives rank six applicants. W = .16, s = 25.5.
SIEGEL = [[1, 6, 3, 2, 5, 4], [1, 5, 6, 4, 2, 3], [6, 3, 2, 5, 4, 1]]
# The table anxiety of the R package irr, also in the help of DescTools::KendallW: W = 0.5396569.
ANXIETY = [
    [3, 3, 3, 4, 5, 5, 2, 3, 5, 2, 2, 6, 1, 5, 2, 2, 1, 2, 4, 3],
    [3, 6, 4, 6, 2, 4, 2, 4, 3, 3, 2, 3, 3, 3, 2, 2, 1, 3, 3, 4],
    [2, 1, 4, 4, 3, 2, 1, 6, 1, 1, 1, 2, 3, 3, 1, 1, 3, 3, 2, 2],
]
# Illustrative: ties, and one rater who tells nothing apart.
TIES = [[1, 1, 2, 3, 4], [1, 2, 2, 4, 4], [2, 1, 3, 3, 4]]
FLAT = [[1, 2, 3, 4], [2, 2, 2, 2], [1, 2, 4, 3]]


def ranks(ratings):
    return [F(sum(b < a for b in ratings)) + F(sum(b == a for b in ratings) + 1, 2) for a in ratings]


def squares(ranked):
    sums = [sum(unit) for unit in zip(*ranked)]
    mean = sum(sums, F(0)) / len(sums)
    return sum((one - mean) ** 2 for one in sums)


def w(raters):
    m, n = len(raters), len(raters[0])
    ties = sum(raters[j].count(value) ** 3 - raters[j].count(value) for j in range(m) for value in set(raters[j]))
    return 12 * squares([ranks(own) for own in raters]) / (m * m * (n**3 - n) - m * ties)


def exact(raters):
    """The share of arrangements of all raters but the first with sums as far apart, or farther."""
    ranked = [ranks(own) for own in raters]
    found = squares(ranked)
    ways = [list(set(permutations(own))) for own in ranked[1:]]
    far = [squares([ranked[0], *others]) >= found for others in product(*ways)]
    return F(sum(far), len(far))


def main():
    found = {}
    for name, raters in [("siegel", SIEGEL), ("anxiety", ANXIETY), ("ties", TIES), ("flat", FLAT)]:
        m, n = len(raters), len(raters[0])
        test = friedmanchisquare(*zip(*raters))
        own = float(w(raters))
        assert abs(test.statistic / (m * (n - 1)) - own) < 1e-12
        found[name] = {"w": own, "chi_square": float(test.statistic), "df": n - 1, "p": float(test.pvalue)}
        if n <= 6:
            found[name]["exact"] = float(exact(raters))
    json.dump(found, sys.stdout, indent=1)


main()
