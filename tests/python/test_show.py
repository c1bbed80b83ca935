"""What results look like: by one rule, first rows only, in the light and in the dark."""

from __future__ import annotations

import time
from typing import Any

import pytest

import collabpro as cp
from collabpro._show import JUDGED, ROWS, WIDTH, number

SCORES = cp.datasets.district().score()


@pytest.mark.parametrize(
    ("value", "said"),
    [(0.5, "0.500"), (-0.0625, "-0.062"), (0.0005, "0.001"), (0.00049, "4.90e-4"), (0.0, "0.000"), (12345.6789, "12345.679"), (3.2e12, "3.20e12")],
)
def test_numbers_are_as_in_word_files(value: float, said: str) -> None:
    """`collabpro-core/src/base/docx`: three decimals, below .0005 three digits."""
    assert number(value) == said


def table(rows: int, **columns: tuple[str, Any]) -> cp.Table:
    return cp.Table._of([(name, kind, cells) for name, (kind, cells) in columns.items()])


def test_a_score_shows_interval_n_and_caution() -> None:
    head, names, first, *rest = repr(SCORES).splitlines()
    assert head == "Scores: 432 rows · cut 3"
    assert names.split() == ["unit", "occasion", "role", "construct", "raters", "share", "interval", "reason", "cautions"]
    assert first.split()[-5:] == ["17", "0.594", "[0.418,", "0.749]", "very_low_response"]
    assert rest[-3:] == ["10 of 432 rows.", "More columns: ratings, median, mean, mean_lower, mean_upper, sd.", "Tables: constructs, criteria, shares, distribution, coverage."]


def test_what_is_the_same_stands_above() -> None:
    head, names, *rows = repr(cp.datasets.shrout_fleiss().icc()).splitlines()
    assert head == "Icc: 11 rows · 6 units x 4 raters · method mean_squares · ratings 24"
    assert rows[0].startswith("ICC(1)    ICC(1,1)       one_way_random  single   0.166  [-0.133, 0.723]")
    one = table(1, unit=("text", (["Ash"], [0])), share=("number", [0.25]))
    assert repr(one) == "Table: 1 row\nunit  share\nAsh   0.250"
    assert repr(table(0, unit=("text", ([], [])))) == "Table: 0 rows"


def test_counts_have_no_decimals_and_estimates_have() -> None:
    shown = repr(table(2, share=("number", [1.0, 0.0]), lower=("number", [0.5, 0.0]), upper=("number", [1.0, 0.25]), weight=("number", [15.0, 14.0])))
    assert shown.splitlines()[2].split() == ["1.000", "[0.500,", "1.000]", "15"]


def test_a_million_rows_take_no_time() -> None:
    """The issue: 5 ms. What is imported for the first one is not counted."""
    n = 1_000_000
    large = table(n, unit=("text", (["a", "b"], [at % 2 for at in range(n)])), share=("number", [at / n for at in range(n)]), gone=("number", [None] * n))
    assert f"20 of {n} rows." in large._repr_html_()
    took = []
    for _ in range(5):
        start = time.perf_counter()
        large._repr_html_()
        took.append(time.perf_counter() - start)
    assert min(took) < 0.005, took
    assert ROWS["html"] < JUDGED < n


def test_a_notebook_has_the_colours_of_its_page_and_its_width() -> None:
    for one in (SCORES, SCORES.change(from_="autumn-term", to="spring-term"), cp.datasets.krippendorff().agreement()):
        html = one._repr_html_()
        # Grey that is half seen through is a line on white and on black.
        assert html.replace("rgba(128,128,128,.35)", "").count("rgb") == 0
        assert "color:" not in html and "background" not in html and "<style" not in html
        assert "overflow-x:auto" in html
        assert max(map(len, repr(one).splitlines())) <= WIDTH["text"] + 35


def test_a_record_is_a_list_of_its_values() -> None:
    form = cp.datasets.shrout_fleiss().icc().rows[0].forms[0]
    assert "value=0.166, interval=[-0.133, 0.723]" in repr(form)
    assert "<th scope=\"row\"" in form._repr_html_() and ">[-0.133, 0.723]</td>" in form._repr_html_()


def test_a_calibration_has_its_attributes() -> None:
    """Calibrations are also taken, by `link`, so that their parts are dictionaries."""
    columns = {"unit": [n // 3 for n in range(30)], "rater": [n % 3 for n in range(30)], "rating": [1 + (n * n + n // 4) % 3 for n in range(30)]}
    calibration: Any = cp.rasch(columns).calibration(units=True)
    assert list(calibration) == calibration.elements == calibration.document()["elements"]
    assert calibration.link(to=[calibration], facets=["rater"]).facets[0].facet == "rater"
