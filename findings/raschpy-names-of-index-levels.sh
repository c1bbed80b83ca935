#!/usr/bin/env bash
# RaschPy takes raters from the first level of the index and persons from the second, whatever the levels are called. A frame whose levels are
# named Person and Rater, in this order (as a pivot of persons by raters gives it), is fitted without a word: persons are printed as raters with
# severities, raters as persons with abilities. Who reads only the measures sees a table of the right form with the wrong people. Order the levels by
# name first: `frame.reorder_levels(["Rater", "Person"])`.
# Seen: RaschPy 1.4.0: the same ratings with the levels swapped: twelve "raters" and three "persons", no warning.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check raschpy==1.4.0 numpy==2.4.6 pandas==3.1.1
"$folder/venv/bin/python" - <<'PYTHON'
import warnings

import numpy as np
import pandas as pd
from raschpy import MFRM

random = np.random.default_rng(2)
rows = {(rater, f"P{at}"): random.integers(0, 4, 4) for rater in ("R1", "R2", "R3") for at in range(12)}
frame = pd.DataFrame.from_dict(rows, orient="index", columns=list("abcd"))
frame.index = pd.MultiIndex.from_tuples(frame.index, names=["Rater", "Person"])


def fitted(frame: pd.DataFrame) -> MFRM:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        model = MFRM(frame, max_score=3)
        model.calibrate()
        model.person_estimates()
    return model


named, swapped = fitted(frame), fitted(frame.swaplevel())
print(len(named.raters_global), len(named.persons_global), len(swapped.raters_global), len(swapped.persons_global))
assert (len(named.raters_global), len(named.persons_global)) == (3, 12)
assert swapped.raters_global.index.name == "Person" and len(swapped.raters_global) == 12
assert list(swapped.persons_global.index) == ["R1", "R2", "R3"]
PYTHON
