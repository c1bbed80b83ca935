"""Frames in and tables out: each library gives what a file gives."""

from __future__ import annotations

import datetime
import decimal
import io
import json
import pathlib
import subprocess
import sys
import warnings
from collections.abc import Callable
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.compute as pc
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


LEVELS = {"a": [1, 2, 3, 4], "b": [1, 2, 4, 4]}


@pytest.mark.parametrize(
    "given",
    [
        pd.Series([1, 2]),
        pl.Series([1, 2]),
        pl.DataFrame(LEVELS).lazy(),
        duckdb.connect().execute("select 1 as a, 2 as b"),
        3,
        None,
        "ratings.csv",
        b"a,b",
        ["ab", "cd"],
        [1, 2],
        cp.Rubric.bundled(),
        cp.Ratings,
    ],
)
def test_what_is_no_table_is_told_to_be_none(given: Any) -> None:
    for read in (cp.agreement, cp.RatingTable, cp.icc, cp.generalizability, cp.Ratings.from_frame):
        with pytest.raises(cp.RatingsError) as raised:
            read(given)
        assert raised.value.code == "not_a_table"
        assert type(given).__name__ in str(raised.value)
        assert "collect()" in raised.value.hint


OTHER_KINDS: dict[str, Any] = {
    "lists": pd.DataFrame({"a": [[1], [2]], "b": [1, 2]}),
    "lists of polars": pl.DataFrame({"a": [[1], [2]], "b": [1, 2]}),
    "complex numbers": pd.DataFrame({"a": [1j, 2j], "b": [1, 2]}),
    "spans of time": pd.DataFrame({"a": pd.to_timedelta([1, 2], unit="h"), "b": [1, 2]}),
    "times of day": pd.DataFrame({"a": [datetime.time(8), datetime.time(9)], "b": [1, 2]}),
    "bytes": pa.table({"a": [b"x", b"y"], "b": [1, 2]}),
    "periods over Arrow": pa.Table.from_pandas(pd.DataFrame({"a": pd.period_range("2026-01", periods=2, freq="M"), "b": [1, 2]})),
    "a text as a column": {"a": "12", "b": [1, 2]},
    "a number as a column": {"a": 1, "b": [1, 2]},
    "objects": {"a": [object(), object()], "b": [1, 2]},
}


@pytest.mark.parametrize("name", OTHER_KINDS)
def test_a_column_of_another_kind_is_named(name: str) -> None:
    with pytest.raises(cp.RatingsError) as raised:
        cp.agreement(OTHER_KINDS[name])
    assert (raised.value.code, raised.value.path) == ("unreadable_column", "column a")


def test_a_column_of_another_kind_is_passed_over_where_others_are() -> None:
    with pytest.raises(cp.RatingsError, match="evidence"):
        cp.Ratings.from_frame(POLARS.with_columns(evidence=pl.concat_list("unit")))
    more = POLARS.with_columns(note=pl.concat_list("unit"))
    assert cp.Ratings.from_frame(more, extra_columns="ignore").to_json() == EXPECTED


def test_columns_of_one_name_are_refused() -> None:
    twice = pd.DataFrame([[1, 1], [2, 2], [3, 4]], columns=["a", "a"])
    with pytest.raises(cp.RatingsError) as raised:
        cp.agreement(twice)
    assert (raised.value.code, raised.value.path) == ("duplicate_column", "column a")
    with pytest.raises(cp.RatingsError) as raised:
        cp.Ratings.from_frame(pd.concat([PANDAS, PANDAS[["level"]]], axis=1))
    assert raised.value.code == "duplicate_column"


def numbers(kind: Any) -> pa.Table:
    return pa.table({name: pa.array([decimal.Decimal(cell) for cell in cells], kind) for name, cells in LEVELS.items()})


RUNS = pa.table({name: pc.run_end_encode(pa.array(cells)) for name, cells in LEVELS.items()})
KINDS_OF_NUMBERS: dict[str, Any] = {
    "decimals of 32 bits": numbers(pa.decimal32(5, 2)),
    "decimals of 64 bits": numbers(pa.decimal64(5, 2)),
    "decimals of 128 bits": numbers(pa.decimal128(5, 2)),
    "decimals of 256 bits": numbers(pa.decimal256(5, 2)),
    "half": pa.table({name: pa.array(cells, pa.float16()) for name, cells in LEVELS.items()}),
    "runs": RUNS,
    "dictionaries of whole numbers": pa.table({name: pa.array(cells).dictionary_encode() for name, cells in LEVELS.items()}),
    "dictionaries of real numbers": pa.table({name: pa.array(cells, pa.float64()).dictionary_encode() for name, cells in LEVELS.items()}),
    "128 bits of polars": pl.DataFrame(LEVELS).cast(pl.Int128),
    "128 bits of polars without a sign": pl.DataFrame(LEVELS).cast(pl.UInt128),
    "objects of polars": pl.DataFrame({"a": pl.Series([1, 2, 3, 4], dtype=pl.Object), "b": [1, 2, 4, 4]}),
    "DuckDB": duckdb.sql("select a::uhugeint as a, b::decimal(9, 3) as b from (values (1, 1), (2, 2), (3, 4), (4, 4)) t(a, b)"),
    "objects of pandas": pd.DataFrame({"a": [1, "2", 3.0, decimal.Decimal(4)], "b": [1, 2, 4, 4]}, dtype=object),
    "whole numbers of pandas": pd.DataFrame(LEVELS, dtype="Int64"),
    "sparse columns of pandas": pd.DataFrame({"a": pd.arrays.SparseArray(LEVELS["a"]), "b": LEVELS["b"]}),
    "columns that are numbered": pd.DataFrame(list(zip(*LEVELS.values()))),
    "a dictionary": LEVELS,
    "a dictionary of numbers": dict(enumerate(LEVELS.values())),
    "a dictionary of arrays": {name: np.array(cells) for name, cells in LEVELS.items()},
    "records": [dict(zip(LEVELS, row)) for row in zip(*LEVELS.values())],
    "an array of records": np.array(list(zip(*LEVELS.values())), dtype=[("a", "i8"), ("b", "f4")]),
}


