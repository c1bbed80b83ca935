#!/usr/bin/env bash
# pyreadstat 1.3.7: an SPSS file with value labels can be read as an ordered scale (`formats_as_ordered_category=True`), but only
# as long as everyone answered. One empty cell raises a ValueError about null categories; read unordered, the same file is fine.
# So an ordered scale has to be made from the codes and `meta.variable_value_labels`.
# Seen: category, then "Categorical categories cannot be null".
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pyreadstat==1.3.7 pandas==3.1.1 numpy==2.4.6
"$folder/venv/bin/python" - <<'PYTHON'
import tempfile
from pathlib import Path

import pandas as pd
import pyreadstat

labels = {1.0: "never", 2.0: "often", 3.0: "always"}
with tempfile.TemporaryDirectory() as folder:
    file = Path(folder) / "survey.sav"
    pyreadstat.write_sav(pd.DataFrame({"q": [1.0, 2.0, 3.0, None]}), file, variable_value_labels={"q": labels})
    frame, _ = pyreadstat.read_sav(file, apply_value_formats=True, formats_as_category=True)
    try:
        pyreadstat.read_sav(file, apply_value_formats=True, formats_as_ordered_category=True)
        said = "read"
    except ValueError as error:
        said = str(error)
print(frame["q"].dtype, "|", said)
assert str(frame["q"].dtype) == "category" and said == "Categorical categories cannot be null", said
PYTHON
