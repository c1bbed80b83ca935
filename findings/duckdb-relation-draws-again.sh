#!/usr/bin/env bash
# A relation of DuckDB 2 keeps no result: whoever asks it for its rows runs the query again. A sample that a relation draws is therefore
# another one each time: handed to one function for agreement and to a second for reliability, the two are computed on different people,
# and neither is what was printed before. Take the rows once (`to_arrow_table()`) and hand those on.
# Seen: DuckDB 2.0.1, the same relation as two Arrow tables: two different samples; the table that was taken once stays as it is.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check duckdb==2.0.1 pyarrow==26.0.1
"$folder/venv/bin/python" - <<'PYTHON'
import duckdb
import pyarrow as pa

relation = duckdb.sql("select range as rater from range(10000) order by random() limit 20")
first, second = (sorted(pa.table(relation)["rater"].to_pylist()) for _ in range(2))
print(first[:5], second[:5])
taken = relation.to_arrow_table()
assert first != second
assert taken["rater"].to_pylist() == pa.table(taken)["rater"].to_pylist()
PYTHON
