"""Word files, opened by python-docx and held against the report's own Markdown, which Word's reader has never seen."""

from __future__ import annotations

import datetime
import html
import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import docx
import pytest
from docx.document import Document
from docx.table import Table
from docx.text.paragraph import Paragraph

import collabpro as cp

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
THEN = datetime.datetime(1980, 1, 1, tzinfo=datetime.timezone.utc)


def scores(name: str = "Birch Lane") -> cp.Scores:
    rows = ["unit,occasion,rater,role,criterion,level"]
    for unit, year, raters in (("birch", 2024, 11), ("birch", 2025, 12), ("oak", 2025, 7)):
        for rater in range(raters):
            for at, criterion in enumerate(("1a", "1b", "1c", "7a", "7b", "7c")):
                rows.append(f"{unit},{year},{rater},teacher,{criterion},{1 + (rater * (at + 3) + rater // 3) % 4}")
    units = {
        "schemaVersion": 2,
        "kind": "collabpro.units",
        "occasions": [{"id": "2024"}, {"id": "2025"}],
        "units": [{"id": "birch", "label": name}, {"id": "oak"}],
    }
    return cp.Ratings.from_csv("\n".join(rows).encode(), units=cp.Units.from_json(json.dumps(units))).score()


SCORES = scores()
RELEASED = SCORES.release(trust=True)
CHANGE = SCORES.change(from_="2024", to="2025")


def opened(file: bytes) -> Document:
    return docx.Document(io.BytesIO(file))


def blank(text: str) -> str:
    """The same with one blank between words."""
    return " ".join(text.split())


def plain(text: str) -> str:
    """What Markdown says without its marks."""
    return blank(html.unescape(re.sub(r"\\(.)", r"\1", text)))


def of_markdown(text: str) -> list[tuple[str, Any]]:
    """Headings, tables and lines in their order."""
    found: list[tuple[str, Any]] = []
    rows: list[list[str]] = []
    for line in [*text.splitlines(), ""]:
        if line.startswith("| "):
            if set(line) != set("| -"):
                rows.append([plain(cell) for cell in re.split(r"(?<!\\)\|", line)[1:-1]])
            continue
        if rows:
            found.append(("table", rows))
            rows = []
        if heading := re.match(r"(#+) (.*)", line):
            found.append((f"Heading {len(heading[1])}", plain(heading[2])))
        elif item := re.match(r"(- |\d+\. )(.*)", line):
            found.append(("List Bullet" if item[1] == "- " else "List Number", plain(item[2])))
        elif note := re.fullmatch(r"\*(.*)\*", line):
            found.append(("Note", plain(note[1])))
        elif line not in ("", "---"):
            found.append(("text", plain(line)))
    return found


def of_word(document: Document) -> list[tuple[str, Any]]:
    """The same of a Word file."""
    found: list[tuple[str, Any]] = []
    for part in document.iter_inner_content():
        if isinstance(part, Table):
            cells = [[blank(cell.text) for cell in row.cells] for row in part.rows]
            found.append(("table", cells))
        else:
            assert isinstance(part, Paragraph) and part.style is not None
            style = str(part.style.name)
            found.append(("text" if style in ("Normal", "Caption") else style, blank(part.text)))
    return found


@pytest.mark.parametrize("options", [{}, {"depth": "page"}, {"depth": "booklet", "units": ["birch"]}, {"language": "de"}, {"language": "es"}])
def test_it_says_what_markdown_says(options: dict[str, Any]) -> None:
    given: dict[str, Any] = {"notice": "Made up for this test.", "last_time": ["1. We will * visit | each other."], **options}
    report = cp.Report(RELEASED, change=CHANGE, **given)
    document = opened(report.to_docx())
    assert of_word(document) == of_markdown(report.to_markdown())
    assert any(kind == "table" for kind, _ in of_word(document))


def test_names_of_schools_cannot_break_it() -> None:
    name = "Birch </w:t><w:p/> & \x07\x1b\u202e\ufffe\uffff \U0001f333 \"'"
    report = cp.Report(scores(name).release(), units=["birch"])
    document = opened(report.to_docx())
    headings = [blank(text.text) for text in document.paragraphs if text.style and text.style.name == "Heading 1"]
    assert len(headings) == 1 and headings[0].startswith("Birch </w:t><w:p/> & \U0001f333 \"'")
    assert report.to_docx() == cp.Report.from_json(report.to_json()).to_docx()


