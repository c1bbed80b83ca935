"""Files of SPSS: written by pyreadstat and by us, read by us, and back."""

from __future__ import annotations

import datetime
import doctest
import json
import random
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyreadstat
import pytest

import collabpro as cp
from collabpro import _spss, _spss_names, _spss_write
from places import run_page

AGREE = {1.0: "strongly disagree", 5.0: "strongly agree", 8.0: "not seen", 9.0: "refused"}


def survey(folder: Path) -> Path:
    """A survey as one comes from SPSS: a scale labelled at its ends, an empty cell, codes declared missing, a range of them."""
    path = folder / "survey.sav"
    frame = pd.DataFrame(
        {
            "school": ["Birch", "Birch", "Oak", "Oak"],
            "id": [1.0, 2.0, 3.0, 4.0],
            "day": [datetime.date(2026, 1, 31), None, datetime.date(2026, 2, 1), None],
            "q1": [1.0, 3.0, 8.0, None],
            "q2": [5.0, 9.0, 4.0, 2.0],
            "hours": [3.5, 97.0, 98.0, 12.0],
            "role": ["t", "h", "t", ""],
        }
    )
    texts: Any = {"t": "Teacher", "h": "School leader"}  # which are declared for numbers alone
    pyreadstat.write_sav(
        frame,
        path,
        file_label="Staff survey",
        note="Held in winter",
        column_labels={"school": "Name of your school", "q1": "who decides how we teach", "q2": "How we teach"},
        variable_value_labels={"q1": AGREE, "q2": AGREE, "role": texts},
        missing_ranges={"q1": [8, 9], "q2": [8, 9], "hours": [{"lo": 97, "hi": 99}]},
        variable_measure={"q1": "ordinal", "q2": "ordinal", "hours": "scale"},
    )
    return path


def test_codes_labels_and_missing_codes_are_those_of_the_file(tmp_path: Path) -> None:
    file = cp.from_spss(survey(tmp_path))
    assert repr(file) == "SpssFile(4 rows, 7 variables)"
    assert (file.label, file.notes, len(file)) == ("Staff survey", ["Held in winter"], 4)
    assert file.labels == {"school": "Name of your school", "q1": "who decides how we teach", "q2": "How we teach"}
    assert file.values["q1"] == AGREE and file.values["role"] == {"t": "Teacher", "h": "School leader"}
    assert file.missing == {"q1": [(8.0, 8.0), (9.0, 9.0)], "q2": [(8.0, 8.0), (9.0, 9.0)], "hours": [(97.0, 99.0)]}
    assert file.columns(["Q1", "q2", "hours"]) == {
        "q1": [1, 3, None, None],
        "q2": [5, None, 4, 2],
        "hours": [3.5, None, None, 12],
    }
    assert file.columns(["role", "day"])["role"] == ["t", "h", "t", None]
    assert file.to_csv().splitlines() == [
        "school,id,day,q1,q2,hours,role",
        "Birch,1,2026-01-31,strongly disagree,strongly agree,3.5,Teacher",
        "Birch,2,,3,refused,97,School leader",
        "Oak,3,2026-02-01,not seen,4,98,Teacher",
        "Oak,4,,,2,12,",
    ]


def test_the_codebook_tells_each_variable_and_code(tmp_path: Path) -> None:
    codebook = cp.from_spss(survey(tmp_path)).codebook()
    rows = list(codebook)
    of = {(row["variable"], row["code"]): row for row in rows}
    assert len(of) == len(rows)
    assert of["q1", None] == {
        "variable": "q1",
        "label": "who decides how we teach",
        "measure": "ordinal",
        "code": None,
        "highest": None,
        "missing": False,
        "n": 3,
    }
    assert (of["q1", "8"]["label"], of["q1", "8"]["missing"], of["q1", "8"]["n"]) == ("not seen", True, 1)
    assert (of["hours", "97"]["highest"], of["hours", "97"]["missing"], of["hours", "97"]["n"]) == ("99", True, 2)
    assert (of["role", "t"]["label"], of["role", "t"]["n"]) == ("Teacher", 2)
    assert codebook.to_pandas().shape == pl.DataFrame(codebook).shape == (len(rows), 7)


def test_a_scale_that_is_labelled_at_its_ends_is_whole(tmp_path: Path) -> None:
    file = cp.from_spss(survey(tmp_path))
    document = file.rating_table(["q1", "q2"]).document()
    assert (document["categories"], document["cells"]) == ([1, 2, 3, 4, 5], [[1, 5], [3, None], [None, 4], [None, 2]])
    assert file.scale(["q1", "q2"]) == [1, 2, 3, 4, 5]
    assert file.scale(["q1", "hours"]) is None and file.scale(["role"]) is None
    assert file.rating_table(["school", "q1", "q2"], group="school").document()["groups"] == ["Birch", "Birch", "Oak", "Oak"]
    with pytest.raises(cp.RatingsError) as raised:
        file.rating_table(["q1", "q9", "q10"])
    assert (raised.value.code, raised.value.path, raised.value.total) == ("not_in_data", "column q9", 2)
    assert "q9" in str(raised.value) and raised.value.hint


