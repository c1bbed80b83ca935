#!/usr/bin/env bash
# statsmodels 0.15.0: a matrix given to `cohens_kappa(weights=...)` holds distances (0 on the diagonal), while irrCAC, R's
# irrCAC and most papers give weights of agreement (1 on the diagonal). A matrix of agreement is taken as it is: kappa comes out
# negative for people who agree, without a warning.
# Seen: .6084 for linear weights and for their distances, -.4737 for the same weights as agreement.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check statsmodels==0.15.0 numpy==2.4.6
"$folder/venv/bin/python" - <<'PYTHON'
import numpy as np
from statsmodels.stats.inter_rater import cohens_kappa

counts = np.array([[20, 5, 1], [4, 15, 6], [2, 3, 14]])
distance = np.abs(np.subtract.outer(np.arange(3), np.arange(3)))
found = [
    round(float(cohens_kappa(counts, **how).kappa), 4)
    for how in ({"wt": "linear"}, {"weights": distance}, {"weights": 1 - distance / 2})
]
print(found)
assert found == [0.6084, 0.6084, -0.4737], found
PYTHON
