#!/usr/bin/env bash
# pingouin 0.7.0: `cronbach_alpha` takes covariances pair by pair where answers are missing, and then an interval as if every row were
# complete. Of forty people of whom one answered all four items it says .627 with an interval from .395 to .785; with
# `nan_policy="listwise"` there is nothing left to compute. A questionnaire with many gaps looks as certain as a full one.
# Seen: the width of the interval is that of 40 complete rows with the same alpha, though one row is complete.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile --disable-pip-version-check pingouin==0.7.0 pandas==3.1.1 numpy==2.4.6
"$folder/venv/bin/python" - <<'PYTHON'
import numpy as np
import pandas as pd
import pingouin
from scipy.stats import f

random = np.random.default_rng(1)
people = random.normal(size=(40, 1))
answers = pd.DataFrame(people + random.normal(size=(40, 4)))
answers[random.random(answers.shape) < 0.5] = np.nan
alpha, interval = pingouin.cronbach_alpha(answers)
# Feldt's interval with the degrees of freedom of 40 complete rows of four items.
rows, items = answers.shape
of_complete = [1 - (1 - alpha) * f.ppf(level, rows - 1, (rows - 1) * (items - 1)) for level in (0.975, 0.025)]
found = (len(answers.dropna()), round(float(alpha), 3), [round(float(end), 3) for end in interval])
print(found, np.round(of_complete, 3))
assert found == (1, 0.627, [0.395, 0.785]), found
assert np.allclose(interval, of_complete, atol=0.0006), of_complete
PYTHON