def test_labels_that_are_alike_stay_apart() -> None:
    assert _spss.distinct({1.0: "often", 2.0: "often", 3.0: " now  and then "}, [4.0]) == {
        1.0: "often (1)",
        2.0: "often (2)",
        3.0: "now and then",
        4.0: "4",
    }
    # A label that is written as a code without a label, and one that is written as what keeps two apart.
    assert _spss.distinct({1.0: "3"}, [3.0]) == {1.0: "3 (1)", 3.0: "3"}
    texts = _spss.distinct({1.0: "a", 2.0: "a", 3.0: "a (1)"}, [])
    assert len(set(texts.values())) == 3


def test_a_draft_speaks_of_variables_and_knows_what_is_missing(tmp_path: Path) -> None:
    file = cp.from_spss(survey(tmp_path))
    draft = json.loads(file.mapping().to_json())
    assert draft["columns"]["school"] == "unit"
    columns = {one["column"]: one for one in draft["criteria"]}
    assert columns["q1"]["criterion"] == "1a"
    (labels,) = [one for one in draft["labels"] if one["id"] == columns["q1"]["labels"]]
    # "not seen" says that it was not observed; "refused" is declared missing and says no more.
    assert set(labels["missing"]) == {"not seen", "refused"} and labels["missing"]["refused"] == "no_answer"
    assert "strongly agree" in labels["levels"]
    with pytest.raises(cp.RatingsError) as raised:
        file.ratings(draft)
    assert raised.value.code == "left_open"


def rubric(draw: random.Random) -> cp.Rubric:
    """The bundled one, with other values and labels of its scales."""
    document = cp.Rubric.bundled().document()
    for scale in document["scales"]:
        how = draw.choice(["as it is", "no values", "halves", "negative", "alike"])
        for at, category in enumerate(scale["categories"]):
            if how == "no values":
                category.pop("value", None)
            elif how == "halves":
                category["value"] = at / 2
            elif how == "negative":
                category["value"] = float(-99 + at)
            elif how == "alike":
                category["label"] = {"en": "x" * 150 + str(at)}
            category.pop("formerLabels", None)
    return cp.Rubric.from_json(document)


@pytest.mark.parametrize("seed", range(40))
@pytest.mark.parametrize("suffix", [".sav", ".zsav"])
def test_ratings_come_back(seed: int, suffix: str, tmp_path: Path) -> None:
    draw = random.Random(seed)
    instrument = rubric(draw)
    document: Any = instrument.document()
    scales = {one["id"]: [category["id"] for category in one["categories"]] for one in document["scales"]}
    asked = draw.sample(document["criteria"], draw.randint(1, 12))
    reasons = ["not_observed", "not_applicable", "no_answer"]
    roles = {"a": "teacher", "b\"x": "leader", "=c": "teacher"} if draw.random() < 0.7 else {"a": "", "b\"x": "", "=c": ""}
    records = [
        {"unit": unit, "occasion": occasion, "rater": rater, "criterion": one["id"]}
        | ({"role": role} if role else {})
        | ({"reason": draw.choice(reasons)} if draw.random() < 0.3 else {"level": draw.choice(scales[one["scale"]])})
        for unit in ("Birke", "Grüne Schule, Süd", "007")
        for occasion in ("2025", "2026")
        for rater in ("a", "b\"x", "=c")[: draw.randint(1, 3)]
        for one in asked
        if (role := roles[rater]) == "" or role in one["answerableBy"]
    ]
    ratings = cp.Ratings.from_json(records, instrument)
    path = tmp_path / f"ratings{suffix}"
    mapping = cp.to_spss(ratings, path)
    assert isinstance(mapping, cp.SurveyMapping)
    file = cp.from_spss(path)
    again = file.ratings(mapping, instrument)
    # What a role may not answer is not there before, nor afterwards.
    assert sorted(again.to_csv().splitlines()) == sorted(ratings.to_csv().splitlines())
    # The file knows the scales by itself.
    for one in asked:
        (own,) = [name for name in file.names if name == _spss_names.name(one["id"])]
        assert len(file.values[own]) == len(scales[one["scale"]]) + 3 and len(file.missing[own]) == 3
    # Once more, from what was read.
    cp.to_spss(again, path)
    assert sorted(cp.from_spss(path).ratings(mapping, instrument).to_csv().splitlines()) == sorted(ratings.to_csv().splitlines())


