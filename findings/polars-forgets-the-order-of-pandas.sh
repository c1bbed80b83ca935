#!/usr/bin/env bash
# An ordered Categorical of pandas (low < mid < high) keeps its order on the way to Arrow and parquet, and polars does not take it up: it
# makes a Categorical, which compares and sorts as text. The largest answer is then "mid", a median or a sorted bar chart of answers is wrong,
# and nothing is said. To keep the order in polars, cast to an Enum with the labels in their order.
# Seen: pandas 3.1.1 writes ordered=1; polars 2.1.0 sorts high, low, mid and has the maximum mid.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --no-compile --disable-pip-version-check pandas==3.1.1 polars==2.1.0 pyarrow==26.0.1 numpy==2.4.6
"$folder/venv/bin/python" - <<'PYTHON'
import pandas as pd
import polars as pl
import pyarrow as pa

scale = pd.CategoricalDtype(["low", "mid", "high"], ordered=True)
frame = pd.DataFrame({"level": pd.Series(["mid", "low", "high"], dtype=scale)})
arrow = pa.table(frame)
level = pl.from_pandas(frame)["level"]
found = (arrow.schema.field("level").type.ordered, str(level.dtype), level.sort().to_list(), level.max(), str(frame["level"].max()))
print(found)
assert found == (True, "Categorical", ["high", "low", "mid"], "mid", "high"), found
PYTHON
