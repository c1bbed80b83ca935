#!/usr/bin/env bash
# RaschPy warns of a rater who gave only the highest category, and says that the other estimates are unaffected. They are not: severities are
# centred with that rater's among them, so every person and every other rater moves up together, here by more than a logit and a half. Who
# compares persons with those of another occasion, or with a cut on the scale, compares the presence of one careless rater. The ratings of such a
# rater hold nothing: take them out before fitting (`drop_facet_elements="extreme"` does).
# Seen: RaschPy 1.4.0, 40 simulated persons, three raters, then a fourth who gave 4 to all: every person at least 1.5 logits higher, and back
# where they were once the rater is dropped.
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

random = np.random.default_rng(1)
severities, difficulties, steps = {"R1": 0.0, "R2": 0.8, "R3": -0.8}, [-0.5, 0.0, 0.5, 1.0], [-1.5, -0.5, 0.5, 1.5]
persons = [f"P{at:02}" for at in range(40)]
measures = dict(zip(persons, random.normal(0, 1, 40)))


def rating(measure: float) -> int:
    logits = np.concatenate([[0], np.cumsum([measure - step for step in steps])])
    chances = np.exp(logits - logits.max())
    return int(random.choice(5, p=chances / chances.sum()))


rows = {
    (rater, person): [rating(measures[person] - severity - difficulty) for difficulty in difficulties]
    for rater, severity in severities.items()
    for person in persons
}
generous = rows | {("R4", person): [4, 4, 4, 4] for person in persons}


def fitted(rows: dict, **options: str) -> tuple[pd.Series, str]:
    frame = pd.DataFrame.from_dict(rows, orient="index", columns=["I1", "I2", "I3", "I4"])
    frame.index = pd.MultiIndex.from_tuples(frame.index, names=["Rater", "Person"])
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always")
        model = MFRM(frame, max_score=4, **options)
        model.calibrate()
        model.person_estimates()
    return model.persons_global, " ".join(str(warning.message) for warning in told)


alone, _ = fitted(rows)
beside, said = fitted(generous)
dropped, _ = fitted(generous, drop_facet_elements="extreme")
moved = beside - alone
print(moved.min(), moved.max(), (dropped - alone).abs().max())
assert "The other estimates are unaffected" in said
assert moved.min() > 1.5
assert (dropped - alone).abs().max() < 1e-9
PYTHON
