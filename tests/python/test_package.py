"""What only Python has: exception classes, frames by Arrow, display in notebooks."""

from __future__ import annotations

import copy
import inspect
import json
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import collabpro as cp

CRITERIA = [line["id"] for line in cp.Rubric.bundled().document()["criteria"]]


def test_errors_are_classes_with_fields() -> None:
    with pytest.raises(cp.RubricError) as raised:
        cp.Rubric.from_json("{")
    error = raised.value
    assert isinstance(error, cp.CollabproError)
    assert isinstance(error, ValueError)
    assert (error.code, error.path, error.total) == ("invalid_json", "$", 1)
    assert error.message == str(error)
    assert [problem["code"] for problem in error.problems] == ["invalid_json"]
    assert repr(error) == f"RubricError(code='invalid_json', path='$', message={error.message!r})"


def test_errors_survive_pickling() -> None:
    with pytest.raises(cp.RubricError) as raised:
        cp.Rubric.from_json("{")
    again = pickle.loads(pickle.dumps(raised.value))
    assert type(again) is cp.RubricError
    assert vars(again) == vars(raised.value)


def test_errors_speak_languages() -> None:
    def told() -> cp.CollabproError:
        with pytest.raises(cp.RubricError) as raised:
            cp.Rubric.from_json({"schemaVersion": 1, "kind": "collabpro.rubric"})
        return raised.value

    error = copy.deepcopy(told())
    problem = error.problems[0]
    assert problem.text() == problem["message"] != problem.text("de")
    assert problem.advice("de").endswith("Art von Dokument gibt.")
    again = pickle.loads(pickle.dumps(error))
    assert (again.problems, again.args, vars(again)) == (error.problems, error.args, vars(error))
    assert again.problems[0].text("de") == problem.text("de")
    assert problem.text("es").startswith("Este JSON no está como se espera: falta este campo")
    cp.language = "de"
    try:
        assert (cp.language, told().hint) == ("de", problem.advice("de"))
        assert told().message.startswith("Dieses JSON ist nicht, wie es sein soll: dieses Feld fehlt.")
        rubric = cp.Rubric.from_items(["Wir planen"], labels=["nie", "oft"], language="de")
        csv = b"unit,rater,criterion,level\nBirke,b1,wir_planen,oft\n"
        report = cp.Report(cp.Ratings.from_csv(csv, rubric).score().release())
        assert 'lang="de"' in report.to_html()
        with pytest.raises(cp.EstimationError) as raised:
            cp.language = "xx"
        assert raised.value.code == "language_not_loaded"
    finally:
        cp.language = "en"
    assert told().hint == problem["hint"]


def test_long_work_is_heard_to_its_total() -> None:
    birch = {"id": "Birch", "kind": "school", "parents": [{"unit": "North"}]}
    places = [{"id": "North", "kind": "system"}, birch]
    units: Any = {"schemaVersion": 2, "kind": "collabpro.units", "units": places}
    ratings = cp.Ratings.from_csv(b"unit,rater,criterion,level\nBirch,b1,1a,4\nBirch,b2,1a,3\n", units=units)
    scores = ratings.score()
    works: list[Callable[..., object]] = [
        ratings.tally,
        ratings.score,
        lambda **watch: ratings.tally().group_by("parent", units, **watch),
        lambda **watch: ratings.tally().score(units, **watch),
        scores.release,
        lambda **watch: cp.Report(scores.release(), **watch),
        scores.roll_up,
    ]
    for work in works:
        heard: list[tuple[int, int | None]] = []
        work(progress=lambda done, total, heard=heard: heard.append((done, total)))
        assert heard[-1][0] == heard[-1][1], heard

        def stop(done: int, total: int | None) -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            work(progress=stop)


def test_a_wrong_type_is_told() -> None:
    with pytest.raises(cp.RubricError, match="an object is expected, not 1"):
        cp.Rubric.from_json(1)  # type: ignore[arg-type]
    with pytest.raises(TypeError):
        cp.Rubric.bundled().table(colour="red")  # type: ignore[call-arg]


