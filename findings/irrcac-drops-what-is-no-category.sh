#!/usr/bin/env bash
# irrCAC 0.4.4: a rating that is not among `categories` is left out without a word. A code for "does not apply" that was
# forgotten in the list turns disagreement into perfect agreement. (It needs numpy 1, so it cannot be installed beside
# pingouin 0.7 or statsmodels 0.15.)
# Seen: Gwet's AC1 .74414 with all four codes, 1.0 with categories=[1, 2, 3].
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check irrCAC==0.4.4
"$folder/venv/bin/python" - <<'PYTHON'
import pandas as pd
from irrCAC.raw import CAC

ratings = pd.DataFrame({"a": [1, 1, 2, 2, 3, 1, 2, 9, 1, 2], "b": [1, 1, 2, 2, 3, 1, 2, 1, 1, 9]})
found = [
    float(CAC(ratings, categories=categories).gwet()["est"]["coefficient_value"])
    for categories in ([1, 2, 3, 9], [1, 2, 3])
]
print(found)
assert found == [0.74414, 1.0], found
PYTHON
