#!/usr/bin/env bash
# statsmodels 0.15.0: `aggregate_raters` makes the table that `fleiss_kappa` asks for, and counts a missing rating (NaN) as a category
# of its own. Raters who both left a unit out then agree on "nothing", and one who left it out disagrees with all others. Kappa of ratings
# that never contradict one another but for two units comes out low, without a warning, in every study with gaps.
# Seen: three columns of counts for the two categories 1 and 2; kappa .1429 of all units, 1.0 of those that everyone rated.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile --disable-pip-version-check statsmodels==0.15.0 numpy==2.4.6
"$folder/venv/bin/python" - <<'PYTHON'
import numpy as np
from statsmodels.stats.inter_rater import aggregate_raters, fleiss_kappa

gap = np.nan
ratings = np.array([[1, 1, 1], [1, 2, gap], [2, 2, gap], [2, 1, gap], [1, 1, gap], [2, 2, 2]], dtype=float)
counts, categories = aggregate_raters(ratings)
complete, _ = aggregate_raters(ratings[[0, 5]])
found = (len(categories), bool(np.isnan(categories[-1])), round(float(fleiss_kappa(counts)), 4), float(fleiss_kappa(complete)))
print(found)
assert found == (3, True, 0.1429, 1.0), found
PYTHON
