"""Tables go to whatever a researcher works with: each line of the page `frames` is run, and what arrives is what was there."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import collabpro as cp
from places import ROOT

SCORES = cp.datasets.district().score()
TABLE = SCORES.table()
ROWS = list(TABLE)


def test_columns_come_by_name_and_parts_are_tables() -> None:
    assert TABLE["share"] == [row["share"] for row in ROWS]
    assert TABLE["unit"][0] == "simulated-alder-river"
    part = TABLE[["unit", "share"]][10:13]
    assert part.columns == ["unit", "share"]
    assert list(part) == [{"unit": row["unit"], "share": row["share"]} for row in ROWS[10:13]]
    assert len(TABLE[-1:]) == 1
    assert len(TABLE[5:2]) == 0
    with pytest.raises(KeyError, match="no column shares: there are unit, occasion"):
        TABLE["shares"]
    with pytest.raises(KeyError):
        TABLE[["unit", "shares"]]
    with pytest.raises(ValueError, match="without a step"):
        TABLE[::2]
    with pytest.raises(TypeError):
        TABLE[0.5]  # type: ignore[call-overload]


def plain(cell: Any) -> Any:
    return None if cell is None or cell is pd.NA or cell != cell else cell


def test_frames_hold_what_the_table_does() -> None:
    arrow, polars, pandas = TABLE.to_arrow(), TABLE.to_polars(), TABLE.to_pandas()
    assert arrow.to_pylist() == polars.to_dicts() == ROWS
    assert [{name: plain(cell) for name, cell in row.items()} for row in pandas.to_dict("records")] == ROWS
    assert polars["unit"].dtype == pl.String
    assert arrow.schema.field("unit").type == pa.string()
    assert not isinstance(pandas["unit"].dtype, pd.CategoricalDtype)
    assert pandas["share"].dtype == np.float64


def test_pandas_without_pyarrow_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    import collabpro._leave as leave

    tables = [TABLE, cp.Rubric.bundled().table(), cp.datasets.district().table(), cp.datasets.krippendorff().agreement().table()]
    for table in [*tables, TABLE[0:0]]:
        with_pyarrow = table.to_pandas()
        with monkeypatch.context() as without:
            without.setattr(leave, "find_spec", lambda name: None)
            pd.testing.assert_frame_equal(table.to_pandas(), with_pyarrow)


def test_ratings_leave_as_a_frame_and_come_back() -> None:
    ratings = cp.datasets.district()
    rows = ratings.table()
    assert len(rows) == len(ratings)
    for frame in (rows, rows.to_pandas(), rows.to_polars(), rows.to_arrow(), duckdb.sql("select * from rows")):
        again = cp.Ratings.from_frame(frame, units=ratings.units, link="persistent")
        assert again.to_json() == ratings.to_json()
    plain = cp.datasets.krippendorff()
    assert plain.table().columns == ["unit", "rater", "rating"]
    assert len(plain.table()) == len(plain) == 41
    for read in (plain.table(), plain.table().to_pandas()):
        found = cp.agreement(read, coefficients=["krippendorff"]).rows[0].estimates
        assert [estimate.value for estimate in found] == [row.value for row in plain.agreement(coefficients=["krippendorff"]).rows[0].estimates]


def test_csv_goes_to_a_file(tmp_path: Path) -> None:
    ratings = cp.datasets.guilford()
    for one in (TABLE, ratings):
        assert one.to_csv(tmp_path / "out.csv") is None
        assert (tmp_path / "out.csv").read_bytes().decode() == one.to_csv()
    with pytest.raises(cp.FileError):
        TABLE.to_csv(tmp_path / "nowhere" / "out.csv")


def blocks(page: str) -> list[str]:
    text = (ROOT / page).read_text(encoding="utf-8")
    return re.findall(r"^```python\n(.*?)^```", text, re.M | re.S)


@pytest.mark.parametrize("line", [line for block in blocks("collabpro-core/docs/frames.md") for line in block.splitlines() if line.strip()])
def test_each_line_of_the_page_runs(line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    code = line.split("  #")[0]
    names: dict[str, Any] = {"cp": cp, "scores": SCORES, "table": TABLE, "ratings": cp.datasets.district()}
    exec(compile(code, "frames.md", "exec"), names)


HEAVY = {"altair", "duckdb", "great_tables", "numpy", "pandas", "polars", "pyarrow", "pyreadstat", "pyspark", "tqdm", "typing"}


def test_importing_imports_no_frames() -> None:
    code = f"import sys; sys.path[:0] = {sys.path!r}; import collabpro; print(sorted({HEAVY!r} & sys.modules.keys()))"
    done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True)
    assert (done.stdout, done.stderr) == ("[]\n", "")