@pytest.mark.parametrize("name", KINDS_OF_NUMBERS)
def test_numbers_of_every_kind_are_numbers(name: str) -> None:
    found = cp.agreement(KINDS_OF_NUMBERS[name], coefficients=["krippendorff"], metrics=["interval"])
    assert found.rows[0].estimates[0].value == alpha(WIDE)


def test_a_slice_of_runs_begins_where_it_does() -> None:
    runs = pa.table({"a": pc.run_end_encode(pa.array([9, 1, 1, 2])).slice(1), "b": pa.array([1, 1, 2])})
    assert cp.agreement(runs, coefficients=["percent"]).rows[0].estimates[0].value == 1.0


def test_whole_numbers_beyond_what_real_ones_hold_stay_apart() -> None:
    first, second = 2**53, 2**53 + 1
    for table in (
        pd.DataFrame({"a": [first, second], "b": [second, second]}),
        pl.DataFrame({"a": [first, second], "b": [second, second]}),
        np.array([[first, second], [second, second]]),
        [[first, second], [second, second]],
        {"a": [first, second], "b": [second, second]},
    ):
        assert cp.agreement(table, coefficients=["percent"]).rows[0].estimates[0].value == 0.5
    with pytest.raises(cp.CollabproError) as raised:
        cp.generalizability({"unit": [1, 2], "rater": [1, 1], "rating": [first, second]})
    assert (raised.value.code, raised.value.path) == ("invalid_number", "row 2, column rating")


def test_an_occasion_keeps_its_calendar() -> None:
    days = {
        "2026-01": pd.PeriodIndex(["2026-01"] * len(ROWS), freq="M"),
        "2026Q1": pd.PeriodIndex(["2026Q1"] * len(ROWS), freq="Q"),
        "2026-01-05": pd.to_datetime(["2026-01-05"] * len(ROWS)),
        "2026-03-31": pd.to_datetime(["2026-03-31"] * len(ROWS)).tz_localize("Europe/Oslo"),
    }
    for day, cells in days.items():
        frame = PANDAS.assign(occasion=cells, rater=range(len(ROWS)))
        records = json.loads(cp.Ratings.from_frame(frame).to_json())["records"]
        assert {record["occasion"] for record in records} == {day}
    frame = POLARS.with_columns(
        occasion=pl.lit(datetime.datetime(2026, 3, 31)).dt.replace_time_zone("Europe/Oslo"), rater=pl.int_range(pl.len())
    )
    assert "2026-03-31," in cp.Ratings.from_frame(frame).to_csv()
    assert "00:00" not in cp.Ratings.from_frame(frame).to_csv()


def test_an_index_among_levels_and_columns_is_none_either() -> None:
    units = ["w", "x", "y"]
    frame = pd.DataFrame({"a": [1, 2, 4], "b": [1, 3, 3]}, index=[1, 2, 4])
    levels = pd.concat({"k": frame}, axis=1)
    arrow = pa.Table.from_pandas(frame)
    for table in (levels, arrow, pl.from_arrow(arrow), arrow.to_pandas()):
        assert alpha(table) == alpha(frame)
        assert cp.RatingTable(table).document()["units"] == ["1", "2", "4"]
        assert len(cp.composite(table).indicators) == 2
    assert cp.RatingTable(levels).document()["raters"] == ["k a", "k b"]
    nested = frame.set_axis(pd.MultiIndex.from_tuples([("d", "b"), ("d", "a"), ("e", "c")]), axis=0)
    assert cp.RatingTable(nested).document()["units"] == ["d b", "d a", "e c"]
    by_rater = frame.T.set_axis(["r1", "r2"], axis=0).set_axis(units, axis=1)
    assert cp.RatingTable(by_rater, rows="raters").document()["raters"] == ["r1", "r2"]
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert alpha(frame.set_axis([1, 2], axis=1)) == alpha(frame)


def test_what_has_no_order_is_no_column() -> None:
    frame = pd.DataFrame({"a": [1, 2, 4], "b": [1, 3, 3]}, index=[1, 2, 4])
    for columns in (frame.to_dict(), {"a": {3, 1}, "b": {2, 5}}):
        with pytest.raises(cp.RatingsError) as raised:
            cp.agreement(columns)
        assert raised.value.code == "unreadable_column"
    for rows in ([{"a": 1}, [1]], pa.array([{"a": 1, "b": 2}, {"a": 2, "b": 3}])):
        with pytest.raises(cp.RatingsError) as raised:
            cp.agreement(rows)
        assert raised.value.code == "not_a_table"
    series = {"a": pd.Series([1, 2], index=["u", "v"]), "b": pd.Series([2, 1], index=["v", "u"])}
    assert cp.agreement(series, coefficients=["percent"]).rows[0].estimates[0].value == 1.0


def test_digits_say_what_a_number_is() -> None:
    halves = {"a": np.array([0.1, 0.2], np.float32), "b": [0.1, 0.2]}
    tables: list[Any] = [halves, pd.DataFrame(halves), pl.DataFrame(halves), np.array([[0.1, 0.1]], np.float32)]
    for table in tables:
        assert cp.agreement(table, categories=[0.1, 0.2], coefficients=["percent"]).rows[0].estimates[0].value == 1.0
    texts = pl.DataFrame({"school": ["010", "002", "001"], "x": [1, 2, 3], "y": [2, 3, 1]})
    assert {unit.unit for unit in cp.composite(texts).units} == {"010", "002", "001"}
    assert {unit.unit for unit in cp.composite(texts.to_pandas()).units} == {"010", "002", "001"}


