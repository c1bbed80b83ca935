"""The ratings that come with the package, and what the README does with them."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import collabpro as cp
from places import ROOT

HERE = Path(cp.datasets.__file__ or "").parent
EXAMPLES = ROOT / "collabpro-core/examples"


def test_the_data_are_those_of_the_examples() -> None:
    assert gzip.decompress((HERE / "district.csv.gz").read_bytes()) == (EXAMPLES / "district/ratings.csv").read_bytes()
    copies = {
        "district-units.json": "district/units.json",
        "guilford-rubric.json": "guilford/rubric.json",
        "guilford-units.json": "guilford/units.json",
        "guilford.csv": "guilford/ratings.csv",
    }
    for copy, original in copies.items():
        assert (HERE / copy).read_bytes() == (EXAMPLES / original).read_bytes(), copy
    assert sum(path.stat().st_size for path in HERE.iterdir() if path.is_file()) < 60_000


def test_what_is_simulated_says_so() -> None:
    ratings = cp.datasets.district()
    assert all(unit["id"].startswith("simulated-") for unit in ratings.units.document()["units"])
    assert "No school, no person and no rating of it is real." in (cp.datasets.district.__doc__ or "")


@pytest.mark.parametrize("name", cp.datasets.__all__)
def test_every_one_says_where_it_is_from(name: str) -> None:
    said = getattr(cp.datasets, name).__doc__ or ""
    for word in ("Returns\n", "Notes\n", "Source: ", "Licence: ", "Examples\n"):
        assert word in said, word
    assert re.search(r"Licence: .*(MIT|free)", said, re.S)


def test_tables_give_what_their_papers_print() -> None:
    """Krippendorff 2011; Shrout and Fleiss 1979, table 4."""
    found = cp.datasets.krippendorff().agreement(coefficients=["krippendorff"])
    printed = {"nominal": 0.743, "ordinal": 0.815, "interval": 0.849, "ratio": 0.797}
    assert {row.metric: round(row.value or 0, 3) for row in found.rows[0].estimates} == printed
    correlations = cp.datasets.shrout_fleiss().icc().rows[0].forms
    named = [form for form in correlations if form.shrout_fleiss and form.unit == "single"]
    assert {form.shrout_fleiss: round(form.value or 0, 2) for form in named} == {
        "ICC(1,1)": 0.17,
        "ICC(2,1)": 0.29,
        "ICC(3,1)": 0.71,
    }
    assert len(cp.datasets.guilford().units) == 7


def python_of(page: Path) -> str:
    return "\n".join(re.findall(r"^```python\n(.*?)^```", page.read_text(encoding="utf-8"), re.M | re.S))


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(tmp_path)
    yield tmp_path


@pytest.mark.parametrize("page", ["README.md", "collabpro-py/README.md"])
def test_the_first_five_minutes(page: str, elsewhere: Path) -> None:
    exec(compile(python_of(ROOT / page), page, "exec"), {"__name__": page})
    html = (elsewhere / "district.html").read_text(encoding="utf-8")
    assert html.startswith("<!doctype html>")
    assert "Birch Lane" in html
    assert "A simulated district" in html
