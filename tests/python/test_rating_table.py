"""The door for plain tables: every verb as a function of data or of a handle, and as a method of the handle."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import collabpro as cp

ROWS = [[1, 2, 2], [3, 3, 4], [2, 1, 2], [4, 4, 3], [1, 1, None], [2, 3, 3]]
TABLE: dict[str, Any] = {"categories": [1, 2, 3, 4], "groups": ["a", "a", "a", "b", "b", "b"]}
VERBS: dict[str, dict[str, Any]] = {
    "agreement": {"replicates": 200},
    "aggregation": {"replicates": 200},
    "consistency": {"missing": "pairwise"},
    "rating_design": {},
    "generalizability": {},
    "icc": {"confidence": 0.9},
}


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_is_one_function_and_one_method(verb: str) -> None:
    own, handle, study = VERBS[verb], cp.RatingTable(ROWS, **TABLE), getattr(cp, verb)
    expected = study(ROWS, **TABLE, **own, progress=lambda done, total: None).to_json()
    assert study(handle, **own, progress=lambda done, total: None).to_json() == expected
    assert getattr(handle, verb)(**own, progress=lambda done, total: None).to_json() == expected
    with pytest.raises(cp.EstimationError) as raised:
        study(handle, colour="red")
    assert raised.value.code == "unknown_option"


@pytest.mark.parametrize("verb", ["consistency", "rating_design"])
def test_what_progress_raises_ends_the_work(verb: str) -> None:
    def stop(done: int, total: int | None) -> None:
        raise KeyboardInterrupt(f"{done} of {total}")

    csv = b"unit,rater,criterion,level\nB,r1,1a,3\nB,r2,1a,2\n"
    ratings = cp.Ratings.from_csv(csv)
    for handle in (cp.RatingTable(ROWS, **TABLE), ratings, ratings.tally()):
        with pytest.raises(KeyboardInterrupt, match="^0 of"):
            getattr(handle, verb)(progress=stop)


def test_a_frame_has_a_shape() -> None:
    wide = {"a": [1, 3, 2, 4], "b": [2, 3, 1, 4]}
    expected = cp.generalizability(list(zip(*wide.values()))).to_json()
    for frame in (wide, pl.DataFrame(wide), pd.DataFrame(wide)):
        assert cp.generalizability(frame, shape="wide").to_json() == expected
    long = pl.DataFrame({"unit": [1, 1, 2, 2], "rater": [1, 2, 1, 2], "rating": [1, 2, 3, 3]})
    assert cp.generalizability(long, shape="long").to_json() == cp.generalizability(long).to_json()


def test_who_comes_from_pingouin_is_shown_the_same_call() -> None:
    long = pd.DataFrame({"wine": ["a", "a", "b", "b"], "judge": ["x", "y", "x", "y"], "points": [1, 2, 3, 3]})
    theirs: Any = {"targets": "wine", "raters": "judge", "ratings": "points"}
    for table in (long, None):
        with pytest.raises(cp.EstimationError) as raised:
            cp.icc(table, **theirs)
        assert (raised.value.code, raised.value.path, raised.value.total) == ("unknown_option", "targets", 1)
        assert 'unit="wine", rater="judge", rating="points"' in raised.value.hint
    ours = cp.icc(long, unit="wine", rater="judge", rating="points")
    assert ours.to_json() == cp.icc([[1, 2], [3, 3]], confidence=0.95).to_json()


def test_options_may_be_arrays_series_ranges_and_numbers_of_numpy() -> None:
    expected = cp.agreement(ROWS, **TABLE, confidence=0.9).to_json()
    for categories in (range(1, 5), np.arange(1, 5), pd.Series([1, 2, 3, 4]), pl.Series([1, 2, 3, 4]), (1, 2, 3, 4)):
        own: dict[str, Any] = {"categories": categories, "groups": np.array(TABLE["groups"]), "confidence": np.float64(0.9)}
        assert cp.agreement(ROWS, **own).to_json() == expected
    seed: Any = np.int64(1)
    assert cp.agreement(ROWS, seed=seed).to_json() == cp.agreement(ROWS).to_json()


@pytest.mark.parametrize("name", ["confidence", "replicates", "categories", "groups", "seed"])
@pytest.mark.parametrize("wrong", [float("nan"), float("inf")])
def test_what_is_no_number_is_told_by_its_name(name: str, wrong: float) -> None:
    given: Any = {name: [wrong] if name in TABLE else wrong}
    with pytest.raises(cp.CollabproError) as raised:
        cp.agreement(ROWS, **given)
    assert (raised.value.code, raised.value.path.split("[")[0]) == ("invalid_option", name)


def test_an_option_out_of_its_range_is_told_the_range() -> None:
    with pytest.raises(cp.EstimationError, match=r"2; it goes from 0\.8 to 0\.999"):
        cp.icc(ROWS, confidence=2.0)


def test_a_declared_order_is_the_scale() -> None:
    order: Any = ["low", "mid", "high", "top"]
    ratings: Any = {"a": ["high", "low", "mid"], "b": ["mid", "low", None]}
    expected = cp.RatingTable(ratings, categories=order)
    assert cp.RatingTable(pl.DataFrame(ratings, schema={name: pl.Enum(order) for name in ratings})) == expected
    pandas = pd.DataFrame({name: pd.Categorical(cells, order, ordered=True) for name, cells in ratings.items()})
    assert cp.RatingTable(pandas) == expected
    assert cp.RatingTable(pandas, categories=["low", "mid", "high"]) != expected
    long = pl.DataFrame({"unit": ["u", "v"], "rater": ["r", "r"], "rating": pl.Series(["mid", "low"], dtype=pl.Enum(order))})
    assert cp.RatingTable(long).document()["declared"]


def test_a_declared_order_of_numbers_has_these_as_values() -> None:
    cells: dict[str, Any] = {"a": [10, 20, 50, 20], "b": [10, 50, 50, 20]}
    texts = {name: [str(cell) for cell in own] for name, own in cells.items()}
    order: Any = [10, 20, 50, 80]
    expected = cp.RatingTable(cells, categories=order)
    words = [str(number) for number in order]
    frames: list[Any] = [
        pl.DataFrame(texts, schema={name: pl.Enum(words) for name in texts}),
        pd.DataFrame({name: pd.Categorical(own, words, ordered=True) for name, own in texts.items()}),
        pd.DataFrame({name: pd.Categorical(own, order, ordered=True) for name, own in cells.items()}),
        pd.DataFrame({name: pd.Categorical([float(cell) for cell in own], order, ordered=True) for name, own in cells.items()}),
        pa.table({name: pa.DictionaryArray.from_arrays([order.index(cell) for cell in own], order, ordered=True) for name, own in cells.items()}),
    ]
    for frame in frames:
        assert cp.RatingTable(frame) == expected
        assert cp.icc(frame).to_json() == cp.icc(cells).to_json()
        assert cp.consistency(frame).to_json() == cp.consistency(cells).to_json()
        assert not cp.icc(frame).rows[0].forms[0].cautions
    turned = pd.DataFrame({name: pd.Categorical(own, order[::-1], ordered=True) for name, own in cells.items()})
    by_words = pl.DataFrame(texts, schema={name: pl.Enum(words[::-1]) for name in texts})
    positions = {name: [{10: 4, 20: 3, 50: 2, 80: 1}[cell] for cell in own] for name, own in cells.items()}
    for frame in (turned, by_words):
        (form, *_) = cp.icc(frame).rows[0].forms
        assert (form.value, form.cautions) == (cp.icc(positions).rows[0].forms[0].value, ["positions"])
        assert "positions" in cp.consistency(frame).results[0].cautions
        assert "positions" in cp.aggregation(frame, groups=["x", "x", "y", "y"]).over[0].cautions
    # Without a declared order categories of numbers are numbers, and those that nobody used are no scale.
    seen = pd.DataFrame({name: pd.Categorical(own, order) for name, own in cells.items()})
    assert cp.RatingTable(seen) == cp.RatingTable(cells)


def test_categories_of_flags_and_days_are_what_cells_are() -> None:
    flags = pd.DataFrame({name: pd.Categorical([True, False], [False, True], ordered=True) for name in "ab"})
    assert cp.RatingTable(flags) == cp.RatingTable({"a": [1, 0], "b": [1, 0]}, categories=[0, 1])
    days = pd.to_datetime(["2026-01-01", "2026-01-02"])
    named = pd.DataFrame({name: pd.Categorical(days, days, ordered=True) for name in "ab"})
    assert cp.RatingTable(named).document()["categories"] == ["2026-01-01", "2026-01-02"]


def test_options_may_be_generators() -> None:
    expected = cp.aggregation(ROWS, **TABLE).to_json()
    own: dict[str, Any] = {name: iter(given) for name, given in TABLE.items()}
    assert cp.aggregation(ROWS, **own).to_json() == expected
    long = pd.DataFrame({"unit": [1, 1, 2, 2], "rater": [1, 2, 1, 2], "rating": [1, 2, 3, 3]})
    facets: Any = map(str, ["rater"])
    assert cp.generalizability(long, facets=facets).studies[0].design == "unit x rater"


def test_one_rule_for_flags_and_texts_of_numbers() -> None:
    expected = cp.RatingTable([[1, 0], [0, 1]]).document()["cells"]
    flags = [[True, False], [False, True]]
    named = {"a": [True, False], "b": [False, True]}
    for data in (flags, np.array(flags), named, pl.DataFrame(named), pd.DataFrame(named), [["1", "0"], ["0", "1"]]):
        assert cp.RatingTable(data).document()["cells"] == expected


def test_columns_of_nothing_are_missing_marks() -> None:
    frame = pl.DataFrame({"a": [1, 2], "b": [None, None]})
    assert cp.RatingTable(frame) == cp.RatingTable({"a": [1, 2], "b": [None, None]})


def test_other_dimensions_are_refused() -> None:
    arrays: list[Any] = [np.array([1.0, 2.0]), np.zeros((2, 2, 2))]
    for array in arrays:
        with pytest.raises(cp.CollabproError, match="two dimensions"):
            cp.RatingTable(array)
    with pytest.raises(cp.RatingsError) as raised:
        cp.RatingTable([1, 2, 3])
    assert raised.value.code == "not_a_table"
    assert "two dimensions" in raised.value.hint


def test_a_table_gives_its_rows() -> None:
    table = cp.icc(ROWS).table()
    assert list(table) == pa.table(table).to_pylist()
    assert list(pd.DataFrame(table).columns) == table.columns


def test_a_state_refuses_options_of_the_study_and_merges_with_itself() -> None:
    state = cp.AgreementState()
    with pytest.raises(cp.CollabproError) as raised:
        state.update(ROWS, replicates=200)  # type: ignore[call-arg]
    assert raised.value.code == "unknown_option"
    state.update(ROWS)
    state.merge(state)
    assert state.units == 2 * len(ROWS)


@pytest.mark.parametrize("name", ["categories", "groups"])
def test_empty_lists_are_refused(name: str) -> None:
    given: Any = {name: []}
    with pytest.raises(cp.CollabproError) as raised:
        cp.RatingTable(ROWS, **given)
    assert (raised.value.code, raised.value.path) == ("invalid_option", name)


def test_a_set_is_no_scale() -> None:
    with pytest.raises(cp.CollabproError) as refused:
        cp.agreement([["lo", "hi"], ["hi", "hi"]], categories={"lo", "hi"})  # type: ignore[arg-type]
    assert "categories" in str(refused.value)
