"""What people call in other packages, run beside what they call here."""

from __future__ import annotations

import doctest
import os
import re
import sys
import warnings
from importlib.metadata import version
from pathlib import Path
from typing import Any

import irrCAC.raw
import krippendorff
import pandas
import pingouin
import pytest

import collabpro as cp
from collabpro import _elsewhere
from elsewhere import asked_of_r, has_packages, tables
from places import ROOT, run_page

LINES = list(cp.coming_from())
NAMES: dict[str, Any] = {
    **tables(),
    "cp": cp,
    "irrCAC": irrCAC,
    "krippendorff": krippendorff,
    "pandas": pandas,
    "pingouin": pingouin,
    "icc_of": lambda frame, name: frame.set_index("Type")["ICC"][name],
}


def here(line: dict[str, Any]) -> float:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return float(eval(line["ours"], dict(NAMES)))


def there(line: dict[str, Any]) -> float:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        numbers = [[float("nan") if cell is None else float(cell) for cell in row] for row in NAMES["coders"]]
        return float(eval(line["theirs"], {**NAMES, "coders": numbers}))


@pytest.mark.parametrize("line", LINES, ids=lambda line: f"{line['package']}: {line['theirs'][:60]}")
def test_both_lines_give_the_same_or_it_is_said_why_not(line: dict[str, Any]) -> None:
    ours, theirs = here(line), there(line) if line["language"] == "Python" else line["gave"]
    same = abs(ours - theirs) <= line["tolerance"] * max(1.0, abs(theirs))
    assert same is not bool(line.get("differs")), (ours, theirs)
    assert line["note"] or not line.get("differs")


def test_r_gives_what_it_is_said_to_give(tmp_path: Path) -> None:
    """Where R is with these packages, and in `tests/run all`, which brings them."""
    if not has_packages() and "COLLABPRO_R" not in os.environ:
        return
    lines = [line for line in LINES if line["language"] == "R"]
    found = asked_of_r([line["theirs"] for line in lines], tmp_path)
    assert found == pytest.approx([line["gave"] for line in lines], rel=1e-5)


def test_versions_are_those_that_were_run() -> None:
    if sys.version_info < (3, 11):  # which the newest ones no longer serve
        return
    for package in ("krippendorff", "pingouin", "irrCAC"):
        assert {line["version"] for line in LINES if line["package"] == package} == {version(package)}


def test_a_table_with_more_raters_than_units_is_told() -> None:
    coders = NAMES["coders"]
    for verb in (cp.agreement, cp.icc, cp.consistency):
        with pytest.warns(UserWarning, match=r'4 units x 12 raters, more raters than units.*rows="raters"') as told:
            verb(coders)
        assert len(told) == 1 and told[0].filename == __file__
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            verb(coders, rows="raters")
            verb(NAMES["judges"])
            verb(cp.RatingTable(coders))
            verb({"unit": ["a", "a", "a"], "rater": ["x", "y", "z"], "rating": [1, 2, 3]})
    cp.language = "de"
    try:
        with pytest.warns(UserWarning, match="mehr Ratenden als Einheiten"):
            cp.agreement(coders)
    finally:
        cp.language = "en"


def test_a_result_says_first_how_many_units_and_raters_there_are() -> None:
    assert repr(cp.icc(NAMES["judges"])).startswith("Icc: 11 rows · 6 units x 4 raters · ")
    assert "· 12 units x 4 raters ·" in cp.agreement(NAMES["coders"], rows="raters")._repr_html_()


def test_names_of_other_packages_are_known() -> None:
    icc, consistency = cp.icc(NAMES["judges"]), cp.consistency(NAMES["items"])
    for name, own in _elsewhere.SYNONYMS.items():
        found: Any = icc if own.startswith("ICC") else consistency
        assert found.value(name) == found.value(own) is not None
    assert icc.value("ICC2") == pytest.approx(0.2897637795275591, rel=1e-12)
    assert cp.consistency([[1, 2], [2, 3], [4, 4]]).value("omega.tot") is None
    with pytest.raises(KeyError, match="alpha"):
        consistency.value("beta")
    assert consistency.apa("std.alpha").startswith("standardized α = .")


def test_the_guide_shows_itself() -> None:
    guide = cp.coming_from("psych")
    assert {line["package"] for line in guide} == {"psych"}
    assert 'psych: alpha(judges)$total$raw_alpha\n    cp.consistency(judges).value("raw_alpha")\n    Of covariances.' in repr(guide)
    assert "<code>cp.icc(judges).value(&quot;ICC2&quot;)</code>" in guide._repr_html_()
    with pytest.raises(KeyError, match="lme4"):
        cp.coming_from("mirt")
    assert doctest.testmod(_elsewhere).failed == 0


def test_the_page_shows_every_line_and_runs() -> None:
    page = (ROOT / "collabpro-py/docs/elsewhere.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(.*?)` \| `(.*?)` \| (.*?) \|$", page, re.M)
    assert [(theirs.replace(r"\|", "|"), ours) for theirs, ours, _ in rows] == [(line["theirs"], line["ours"]) for line in LINES]
    assert [note for *_, note in rows] == [_elsewhere.note(line) or "the same" for line in LINES]
    run_page("collabpro-py/docs/elsewhere.md")
