"""Bowker's, Stuart's and Maxwell's, and Bhapkar's tests by their definitions, with the pseudoinverse of S and its rank in numpy
(2.4); where every two categories were confused, held against SquareTable of statsmodels (0.15.0).

    pip install statsmodels
"""

import json
import sys
from pathlib import Path

import numpy as np
from scipy.stats import chi2
from statsmodels.stats.contingency_tables import SquareTable

VECTORS = Path(__file__).parent.parent / "vectors" / "agreement"

# Stuart 1955, Biometrika 42:412-416: unaided distance vision of 7,477 women, right eye by left.
VISION = [[1520, 266, 124, 66], [234, 1512, 432, 78], [117, 362, 1772, 205], [36, 82, 179, 492]]
# The example of the User Guide for the MH Program (Uebersax): one category with perfect agreement.
ZERO = [[30, 0, 0], [0, 10, 2], [0, 4, 8]]
# Illustrative: two groups of categories that are never confused.
GROUPS = [[5, 3, 0, 0], [1, 4, 0, 0], [0, 0, 6, 2], [0, 0, 4, 7]]


def tests(table):
    table = np.array(table, dtype=float)
    n = table.sum()
    both = table + table.T
    pairs = [(i, j) for i in range(len(table)) for j in range(i) if both[i, j] > 0]
    bowker = sum((table[i, j] - table[j, i]) ** 2 / both[i, j] for i, j in pairs)
    d = table.sum(axis=1) - table.sum(axis=0)
    s = np.diag(both.sum(axis=1) - np.diag(both)) - (both - np.diag(np.diag(both)))
    stuart = float(d @ np.linalg.pinv(s) @ d)
    df = int(np.linalg.matrix_rank(s))
    bhapkar = stuart / (1 - stuart / n)
    found = {"bowker": (bowker, len(pairs)), "stuart_maxwell": (stuart, df), "bhapkar": (bhapkar, df)}
    return {name: [value, df, float(chi2.sf(value, df))] for name, (value, df) in found.items()}


def main():
    pairs = json.loads((VECTORS / "cohen-1968.json").read_text())["ratingTable"]
    cohen = [[sum(unit == [a, b] for unit in pairs) for b in (1, 2, 3)] for a in (1, 2, 3)]
    found = {}
    for name, table in [("vision", VISION), ("cohen", cohen), ("zero", ZERO), ("groups", GROUPS)]:
        found[name] = tests(table)
        if name in ("vision", "cohen"):
            square = SquareTable(np.array(table), shift_zeros=False)
            other = [square.symmetry(), square.homogeneity(method="stuart_maxwell"), square.homogeneity(method="bhapkar")]
            for (value, _, p), test in zip(found[name].values(), other):
                assert abs(value / test.statistic - 1) < 1e-10 and abs(p - test.pvalue) < 1e-10, (value, test)
    json.dump(found, sys.stdout, indent=1)


main()
