#!/usr/bin/env bash
# pyreadstat 1.3.7: SPSS does not tell capital letters from small ones in names, and takes no word of its language as one. Columns `a`
# and `A` are written beside one another all the same, and so is `and`; only `AND` is refused. Labels of values are cut after 120 bytes
# without a word, within a letter of two bytes. So names and labels have to be made to fit before they are written.
# Seen: ['a', 'A', 'and'] are read back; AND is refused; a label of 100 ä comes back with 60.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pyreadstat==1.3.7 pandas==3.1.1 numpy==2.4.6
"$folder/venv/bin/python" - "$folder/names.sav" <<'PYTHON'
import sys

import pandas as pd
import pyreadstat

file = sys.argv[1]
frame = pd.DataFrame({"a": [1.0], "A": [2.0], "and": [3.0]})
pyreadstat.write_sav(frame, file, variable_value_labels={"a": {1.0: "ä" * 100}})
_, meta = pyreadstat.read_sav(file)
label = meta.variable_value_labels["a"][1.0]
try:
    pyreadstat.write_sav(pd.DataFrame({"AND": [1.0]}), file)
    refused = False
except Exception as error:
    refused = "reserved word" in str(error)
print(meta.column_names, "| AND refused:", refused, "| label of 100 letters:", len(label))
assert meta.column_names == ["a", "A", "and"] and refused and label == "ä" * 60
PYTHON
