"""What a paper tells: citations, sources, methods, numbers in a text, and tables."""

from __future__ import annotations

import importlib.metadata
import io
import json
import re
from pathlib import Path
from typing import Any

import docx
import pytest

import collabpro as cp
from collabpro import _entries, _markup, _methods, _references, _words
from places import ROOT, run_page

PACKAGE = ROOT / "collabpro-py/python/collabpro"
TEXTS = {language: json.loads((PACKAGE / f"publication/{language}.json").read_text(encoding="utf-8")) for language in _words.LANGUAGES}


def results() -> dict[str, Any]:
    study = cp.datasets.shrout_fleiss().generalizability()
    teams: Any = {"ratings": [[1, 2], [2, 3], [4, 4], [5, 5], [4, 5]], "options": {"groups": list("aabbb"), "categories": [1, 2, 3, 4, 5]}}
    return {
        "Aggregation": cp.aggregation(teams["ratings"], **teams["options"]),
        "Agreement": cp.datasets.krippendorff().agreement(coefficients=["krippendorff", "ac", "percent"]),
        "Consistency": cp.datasets.shrout_fleiss().consistency(),
        "Decisions": study.decide(rater=[1, 4]),
        "Generalizability": study,
        "Icc": cp.datasets.shrout_fleiss().icc(),
        "Plans": study.plan(costs={"rater": 25}),
        "Rasch": cp.datasets.guilford().rasch(construct="other:a"),
    }


RESULTS = results()


def test_the_software_is_cited_with_its_version_and_no_doi() -> None:
    assert cp.citation() == f"The collabpro contributors. (2026). collabpro (Version {cp.__version__}) [Computer software]."
    assert cp.citation(markup="markdown", language="de") == f"The collabpro contributors. (2026). *collabpro* (Version {cp.__version__}) [Computersoftware]."
    assert "Versión" in cp.citation(language="es") and r"\textit{collabpro}" in cp.citation(markup="latex")
    entry = cp.citation("bibtex")
    assert entry.startswith("@software{collabpro,") and f"version = {{{cp.__version__}}}" in entry and "doi" not in entry
    cff = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    assert f"version: {cp.__version__}" in cff and "name: The collabpro contributors" in cff and "doi" not in cff
    assert importlib.metadata.version("collabpro") == cp.__version__
    with pytest.raises(ValueError, match="apa"):
        cp.citation("mla")


@pytest.mark.parametrize("kind", RESULTS)
def test_each_result_names_its_sources(kind: str) -> None:
    told = RESULTS[kind].cite()
    assert told[0] == cp.citation() and len(told) > 1
    assert told[1:] == sorted(told[1:], key=lambda one: one.casefold())
    entries = RESULTS[kind].cite("bibtex")
    assert len(entries) == len(told) and all(re.fullmatch(r"@\w+\{\w+,\n(  \w+ = \{.*\},?\n)+\}", entry) for entry in entries)
    with pytest.raises(ValueError, match="bibtex"):
        RESULTS[kind].cite("ris")


def test_sources_are_those_of_what_was_computed() -> None:
    one = "Gwet, K. L. (2008). Computing inter-rater reliability and its variance in the presence of high agreement. "
    one += "British Journal of Mathematical and Statistical Psychology, 61(1), 29–48."
    assert one in RESULTS["Agreement"].cite()
    assert not any("Cohen" in told for told in RESULTS["Agreement"].cite())
    two = cp.agreement([[1, 1], [2, 2], [1, 2], [2, 2]], categories=[1, 2])
    assert {"cohen1960", "fleiss1969"} <= set(_methods.sources("Agreement", two.document()))
    gaps = cp.icc([[1, 2, None], [2, 3, 3], [4, None, 5], [5, 5, 4]])
    assert "tenhove2022" in _methods.sources("Icc", gaps.document())
    assert "https://doi.org/10.1037/met0000516" in "".join(gaps.cite())
    assert "tenhove2022" not in _methods.sources("Icc", RESULTS["Icc"].document())


def test_every_source_is_whole_and_used() -> None:
    every = _references.all_sources()
    for key in every:
        assert _references.reference(key).count("(") >= 1 and _references.bibtex(key)
        assert re.fullmatch(r"[^;]+, \d{4}", _references.in_text(key, "en"))
    code = "".join((PACKAGE / name).read_text(encoding="utf-8") for name in ("_methods.py",))
    assert [key for key in every if f'"{key}"' not in code] == []
    assert _references.in_text("fleiss1969", "es") == "Fleiss et al., 1969"
    assert _references.in_text("mcgraw1996", "es") == "McGraw y Wong, 1996"


