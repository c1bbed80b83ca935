#!/usr/bin/env bash
# krippendorff 0.9.0: ordinal alpha takes the order of `value_domain` for the order of the scale, also where the values
# are numbers. Whoever passes the values as they happened to be found (a set, `unique()`) gets another alpha, and no word.
# Seen: .9229 with [1, 2, 3, 4, 5], .7858 with [5, 1, 3, 2, 4], of the same ratings.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check krippendorff==0.9.0 numpy==2.4.6
"$folder/venv/bin/python" - <<'PYTHON'
import krippendorff

NONE = float("nan")
ratings = [[1, 2, 3, 3, 2, 1, 4, 1, 2, NONE], [1, 2, 3, 3, 2, 2, 4, 1, 2, 5]]
found = [
    round(krippendorff.alpha(reliability_data=ratings, level_of_measurement="ordinal", value_domain=domain), 4)
    for domain in ([1, 2, 3, 4, 5], [5, 1, 3, 2, 4])
]
print(found)
assert found == [0.9229, 0.7858], found
PYTHON
