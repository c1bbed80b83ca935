"""The figures over places of tests/vectors/report/trust.json, in exact fractions: Krippendorff's alpha for ordered
categories of each question (Krippendorff 2011, Computing Krippendorff's Alpha-Reliability), and Cronbach's alpha of the places'
means (Cronbach 1951). Run: python3 tests/oracle/report_trust.py; with --csv it prints the ratings."""

import sys
from fractions import Fraction
from statistics import mean, variance

# Illustrative: five places of six teachers, on three questions.
MARKS = {
    "7a": ["112233", "223344", "333444", "122234", "222334"],
    "7b": ["122223", "233344", "344434", "112334", "332234"],
    "7c": ["112222", "223334", "333434", "122334", "122333"],
}


def krippendorff(units):
    values = "1234"
    pairs = {(c, k): Fraction(0) for c in values for k in values}
    for unit in units:
        for a, first in enumerate(unit):
            for b, second in enumerate(unit):
                if a != b:
                    pairs[first, second] += Fraction(1, len(unit) - 1)
    n = {c: sum(pairs[c, k] for k in values) for c in values}
    total = sum(n.values())

    def distance(c, k):
        low, high = sorted((values.index(c), values.index(k)))
        return (sum(n[value] for value in values[low : high + 1]) - (n[c] + n[k]) / 2) ** 2

    observed = sum(pairs[c, k] * distance(c, k) for c in values for k in values) / total
    expected = sum(n[c] * n[k] * distance(c, k) for c in values for k in values) / (total * (total - 1))
    return 1 - observed / expected


def cronbach(items):
    sums = [sum(row) for row in zip(*items)]
    k = Fraction(len(items))
    return k / (k - 1) * (1 - sum(variance(item) for item in items) / variance(sums))


if sys.argv[1:] == ["--csv"]:
    print("unit,rater,role,criterion,level")
    for criterion, units in MARKS.items():
        for place, unit in enumerate(units):
            for rater, level in enumerate(unit):
                print(f"p{place},p{place}r{rater},teacher,{criterion},{level}")
else:
    alphas = [krippendorff(units) for units in MARKS.values()]
    print("agreement", float(mean(alphas)), [float(alpha) for alpha in alphas])
    means = [[mean(Fraction(level) for level in unit) for unit in units] for units in MARKS.values()]
    print("alpha", float(cronbach(means)))
