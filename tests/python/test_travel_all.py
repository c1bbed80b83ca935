"""Every class goes through pickle and copy, and comes back the same; each shows itself on a terminal and in a notebook."""

from __future__ import annotations

import copy
import inspect
import json
import pickle
import re
from typing import Any

import pytest

import collabpro as cp
from collabpro._record import Record
from places import ROOT

RATINGS = cp.datasets.district()
SCORES = RATINGS.score()
PLAIN = cp.datasets.shrout_fleiss()
LONG = cp.datasets.guilford().table().to_pandas().rename(columns={"level": "rating"})[["unit", "rater", "criterion", "rating"]]
LONG["rating"] = LONG["rating"].astype(int)


def place(name: str) -> Any:
    return {"unit": f"simulated-{name}", "occasion": "spring-term", "role": "teacher"}


def cases() -> dict[str, Any]:
    """One of each class."""
    study = PLAIN.generalizability()
    rasch = cp.rasch(LONG)
    calibration: Any = rasch.calibration(units=True)
    state = cp.AgreementState()
    state.update(PLAIN)
    change: Any = {"from_": "autumn-term", "to": "spring-term"}
    survey = b"unit,who,We plan\nBirch,a,often\nBirch,b,never\n"
    rubric = cp.Rubric.from_items(["We plan"], labels=["never", "often"])
    package = rubric.to_case(creator="Us", last_change_date_time="2026-03-31T12:00:00Z")
    profile = cp.ContextProfile.of_case_study("nw_rise")
    rows = [f"Birch,{term},b{rater},7a,{1 + (rater + at) % 4}" for at, term in enumerate(["then", "1", "2", "3"]) for rater in range(12)]
    when: list[dict[str, Any]] = [{"id": "1"}, {"id": "2"}, {"id": "3"}, {"id": "then", "kind": "then_test", "about": "1"}]
    units: Any = {"schemaVersion": 2, "kind": "collabpro.units", "occasions": when, "units": []}
    terms = cp.Ratings.from_csv("\n".join(["unit,occasion,rater,criterion,level", *rows]), units=units).score()
    effects: Any = {"a": [1, 2, 3, 4, 5, 6], "b": [2, 3, 4, 3, 4, 6]}
    return {
        "Aggregation": RATINGS.aggregation(replicates=99),
        "Agreement": PLAIN.agreement(),
        "AgreementState": state,
        "Calibration": calibration,
        "CalibrationLinks": calibration.link(to=[calibration]),
        "CalibrationScores": calibration.score(ratings=[{"unit": "x", "rater": "senior-1", "criterion": "a", "rating": 5}]),
        "CasePackage": package,
        "CaseRubric": cp.Rubric.from_case(package.to_json()),
        "Change": SCORES.change(**change),
        "Composite": cp.composite({"unit": ["A", "B", "C"], "x": [1, 2, 3], "y": [2, 1, 3]}),
        "Consistency": PLAIN.consistency(),
        "ContextMatch": profile.match_with(cp.ContextProfile.from_json({**profile.document(), "unit": "here"})),
        "ContextProfile": profile,
        "Decisions": study.decide(sizes={"rater": [1, 2, 3]}),
        "Diagnosis": SCORES.diagnose(replicates=200),
        "Disagreement": SCORES.disagreement(replicates=199),
        "EffectSizes": cp.effect_sizes(effects, groups=["p", "p", "p", "q", "q", "q"]),
        "FacetsFiles": calibration.facets_anchors(),
        "Generalizability": study,
        "Icc": PLAIN.icc(),
        "MappingDraft": cp.draft_mapping(survey, rubric),
        "Plans": study.plan(),
        "Rasch": rasch,
        "RaschLinks": cp.rasch_links(LONG),
        "RaschPlan": cp.rasch_plan(LONG, replicates=10),
        "RatingDesign": PLAIN.rating_design(),
        "RatingTable": PLAIN,
        "Ratings": cp.datasets.guilford(),
        "Released": SCORES.release(),
        "Report": cp.Report(SCORES.release(), units=["simulated-birch-lane"]),
        "Respondents": RATINGS.respondents(),
        "ResponseShift": terms.response_shift(then="then", to="2"),
        "RollUp": SCORES.roll_up(),
        "Rubric": RATINGS.rubric,
        "Scores": SCORES,
        "Sheet": cp.Sheet.from_json(ROOT / "collabpro-core/examples/district/sheet.json"),
        "Similarity": SCORES.similarity(first=place("birch-lane"), second=place("alder-river")),
        "Sites": SCORES.sites(occasion="spring-term", role="teacher", declared="One pool, trained together"),
        "SurveyMapping": cp.draft_mapping(survey, rubric).mapping,
        "Table": SCORES.table(),
        "Tally": RATINGS.tally(),
        "Trend": terms.trend(occasions=["1", "2", "3"]),
        "Units": RATINGS.units,
    }


CASES = cases()


def known(one: Any) -> Any:
    """What tells whether two are the same, also of a class that has no equality."""
    return one.to_bytes() if hasattr(one, "to_bytes") else one.to_json() if hasattr(one, "to_json") else one


def test_there_is_one_of_each_class() -> None:
    classes = {name for name, one in vars(cp._native).items() if inspect.isclass(one)}
    assert classes == CASES.keys()


@pytest.mark.parametrize("name", CASES)
def test_it_travels(name: str) -> None:
    one = CASES[name]
    assert type(one).__name__ == name
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        assert known(pickle.loads(pickle.dumps(one, protocol))) == known(one)
    for again in (copy.copy(one), copy.deepcopy(one)):
        assert type(again) is type(one)
        assert known(again) == known(one)


@pytest.mark.parametrize("name", [name for name, one in CASES.items() if hasattr(one, "__iter__")])
def test_records_of_it_travel(name: str) -> None:
    for record in list(CASES[name])[:3]:
        assert pickle.loads(pickle.dumps(record)) == copy.deepcopy(record) == record


@pytest.mark.parametrize("name", CASES)
def test_it_shows_itself(name: str) -> None:
    one = CASES[name]
    text = repr(one)
    assert text.startswith(name)
    assert max(map(len, text.splitlines())) < 160
    # Never more decimals than the rule has.
    assert not re.search(r"\d\.\d{4}", text), text
    if hasattr(one, "_repr_html_") and name != "Report":
        html = one._repr_html_()
        assert not re.search(r"\d\.\d{4}|<script|color:", html)
        assert len(html) < 60_000
    for record in list(one)[:2] if hasattr(one, "__iter__") else []:
        if isinstance(record, Record):
            assert not re.search(r"\d\.\d{4}", repr(record) + record._repr_html_()), record


def test_charts_travel() -> None:
    """With altair a chart is one of altair's."""
    chart = CASES["Released"].chart("profile", unit="simulated-birch-lane")
    for again in (pickle.loads(pickle.dumps(chart)), copy.deepcopy(chart)):
        assert type(again) is type(chart)
        assert json.dumps(again.to_dict(), sort_keys=True) == json.dumps(chart.to_dict(), sort_keys=True)