@pytest.mark.parametrize("language", _words.LANGUAGES)
@pytest.mark.parametrize("kind", RESULTS)
def test_methods_tell_what_was_run(kind: str, language: str) -> None:
    told = RESULTS[kind].methods(language)
    assert f"collabpro {cp.__version__}" in told and told.endswith(".")
    assert not re.search(r"⟦|[*~^{}]|\bNone\b", told), told
    options = RESULTS[kind].document()["options"]
    if options.get("replicates") and kind not in ("Rasch", "Agreement"):
        assert str(options["seed"]) in told and "ChaCha8" in told


def test_methods_change_with_the_options() -> None:
    drawn = cp.datasets.krippendorff().agreement(coefficients=["krippendorff"], metrics=["ordinal"], replicates=500, seed=7, confidence=0.9)
    assert drawn.methods("en") == (
        "Agreement of 4 raters on 12 units (41 ratings) was estimated by Krippendorff’s α (ordinal) (Krippendorff, 2019). "
        "Intervals of 90% are percentiles of 500 bootstrap replicates over units (ChaCha8, seed 7). "
        f"Everything was computed by collabpro {cp.__version__} (The collabpro contributors, 2026)."
    )
    wide = cp.datasets.krippendorff().agreement(coefficients=["ac"], errors="derivative", population=20_000).methods("en")
    assert "the error is that of the derivative. Standard errors are those of a sample from 20,000 in all." in wide
    assert "90\u00a0%" in drawn.methods("de") and "Startwert 7" in drawn.methods("de") and "semilla 7" in drawn.methods("es")
    gaps = cp.icc([[1, 2, None], [2, 3, 3], [4, None, 5], [5, 5, 4]])
    assert "restricted maximum likelihood" in gaps.methods("en") and "nothing was filled in" in gaps.methods("en")
    cp.language = "de"
    try:
        assert drawn.methods() == drawn.methods("de")
    finally:
        cp.language = "en"
    with pytest.raises(cp.CollabproError) as raised:
        drawn.methods("tlh")
    assert raised.value.code == "language_not_loaded"


def test_numbers_stand_in_a_text_as_apa_has_them() -> None:
    found = RESULTS["Icc"]
    # Shrout & Fleiss (1979): .29 and .17, .71; F(5, 15) = 11.03.
    assert found.apa("ICC(A,1)") == "ICC(A,1) = .29, 95% CI [.02, .76], F(5, 15) = 11.03, p < .001"
    assert found.apa("ICC(1)") == "ICC(1) = .17, 95% CI [−.13, .72], F(5, 18) = 1.79, p = .165"
    assert found.apa("ICC(A,1)", markup="markdown").endswith("*F*(5, 15) = 11.03, *p* \\< .001")
    assert found.apa("ICC(A,1)", markup="html").endswith("<em>F</em>(5, 15) = 11.03, <em>p</em> &lt; .001")
    assert found.apa("ICC(A,1)", markup="latex") == r"ICC(A,1) = .29, 95\% CI [.02, .76], \textit{F}(5, 15) = 11.03, \textit{p} $<$ .001"
    assert found.apa("ICC(A,1)", language="de", decimal=",").startswith("ICC(A,1) = ,29, 95\u00a0%-KI [,02; ,76], F(5; 15)")
    assert RESULTS["Consistency"].apa("alpha", language="es") == "α = .91, IC 95\u00a0% [.68, .99]"
    assert RESULTS["Generalizability"].apa("rater") == "σ²(rater) = 5.24, 95% CI [1.64, 83.64]"
    assert RESULTS["Decisions"].apa("dependability", row=1) == "Φ = .62, 95% CI [.10, .92]"
    assert RESULTS["Consistency"].apa("omega_hierarchical") == "ω_h has no value (too_few_items)"
    assert "; " in found.apa()
    with pytest.raises(KeyError, match=r"ICC\(A,1\)"):
        found.apa("ICC(9)")
    with pytest.raises(IndexError):
        found.apa(row=9)


@pytest.mark.parametrize(
    ("value", "bounded", "said"),
    [(0.5, True, ".50"), (-0.07, True, "−.07"), (1.0, True, "1.00"), (0.5, False, "0.50"), (-1.23, True, "−1.23"), (12345.678, False, "12345.68"), (0.0, True, ".00"), (-0.001, True, ".00")],
)
def test_no_zero_stands_before_what_cannot_exceed_1(value: float, bounded: bool, said: str) -> None:
    assert _markup.figure(value, bounded=bounded) == said


