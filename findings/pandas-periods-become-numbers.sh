#!/usr/bin/env bash
# A month in pandas (a Period) leaves through Arrow as the number of months since 1970, marked only by an extension type that other
# libraries do not look at: 2026-01 is 672 in polars, and DuckDB adds it up. A term named by a period is then term 672, and sorts, groups
# and joins with nothing of the same name elsewhere. Whoever passes waves of a survey from pandas to another library has to write them as text.
# Seen: polars 2.1.0 has an extension type over Int64 with the values 672 and 673; DuckDB 2.0.1 sums them to 1345.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check pandas==3.1.1 pyarrow==26.0.1 polars==2.1.0 duckdb==2.0.1
"$folder/venv/bin/python" - <<'PYTHON'
import warnings

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa

warnings.simplefilter("ignore")
frame = pd.DataFrame({"wave": pd.period_range("2026-01", periods=2, freq="M")})
waves = pa.Table.from_pandas(frame)
print(frame["wave"].astype(str).tolist(), waves.schema.field("wave").type)
found = pl.from_arrow(waves)["wave"]
print(found.dtype, found.to_list())
summed = duckdb.sql("select sum(wave) from waves").fetchall()[0][0]
print("sum", summed)
assert [int(value) for value in found.to_list()] == [672, 673], found
assert summed == 1345, summed
PYTHON
