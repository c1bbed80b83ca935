#!/usr/bin/env bash
# A frame of pandas that was filtered keeps the numbers of its rows as its index. Written as Arrow or parquet it gets a column
# `__index_level_0__`, which polars and DuckDB take for data like the others: with answers of two raters in two columns, a third one "rated"
# 1, 2, 4. Means over columns, correlations and coefficients of agreement then rest on row numbers, and nothing is said.
# Seen: pandas 3.1.1 writes the column, polars 2.1.0 has three numeric columns and a mean of the first row of 1.33 where the two raters' is 1.5.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pandas==3.1.1 pyarrow==26.0.1 polars==2.1.0
cd "$folder"
"$folder/venv/bin/python" - <<'PYTHON'
import pandas as pd
import polars as pl

frame = pd.DataFrame({"first": [9, 1, 2, 9, 4], "second": [9, 2, 3, 9, 3]})
frame[frame["first"] < 9].to_parquet("ratings.parquet")
found = pl.read_parquet("ratings.parquet")
print(found.columns, found.row(0))
means = found.select(pl.mean_horizontal(pl.all())).to_series().to_list()
print(means)
assert found.columns == ["first", "second", "__index_level_0__"], found.columns
assert found.row(0) == (1, 2, 1), found.row(0)
assert abs(means[0] - 4 / 3) < 1e-9, means
PYTHON
