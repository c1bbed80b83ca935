"""Reliable change from its formulas, and two one-sided t tests by statsmodels (0.15.0) with intervals by scipy (1.17.1).
It needs these two packages; no check does."""

from math import sqrt
from statistics import mean, stdev

import numpy
from scipy import stats
from statsmodels.stats.weightstats import ttost_ind, ttost_paired

# Jacobson & Truax 1991, table 2: the Dyadic Adjustment Scale of thirty couples before and after.
BEFORE = """90.5 74 97 73.5 61 66.5 68.5 86.5 88.5 68.5 98 80.5 89.5 91.5 83.5 60.5 83 88 98.5 78.5 99.5 79.5 84.5 92.5
    93 85 64 61 80 82.5"""
AFTER = """97 124 97.5 88 96.5 62.5 112.5 103.5 90 82.5 105 99.5 112.5 101 99.5 79.5 88 100.5 119 116 116 129 113 118 92
    114 68 52 60.5 104.5"""


def indices(before: list[float], after: list[float], r: float) -> dict[str, list[float]]:
    centre, spread = mean(before), stdev(before)
    true = [centre + r * (one - centre) for one in before]
    return {
        "jacobson_truax": [(b - a) / (spread * sqrt(2 * (1 - r))) for a, b in zip(before, after)],
        "edwards_nunnally": [(b - t) / (spread * sqrt(1 - r)) for t, b in zip(true, after)],
        "gulliksen_lord_novick": [(b - t) / (spread * sqrt(1 - r * r)) for t, b in zip(true, after)],
    }


if __name__ == "__main__":
    before, after = ([float(one) for one in text.split()] for text in (BEFORE, AFTER))
    for r in (0.88, 0.8):
        for name, found in indices(before, after, r).items():
            rose, fell = sum(one > 1.959963984540054 for one in found), sum(one < -1.959963984540054 for one in found)
            print(r, name, f"rose {rose} fell {fell}", [f"{one:.6f}" for one in found])
    first = [4.1, 3.9, 4.4, 4.0, 3.7, 4.2, 4.6, 3.8]
    second = [4.0, 4.3, 3.9, 4.5, 3.6, 4.1, 4.2, 4.4]
    longer = [*second, 4.0, 3.9]
    for variances in ("unequal", "pooled"):
        print(variances, ttost_ind(first, longer, -0.5, 0.5, usevar=variances))
    print("paired", ttost_paired(numpy.array(first), numpy.array(second), -0.5, 0.5))
    print(stats.ttest_ind(first, longer, equal_var=False).confidence_interval(0.9))
    print(stats.ttest_rel(first, second).confidence_interval(0.9))
