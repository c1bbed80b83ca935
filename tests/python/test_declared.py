"""What a frame says beside its cells: declared orders, labels of rows, names of columns. It is taken, or told; nothing is lost in silence."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import collabpro as cp

UNITS, RATERS = ["A", "A", "B", "B", "C", "C"], ["x", "y"] * 3
# 10, 3, 1 in this order are 1, 2, 3: mean squares 7/6, 0 and 1/2, and the unit variance is (7/6 - 1/2) / 2.
SCORES = [10, 3, 10, 10, 1, 3]
LONG = pd.DataFrame({"unit": UNITS, "rater": RATERS, "rating": SCORES})


def ordered(cells: list[Any], order: list[Any]) -> pd.Categorical:
    return pd.Categorical(cells, categories=order, ordered=True)


def in_arrow(cells: list[Any], labels: list[Any]) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array([labels.index(cell) for cell in cells]), pa.array(labels), ordered=True)


def refused(call: Callable[[], Any]) -> tuple[str, str]:
    with pytest.raises(cp.CollabproError) as raised:
        call()
    assert raised.value.hint
    return raised.value.code, raised.value.path


def variance(found: cp.Generalizability) -> tuple[float, bool]:
    component = found.studies[0].components[0]
    return round(component.variance, 12), "positions" in component.cautions


def test_a_study_goes_by_the_order_that_its_scores_declare() -> None:
    words = [{10: "low", 3: "middle", 1: "high"}[score] for score in SCORES]
    for rating, expected in [
        (ordered(SCORES, [10, 3, 1]), (round(1 / 3, 12), True)),
        (ordered(words, ["low", "middle", "high"]), (round(1 / 3, 12), True)),
        (ordered(SCORES, [1, 3, 10]), (10.5, False)),
        (ordered(SCORES, [1, 2, 3, 10]), (10.5, False)),
        (SCORES, (10.5, False)),
    ]:
        frame = LONG.assign(rating=rating)
        wide = pd.DataFrame({name: rating[at::2] for at, name in enumerate("xy")}) if hasattr(rating, "categories") else None
        for found in (
            cp.generalizability(frame),
            cp.generalizability(frame.set_index(["unit", "rater"])),
            cp.generalizability(dict(frame)),
            cp.RatingTable(frame).generalizability(),
            *([] if wide is None else [cp.generalizability(wide, shape="wide"), cp.RatingTable(wide).generalizability()]),
        ):
            assert variance(found) == expected
    columns = {"unit": UNITS, "rater": RATERS, "rating": words}
    enum = pl.DataFrame(columns, schema_overrides={"rating": pl.Enum(["low", "middle", "high"])})
    arrow = pa.table({**columns, "rating": in_arrow(words, ["low", "middle", "high"])})
    assert variance(cp.generalizability(enum)) == variance(cp.generalizability(arrow)) == (round(1 / 3, 12), True)
    assert variance(cp.generalizability(columns, categories=["low", "middle", "high"])) == (round(1 / 3, 12), True)
    assert refused(lambda: cp.generalizability(columns)) == ("invalid_number", "row 1, column rating")
    matrix = cp.RatingTable(enum)
    assert refused(lambda: cp.generalizability(matrix, categories=["low", "high"])) == ("invalid_option", "categories")


def test_indicators_go_by_the_order_that_they_declare() -> None:
    talk, work = ordered([10, 3, 1], [10, 3, 1]), ordered(["low", "high", "low"], ["low", "high"])
    frame = pd.DataFrame({"unit": ["Ash", "Birch", "Oak"], "talk": talk, "work": work})
    for table in (frame, frame.set_index("unit"), dict(frame)):
        found = cp.composite(table)
        assert [indicator.indicator for indicator in found.indicators] == ["talk", "work"]
        assert [(unit.unit, unit.value, unit.cautions) for unit in found.units] == [
            ("Ash", 1, ["positions"]),
            ("Birch", 2, ["positions"]),
            ("Oak", 2, ["positions"]),
        ]
        assert pa.table(found.table()).column("cautions").to_pylist() == ["positions"] * 3
    rising = cp.composite(frame.assign(talk=ordered([10, 3, 1], [1, 3, 10]))[["unit", "talk"]])
    assert [(unit.value, unit.cautions) for unit in rising.units] == [(10, []), (3, []), (1, [])]
    names = pl.DataFrame({"school": ["Oak", "Ash"], "talk": [1, 2]}, schema_overrides={"school": pl.Enum(["Oak", "Ash"])})
    assert [unit.unit for unit in cp.composite(names).units] == ["Ash", "Oak"]


def test_bounds_are_no_silent_ends() -> None:
    found = cp.composite({"talk": [5.0, 0.5]}, normalisation="min_max", bounds={"talk": {"lower": 0, "upper": 1}})
    assert pa.table(found.table()).column("cautions").to_pylist() == ["beyond_bounds", None]


@pytest.mark.parametrize(
    "frame",
    [
        pd.DataFrame({"a": ordered([1, 2, 4], [1, 2, 3, 4, 5]), "b": [1, 2, 1]}),
        pl.DataFrame({"a": ["1", "2", "4"], "b": [1, 2, 1]}, schema_overrides={"a": pl.Enum(list("12345"))}),
        pa.table({"a": in_arrow([1, 2, 4], [1, 2, None, 3, 4, 5]), "b": [1, 2, 1]}),
        pa.table({"a": in_arrow([1.0, 2.0, 4.0], [1.0, 2.0, None, 3.0, 4.0, 5.0]), "b": [1, 2, 1]}),
        {"a": pd.Series(ordered([1, 2, 4], [1, 2, 3, 4, 5])), "b": [1, 2, 1]},
    ],
)
def test_one_declared_order_is_the_scale_of_all(frame: Any) -> None:
    document = cp.RatingTable(frame).document()
    assert (document["categories"], document["declared"]) == ([1, 2, 3, 4, 5], True)


def test_a_stream_of_arrow_declares_as_its_table_does() -> None:
    batch = pa.record_batch({"unit": UNITS, "rater": RATERS, "rating": in_arrow(SCORES, [10, 3, 1])})

    def stream() -> pa.RecordBatchReader:
        return pa.RecordBatchReader.from_batches(batch.schema, [batch])

    assert variance(cp.generalizability(stream())) == variance(cp.generalizability(batch)) == (round(1 / 3, 12), True)
    assert cp.RatingTable(stream()).document() == cp.RatingTable(batch).document()
    parts = pa.chunked_array([in_arrow(["low", "high"], ["low", "high"]), in_arrow(["low", "middle"], ["low", "middle"])])
    assert refused(lambda: cp.icc(pa.table({"a": parts, "b": parts}))) == ("invalid_option", "categories")


def test_what_is_not_on_the_declared_scale_is_told() -> None:
    scale = ordered([1, 2, 4], [1, 2, 3, 4, 5])
    beyond = pd.DataFrame({"a": scale, "b": [1, 2, 6]})
    assert refused(lambda: cp.icc(beyond)) == ("out_of_scale", "row 3, column b")
    names = pd.DataFrame({"place": ["Oak", "Ash", "Elm"], "a": scale})
    assert refused(lambda: cp.icc(names)) == ("mixed_columns", "column place")
    for other in (ordered([4, 2, 1], [5, 4, 3, 2, 1]), ordered(["no", "yes", "no"], ["no", "yes"])):
        two = pd.DataFrame({"a": scale, "b": other})
        assert refused(lambda: cp.agreement(two)) == ("invalid_option", "categories")
        assert cp.agreement(two[["a"]].assign(b=two["a"]), categories=[1, 2, 3, 4, 5])
    many = list(range(300, 0, -1))
    assert refused(lambda: cp.icc(pd.DataFrame({"a": ordered(many, many), "b": many}))) == ("invalid_option", "categories")


def test_columns_that_only_count_are_no_data() -> None:
    wide = pd.DataFrame({"a": [1, 2, 4], "b": [1, 2, 3]})
    for frame in (
        wide.reset_index(),
        wide.set_index([[0, 1, 2], [2, 3, 4]]).reset_index(),
        pl.read_csv(wide.to_csv().encode()),
        dict(wide.reset_index()),
        list(wide.itertuples()),
        list(csv.DictReader(io.StringIO(wide.to_csv()))),
        pl.from_pandas(wide).with_row_index("row_nr"),
        duckdb.sql("select row_number() over () as rowid, * from (values (1, 1), (2, 2)) as wide(a, b)"),
    ):
        for verb in (cp.agreement, cp.icc, cp.consistency, cp.rating_design, cp.composite):
            assert refused(lambda: verb(frame))[0] == "unused_column", (verb, frame)
    assert refused(lambda: cp.generalizability(LONG.reset_index())) == ("unused_column", "column index")
    assert cp.generalizability(LONG.reset_index(), facets=["rater"]).studies[0].design == "unit x rater"
    for name in ("Unit", "GROUP", " rater", "occasion", "id", "school_id", "raterId"):
        frame = wide.assign(**{name: [101, 102, 103]})
        assert refused(lambda: cp.composite(frame)) == ("unused_column", f"column {name}")
        assert refused(lambda: cp.icc(frame)) == ("unused_column", f"column {name}")
    assert cp.RatingTable(wide.assign(valid=[1, 2, 3], DID=[1, 2, 3])).raters == 4
    assert [indicator.indicator for indicator in cp.composite(wide.assign(rating=[1, 2, 3])).indicators] == ["a", "b", "rating"]


def test_a_year_is_no_rating() -> None:
    years = pd.PeriodIndex(["2021", "2022", "2023"], freq="Y")
    wide = pd.DataFrame({"a": years, "b": [1, 2, 3]})
    for verb in (cp.icc, cp.agreement, cp.composite, cp.RatingTable):
        for frame in (wide, dict(wide), wide.to_dict("records")):
            assert refused(lambda: verb(frame)) == ("unreadable_column", "column a")
    assert refused(lambda: cp.icc([[year, 1] for year in years])) == ("unreadable_column", "column 1")
    scores = {"unit": ["A", "B", "C"], "rater": ["x"] * 3, "rating": years}
    assert refused(lambda: cp.generalizability(scores)) == ("unreadable_column", "column rating")
    assert cp.RatingTable(wide.assign(c=[1, 2, 2]).set_index("a")).document()["units"] == ["2021", "2022", "2023"]


def test_levels_of_an_index_are_taken_or_told() -> None:
    waves = LONG.assign(occasion=["spring"] * 3 + ["autumn"] * 3)
    for frame in (waves, waves.set_index("occasion"), waves.set_index(["occasion", "unit"]), pa.Table.from_pandas(waves.set_index("occasion"))):
        for verb in (cp.icc, cp.agreement, cp.rating_design, cp.generalizability, cp.aggregation):
            if verb is cp.generalizability and frame is waves:
                continue
            assert refused(lambda: verb(frame)) == ("unused_column", "column occasion")
    for either in (cp.composite, cp.icc):
        assert refused(lambda: either(waves[["unit", "rating"]].iloc[::2].set_index(["unit", waves["occasion"][::2]]))) == ("unused_column", "column occasion")
    rubric = pd.DataFrame({"unit": ["B"] * 2, "rater": ["r", "s"], "criterion": ["7a"] * 2, "level": [1, 2], "wave": [1, 1]})
    assert refused(lambda: cp.Ratings.from_frame(rubric.set_index("wave"))) == ("unknown_column", "column wave")
    assert len(cp.Ratings.from_frame(rubric.set_index("wave"), extra_columns="ignore")) == 2
    # Labels that are each there once tell rows apart, and nothing else.
    assert len(cp.RatingTable(LONG.set_index(pd.Index(range(7, 13), name="row")))) == 6
    wide = pd.DataFrame({"a": [1, 2, 4, 4], "b": [1, 2, 3, 4]})
    levels = pd.MultiIndex.from_product([["Oak", "Elm"], ["spring", "autumn"]], names=["unit", "occasion"])
    assert refused(lambda: cp.icc(wide.set_index(levels))) == ("unused_column", "column occasion")
    by_rater = wide.set_index(pd.Index(list("wxyz"), name="rater"))
    assert refused(lambda: cp.icc(by_rater)) == ("unused_column", "column rater")
    assert cp.RatingTable(by_rater, rows="raters").document()["raters"] == list("wxyz")
    assert refused(lambda: cp.icc(wide.assign(rater=[1, 2, 3, 4]))) == ("unused_column", "column rater")


def test_aggregation_says_what_it_took_for_groups() -> None:
    frame = pd.DataFrame(
        {"a": [1, 2, 4, 4], "b": [1, 2, 3, 4]},
        index=pd.MultiIndex.from_product([["Oak", "Elm"], ["t1", "t2"]], names=["school", "teacher"]),
    )
    for one in (frame, LONG, [[1, 2], [2, 3]]):
        found = cp.aggregation(one)
        assert all("ungrouped" in row.cautions for row in [*found.units, *found.over])
    for grouped in (cp.aggregation(frame, group="school"), cp.aggregation(frame, groups=["Oak", "Oak", "Elm", "Elm"])):
        assert sorted({row.unit for row in grouped.units}) == ["Elm", "Oak"]
        assert not any("ungrouped" in row.cautions for row in [*grouped.units, *grouped.over])


def test_series_go_by_their_labels() -> None:
    numbers = pd.DataFrame({"q": [1.0, 2.0, 3.0, 4.0, 5.0, 9.0]}, index=[5, 4, 3, 2, 1, 0])
    groups = pd.Series(list("aabbbb"))
    for table in (numbers, {"q": numbers["q"]}, {"q": numbers["q"], "r": numbers["q"].sort_index()}):
        pair = cp.effect_sizes(table, groups=groups).pairs[0]
        assert (pair.first.mean, pair.second.mean) == (7, 2.5)
    assert cp.effect_sizes(numbers.set_axis(list("uvwxyz")), groups=groups).pairs[0].first.mean == 1.5
    assert refused(lambda: cp.effect_sizes(numbers, groups=groups.set_axis([0, 0, 1, 2, 3, 4])))[0] == "not_a_table"
    rows = [pd.Series([1, 2], index=["a", "b"]), pd.Series([1, 2], index=["b", "a"])]
    assert cp.RatingTable(rows).document()["cells"] == [[1, 2], [2, 1]]
    assert cp.RatingTable([row for _, row in LONG.iterrows()]).document() == cp.RatingTable(LONG).document()
    assert cp.RatingTable(list(LONG.itertuples(index=False))).document() == cp.RatingTable(LONG).document()
    labelled = {name: pd.Series([1, 2], index=["p", "q"]) for name in "ab"}
    assert cp.RatingTable(labelled).document()["units"] == [unit.unit for unit in cp.composite(labelled).units] == ["p", "q"]
    # Of a long table groups are those of the units.
    sides = pd.Series(["north", "south", "south"], index=["C", "A", "B"])
    for table in (LONG, LONG.set_index("unit"), LONG.iloc[::-1]):
        assert cp.RatingTable(table, groups=sides).document()["groups"] == ["south", "south", "north"]
    numbered = LONG.assign(unit=[1, 1, 2, 2, 3, 3])[::-1]
    assert cp.RatingTable(numbered, groups=pd.Series(["south", "south", "north"])).document()["groups"] == ["south", "south", "north"]


def test_one_text_among_rows_of_numbers_is_told() -> None:
    rows = [[1, 2], [2, "x"], [3, 4]]
    for table in (rows, np.array(rows, dtype=object), np.array(rows)):
        for verb in (cp.RatingTable, cp.agreement, cp.icc, cp.consistency, cp.aggregation):
            assert refused(lambda: verb(table)) == ("mixed_columns", "row 2, column 2")


def test_words_that_say_which_are_told_as_errors() -> None:
    found = cp.agreement([[1, 2], [2, 2]])
    for name in (3, None, "\ud800", ["pairs"]):
        assert refused(lambda: found.table(name)) == ("invalid_option", "table")  # type: ignore[arg-type]
        with pytest.raises(cp.CollabproError) as raised:
            cp.language = name  # type: ignore[assignment]
        assert raised.value.code == "language_not_loaded"
    assert len(found.table()) and cp.language == "en"


def test_counters_of_every_library_are_no_raters() -> None:
    wide = pd.DataFrame({"a": [1, 2, 4], "b": [1, 2, 3]})
    counted = duckdb.sql("select row_number() over (), * from (values (1, 1), (2, 2)) as wide(a, b)")
    renamed = [wide.assign(**{name: [1, 2, 3]}) for name in ("row_index", "row.names", "rowname", "row_names", "_row", "obs")]
    for frame in (pl.from_pandas(wide.set_axis([4, 5, 6]), include_index=True), counted, *renamed):
        for verb in (cp.icc, cp.agreement, cp.consistency, cp.composite):
            assert refused(lambda: verb(frame))[0] == "unused_column", (verb, frame)
    for name in ("school", "classroom", "role", "unit_kind", "userid", "uuid", "caseid", "pid", "wave", "year", "StartDate"):
        frame = wide.assign(**{name: [101, 102, 103]})
        for verb in (cp.icc, cp.agreement, cp.consistency, cp.composite):
            assert refused(lambda: verb(frame)) == ("unused_column", f"column {name}")
    assert cp.RatingTable(wide.assign(teacher=[1, 2, 2], student=[1, 1, 2])).raters == 4
    assert cp.RatingTable(wide.assign(school=[1, 2, 2]), shape="wide").raters == 3


def test_ratings_without_a_rater_are_no_rater() -> None:
    cells: dict[str, list[Any]] = {"unit": UNITS, "rater": ["x", None] * 3, "rating": [1, 2, 3, 3, 2, 1]}
    tables = [
        pd.DataFrame(cells).assign(rater=["x", float("nan")] * 3).pivot(index="unit", columns="rater", values="rating"),
        pd.DataFrame(cells).pivot(index="unit", columns="rater", values=["rating"]),
        pl.DataFrame(cells).pivot("rater", index="unit", values="rating"),
    ]
    for table in tables:
        for verb in (cp.icc, cp.agreement, cp.consistency):
            assert refused(lambda: verb(table))[0] == "unused_column"
            assert refused(lambda: verb(table, shape="wide"))[0] == "unused_column"
        assert refused(lambda: cp.composite(table))[0] == "unused_column"


def test_ids_have_one_rule_wherever_they_stand() -> None:
    scores = pd.DataFrame({"unit": ["A", "A", "B", "B", "nan", "nan"], "rater": RATERS, "rating": [1, 2, 3, 3, 2, 1]})
    assert refused(lambda: cp.generalizability(scores)) == ("invalid_id", "row 5, column unit")
    assert refused(lambda: cp.icc(LONG.assign(group=["nan"] * 2 + ["a"] * 4))) == ("invalid_id", "row 1, column group")
    rows = [[1, 2], [2, 2], [3, 2], [3, 1]]
    labels: list[tuple[list[Any], str]] = [
        ([1, "1", 2, 2], "ambiguous_id"),
        (["1", "1.0", "2", "2"], "ambiguous_id"),
        (["nan", "a", "a", "nan"], "invalid_id"),
    ]
    for groups, code in labels:
        for verb in (cp.aggregation, cp.agreement, cp.consistency):
            assert refused(lambda: verb(rows, groups=groups))[0] == code
    levels = pd.MultiIndex.from_arrays([["Elm", "Oak", None], [1, 2, 3]])
    assert refused(lambda: cp.composite(pd.DataFrame({"x": [1, 2, 3]}, index=levels))) == ("invalid_id", "$.units[2]")


def test_a_unit_without_its_name_is_told() -> None:
    for index in (["Elm", "Oak", None], pd.Index([1.0, 2.0, None]), pd.CategoricalIndex(["Elm", "Oak", None])):
        frame = pd.DataFrame({"x": [1, 2, 3], "y": [1, 3, 2]}, index=index)
        assert refused(lambda: cp.composite(frame)) == ("invalid_id", "$.units[2]")
        assert refused(lambda: cp.generalizability(frame, shape="wide", effects=True)) == ("missing_value", "row 3, column unit")
        assert refused(lambda: cp.icc(frame)) == ("missing_value", "row 3, column unit")


def test_what_belongs_elsewhere_is_told_where() -> None:
    with pytest.raises(cp.CollabproError) as raised:
        cp.generalizability(LONG.rename(columns={"rater": "coder"}), rater="coder")
    assert 'facets=["coder"]' in raised.value.hint
    waves = "unit,rater,criterion,level,occasion\nBirch,r1,7a,3,2024-01\nBirch,r1,7a,3,2025-01\n"
    assert refused(lambda: cp.Ratings.from_csv(waves).score().change()) == ("not_in_data", "from_")
    for read in (cp.Ratings.from_csv, cp.Units.from_csv):
        for frame in (LONG, pl.from_pandas(LONG)):
            with pytest.raises(cp.CollabproError, match="from_frame") as told:
                read(frame)  # type: ignore[arg-type]
            assert told.value.code == "wrong_argument"
