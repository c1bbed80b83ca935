"""Standard errors of agreement coefficients by differentiating their definitions: each unit's weight is moved a little up and
down, in exact fractions, and the coefficient computed anew. Nothing of the library's formulas is used.

Krippendorff (2011), four observers, twelve units; Fleiss (1971), thirty patients, six psychiatrists.
"""

import json
import math
import sys
from fractions import Fraction as F
from itertools import combinations, product

H = F(1, 10**7)

KRIPPENDORFF = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, 0, 0, 0],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, 0, 3],
    [0, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, 0],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, 0],
]
FIFTEEN = [
    [0, 0, 0, 0, 0, 3, 4, 1, 2, 1, 1, 3, 3, 0, 3],
    [1, 0, 2, 1, 3, 3, 4, 3, 0, 0, 0, 0, 0, 0, 0],
    [0, 0, 2, 1, 3, 4, 4, 0, 2, 1, 1, 3, 3, 0, 4],
]

# The scale that the two tables have in common is declared for the metrics that hang on its ends.
ENDS = (0, 5)
PERIOD = 6


def units(raters):
    return [[mark or None for mark in unit] for unit in zip(*raters)]


# Illustrative: two observers say in which direction windows look, in degrees.
DEGREES = [[350, 10], [10, 350], [180, 170], [90, 90], [270, 280], [0, 360], [45, None]]


def by_krippendorff(table, metric, period=PERIOD):
    """The same by the package krippendorff (0.9.0) with a distance of one's own, where it is installed."""
    try:
        import krippendorff
        import numpy as np
    except ImportError:
        return None

    def distance(v1, v2, **_):
        c, k = np.asarray(v1, dtype=float), np.asarray(v2, dtype=float)
        if metric == "linear":
            return abs(c - k)
        if metric == "circular":
            return np.sin(np.pi * (c - k) / period) ** 2
        with np.errstate(invalid="ignore"):
            return np.where(c == k, 0, (c - k) ** 2 / ((c + k - 2 * ENDS[0]) * (2 * ENDS[1] - c - k)))

    marks = [[np.nan if x is None else x for x in rater] for rater in zip(*table)]
    return krippendorff.alpha(reliability_data=marks, level_of_measurement=distance)


def alpha(table, weights, metric, period=PERIOD):
    """Krippendorff's alpha of units that count so much each, without the correction for small samples."""
    used = [(w, [x for x in unit if x is not None]) for w, unit in zip(weights, table)]
    used = [(w, unit) for w, unit in used if len(unit) > 1]
    values = sorted({x for _, unit in used for x in unit})
    n = {c: sum(w * unit.count(c) for w, unit in used) for c in values}
    total = sum(n.values())

    def delta(c, k):
        c, k = min(c, k), max(c, k)
        if c == k:
            return F(0)
        if metric == "nominal":
            return F(1)
        if metric == "interval":
            return F(c - k) ** 2
        if metric == "ratio":
            return (F(c - k) / (c + k)) ** 2
        if metric == "linear":
            return F(k - c)
        if metric == "circular":
            return F(math.sin(math.pi * (k - c) / period) ** 2)
        if metric == "bipolar":
            return F(k - c) ** 2 / ((c + k - 2 * ENDS[0]) * (2 * ENDS[1] - c - k))
        between = sum(n[g] for g in values if c <= g <= k)
        return (between - (n[c] + n[k]) / F(2)) ** 2

    observed = F(0)
    for w, unit in used:
        pairs = sum(delta(a, b) for i, a in enumerate(unit) for j, b in enumerate(unit) if i != j)
        observed += w * pairs / (len(unit) - 1)
    expected = sum(n[c] * n[k] * delta(c, k) for c in values for k in values)
    ratio = (observed / total) / (expected / total**2)
    return 1 - ratio, 1 - ratio * (total - 1) / total


def cohen(table, weights, first, second, agreement):
    used = [(w, unit[first], unit[second]) for w, unit in zip(weights, table)]
    used = [(w, a, b) for w, a, b in used if a is not None and b is not None]
    total = sum(w for w, _, _ in used)
    observed = sum(w * agreement(a, b) for w, a, b in used) / total
    expected = sum(v * w * agreement(a, b) for v, a, _ in used for w, _, b in used) / total**2
    return (observed - expected) / (1 - expected)


def light(table, weights, agreement):
    pairs = list(combinations(range(len(table[0])), 2))
    return sum(cohen(table, weights, a, b, agreement) for a, b in pairs) / len(pairs)


def chance_corrected(table, weights, agreement, categories, kind):
    """Percent, Brennan-Prediger's, Fleiss's, Gwet's and Conger's; units with one mark count for the last three's chance."""
    marked = [(w, [x for x in unit if x is not None]) for w, unit in zip(weights, table)]
    pairs = [(w, list(combinations(unit, 2))) for w, unit in marked if len(unit) > 1]
    observed = sum(w * sum(agreement(a, b) for a, b in two) / len(two) for w, two in pairs) / sum(w for w, _ in pairs)
    every = range(1, categories + 1)
    total = sum(agreement(a, b) for a in every for b in every)
    n = sum(w for w, _ in marked)
    share = {k: sum(w * F(unit.count(k), len(unit)) for w, unit in marked) / n for k in every}
    if kind == "percent":
        return observed
    if kind == "brennan_prediger":
        expected = total / categories**2
    elif kind == "fleiss":
        expected = sum(agreement(a, b) * share[a] * share[b] for a in every for b in every)
    elif kind == "gwet":
        expected = total / (categories * (categories - 1)) * sum(p * (1 - p) for p in share.values())
    else:
        own = []
        for rater in range(len(table[0])):
            marks = [(w, unit[rater]) for w, unit in zip(weights, table) if unit[rater] is not None]
            own.append({k: sum(w for w, x in marks if x == k) / sum(w for w, _ in marks) for k in every})
        two = list(combinations(own, 2))
        expected = sum(agreement(a, b) * p[a] * q[b] for p, q in two for a in every for b in every) / len(two)
    return (observed - expected) / (1 - expected)