def test_an_order_that_is_declared_is_taken_and_no_other() -> None:
    words, codes = ["never", "now and then", "always"], {"a": [0, 1, 2, 0], "b": [0, 2, 2, 1]}
    named = {name: [words[code] for code in own] for name, own in codes.items()}
    con = duckdb.connect()
    con.execute("create type often as enum ('never', 'now and then', 'always')")
    con.register("named", pa.table(named))
    ordered: list[Any] = [
        pl.DataFrame(named, schema_overrides={name: pl.Enum(words) for name in named}),
        pd.DataFrame({name: pd.Categorical(own, words, ordered=True) for name, own in named.items()}),
        {name: pd.Categorical(own, words, ordered=True) for name, own in named.items()},
        pa.table({name: pa.DictionaryArray.from_arrays(pa.array(own), words, ordered=True) for name, own in codes.items()}),
    ]
    unordered: list[Any] = [
        pl.DataFrame(named),
        pl.DataFrame(named).cast(pl.Categorical),
        pd.DataFrame({name: pd.Categorical(own, words) for name, own in named.items()}),
        pa.table({name: pa.DictionaryArray.from_arrays(pa.array(own), words) for name, own in codes.items()}),
        con.sql("select a::often as a, b::often as b from named"),
    ]

    def of(table: Any, metric: Any, **options: Any) -> Any:
        (row,) = cp.agreement(table, coefficients=["krippendorff"], metrics=[metric], **options).table()
        return row["value"], row["reason"]

    expected = of(named, "ordinal", categories=words)
    assert expected[1] is None
    for table in ordered:
        assert of(table, "ordinal") == expected
    for table in unordered:
        assert of(table, "ordinal") == (None, "no_order")
        assert of(table, "nominal")[1] is None


WITHOUT_PYARROW = """
import sys
sys.modules["pyarrow"] = None
import pandas as pd
import collabpro as cp
from tests_data import NAMES, ROWS
frame = pd.DataFrame(ROWS, columns=NAMES)
coded = frame.astype({name: "category" for name in ("unit", "role", "criterion")})
words = pd.Categorical(["low", "high", "mid", "low"], ["low", "mid", "high"], ordered=True)
scale = pd.DataFrame({"a": words, "b": words[::-1]})
print(cp.Ratings.from_frame(frame).to_json() == cp.Ratings.from_frame(coded).to_json() == cp.Ratings.from_frame(frame.astype(object)).to_json())
print(cp.Ratings.from_frame(frame).to_json())
print(cp.agreement(scale, coefficients=["krippendorff"], metrics=["ordinal"]).rows[0].estimates[0].value)
print(cp.agreement(pd.DataFrame({"a": [1, 2, None, 4], "b": [1, 2, 4, 4]}, index=list("wxyz"))).rows[0].units)
"""


