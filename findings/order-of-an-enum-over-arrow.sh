#!/usr/bin/env bash
# polars 2.1.0 and DuckDB 2.0.1 both have an enum whose labels have an order. Over Arrow, polars says that the dictionary is
# ordered, DuckDB says that it is not: the same answers "low < mid < high" are a scale from the one and mere names from the other.
# Whoever computes weighted kappa from what arrives has to be told the order by hand.
# Seen: ordered=1 from polars, ordered=0 from DuckDB.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check polars==2.1.0 duckdb==2.0.1 pyarrow==26.0.1
"$folder/venv/bin/python" - <<'PYTHON'
import duckdb
import polars as pl
import pyarrow as pa

labels = ["low", "mid", "high"]
frame = pl.DataFrame({"level": pl.Series(["mid", "low", "high"], dtype=pl.Enum(labels))})
connection = duckdb.connect()
connection.execute("create type scale as enum ('low', 'mid', 'high')")
relation = connection.sql("select unnest(['mid', 'low', 'high'])::scale as level")
found = [pa.table(source).schema.field("level").type for source in (frame, relation)]
print(found)
assert [kind.ordered for kind in found] == [True, False], found
PYTHON
