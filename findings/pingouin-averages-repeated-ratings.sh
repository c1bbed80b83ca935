#!/usr/bin/env bash
# pingouin 0.7.0: where a rater rated a target twice, `intraclass_corr` takes the mean of the two as one rating, without a
# warning. A file that was appended to itself, or holds two occasions, gives an ICC of something else.
# Seen: ICC(1,1) .5455 of eight ratings; .32 after one more rating of a target by the same rater.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pingouin==0.7.0 pandas==3.1.1 numpy==2.4.6
"$folder/venv/bin/python" - <<'PYTHON'
import pandas as pd
import pingouin

once = pd.DataFrame({"target": [1, 1, 2, 2, 3, 3, 4, 4], "rater": ["a", "b"] * 4, "score": [1, 2, 3, 3, 2, 4, 4, 4]})
again = pd.concat([once, pd.DataFrame({"target": [1], "rater": ["a"], "score": [4]})])
meant = once.assign(score=once["score"].astype(float))
meant.loc[0, "score"] = 2.5  # the mean of 1 and 4
found = []
for frame in (once, again, meant):
    table = pingouin.intraclass_corr(data=frame, targets="target", raters="rater", ratings="score")
    found.append(round(float(table.set_index("Type").loc["ICC(1,1)", "ICC"]), 4))
print(found)
assert found == [0.5455, 0.32, 0.32], found
PYTHON
