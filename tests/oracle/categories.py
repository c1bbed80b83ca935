"""Kappa of each category by itself, from its definition in exact fractions: Fleiss 1971 for many raters, Cohen's after all
other categories are put together for two.
"""

import json
import math
import sys
from fractions import Fraction as F
from pathlib import Path

VECTORS = Path(__file__).parent.parent / "vectors" / "agreement"


def fleiss(table, category):
    """`1 - sum n (m - n) / (N m (m - 1) p q)`, with the error if raters agreed by chance only (Fleiss, Nee & Landis 1979)."""
    n, m = len(table), len(table[0])
    counts = [unit.count(category) for unit in table]
    p = F(sum(counts), n * m)
    value = 1 - F(sum(k * (m - k) for k in counts)) / (n * m * (m - 1) * p * (1 - p))
    return [sum(counts), float(value), math.sqrt(2 / (n * m * (m - 1)))]


def cohen(table, category):
    n = len(table)
    first, second = ([unit[at] == category for unit in table] for at in (0, 1))
    p, q = F(sum(first), n), F(sum(second), n)
    chance = p * q + (1 - p) * (1 - q)
    return [sum(first) + sum(second), float((F(sum(a == b for a, b in zip(first, second)), n) - chance) / (1 - chance))]


def main():
    diagnoses = json.loads((VECTORS / "fleiss-1971.json").read_text())["ratingTable"]
    pairs = json.loads((VECTORS / "cohen-1968.json").read_text())["ratingTable"]
    found = {"fleiss": {name: fleiss(diagnoses, name) for name in sorted({x for unit in diagnoses for x in unit})}}
    found["cohen"] = {name: cohen(pairs, name) for name in (1, 2, 3)}
    json.dump(found, sys.stdout, indent=1)


main()