def test_rounding_is_that_of_core() -> None:
    assert [_markup.figure(value) for value in (0.125, 0.375, 2.5e-3)] == [
        cp._native._worded("en", '{"n": "{x}"}', [json.dumps({"id": "n", "args": {"x": {"number": value, "decimals": 2}}})])[0]
        for value in (0.125, 0.375, 2.5e-3)
    ]
    assert (_markup.probability(0.0009), _markup.probability(0.001), _markup.probability(1.0)) == ("< .001", "= .001", "= 1.000")


@pytest.mark.parametrize("kind", RESULTS)
def test_tables_hold_the_same_numbers_in_every_form(kind: str, tmp_path: Path) -> None:
    table = RESULTS[kind].apa_table()
    assert table.rows and all(len(row) == len(table.heads) for row in table.rows)
    lines = [line for line in table.to_markdown().splitlines() if line.startswith("|")]
    assert len(lines) == len(table.rows) + 2
    cells = [_markup.marked(cell, "latex") for row in table.rows for cell in row]
    latex, page = table.to_latex(), table.to_html()
    assert all(cell in latex for cell in cells) and latex.count(r" \\") >= len(table.rows)
    assert all(_markup.marked(cell, "html") in page for row in table.rows for cell in row)
    assert "apaTextNumber" not in latex + page and table.to_html() == page
    word = docx.Document(io.BytesIO(table.to_docx()))
    (grid,) = word.tables
    read = [[cell.text for cell in row.cells] for row in grid.rows]
    assert read == [table.cells("text")[0], *table.cells("text")[1]]
    for end in (".md", ".tex", ".html", ".docx"):
        table.save(tmp_path / f"table{end}")
        assert (tmp_path / f"table{end}").stat().st_size > 100
    with pytest.raises(ValueError, match="neither"):
        table.save(tmp_path / "table.pdf")
    assert table._repr_html_().startswith("<table>")


def test_a_table_has_its_title_number_and_language() -> None:
    table = RESULTS["Icc"].apa_table(language="de", number=3, decimal=",")
    assert table.to_markdown().startswith("**Tabelle 3**\n\n*Intraklassenkorrelationen*\n\n| Koeffizient | Schätzung |")
    assert "| ICC(A,1) | ,29 | [,02; ,76] | 11,03 | 5; 15 |" in table.to_markdown()
    own = RESULTS["Consistency"].apa_table("How consistent")
    assert "*How consistent*" in own.to_markdown() and "*Note.* A dash stands where there is none." in own.to_markdown()


def test_signs_of_the_data_mark_nothing() -> None:
    scores = {"unit": [1, 1, 2, 2, 3, 3], "r*a*ter~x~": [1, 2, 1, 2, 1, 2], "rating": [1, 2, 3, 3, 5, 4]}
    found = cp.generalizability(scores)
    assert "σ²(r*a*ter~x~)" in found.apa()
    assert r"r\*a\*ter\~x\~" in found.apa(markup="markdown") and "<em>a</em>" not in found.apa(markup="html")
    assert "r*a*ter~x~" in found.methods()


def test_texts_are_the_same_in_every_language() -> None:
    english = TEXTS["en"]

    def slots(text: str) -> set[str]:
        return set(re.findall(r"\{(\w+)", text.replace("plural,", "")))

    for language in ("de", "es"):
        own = {key: text for key, text in TEXTS[language].items() if not key.startswith(("number.", "list.", "plural."))}
        assert set(own) == {key for key in english if not key.startswith(("number.", "list.", "plural."))}
        for key, text in own.items():
            assert slots(english[key]) <= slots(text) | {"rater", "raters"}, (language, key)
    assert all(list(texts) == sorted(texts) for texts in TEXTS.values())
    assert not any(re.search(r"\d ?%", text) or " %" in text for text in TEXTS["es"].values())


def test_every_text_is_used() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in PACKAGE.glob("_*.py"))
    families = ("word.", "symbol.", "apa.title.", "number.", "list.", "plural.")
    assert [key for key in TEXTS["en"] if f'"{key}"' not in code and f"'{key}'" not in code and not key.startswith(families)] == []
    for words in ("Weights", "Metric", "Estimator", "RaschModel", "RaschEstimation", "ConsistencyBasis", "Over", "PlanCoefficient"):
        for word in getattr(cp.data, words).__args__:
            assert f"word.{word}" in TEXTS["en"], (words, word)
    assert set(_entries.GROUPS) == set(_methods.METHODS) == set(RESULTS)


def test_the_page_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run_page("collabpro-py/docs/publication.md")
