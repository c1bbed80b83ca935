"""Decision studies as one uses them: facets by keyword, sizes as columns of numbers, and the plan with its costs."""

from __future__ import annotations

import json
from fractions import Fraction
from typing import Any

import numpy as np
import polars as pl
import pytest

import collabpro as cp
from places import VECTORS, run_page


def brennan() -> cp.Generalizability:
    """Brennan (2001), synthetic data 3: ten persons, four items, two occasions, all crossed."""
    story = json.loads((VECTORS / "generalizability/two-facets.json").read_text(encoding="utf-8"))
    return cp.generalizability(story["ratingTable"]["columns"])


def table(found: cp.Decisions | cp.Plans) -> dict[str, list[Any]]:
    columns: dict[str, list[Any]] = json.loads(found.table().to_json())
    return columns


# Brennan (2001), chapter 4: his components are .5528 .4417 .0074 .5750 .1009 .1565 .9352, in fractions of the mean squares.
PERSON, ITEM, OCCASION = Fraction("0.5527777777777778"), Fraction("0.4416666666666667"), Fraction("0.0074074074074074")
PI, PO, IO, PIO = Fraction("0.575"), Fraction("0.1009259259259259"), Fraction("0.1564814814814815"), Fraction("0.9351851851851852")


def test_every_combination_of_facets_is_a_design_and_agrees_with_the_book() -> None:
    found = brennan().decide(item=[4, 8], occasion=range(1, 4))
    columns = table(found)
    assert columns["n_item"] == [4, 4, 4, 8, 8, 8] and columns["n_occasion"] == [1, 2, 3, 1, 2, 3]
    for at, (items, occasions) in enumerate(zip(map(int, columns["n_item"]), map(int, columns["n_occasion"]))):
        relative = PI / items + PO / occasions + PIO / (items * occasions)
        absolute = relative + ITEM / items + OCCASION / occasions + IO / (items * occasions)
        assert columns["relative_error"][at] == pytest.approx(float(relative), rel=1e-12)
        assert columns["absolute_error"][at] == pytest.approx(float(absolute), rel=1e-12)
        assert columns["generalizability"][at] == pytest.approx(float(PERSON / (PERSON + relative)), rel=1e-12)
        assert columns["dependability"][at] == pytest.approx(float(PERSON / (PERSON + absolute)), rel=1e-12)
    # What the book prints of four items and two occasions: .64 and .55.
    assert [round(columns[name][1], 2) for name in ("generalizability", "dependability")] == [0.64, 0.55]


def test_keywords_are_the_sizes() -> None:
    study = cp.datasets.shrout_fleiss().generalizability()
    long = study.decide(sizes={"rater": [1, 4]})
    assert study.decide(rater=[1, 4]) == study.decide(rater=np.array([1, 4])) == study.decide(rater=(n for n in (1, 4))) == long
    assert study.decide(rater=pl.Series([1, 4])) == long
    assert study.decide(rater=3) == study.decide(rater=np.int64(3)) == study.decide(sizes={"rater": 3}) == study.decide(sizes={"rater": [3]})
    assert study.decide(rater=[1, 4], seed=7, confidence=0.9) == study.decide(sizes={"rater": [1, 4]}, seed=7, confidence=0.9)
    assert study.decide().decisions == study.decide(rater=4).decisions


def test_one_facet_is_spearman_and_brown() -> None:
    study = cp.datasets.shrout_fleiss().generalizability()
    columns = table(study.decide(rater=range(1, 21)))
    first = columns["generalizability"][0]
    assert first == pytest.approx(0.7148407148407149, rel=1e-12)  # ICC(3,1) of Shrout & Fleiss (1979): .71
    for n, value in zip(columns["n_rater"], columns["generalizability"]):
        assert value == pytest.approx(n * first / (1 + (n - 1) * first), rel=1e-12)


def test_how_many_raters_for_80_and_what_do_they_cost() -> None:
    study = cp.datasets.shrout_fleiss().generalizability()
    icc = 0.2897637795275591  # ICC(2,1) of Shrout & Fleiss (1979): .29
    needed = 0.8 * (1 - icc) / (icc * 0.2)
    found = study.plan(target=0.80, costs={"rater": 25, "rating": 2})
    columns = table(found)
    assert columns["n_rater"] == [int(needed) + 1] == [10]
    assert columns["cost"] == [10 * (25 + 2)] and columns["cheapest"] == [True]
    assert columns["coefficient"][0] == pytest.approx(10 * icc / (1 + 9 * icc), rel=1e-12)
    out_of_reach = table(study.plan(target=0.80, most={"rater": 5}))
    assert out_of_reach["sizes"] == [None] and "n_rater" not in out_of_reach


def test_facets_of_unlike_studies_have_columns_of_their_own_with_gaps() -> None:
    ratings = cp.datasets.district()
    columns = table(ratings.generalizability().decide())
    counted = [name for name in columns if name.startswith("n_")]
    assert counted == sorted(counted) and counted
    for name in counted:
        assert any(n is not None for n in columns[name])
        assert all(n is None or n > 0 for n in columns[name])
    for text, *sizes in zip(columns["sizes"], *(columns[name] for name in counted)):
        told = {name[2:]: n for name, n in zip(counted, sizes) if n is not None}
        assert set(told) == {part.rsplit(" ", 1)[0] for part in text.split(", ") if part}


def test_what_no_study_has_is_told() -> None:
    study = cp.datasets.shrout_fleiss().generalizability()
    with pytest.raises(cp.EstimationError) as raised:
        study.decide(raters=[1, 2])
    assert (raised.value.code, raised.value.path) == ("not_in_data", "sizes.raters")
    with pytest.raises(cp.EstimationError) as raised:
        study.decide(rater=[0, 20_000])
    assert raised.value.code == "invalid_option" and raised.value.path == "sizes.rater"
    with pytest.raises(cp.CollabproError) as other:
        study.decide(sizes={"rater": [1]}, rater=[2])
    assert other.value.code == "wrong_argument" and "rater once" in str(other.value)
    with pytest.raises(cp.EstimationError):
        study.decide(rater="many")  # type: ignore[arg-type]
    with pytest.raises(cp.EstimationError):
        study.decide(sizes=[1, 2])  # type: ignore[arg-type]


def test_the_page_runs() -> None:
    run_page("collabpro-core/docs/generalizability.md")