def error(table, coefficient, least=2):
    """`sqrt (n / (n - 1) sum (d coefficient / d weight)^2)` over units with so many marks and more."""
    table = [unit for unit in table if sum(x is not None for x in unit) >= least]
    n = len(table)
    squares = F(0)
    for i in range(n):
        up, down = [F(1)] * n, [F(1)] * n
        up[i] += H
        down[i] -= H
        squares += ((coefficient(table, up) - coefficient(table, down)) / (2 * H)) ** 2
    return math.sqrt(squares * F(n, n - 1))


def identity(a, b):
    return F(int(a == b))


def ordinal(categories):
    def agreement(a, b):
        d = abs(a - b)
        return 1 - F(d * (d + 1), categories * (categories - 1))

    return agreement


def ends(raters=2, units=3, categories=3):
    """The least of each coefficient over all tables without gaps of so many ratings, beside the end that is told for it."""
    every = range(1, categories + 1)
    weights = [("identity", identity), ("linear", lambda a, b: 1 - F(abs(a - b), categories - 1)), ("ordinal", ordinal(categories))]
    equal = [F(1)] * units
    for name, agreement in weights:
        chance = sum(agreement(a, b) for a in every for b in every) / categories**2
        told = {"percent": F(0), "brennan_prediger": -chance / (1 - chance), "gwet": -chance / (1 - chance)}
        for kind in ["percent", "brennan_prediger", "gwet", "fleiss", "conger"]:
            least = F(1)
            for cells in product(every, repeat=raters * units):
                table = [cells[at * raters : (at + 1) * raters] for at in range(units)]
                try:
                    least = min(least, chance_corrected(table, equal, agreement, categories, kind))
                except ZeroDivisionError:
                    continue
            end = told.get(kind, F(-1))
            assert least >= end, (name, kind, least, end)
            assert kind not in ("percent", "brennan_prediger") or name != "identity" or least == end


# Illustrative: two observers who hardly ever say the same.
APART = [[1, 2], [2, 1], [1, 2], [2, 1], [1, 1], [2, 1]]


def cut():
    """t intervals of coefficients that end at -1, before they are cut."""
    from scipy.stats import t

    found = {}
    for kind in ["percent", "brennan_prediger", "fleiss", "gwet", "conger", "alpha"]:
        def of(table, weights, kind=kind):
            if kind == "alpha":
                return alpha(table, weights, "nominal")[0]
            return chance_corrected(table, weights, identity, 2, kind)

        equal = [F(1)] * len(APART)
        value = float(alpha(APART, equal, "nominal")[1] if kind == "alpha" else of(APART, equal))
        se = error(APART, of)
        wide = t.ppf(0.975, len(APART) - 1) * se
        found[f"apart {kind}"] = [value, se, value - wide, value + wide]
    return found


def main():
    found = {}
    for name, table in [("twelve", units(KRIPPENDORFF)), ("fifteen", units(FIFTEEN))]:
        for metric in ["nominal", "ordinal", "interval", "ratio", "linear", "circular", "bipolar"]:
            value = alpha(table, [F(1)] * len(table), metric)[1]
            if metric in ("linear", "circular", "bipolar"):
                other = by_krippendorff(table, metric)
                assert other is None or abs(other - value) < 1e-12, (other, float(value))
            se = error(table, lambda t, w, metric=metric: alpha(t, w, metric)[0])
            found[f"{name} alpha {metric}"] = [float(value), se]
    value = alpha(DEGREES, [F(1)] * len(DEGREES), "circular", 360)[1]
    se = error(DEGREES, lambda t, w: alpha(t, w, "circular", 360)[0])
    other = by_krippendorff(DEGREES, "circular", 360)
    assert other is None or abs(other - value) < 1e-12, (other, float(value))
    found["degrees alpha circular"] = [float(value), se]
    table = units(KRIPPENDORFF)
    for name, agreement in [("identity", identity), ("ordinal", ordinal(5))]:
        value = light(table, [F(1)] * len(table), agreement)
        se = error(table, lambda t, w, agreement=agreement: light(t, w, agreement))
        found[f"twelve light {name}"] = [float(value), se]
        for kind in ["percent", "brennan_prediger", "fleiss", "gwet", "conger"]:
            def of(t, w, agreement=agreement, kind=kind):
                return chance_corrected(t, w, agreement, 5, kind)

            least = 2 if kind in ("percent", "brennan_prediger") else 1
            value = of(table, [F(1)] * len(table))
            found[f"twelve {kind} {name}"] = [float(value), error(table, of, least)]
    ends()
    found |= cut()
    json.dump(found, sys.stdout, indent=1)


main()