def test_pandas_without_pyarrow(tmp_path: pathlib.Path) -> None:
    (tmp_path / "tests_data.py").write_text(f"NAMES = {NAMES!r}\nROWS = {ROWS!r}\n", encoding="utf-8")
    done = subprocess.run([sys.executable, "-c", WITHOUT_PYARROW], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    same, ratings, ordinal, units = done.stdout.splitlines()
    assert (same, ratings, units) == ("True", EXPECTED, "4")
    words = pd.Categorical(["low", "high", "mid", "low"], ["low", "mid", "high"], ordered=True)
    here = cp.agreement(pd.DataFrame({"a": words, "b": words[::-1]}), coefficients=["krippendorff"], metrics=["ordinal"])
    assert float(ordinal) == here.rows[0].estimates[0].value


def test_a_stream_that_was_read_holds_nothing() -> None:
    reader = pa.RecordBatchReader.from_batches(ARROW.schema, ARROW.to_batches())
    assert cp.Ratings.from_frame(reader).to_json() == EXPECTED
    with pytest.raises(cp.RatingsError) as raised:
        cp.Ratings.from_frame(reader)
    assert raised.value.code == "no_rows"
    relation = duckdb.from_arrow(ARROW)
    assert cp.Ratings.from_frame(relation).to_json() == cp.Ratings.from_frame(relation).to_json() == EXPECTED


def test_whoever_stops_the_work_has_stopped_it() -> None:
    def rows() -> Any:
        yield [1, 2]
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        cp.RatingTable(rows())


def test_waves_stack() -> None:
    def wave(occasion: str, frame: Any = POLARS.drop("occasion").unique(["unit", "rater", "criterion"], maintain_order=True)) -> cp.Ratings:
        return cp.Ratings.from_frame(frame, occasion=occasion)

    both = cp.Ratings.concat([wave("2025"), wave("2026")])
    assert len(both) == 2 * len(wave("2025"))
    assert both.score().change(from_="2025", to="2026").entries
    with pytest.raises(cp.RatingsError) as raised:
        cp.Ratings.concat([wave("2025"), wave("2025")])
    assert raised.value.code == "duplicate_rating"
    with pytest.raises(cp.RatingsError) as raised:
        cp.Ratings.from_frame(POLARS, occasion="2024-03-01")
    assert (raised.value.code, raised.value.total) == ("occasion_conflict", 1)
    with pytest.raises(cp.RatingsError) as raised:
        cp.Ratings.concat([])
    assert raised.value.code == "empty_list"


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


def alpha(frame: pd.DataFrame) -> float | None:
    return cp.agreement(frame, coefficients=["krippendorff"], metrics=["interval"]).rows[0].estimates[0].value


WIDE = pd.DataFrame({"a": [1, 2, 3, 4], "b": [1, 2, 4, 4]})


@pytest.mark.parametrize(
    "index",
    [
        pd.RangeIndex(1, 5),
        pd.RangeIndex(1, 5, name="subject"),
        pd.Index([1, 2, 3, 9], name="subject"),
        pd.Index([1, 1, 2, 2]),
        pd.Index(["w", "x", "y", "z"], name="subject"),
        pd.Index(["w", "x", "y", "z"]),
        pd.Index(["w", "x", "y", "z"], name="a"),
        pd.Index([1.5, 2.5, 3.5, 4.5], name="rating"),
        pd.date_range("2026-01-01", periods=4, name="day"),
        pd.MultiIndex.from_product([["w", "x"], [1, 2]], names=["unit", "lesson"]),
        pd.period_range("2026-01", periods=4, freq="M", name="month"),
        pd.interval_range(0, 4),
        pd.date_range("2026-01-01", periods=4, tz="Europe/Oslo"),
        pd.timedelta_range("1h", periods=4),
        pd.Index(["w", 2, "y", 4.5], dtype=object),
        pd.CategoricalIndex(["w", "x", "w", "x"]),
        pd.MultiIndex.from_product([["w", "x"], [1, 2]]),
    ],
)
def test_an_index_is_never_a_rating(index: pd.Index) -> None:
    frame = WIDE.set_axis(index, axis=0)
    assert alpha(frame) == alpha(WIDE) is not None
    assert (cp.RatingTable(frame).units, cp.RatingTable(frame).raters) == (4, 2)
    assert len(cp.RatingTable(frame, rows="raters")) == 8


def test_an_index_names_units_where_no_column_does() -> None:
    named = WIDE.set_axis(pd.Index(["w", "x", "y", "z"], name="subject"), axis=0)

    def units(frame: pd.DataFrame) -> list[str]:
        return [cell.unit for cell in cp.rating_design(frame).map]

    assert units(named) == ["w", "x", "y", "z"]
    assert units(WIDE) == units(WIDE.set_axis(pd.RangeIndex(4), axis=0)) != units(WIDE.set_axis([4, 5, 6, 7], axis=0))
    assert units(WIDE.set_axis(pd.period_range("2026-01", periods=4, freq="M"), axis=0))[0] == "2026-01"
    assert units(named.assign(unit=[9, 8, 7, 6])) == ["9", "8", "7", "6"]


def test_a_long_table_takes_roles_from_an_index_by_name_only() -> None:
    long = pd.DataFrame({"unit": [1, 1, 2, 2, 3, 3], "rater": ["a", "b"] * 3, "rating": [1, 2, 3, 3, 5, 4]})

    def effects(frame: pd.DataFrame) -> list[tuple[str, float | None]]:
        return [(component.effect, component.variance) for component in cp.generalizability(frame).studies[0].components]

    for frame in (long.rename_axis("obs"), long.set_axis(range(10, 16), axis=0), long.set_index(["unit", "rater"]), long.set_index("unit")):
        assert cp.RatingTable(frame).units == 3
        assert cp.icc(frame).rows == cp.icc(long).rows
        assert effects(frame) == effects(long)


def code(call: Callable[[], Any]) -> str:
    with pytest.raises(cp.CollabproError) as raised:
        call()
    return raised.value.code


def test_a_facet_that_only_an_index_has_is_named_or_told() -> None:
    scores = [1, 2, 3, 3, 5, 4, 2, 2, 3, 4, 5, 5]
    long = pd.DataFrame({"unit": [1, 1, 2, 2, 3, 3] * 2, "rater": ["a", "b"] * 6, "rating": scores, "day": [1] * 6 + [2] * 6})
    by_day = long.set_index("day")
    for frame in (by_day, pa.Table.from_pandas(by_day)):
        assert code(lambda: cp.generalizability(frame)) == "unused_column"
        asked = cp.generalizability(frame, facets=["rater", "day"])
        assert asked.studies[0].components == cp.generalizability(long).studies[0].components


def test_no_column_of_a_long_table_is_passed_over() -> None:
    long = pd.DataFrame({"unit": [1, 1, 2, 2], "rater": ["a", "b"] * 2, "rating": [1, 2, 3, 3], "occasion": [1, 1, 2, 2]})
    assert code(lambda: cp.icc(long)) == "unused_column"
    assert cp.icc(long.drop(columns="occasion")).rows


@pytest.mark.parametrize("ids", [[True, 1, 2], [1, "1", 2], [0, 2, False]], ids=str)
def test_ids_that_are_written_alike_are_told(ids: list[Any]) -> None:
    cells = pd.Series(ids, dtype=object)
    assert code(lambda: cp.RatingTable(pd.DataFrame({"unit": cells, "a": [1, 2, 3], "b": [2, 2, 3]}))) == "ambiguous_id"
    assert code(lambda: cp.RatingTable({"unit": [1, 2, 3], "rater": ids, "rating": [1, 2, 3]})) == "ambiguous_id"
    assert code(lambda: cp.generalizability({"unit": ids * 2, "rater": ["a"] * 3 + ["b"] * 3, "rating": [1, 2, 3] * 2})) == "ambiguous_id"
    assert code(lambda: cp.composite({"unit": ids, "x": [0.1, 0.2, 0.3]})) == "ambiguous_id"
    # As ratings they are numbers.
    assert cp.RatingTable({"unit": ["u", "v", "w"], "a": ids, "b": [1, 1, 2]}).document()["cells"]


def test_ids_of_ratings_that_are_written_alike_are_told() -> None:
    rows: Any = {"unit": ["u", "u"], "rater": [1, "1"], "criterion": ["7a", "7b"], "level": [1, "1"]}
    assert code(lambda: cp.Ratings.from_frame(rows)) == "ambiguous_id"
    rows["rater"] = ["1", "1"]
    assert len(cp.Ratings.from_frame(rows)) == 2


def test_a_composite_takes_arrays_and_no_groups() -> None:
    values = [[0.1, 0.3], [0.5, 0.7]]
    named = cp.composite({"units": ["1", "2"], "indicators": ["1", "2"], "values": values})
    for table in (values, np.array(values), cp.RatingTable(values)):
        assert cp.composite(table).to_json() == named.to_json()
    assert code(lambda: cp.composite(pd.DataFrame({"unit": ["a", "b"], "group": [1, 2], "x": [0.1, 0.2]}))) == "unused_column"


def test_a_part_of_a_state_may_have_no_rows() -> None:
    state = cp.AgreementState()
    part: Any
    for part in ({"a": [1, 2], "b": [1, 2]}, pl.DataFrame(schema={"a": pl.Int64, "b": pl.Int64}), [], np.empty((0, 2))):
        state.update(part)
    assert state.units == 2


def test_groups_may_be_an_index() -> None:
    table = pd.DataFrame({"group": list("aaabbb"), "q1": [4, 5, 4, 2, 3, 2]})

    def of(frame: pd.DataFrame) -> float | None:
        return cp.aggregation(frame, categories=[1, 2, 3, 4, 5]).over[0].icc1

    assert of(table) == of(table.set_index("group")) == of(table.rename_axis("row")) == pytest.approx(0.85)


def test_ratings_take_roles_from_an_index_by_name_only() -> None:
    wide = pd.DataFrame({"unit": ["B"] * 3, "rater": [1, 2, 5], "7a": [2, 3, 3]})

    def read(frame: pd.DataFrame) -> str:
        return cp.Ratings.from_frame(frame, layout="wide").to_json()

    assert read(wide) == read(wide.set_index("rater")) == read(wide.rename_axis("7b")) == read(wide.set_axis([7, 8, 9], axis=0))
    counted = wide.assign(rater=[1, 2, 3])
    assert read(counted) == read(counted.set_index("rater"))
    long = wide.melt(["unit", "rater"], var_name="criterion", value_name="level")
    mapped = long.rename(columns={"rater": "who"})
    renamed = [cp.Ratings.from_frame(frame, columns={"who": "rater"}) for frame in (mapped, mapped.set_index("who"))]
    assert {ratings.to_json() for ratings in renamed} == {cp.Ratings.from_frame(long).to_json()}


def test_a_composite_is_named_by_a_column_or_an_index_and_never_by_numbers() -> None:
    values = pd.DataFrame({"talk": [0.25, 0.5, 0.75], "work": [0.5, 0.25, 1.0]})

    def numbers(frame: pd.DataFrame) -> dict[str, float | None]:
        return {unit.unit: unit.value for unit in cp.composite(frame).units}

    named = values.set_axis(["Oak", "Birch", "Elm"], axis=0)
    assert list(numbers(values)) == ["1", "2", "3"]
    assert numbers(named) == numbers(values.assign(unit=named.index))
    assert list(numbers(named)) == ["Birch", "Elm", "Oak"]
    assert set(numbers(named).values()) == set(numbers(values).values())
    column = pd.concat([pd.Series(["Oak", "Birch", "Elm"], name="school"), values], axis=1)
    assert numbers(named) == numbers(column) == numbers(column.set_axis([7, 8, 9], axis=0))


def test_a_name_that_was_given_is_no_index() -> None:
    frame = pd.DataFrame({"a": [1, 3, 2], "b": [1, 3, 3]}, index=["x", "y", "z"])
    with pytest.raises(cp.CollabproError) as refused:
        cp.agreement(frame, unit="scholl")
    assert (refused.value.code, refused.value.path) == ("missing_column", "column scholl")


def test_an_index_that_went_through_a_file_is_one() -> None:
    frame = pd.DataFrame({"a": [1, 2, 3], "b": [1, 2, 3]})
    again = pd.read_csv(io.StringIO(frame.to_csv()))
    assert cp.agreement(again).to_json() == cp.agreement(frame).to_json()


def test_texts_of_arrays_are_texts_of_columns() -> None:
    rows = [["yes", "yes"], ["no", "no"], ["yes ", "yes\u200b"], ["caf\u00e9", "cafe\u0301"]]
    assert cp.agreement(rows).to_json() == cp.agreement(pd.DataFrame(rows)).to_json()


def test_options_take_what_columns_take() -> None:
    table = [[1, 1], [2, 2], [3, 3]]
    codes: Any = [decimal.Decimal(code) for code in (1, 2, 3)]
    decimals = cp.agreement(table, categories=codes)
    assert decimals.to_json() == cp.agreement(table, categories=[1, 2, 3]).to_json()
    days: Any = [datetime.date(2026, 1, day) for day in (1, 1, 2)]
    assert cp.agreement(table, groups=days).document()["rows"][0]["groups"] == 2
    with pytest.raises(cp.CollabproError) as refused:
        with_gap: Any = pd.Series([1, None, 2], dtype="Int64")
        cp.agreement(table, groups=with_gap)
    assert refused.value.code in ("missing_value", "invalid_option")


def test_series_beside_a_frame_go_by_their_labels() -> None:
    frame = pd.DataFrame({"y": [1.0, 2, 3, 11, 12, 13]}, index=list("abcdef"))
    groups: Any = pd.Series(["hi"] * 3 + ["lo"] * 3, index=list("fedcba"))
    by_column = cp.effect_sizes({"y": frame["y"], "group": groups})
    assert cp.effect_sizes(frame, groups=groups).document()["pairs"] == by_column.document()["pairs"]
    before: Any = pd.Series([10, 20, 30], index=["ann", "bob", "cy"])
    after: Any = pd.Series([31, 11, 21], index=["cy", "ann", "bob"])
    found = cp.reliable_change(before=before, after=after, reliability=0.9, sd=8.0).document()
    in_order = cp.reliable_change(before=[10, 20, 30], after=[11, 21, 31], reliability=0.9, sd=8.0).document()
    assert found == in_order


def test_series_that_only_count_go_by_their_place() -> None:
    frame = pd.DataFrame({"y": [1.0, 2, 3, 4]}, index=list("abcd"))
    groups: Any = pd.Series(["x", "x", "z", "z"])
    places = cp.effect_sizes(frame, groups=groups)
    assert places.document()["pairs"] == cp.effect_sizes(frame, groups=["x", "x", "z", "z"]).document()["pairs"]


def test_a_long_table_without_units_is_told_so() -> None:
    long = pd.DataFrame({"unit": [1, 1, 2, 2, 3, 3], "rater": ["a", "b"] * 3, "rating": [1, 2, 3, 3, 5, 4]})
    filtered = long[long["rating"] > 1].drop(columns="unit")
    for frame in (filtered, filtered[1::2], filtered.rename_axis("row"), pa.Table.from_pandas(filtered), filtered.reset_index(drop=True)):
        for given in ({}, {"shape": "long"}, {"rater": "rater", "rating": "rating"}):
            own: Any = given
            with pytest.raises(cp.CollabproError) as raised:
                cp.icc(frame, **own)
            assert (raised.value.code, raised.value.path) == ("missing_column", "column unit")
        assert code(lambda: cp.generalizability(frame)) == "missing_column"


def test_columns_of_two_levels_are_no_raters() -> None:
    columns = pd.MultiIndex.from_product([["2025", "2026"], ["r1", "r2"]], names=["occasion", "rater"])
    frame = pd.DataFrame([[1, 2, 3, 4], [2, 2, 3, 3], [3, 4, 1, 1]], columns=columns)
    for table in (frame, frame.rename_axis(columns=[None, None])):
        with pytest.raises(cp.CollabproError) as raised:
            cp.icc(table)
        assert (raised.value.code, raised.value.path) == ("unused_column", f"column {table.columns.names[0] or 'level_0'}")
    assert cp.icc(frame["2025"]).rows[0].raters == 2
    named = frame.copy()
    named["unit", ""] = ["u", "v", "w"]
    assert cp.icc(named[["unit", "2026"]]).rows[0].raters == 2
    # As indicators they are what they are called.
    assert len(cp.composite(frame).indicators) == 4


def test_units_of_raters_may_be_a_column_or_an_index() -> None:
    table = pd.DataFrame({"unit": list("aaabbb"), "q1": [4, 5, 4, 2, 3, 2]})
    grouped = cp.aggregation(table.rename(columns={"unit": "group"})).to_json()
    assert cp.aggregation(table).to_json() == grouped
    assert cp.aggregation(table.set_index("unit")).to_json() == grouped
    # Rows of frames that were put below one another are counted anew in each.
    stacked = pd.concat([table[["q1"]][:3], table[["q1"]][3:].reset_index(drop=True)])
    assert cp.aggregation(stacked).to_json() == cp.aggregation(table[["q1"]]).to_json()
    assert code(lambda: cp.aggregation(table.assign(rater=range(6)))) == "unused_column"


@pytest.mark.parametrize(
    "ids",
    [[1, "1.0", 2], [1.0, "1", 2], ["1.0", "1", 2], [True, "True", 2], [datetime.datetime(2026, 1, 1, 8, 30), "2026-01-01T08:30:00", 2]],
    ids=str,
)
def test_ids_of_one_meaning_are_told(ids: list[Any]) -> None:
    assert code(lambda: cp.RatingTable({"unit": ids, "a": [1, 2, 3], "b": [2, 2, 3]})) == "ambiguous_id"
    assert code(lambda: cp.composite({"unit": ids, "x": [0.1, 0.2, 0.3]})) == "ambiguous_id"


def test_a_number_and_a_day_have_one_text_as_ids() -> None:
    day = datetime.date(2026, 1, 1)
    ids: list[Any] = [1, 1.0, np.float64(1), decimal.Decimal("1.0"), day, "2026-01-01", datetime.datetime(2026, 1, 1), pd.Timestamp(day)]
    table = cp.RatingTable({"unit": ids, "rater": list("abcdabcd"), "rating": [1, 2, 3, 1, 2, 3, 1, 2]}).document()
    assert table["units"] == ["1", "2026-01-01"]


def test_texts_of_nothing_are_texts() -> None:
    kinds: list[Callable[[Any], Any]] = [dict, pd.DataFrame, pl.DataFrame, pa.table]
    for kind in kinds:
        named = kind({"unit": ["NA", "Nan", "None"], "a": ["NA", "yes", "nan"], "b": ["NA", None, "no"]})
        document = cp.RatingTable(named).document()
        assert (document["units"], document["cells"]) == (["NA", "Nan", "None"], [["NA", "NA"], ["yes", None], ["nan", "no"]])
        assert code(lambda: cp.RatingTable(kind({"a": ["1", "nan", "3"], "b": ["1", "2", "3"]}))) == "mixed_columns"
        assert code(lambda: cp.composite(kind({"unit": ["x", "y"], "a": ["1", "nan"]}))) == "invalid_number"


def test_ids_of_a_composite_are_read_as_those_of_other_tables() -> None:
    composite = cp.composite({"unit": ["\u00a0Oak", "Elm\u200b", "cafe\u0301"], "x": [0.1, 0.2, 0.3]})
    assert [unit.unit for unit in composite.units] == ["Elm", "Oak", "caf\u00e9"]
    assert code(lambda: cp.composite({"unit": ["Oak", "Oak "], "x": [0.1, 0.2]})) == "duplicate_id"
    for frame in (pd.DataFrame({"x": [0.1, 0.2], "place": ["A", "B"]}), pl.DataFrame({"x": [0.1, 0.2], "place": ["A", "B"]})):
        with pytest.raises(cp.CollabproError) as raised:
            cp.composite(frame)
        assert (raised.value.code, raised.value.path, raised.value.total) == ("mixed_columns", "column place", 1)


def test_what_other_libraries_raise_is_told() -> None:
    repeated = {"a": pd.Series([1, 2], index=["u", "u"]), "b": pd.Series([1, 2], index=["u", "v"])}
    with pytest.raises(cp.CollabproError, match="duplicate labels") as raised:
        cp.RatingTable(repeated)
    assert raised.value.code == "not_a_table"
    half = "\ud800"
    for table in ({"unit": [half, "b"], "a": [1, 2]}, pd.DataFrame({"unit": [half, "b"], "a": [1, 2]}, dtype=object), [[half, "b"]]):
        assert code(lambda: cp.RatingTable(table)) == "unreadable_column"
    calls: list[Callable[[], Any]] = [
        lambda: cp.RatingTable({half: [1, 2], "b": [1, 2]}),
        lambda: cp.Ratings.from_csv(f"unit,rater\n{half},b"),
        lambda: cp.Rubric.from_json(f'{{"{half}": 1}}'),
        lambda: cp.Rubric.from_json(half),
        lambda: cp.Rubric.from_json(b"\xff"),
    ]
    assert {code(call) for call in calls} == {"invalid_utf8"}
    ratings: Any
    for ratings in ([POLARS], 3, [cp.Ratings.from_csv(CSV), None]):
        assert code(lambda: cp.Ratings.concat(ratings)) == "wrong_argument"


def test_row_numbers_of_parts_are_no_units() -> None:
    part = pd.DataFrame({"a": [1, 2, 3, 4], "b": [1, 2, 4, 4]})
    filtered = part[part["a"] > 1]
    state = cp.AgreementState()
    given: Any
    for given in (filtered, filtered, part[1:], pa.Table.from_pandas(filtered), pl.from_arrow(pa.Table.from_pandas(filtered))):
        state.update(given)
    assert state.units == 15
    named, state = filtered.set_axis(["u", "v", "w"], axis=0), cp.AgreementState()
    state.update(named)
    assert code(lambda: state.update(named)) == "invalid_option"


def test_a_column_without_a_rating_says_nothing_of_the_scale() -> None:
    five = [pd.Categorical(cells, [1, 2, 3, 4, 5], ordered=True) for cells in ([1, 2, 2, 1], [1, 2, 1, 1])]
    frame = pd.DataFrame(dict(zip("ab", five)))
    enum = pl.Enum(list("12345"))
    polars = pl.DataFrame({"a": pl.Series(list("1221"), dtype=enum), "b": pl.Series(list("1211"), dtype=enum)})
    arrow = pa.table(frame)
    for empty in (frame.assign(c=None), frame.assign(c=np.nan), frame.assign(c=pd.Categorical([None] * 4))):
        assert cp.RatingTable(empty).document()["declared"]
    assert cp.RatingTable(polars.with_columns(c=pl.lit(None))).document()["declared"]
    assert cp.RatingTable(arrow.append_column("c", pa.nulls(4))).document()["declared"]
    # By hand: three of four agree, and one in five would by chance.
    rows = cp.agreement(frame.assign(c=None), coefficients=["brennan_prediger"]).document()["rows"]
    values = [estimate["value"] for row in rows for estimate in row["estimates"] if estimate["weights"] == "identity"]
    assert values == [pytest.approx((0.75 - 0.2) / 0.8, abs=1e-12)]


def test_texts_of_numbers_name_no_units_of_a_composite() -> None:
    values = pd.DataFrame({"talk": [0.8, 0.6, 0.35], "work": [0.35, 0.6, 0.75]})
    texts = values.astype(str)
    found = cp.composite(values).to_json()
    forms = [texts, texts.astype(object), texts.astype("category"), pl.from_pandas(texts), pa.Table.from_pandas(texts), texts.to_dict("list")]
    for form in forms:
        assert cp.composite(form).to_json() == found, type(form)
    named = texts.set_axis(["Oak", "Elm", "Ash"], axis=0)
    assert [unit.unit for unit in cp.composite(named).units] == ["Ash", "Elm", "Oak"]
    digits = pd.DataFrame({"house": ["010", "002"], "talk": [1, 2]})
    for form in (digits, digits.astype(object), pl.from_pandas(digits), pa.Table.from_pandas(digits), digits.to_dict("list")):
        assert [unit.unit for unit in cp.composite(form).units] == ["002", "010"], type(form)


@pytest.mark.parametrize("said", ["0,8", "80%", "80 %"])
def test_numbers_in_another_form_name_no_units(said: str) -> None:
    with pytest.raises(cp.CollabproError) as refused:
        cp.composite(pd.DataFrame({"talk": [said, said], "work": [1, 2]}))
    assert (refused.value.code, refused.value.path) == ("mixed_columns", "column talk")


def test_what_a_table_holds_is_ratings_of_units() -> None:
    long = pd.DataFrame({"unit": list("uuvvww"), "rater": list("ab") * 3, "rating": [1, 2, 2, 2, 3, 4]})
    wide = long.pivot(index="unit", columns="rater", values="rating")
    found = cp.agreement(wide).to_json()
    turned = wide.T.rename_axis(index=None)
    margins = [
        pd.crosstab(long.unit, long.rater, values=long.rating, aggfunc="mean", margins=True),
        long.pivot_table(index="unit", columns="rater", values="rating", margins=True),
        wide.assign(All=wide.mean(axis=1)).T.assign(All=1).T,
    ]
    refused = [(pd.crosstab(long.unit, long.rating), "rating"), (turned, "unit"), *((table, "All") for table in margins)]
    for table, column in refused:
        with pytest.raises(cp.RatingsError) as raised:
            cp.agreement(table)
        assert (raised.value.code, raised.value.path) == ("unused_column", f"column {column}")
        assert len(cp.RatingTable(table, shape="wide")) > 0
    assert cp.agreement(turned, rows="raters").to_json() == found


def test_columns_come_from_what_holds_them() -> None:
    long = pa.table({"unit": ["u", "u", "v", "v"], "rater": ["a", "b"] * 2, "rating": [1, 2, 3, 3]})
    found = cp.RatingTable(long)
    assert cp.RatingTable({name: long[name] for name in long.column_names}) == found
    assert cp.RatingTable({name: long[name].combine_chunks() for name in long.column_names}) == found
    scale = pa.DictionaryArray.from_arrays(pa.array([0, 1]), ["low", "high"], ordered=True)
    assert cp.RatingTable({"a": scale, "b": ["high", "high"]}).document()["categories"] == ["low", "high"]

    class Array:
        def __array__(self, dtype: Any = None, copy: Any = None) -> Any:
            return np.array([[1, 2], [3, 3]])

    assert cp.RatingTable(Array()) == cp.RatingTable([[1, 2], [3, 3]])
    days = pd.DataFrame([[1, 2], [2, 3]], columns=pd.to_datetime(["2026-01-05", "2026-01-12"]))
    assert cp.RatingTable(days).document()["raters"] == ["2026-01-05", "2026-01-12"]


def test_rows_without_names_are_told_what_is_missing() -> None:
    rows = [["Oak", "r1", "7a", 3], ["Oak", "r2", "7a", 2]]
    columns: Any = {"1": "unit", "2": "rater", "3": "criterion", "4": "level"}
    for given in (rows, [tuple(row) for row in rows], np.array(rows, dtype=object)):
        assert len(cp.Ratings.from_frame(given, columns=columns)) == 2
        with pytest.raises(cp.RatingsError) as raised:
            cp.Ratings.from_frame(given)
        assert {problem["code"] for problem in raised.value.problems} == {"unknown_column", "missing_column"}
    with pytest.raises(cp.RatingsError) as raised:
        cp.Ratings.from_frame({"unit": "Oak", "rater": ["r1"], "criterion": ["7a"], "level": [3]})
    assert [problem["path"] for problem in raised.value.problems] == ["column unit"]


@pytest.mark.parametrize("frame", [pd.DataFrame({"a": [1]}), pl.DataFrame({"a": [1]}), pa.table({"a": [1]}), pl.LazyFrame({"a": [1]})])
def test_a_frame_is_no_document(frame: Any) -> None:
    for read in (cp.Ratings.from_json, cp.Units.from_json, lambda frame: cp.Rubric.from_items(frame, labels=["no", "yes"])):
        with pytest.raises(cp.CollabproError) as raised:
            read(frame)
        assert "a frame" in raised.value.message


def test_what_was_read_with_an_account_stands_for_itself() -> None:
    rubric = cp.Rubric.from_items(["We plan"], labels=["seldom", "often"])
    file = b"School,Rater,We plan\nBirch,a,often\n"
    draft = cp.draft_mapping(file, rubric)
    assert cp.Ratings.from_survey(file, rubric, draft).to_json() == cp.Ratings.from_survey(file, rubric, draft.mapping).to_json()
    levels = [{"identifier": f"0000000{at}-5a3c-4f10-8b21-0123456789ab", "quality": name, "score": at} for at, name in enumerate(("no", "yes"))]
    criterion = {"identifier": "00000008-5a3c-4f10-8b21-0123456789ab", "description": "We plan", "CFRubricCriterionLevels": levels}
    case = cp.Rubric.from_case({"identifier": "00000009-5a3c-4f10-8b21-0123456789ab", "title": "T", "CFRubricCriteria": [criterion]})
    row = [{"unit": "Birch", "rater": "a", "criterion": criterion["identifier"], "level": "yes"}]
    assert cp.Ratings.from_json(row, case).to_json() == cp.Ratings.from_json(row, case.rubric).to_json()
    loop: list[Any] = []
    loop.append(loop)
    with pytest.raises(cp.CollabproError):
        cp.Ratings.from_json(loop)


@pytest.mark.parametrize("source", [None, 3, ["unit"], {"unit": ["Oak"]}, pd.DataFrame({"unit": ["Oak"]})])
def test_what_holds_no_bytes_is_told(source: Any) -> None:
    for read in (cp.Ratings.from_csv, cp.Units.from_csv, cp.draft_mapping):
        with pytest.raises(cp.CollabproError) as raised:
            read(source)
        assert raised.value.code == "wrong_argument"


def test_bytes_come_from_any_buffer() -> None:
    file = b"unit,rater,criterion,level\nOak,r1,7a,3\n"
    assert len({cp.Ratings.from_csv(form).to_json() for form in (file, bytearray(file), memoryview(file))}) == 1

    class Numbers:
        def read(self, size: int) -> int:
            return size

    with pytest.raises(cp.CollabproError) as raised:
        cp.Ratings.from_csv(Numbers())  # type: ignore[arg-type]
    assert raised.value.code == "wrong_argument"


def test_options_of_a_table_are_its_own() -> None:
    table = cp.RatingTable([[1, 2], [2, 2]])
    with pytest.raises(cp.CollabproError) as raised:
        cp.agreement(table, categories=[1, 2, 3])
    assert "RatingTable" in raised.value.message
    with pytest.raises(cp.EstimationError) as raised:
        cp.RatingTable(pd.DataFrame({"w": [1], "j": [1], "s": [1]}), targets="w", raters="j", ratings="s")  # type: ignore[call-arg]
    assert 'unit="w", rater="j", rating="s"' in raised.value.hint
