"""Frames in and tables out: each library gives what a file gives."""

from __future__ import annotations

import datetime
import decimal
from collections.abc import Callable
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import collabpro as cp

NAMES = ["unit", "occasion", "rater", "role", "criterion", "level", "reason"]
ROWS = [
    (unit, occasion, f"r{rater}", "teacher", line, str(1 + (7 * rater + at) % 4) if rater else None, None if rater else "not_observed")
    for at, unit in enumerate(["Birch Läne", "Alder"])
    for occasion in ["2024-03-01", "2025-03-01"]
    for rater in range(8)
    for line in ["7a", "7b", "7c", "1a"]
]
POLARS = pl.DataFrame(ROWS, schema=NAMES, orient="row")
PANDAS = pd.DataFrame(ROWS, columns=NAMES)
ARROW = pa.table({name: list(column) for name, column in zip(NAMES, zip(*ROWS))})
CSV = POLARS.write_csv().encode()
EXPECTED = cp.Ratings.from_csv(CSV).to_json()
CODED = ["unit", "role", "criterion"]

FRAMES: dict[str, Callable[[], Any]] = {
    "polars": lambda: POLARS,
    "polars categories": lambda: POLARS.with_columns(pl.col(*CODED, "reason").cast(pl.Categorical)),
    "polars enum": lambda: POLARS.with_columns(pl.col("criterion").cast(pl.Enum(["1a", "7a", "7b", "7c", "9a"]))),
    "polars whole numbers": lambda: POLARS.with_columns(pl.col("level").cast(pl.Int8)),
    "polars real numbers": lambda: POLARS.with_columns(pl.col("level").cast(pl.Float32)),
    "polars dates": lambda: POLARS.with_columns(pl.col("occasion").str.to_date()),
    "polars chunks": lambda: pl.concat([POLARS[:50], POLARS[50:]], rechunk=False),
    "pandas": lambda: PANDAS,
    "pandas categories": lambda: PANDAS.astype({name: "category" for name in CODED}),
    "pandas whole numbers with gaps": lambda: PANDAS.assign(level=PANDAS["level"].astype(float)),
    "pandas categories of numbers": lambda: PANDAS.assign(level=PANDAS["level"].astype(float).astype("category")),
    "pandas dates": lambda: PANDAS.assign(occasion=pd.to_datetime(PANDAS["occasion"])),
    "pyarrow": lambda: ARROW,
    "pyarrow large text": lambda: ARROW.set_column(2, "rater", ARROW["rater"].cast(pa.large_string())),
    "pyarrow views": lambda: ARROW.set_column(2, "rater", ARROW["rater"].cast(pa.string_view())),
    "pyarrow codes": lambda: ARROW.set_column(0, "unit", ARROW["unit"].dictionary_encode()),
    "pyarrow one batch after another": lambda: pa.RecordBatchReader.from_batches(ARROW.schema, ARROW.to_batches(9)),
    "pyarrow nothing but nulls": lambda: ARROW.append_column("evidence", pa.nulls(len(ROWS))),
    "pyarrow decimals": lambda: ARROW.set_column(
        5,
        "level",
        pa.array([None if cell is None else decimal.Decimal(cell) for cell in ARROW["level"].to_pylist()], pa.decimal128(8, 2)),
    ),
    "duckdb": lambda: duckdb.from_arrow(ARROW),
    "duckdb numbers": lambda: duckdb.from_arrow(ARROW).project("* replace (cast(level as hugeint) as level)"),
}


@pytest.mark.parametrize("name", FRAMES)
def test_a_frame_gives_what_a_file_gives(name: str) -> None:
    ratings = cp.Ratings.from_frame(FRAMES[name]())
    assert ratings.to_json() == EXPECTED
    assert len(ratings) == len(ROWS)


def test_records_give_what_a_file_gives() -> None:
    text = cp.Ratings.from_json(POLARS.write_json()).to_json()
    assert text == EXPECTED
    assert cp.Ratings.from_json(text).to_json() == EXPECTED


