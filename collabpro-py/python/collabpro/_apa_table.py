"""Tables in the style of APA, whose numbers are texts: nothing that writes them rounds again."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from typing import Any

from collabpro._markup import Markup, marked
from collabpro._words import say


TOKEN = "apaTextNumber"


class ApaTable:
    """A table for a paper. ``apa_table`` of a result makes one.

    Attributes
    ----------
    title : str
        What stands above it, in italics.
    heads : list of str
        Headings of the columns, with ``*italics*`` marked.
    rows : list of list of str
        Cells, as texts.
    notes : list of str
        What stands below it.
    number : int
        Its number among the tables of the paper.
    """

    def __init__(self, title: str, heads: list[str], rows: list[list[str]], notes: list[str], *, number: int = 1, language: str | None = None) -> None:
        self.title, self.heads, self.rows, self.notes = title, heads, rows, notes
        self.number = number
        self._label = say("apa.table", language, n=number)
        self._language = language

    def __repr__(self) -> str:
        return f"ApaTable({len(self.rows)} rows: {', '.join(marked(head, 'text') for head in self.heads)})"

    def cells(self, markup: Markup) -> tuple[list[str], list[list[str]]]:
        """Headings and cells in a form of text."""
        return [marked(head, markup) for head in self.heads], [[marked(cell, markup) for cell in row] for row in self.rows]

    def note(self, markup: Markup) -> str:
        """What stands below the table."""
        said = say("apa.note", self._language, notes=" ".join(self.notes))
        return marked(said, markup) if self.notes else ""

    def to_markdown(self) -> str:
        """The table as Markdown, numbers to the right."""
        heads, rows = self.cells("markdown")
        line = "| --- |" + " ---: |" * (len(heads) - 1)
        body = [f"| {' | '.join(cells)} |" for cells in (heads, *rows)]
        parts = [f"**{self._label}**", f"*{marked(self.title, 'markdown')}*", "\n".join([body[0], line, *body[1:]]), self.note("markdown")]
        return "\n\n".join(part for part in parts if part) + "\n"

    def to_latex(self) -> str:
        """The table as LaTeX, by great-tables (``pip install collabpro[tables]``); it needs the packages ``booktabs`` and ``caption``."""
        return self._told("as_latex", "latex")

    def to_html(self) -> str:
        """The table as HTML, by great-tables (``pip install collabpro[tables]``)."""
        return self._told("as_raw_html", "html")

    def to_docx(self) -> bytes:
        """The table as a Word file, by the writer of reports: text, with its title above it."""
        from collabpro import _native

        heads, rows = self.cells("text")
        return _native._texts_to_docx(f"{self._label}. {self.title}", heads, rows, self.note("text"), self._language)

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes it to a file: ``.md``, ``.tex``, ``.html`` or ``.docx``."""
        end = os.path.splitext(os.fspath(path))[1].lower()
        writers: dict[str, Callable[[], str | bytes]] = {".md": self.to_markdown, ".tex": self.to_latex, ".html": self.to_html, ".docx": self.to_docx}
        if end not in writers:
            raise ValueError(f"{os.fspath(path)}: neither .md nor .tex nor .html nor .docx")
        told = writers[end]()
        with open(path, "wb") as file:
            file.write(told.encode() if isinstance(told, str) else told)

    def _repr_html_(self) -> str:
        heads, rows = self.cells("html")
        head = "".join(f"<th style='text-align:{side(at)}'>{cell}</th>" for at, cell in enumerate(heads))
        body = "".join("<tr>" + "".join(f"<td style='text-align:{side(at)}'>{cell}</td>" for at, cell in enumerate(row)) + "</tr>" for row in rows)
        title = f"<caption style='text-align:left'><strong>{self._label}</strong><br><em>{marked(self.title, 'html')}</em></caption>"
        note = f"<div style='font-size:90%'>{self.note('html')}</div>"
        return f"<table>{title}<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{note}"

    def _great(self) -> tuple[Any, list[str]]:
        """The table with a token in the place of each text, and what the tokens stand for, with its marks: whoever writes the table would
        escape what is marked."""
        try:
            import great_tables
            import polars
        except ImportError as error:
            raise ImportError("Tables as LaTeX and HTML need great-tables and polars: pip install collabpro[tables]") from error
        told: list[str] = []

        def token(text: str) -> str:
            told.append(text)
            return f"{TOKEN}{len(told):06}"

        names = [f"c{at}" for at in range(len(self.heads))]
        columns = {name: [token(row[at]) for row in self.rows] for at, name in enumerate(names)}
        frame = polars.DataFrame(columns, schema=dict.fromkeys(names, polars.String))
        table = great_tables.GT(frame, id=f"table-{self.number}").tab_header(title=token(self._label), subtitle=token(f"*{self.title}*"))
        labels: dict[str, Any] = {name: token(head) for name, head in zip(names, self.heads)}
        table = table.cols_label(labels)
        table = table.cols_align("left", columns=names[:1]).opt_align_table_header("left")
        table = table.cols_align("right", columns=names[1:]) if names[1:] else table
        note = say("apa.note", self._language, notes=" ".join(self.notes))
        return (table.tab_source_note(token(note)) if self.notes else table), told

    def _told(self, how: str, markup: Markup) -> str:
        table, told = self._great()
        return re.sub(rf"{TOKEN}(\d{{6}})", lambda found: marked(told[int(found[1]) - 1], markup), str(getattr(table, how)()))


def side(at: int) -> str:
    return "right" if at else "left"


ApaTable.__module__ = "collabpro"