def test_what_a_rater_has_nothing_of_comes_back_as_no_answer(tmp_path: Path) -> None:
    records = [{"unit": "Birch", "rater": "a", "criterion": "7a", "level": "1"}, {"unit": "Birch", "rater": "b", "criterion": "8a", "level": "2"}]
    path = tmp_path / "gaps.sav"
    mapping = cp.to_spss(cp.Ratings.from_json(records), path)
    again = cp.from_spss(path).ratings(mapping)
    assert [record.get("reason") for record in json.loads(again.to_json())["records"]] == [None, "no_answer", "no_answer", None]


def test_labels_are_of_the_language_that_is_asked_for(tmp_path: Path) -> None:
    document = cp.Rubric.bundled().document()
    for scale in document["scales"]:
        for at, category in enumerate(scale["categories"]):
            category["label"]["de"] = f"Stufe {at}"
    instrument = cp.Rubric.from_json(document)
    ratings = cp.Ratings.from_json([{"unit": "B", "rater": "a", "criterion": "7a", "level": "2"}], instrument)
    path = tmp_path / "de.sav"
    mapping = cp.to_spss(ratings, path, language="de")
    file = cp.from_spss(path)
    assert file.values["v7a"][2.0] == "Stufe 1"
    assert file.ratings(mapping, instrument).to_csv() == ratings.to_csv()


@pytest.mark.parametrize(
    ("wanted", "own"),
    [
        (["q1", "Q1", "q1_2"], ["q1", "Q1_2", "q1_2_2"]),
        (["7a", "v7a"], ["v7a", "v7a_2"]),
        (["and", "With", "total"], ["v_and", "v_With", "total"]),
        (["mean of it", "mean-of-it", "_x", "x.", ""], ["mean_of_it", "mean_of_it_2", "v_x", "x", "v"]),
        (["ö" * 40, "Ö" * 40], ["ö" * 32, "Ö" * 31 + "_2"]),
        (["group.q", "Q1[SQ001]", "a@b#c$"], ["group.q", "Q1_SQ001", "a@b#c$"]),
    ],
)
def test_names_are_those_that_the_format_can_hold(wanted: list[str], own: list[str], tmp_path: Path) -> None:
    found = _spss_names.names(wanted)
    assert found == own
    assert len({name.upper() for name in found}) == len(found)
    assert all(len(name.encode()) <= 64 for name in found)
    path = tmp_path / "names.sav"
    columns = {name: [float(at)] for at, name in enumerate(wanted)}
    assert cp.to_spss(columns, path) == dict(zip(wanted, own))
    file = cp.from_spss(path)
    assert file.columns() == {name: [at] for at, name in enumerate(own)}
    assert file.labels == {one: name for name, one in zip(wanted, own) if name != one and name}


@pytest.mark.parametrize("kind", ["pandas", "polars", "dict", "table"])
def test_tables_leave_as_files_of_spss(kind: str, tmp_path: Path) -> None:
    columns: dict[str, list[Any]] = {"name": ["Birch", None], "n": [3, 4], "share": [0.5, None], "flag": [True, False], "nothing": [None, None]}
    given: Any = {"pandas": pd.DataFrame, "polars": pl.DataFrame, "dict": dict, "table": dict}[kind](columns)
    expected: dict[str, list[Any]] = {**columns, "flag": [1, 0]}
    if kind == "table":
        given = cp.Rubric.bundled().codebook(language="en")
        expected = {name: [cell if cell != "" else None for cell in cells] for name, cells in json.loads(given.to_json()).items()}
    path = tmp_path / "table.sav"
    cp.to_spss(given, path, labels={"share": "A share"})
    file = cp.from_spss(path)
    assert file.columns() == expected
    if kind != "table":
        assert file.labels == {"share": "A share"} and file.values["flag"] == {0.0: "false", 1.0: "true"}
        _, meta = pyreadstat.read_sav(path)
        assert meta.original_variable_types["n"] == "F8.0"


def test_what_the_format_would_cut_is_cut_between_letters(tmp_path: Path) -> None:
    path = tmp_path / "long.sav"
    cp.to_spss({"q": [1.0]}, path, labels={"q": "ä" * 200})
    assert cp.from_spss(path).labels["q"] == "ä" * 128
    assert _spss_names.cut("aä", 2) == "a"


def test_without_pyreadstat_it_is_said_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = survey(tmp_path)
    monkeypatch.setitem(__import__("sys").modules, "pyreadstat", None)
    with pytest.raises(ImportError, match=r"pip install collabpro\[spss\]"):
        cp.from_spss(path)


def test_a_file_that_is_not_there_is_told_as_python_does(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        cp.from_spss(tmp_path / "none.sav")


@pytest.mark.parametrize("module", [_spss, _spss_write])
def test_examples(module: Any, tmp_path: Path) -> None:
    assert doctest.testmod(module, extraglobs={"folder": tmp_path}).failed == 0


def test_the_page_runs() -> None:
    run_page("collabpro-core/docs/exchange.md")