def test_a_document_is_a_dictionary_a_text_or_a_file(tmp_path: Path) -> None:
    rubric = cp.Rubric.bundled()
    written = rubric.to_json()
    (tmp_path / "own.json").write_text(f"\ufeff{written}", encoding="utf-8")
    ratings = b"unit,rater,criterion,level\nBirch,b1,1a,4\n"
    units: Any = {"schemaVersion": 2, "kind": "collabpro.units", "units": [{"id": "Birch", "kind": "school"}]}
    own: Any
    for own in (json.loads(written), written, written.encode(), str(tmp_path / "own.json"), tmp_path / "own.json", rubric):
        assert cp.Rubric.from_json(own) == rubric
        assert cp.Ratings.from_csv(ratings, own, units=units).rubric == rubric
    with pytest.raises(FileNotFoundError):
        cp.Ratings.from_csv(ratings, "nowhere.json")
    with pytest.raises(cp.RubricError) as raised:
        cp.Ratings.from_csv(ratings, units)
    assert raised.value.code == "wrong_kind"
    assert cp.Rubric.from_items({"q1": "We plan"}, labels=["no", "yes"]).document()["criteria"][0]["id"] == "q1"


def test_rubrics_are_equal_by_value_and_survive_pickling() -> None:
    rubric = cp.Rubric.bundled()
    assert cp.Rubric.from_json(rubric.to_json()) == rubric
    assert pickle.loads(pickle.dumps(rubric)) == rubric
    assert repr(rubric) == "Rubric(collabpro 0.2.0, 36 criteria)"
    assert rubric.document() == json.loads(rubric.to_json())


def test_tables_go_to_polars() -> None:
    frame = pl.DataFrame(cp.Rubric.bundled().table())
    assert frame["criterion"].to_list() == CRITERIA
    assert frame["short_form"].dtype == pl.Boolean
    assert frame["short_form"].sum() == 10


def test_tables_go_to_pandas() -> None:
    table = cp.Rubric.bundled().table()
    # pandas 3 takes the table itself; before, the way leads over pyarrow.
    take = getattr(pd.DataFrame, "from_arrow", lambda table: pa.table(table).to_pandas())
    assert take(table)["criterion"].to_list() == CRITERIA


def test_tables_go_to_pyarrow() -> None:
    table = pa.table(cp.Rubric.bundled().table())
    assert table.schema.field("facet").type == pa.dictionary(pa.uint32(), pa.string())
    assert table["criterion"].to_pylist() == CRITERIA


def test_tables_go_to_duckdb() -> None:
    criteria = cp.Rubric.bundled().table()
    assert len(criteria) == 36
    found = duckdb.sql("select criterion from criteria").fetchall()
    assert [row[0] for row in found] == CRITERIA


def test_tables_show_themselves_in_notebooks() -> None:
    document = cp.Rubric.bundled().document()
    document["criteria"][0]["name"] = {"en": "<script>alert(1)</script>"}
    table = cp.Rubric.from_json(json.dumps(document)).table()
    html = table._repr_html_()
    assert "&lt;script&gt;" in html
    assert "<script" not in html
    assert "20 of 36 rows." in html
    assert repr(table).startswith("Table: 36 rows\ncriterion  construct")


def test_signatures_and_help_show_the_options() -> None:
    shown: dict[Callable[..., object], tuple[str, object]] = {
        cp.agreement: ("confidence", 0.95),
        cp.RatingTable: ("rows", "units"),
        cp.RatingTable.icc: ("confidence", 0.95),
        cp.Ratings.from_frame: ("duplicates", "error"),
        cp.Report: ("language", None),
        cp.Scores.change: ("margin", 0.2),
    }
    for verb, (option, default) in shown.items():
        assert inspect.signature(verb).parameters[option].default == default, verb
        assert f"\n{option} : " in (inspect.getdoc(verb) or ""), verb
