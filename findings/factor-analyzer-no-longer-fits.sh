#!/usr/bin/env bash
# factor_analyzer 0.5.1, the package that papers on scales name for Python, imports with scikit-learn 1.9 and then cannot fit anything: it
# passes an argument to `check_array` that was renamed in scikit-learn 1.6 and is gone. Its requirements set no upper limit, so a fresh
# installation is broken. Pin an older scikit-learn, or factor with something else.
# Seen: scikit-learn 1.9.1, TypeError about `force_all_finite` in `FactorAnalyzer.fit`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile --disable-pip-version-check factor_analyzer==0.5.1 scikit-learn==1.9.1 numpy==2.4.6
"$folder/venv/bin/python" - <<'PYTHON'
import numpy as np
from factor_analyzer import FactorAnalyzer

random = np.random.default_rng(1)
items = random.normal(size=(60, 1)) + random.normal(size=(60, 4))
try:
    FactorAnalyzer(1, rotation=None).fit(items)
    found = "fitted"
except TypeError as error:
    found = str(error)
print(found)
assert "force_all_finite" in found, found
PYTHON
