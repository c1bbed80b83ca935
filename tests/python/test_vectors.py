"""Runs the golden vectors through the Python package, then compares with what Rust gave, byte by byte."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import collabpro as cp
from calls import CALLS, Case, Json, called, dumps, keywords, of_error, verb_of
from compare import difference
from places import PARITY, TARGET, VECTORS

FILES = sorted(
    path
    for path in VECTORS.glob("*/*.json")
    if not path.parent.name.startswith("_")
)
counts = {"files": 0, "calls": 0}


def name_of(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@pytest.fixture(scope="module", autouse=True)
def write_counts() -> Iterator[None]:
    yield
    print(f"vectors: {counts['files']} files, {counts['calls']} calls")
    (TARGET / "vectors").mkdir(parents=True, exist_ok=True)
    (TARGET / "vectors" / "python.json").write_text(json.dumps(counts))


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_vector(path: Path) -> None:
    vector = json.loads(path.read_text(encoding="utf-8"))
    parity = json.loads((PARITY / f"{name_of(path)}.json").read_text(encoding="utf-8"))
    assert len(parity) == len(vector["calls"]) > 0, "parity files are of other vectors; write them anew"
    case = Case(vector, path.parent)
    for step, rust in zip(vector["calls"], parity):
        if "python" in step.get("only", ["python"]):
            check(case, step, rust)
        counts["calls"] += 1
    counts["files"] += 1


def check(case: Case, step: dict[str, Any], rust: str) -> None:
    options = keywords(step.get("options", {}))
    if "expectError" in step:
        with pytest.raises(cp.CollabproError) as raised:
            called(step["call"])(case, options)
        expected = step["expectError"]
        assert raised.value.code == expected["code"]
        assert dumps(of_error(raised.value)) == rust
        first = raised.value.problems[0]
        for language, said in expected.get("said", {}).items():
            assert [first.text(language), first.advice(language)] == said
        return
    found = called(step["call"])(case, options)
    value = json.loads(found) if isinstance(found, Json) else found
    assert difference(step["expect"], value, step.get("tolerance")) is None
    if isinstance(found, Json):
        assert str(found) == rust
    else:
        assert dumps(found) == dumps(json.loads(rust))


SELFTESTS = [
    pytest.param(case, id=f"{path.stem}: {case['about']}")
    for path in sorted((VECTORS / "_selftest").glob("*.json"))
    for case in json.loads(path.read_text(encoding="utf-8"))
]


@pytest.mark.parametrize("case", SELFTESTS)
def test_comparison(case: dict[str, Any]) -> None:
    found = difference(case["expected"], case["actual"], case.get("tolerance"))
    assert (found is None) == case["equal"], found


def test_every_call_of_the_schema_is_here() -> None:
    schema = json.loads((VECTORS / "schema.json").read_text(encoding="utf-8"))
    calls = {call["const"] for call in schema["$defs"]["Call"]["oneOf"]}
    assert CALLS.keys() <= calls
    verbs = {verb_of(call) for call in calls - CALLS.keys()}
    asked_of = (cp, cp.Ratings, cp.Scores, cp.Generalizability, cp.AgreementState, cp.RatingTable, cp.Rasch, cp.Calibration)
    asked = {name for of in asked_of for name in dir(of)}
    assert verbs <= asked


def test_bits() -> None:
    from collabpro import _native

    assert _native._bits() == (TARGET / "parity" / "_bits.json").read_text()
