#!/usr/bin/env bash
# RaschPy's scale begins at 0, also where ratings begin at 1. A rubric of 1 to 4 that is handed over as it is gets a fifth category that nobody used,
# without a word; its threshold comes from smoothing constants, and every person moves up. Measures of the same ratings then depend on whether somebody
# subtracted 1, and cannot be laid beside those of another program.
# Seen: RaschPy 1.4.0: ratings of 1 to 4 and the same less 1: four thresholds for three, each of twelve persons about .7 logits higher, no warning.
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
        model = MFRM(frame)
        model.calibrate()
        model.person_estimates()
    return model


from_zero, from_one = fitted(frame), fitted(frame + 1)
moved = from_one.persons_global - from_zero.persons_global
print(len(from_zero.thresholds_global), len(from_one.thresholds_global), moved.min(), moved.max())
assert (len(from_zero.thresholds_global), len(from_one.thresholds_global)) == (3, 4)
assert moved.min() > 0.6
PYTHON
