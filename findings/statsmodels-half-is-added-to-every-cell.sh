#!/usr/bin/env bash
# statsmodels 0.15.0: `SquareTable` adds one half to every cell as soon as one cell is 0 (`shift_zeros=True` by default). Two raters who
# never swapped two categories in one direction, which is common, get the tests of Bowker, of Stuart and Maxwell and of Bhapkar of another
# table than theirs, and what is printed is not what the papers' formulas give by hand.
# Seen: Bowker's statistic 2.4524 by default and 3.2857 with shift_zeros=False; Stuart-Maxwell 1.1494 and .8101.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile --disable-pip-version-check statsmodels==0.15.0 numpy==2.4.6
"$folder/venv/bin/python" - <<'PYTHON'
import numpy as np
from statsmodels.stats.contingency_tables import SquareTable

table = np.array([[20, 5, 0], [2, 15, 6], [1, 3, 10]])
by_hand = sum((table[i, j] - table[j, i]) ** 2 / (table[i, j] + table[j, i]) for i, j in [(0, 1), (0, 2), (1, 2)])
found = []
for asked in ({}, {"shift_zeros": False}):
    square = SquareTable(table, **asked)
    found += [round(float(square.symmetry().statistic), 4), round(float(square.homogeneity().statistic), 4)]
print(found, round(float(by_hand), 4))
assert found == [2.4524, 1.1494, 3.2857, 0.8101] and round(float(by_hand), 4) == 3.2857, found
PYTHON