def test_word_finds_all_that_it_looks_for() -> None:
    report = cp.Report(RELEASED, language="de")
    with zipfile.ZipFile(io.BytesIO(report.to_docx())) as archive:
        assert archive.testzip() is None
        parts = {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist()}
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    types = parts["[Content_Types].xml"]
    named = {part.get("PartName") for part in types if part.tag.endswith("Override")}
    assert named <= {f"/{name}" for name in parts}
    for place, base in (("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word/")):
        links = list(parts[place])
        assert len({link.get("Id") for link in links}) == len(links)
        assert all(f"{base}{link.get('Target')}" in parts for link in links)
    body, styles = parts["word/document.xml"], parts["word/styles.xml"]
    known = {style.get(f"{W}styleId") for style in styles.iter(f"{W}style")}
    assert len(known) == len(list(styles.iter(f"{W}style")))
    asked = {style.get(f"{W}val") for kind in ("pStyle", "tblStyle") for style in body.iter(f"{W}{kind}")}
    assert asked <= known
    lists = {number.get(f"{W}numId") for number in parts["word/numbering.xml"].iter(f"{W}num")}
    assert {number.get(f"{W}val") for number in body.iter(f"{W}numId")} <= lists
    assert [language.get(f"{W}val") for language in styles.iter(f"{W}lang")] == ["de-DE"]
    for table in body.iter(f"{W}tbl"):
        first, *rest = table.iter(f"{W}tr")
        assert first.find(f"{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}tblHeader") is None for row in rest)
        columns = len(list(table.iter(f"{W}gridCol")))
        assert all(len(row.findall(f"{W}tc")) == columns for row in (first, *rest))
        assert all(cell.find(f"{W}p") is not None for cell in table.iter(f"{W}tc"))


def test_looks_are_styles() -> None:
    with zipfile.ZipFile(io.BytesIO(cp.Report(RELEASED).to_docx())) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml"))
    assert not list(body.iter(f"{W}rPr"))
    inside = {child.tag for own in body.iter(f"{W}pPr") for child in own}
    assert inside == {f"{W}pStyle", f"{W}numPr"}


def test_properties_tell_what_it_is_and_no_time() -> None:
    report = cp.Report(RELEASED, units=["birch"])
    own = opened(report.to_docx()).core_properties
    lines = report.to_markdown().splitlines()
    assert own.title == plain(lines[0].removeprefix("# ")) and own.subject == plain(lines[-1].strip("*"))
    assert (own.author, own.last_modified_by, own.language) == ("collabpro", "collabpro", "en")
    assert {own.created, own.modified} == {THEN} or {own.created, own.modified} == {THEN.replace(tzinfo=None)}


def test_it_is_saved(tmp_path: Path) -> None:
    report = cp.Report(RELEASED)
    report.save(tmp_path / "report.docx")
    report.save(tmp_path / "again.DOCX")
    assert (tmp_path / "report.docx").read_bytes() == (tmp_path / "again.DOCX").read_bytes() == report.to_docx()


def test_a_table_is_a_word_table() -> None:
    table = SCORES.table("constructs")
    document = opened(table.to_docx("Scores <b> & all", language="es"))
    caption, last = document.paragraphs
    assert caption.text == "Scores <b> & all" and caption.style and caption.style.name == "Caption" and last.text == ""
    (found,) = document.tables
    assert document.sections[0].page_width > document.sections[0].page_height  # type: ignore[operator]
    head, *rows = [[cell.text for cell in row.cells] for row in found.rows]
    assert head == table.columns and len(rows) == len(table)
    for row, values in zip(rows, table, strict=True):
        for cell, value in zip(row, values.values(), strict=True):
            if isinstance(value, float):
                assert float(cell) == float(f"{value:.3f}") != 0
            else:
                assert cell == ("" if value is None else value if isinstance(value, str) else json.dumps(value))
    assert table.to_docx() != table.to_docx("Scores") and table.to_docx("x") == table.to_docx("x", language="en")
