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
        pd.Index([1.5, 2.5, 3.5, 4.5], name="score"),
        pd.date_range("2026-01-01", periods=4, name="day"),
        pd.MultiIndex.from_product([["w", "x"], [1, 2]], names=["unit", "lesson"]),
        pd.period_range("2026-01", periods=4, freq="M", name="month"),
        pd.interval_range(0, 4),
        pd.date_range("2026-01-01", periods=4, tz="Europe/Oslo"),
        pd.timedelta_range("1h", periods=4),
        pd.Index(["w", 2, None, 4.5], dtype=object),
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
    long = pd.DataFrame({"unit": [1, 1, 2, 2, 3, 3], "rater": ["a", "b"] * 3, "score": [1, 2, 3, 3, 5, 4]})

    def effects(frame: pd.DataFrame) -> list[tuple[str, float | None]]:
        return [(component.effect, component.variance) for component in cp.generalizability(frame).studies[0].components]

    for frame in (long.rename_axis("obs"), long.set_axis(range(10, 16), axis=0), long.set_index(["unit", "rater"]), long.set_index("unit")):
        assert cp.RatingTable(frame).units == 3
        assert cp.icc(frame).rows == cp.icc(long).rows
        assert effects(frame) == effects(long)


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