def test_wide_frames_and_other_names() -> None:
    wide = pl.DataFrame({"School": ["B", "B"], "who": [1, 2], "Q1": [3, None], "7b": [2, 4], "age": [30, 40]})
    ratings = cp.Ratings.from_frame(
        wide,
        layout="wide",
        columns={"School": "unit", "who": "rater"},
        criteria={"Q1": "7a"},
        constants={"role": "teacher"},
        extra_columns="ignore",
    )
    assert ratings.to_csv().count("teacher") == len(ratings) == 4
    assert "no_answer" in ratings.to_csv()


def test_rows_are_named_over_all_batches() -> None:
    bad = POLARS.with_columns(level=pl.when(pl.int_range(pl.len()) == 70).then(pl.lit("9")).otherwise("level"))
    chunks = pl.concat([bad[:50], bad[50:]], rechunk=False)
    with pytest.raises(cp.RatingsError) as raised:
        cp.Ratings.from_frame(chunks)
    assert (raised.value.code, raised.value.path) == ("level_out_of_scale", "row 71, column level")
    assert raised.value.problems[0]["place"] == {"row": 71, "column": "level"}


def test_frames_without_rows_or_columns_are_refused() -> None:
    with pytest.raises(cp.RatingsError, match="row"):
        cp.Ratings.from_frame(POLARS[:0])
    with pytest.raises(cp.RatingsError) as raised:
        cp.Ratings.from_frame(POLARS.drop("rater")[:0])
    assert raised.value.code == "missing_column"


def test_what_is_no_frame_or_holds_no_cells_is_a_type_error() -> None:
    with pytest.raises((TypeError, ValueError), match="__arrow_c_stream__"):
        cp.Ratings.from_frame({"unit": ["B"]})  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="evidence"):
        cp.Ratings.from_frame(POLARS.with_columns(evidence=pl.concat_list("unit")))


def test_numbers_of_every_width() -> None:
    for kind in (pl.Int16, pl.Int32, pl.Int64, pl.UInt8, pl.UInt16, pl.UInt32, pl.UInt64, pl.Float64):
        assert cp.Ratings.from_frame(POLARS.with_columns(pl.col("level").cast(kind))).to_json() == EXPECTED
    moments = POLARS.with_columns(occasion=pl.lit(datetime.datetime(2025, 3, 1, 8, 30)), rater=pl.int_range(pl.len()))
    assert "2025-03-01 08:30:00" in cp.Ratings.from_frame(moments).to_csv()


SCORES = cp.Ratings.from_csv(CSV).score()
TABLES: dict[str, Callable[[], cp.Table]] = {
    **{name: lambda name=name: SCORES.table(name) for name in ["constructs", "criteria", "shares", "distribution", "coverage"]},  # type: ignore[misc]
    "released": lambda: SCORES.release().table("criteria"),
    "comparison": lambda: SCORES.change(from_="2024-03-01", to="2025-03-01").table(),
    "disagreement": lambda: SCORES.disagreement().table(),
    "gaps": lambda: SCORES.disagreement().table("gaps"),
}


@pytest.mark.parametrize("name", TABLES)
def test_tables_go_out_to_every_library(name: str) -> None:
    table = TABLES[name]()
    expected = pa.table(table).to_pydict()
    assert list(expected) == table.columns
    assert pl.DataFrame(table).to_dict(as_series=False) == expected
    assert duckdb.from_arrow(pa.table(table)).fetchall() == list(zip(*expected.values()))
    # pandas 3 takes the table itself; before, the way leads over pyarrow.
    take = getattr(pd.DataFrame, "from_arrow", lambda table: pa.table(table).to_pandas())
    assert list(take(table).columns) == table.columns
    assert len(take(table)) == len(table)
    assert table.to_csv().startswith(",".join(table.columns))
