#!/usr/bin/env bash
# nltk 3.10.4: where all raters gave one and the same label, alpha, kappa and pi are 1. Chance alone would agree as well, so the
# coefficients are 0 / 0 there; R's irr gives NaN, scikit-learn warns. Averages over such items look better than they are.
# Seen: 1, 1.0, 1.0.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check nltk==3.10.4
"$folder/venv/bin/python" - <<'PYTHON'
from nltk.metrics.agreement import AnnotationTask

task = AnnotationTask([(coder, item, "often") for coder in "ab" for item in range(5)])
found = [task.alpha(), task.kappa(), task.pi()]
print(found)
assert found == [1, 1, 1], found
PYTHON
