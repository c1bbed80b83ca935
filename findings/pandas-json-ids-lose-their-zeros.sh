#!/usr/bin/env bash
# `pandas.read_json` turns texts that look like numbers into numbers, although JSON tells one from the other: the raters "007", "07" and 7 become
# one, and what only one of them rated counts for all. With `dtype=False` the texts stay. Python's own reader keeps the texts, and of a name that
# stands twice in an object it takes the last value; neither says anything.
# Seen: pandas 3.1.1 has one rater 7 with three ratings; json of Python 3 has the level 4 where 1 stood before it.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pandas==3.1.1
"$folder/venv/bin/python" - <<'PYTHON'
import io
import json

import pandas as pd

text = '[{"rater": "007", "level": 1}, {"rater": "07", "level": 2}, {"rater": 7, "level": 3}]'
found = pd.read_json(io.StringIO(text))
kept = pd.read_json(io.StringIO(text), dtype=False)
print(found["rater"].tolist(), kept["rater"].tolist())
assert found["rater"].tolist() == [7, 7, 7], found
assert kept["rater"].tolist() == ["007", "07", 7], kept
assert json.loads('{"level": 1, "level": 4}') == {"level": 4}
PYTHON
