"""Sources of methods, as a list of references has them, and as they stand in a text."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from importlib.resources import files
from typing import Any

from collabpro import _native
from collabpro._markup import Markup, marked
from collabpro._words import say

YEAR = 2026
"""Of this version."""


@lru_cache(maxsize=1)
def all_sources() -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads((files("collabpro") / "publication" / "references.json").read_text(encoding="utf-8"))
    return found


def reference(key: str, markup: Markup = "text") -> str:
    """A source in the style of APA (7th edition)."""
    one = all_sources()[key]
    authors, title = joined(one["authors"]), one["title"]
    if "journal" in one:
        volume, issue = (re.fullmatch(r"(\d+)(\(.*\))?", one.get("volume", "")) or re.match("()()", "")).groups()  # type: ignore[union-attr]
        place = ", ".join(part for part in (f"*{one['journal']}*", f"*{volume}*{issue or ''}" if volume else "", one.get("pages", "")) if part)
        told = f"{authors} ({one['year']}). {title}. {place}."
    elif "book" in one:
        editors = " & ".join(f"{name.split(', ')[1]} {name.split(', ')[0]}" for name in one["editors"])
        told = f"{authors} ({one['year']}). {title}. In {editors} (Eds.), *{one['book']}* (pp. {one['pages']}). {one['publisher']}."
    else:
        edition = f" ({one['edition']})" if "edition" in one else ""
        told = f"{authors} ({one['year']}). *{title}*{edition}. {one['publisher']}."
    return marked(f"{told} https://doi.org/{one['doi']}" if "doi" in one else told, markup)


def joined(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])}, & {names[-1]}"


def bibtex(key: str) -> str:
    """A source as an entry of BibTeX."""
    one = all_sources()[key]
    kind = "article" if "journal" in one else "incollection" if "book" in one else "book"
    volume, issue = re.match(r"(\d*)\(?([^)]*)", one.get("volume", "")).groups()  # type: ignore[union-attr]
    fields = {
        "author": " and ".join(one["authors"]),
        "editor": " and ".join(one.get("editors", [])),
        "title": "{" + one["title"] + "}",
        "booktitle": one.get("book", ""),
        "journal": one.get("journal", ""),
        "year": str(one["year"]),
        "volume": volume,
        "number": issue,
        "pages": one.get("pages", "").replace("–", "--"),
        "edition": one.get("edition", "").removesuffix(" ed."),
        "publisher": one.get("publisher", ""),
        "doi": one.get("doi", ""),
    }
    return entry(kind, key, {name: marked(text, "latex").replace(r"\{", "{").replace(r"\}", "}") for name, text in fields.items() if text})


def entry(kind: str, key: str, fields: dict[str, str]) -> str:
    lines = ",\n".join(f"  {name} = {{{text}}}" for name, text in fields.items())
    return f"@{kind}{{{key},\n{lines}\n}}"


def in_text(key: str, language: str | None) -> str:
    """A source as it stands in brackets in a text."""
    one = all_sources()[key]
    family = [name.split(",")[0] for name in one["authors"]]
    if len(family) == 2:
        who = say("methods.and_two", language, first=family[0], second=family[1])
    else:
        who = family[0] if len(family) == 1 else say("methods.and_others", language, first=family[0])
    return f"{who}, {one['year']}"


def citation(style: str = "apa", *, markup: Markup = "text", language: str | None = None) -> str:
    """How this version of collabpro is cited. It has no DOI.

    Parameters
    ----------
    style : {"apa", "bibtex"}, default "apa"
        A reference of APA's 7th edition, or an entry of BibTeX.
    markup : {"text", "markdown", "html", "latex"}, default "text"
        What becomes of italics in a reference.
    language : {"en", "de", "es"}, optional
        Of the words in brackets; without it ``collabpro.language``.

    Examples
    --------
    >>> import collabpro as cp
    >>> print(cp.citation())
    The collabpro contributors. (2026). collabpro (Version 0.1.0) [Computer software].
    """
    version = _native.__version__
    if style == "bibtex":
        fields = {"author": "{The collabpro contributors}", "title": "{collabpro}", "year": str(YEAR), "version": version, "note": "Computer software"}
        return entry("software", "collabpro", fields)
    if style != "apa":
        raise ValueError(f"style is 'apa' or 'bibtex', not {style!r}")
    author, kind = say("software.author", language), say("software.kind", language)
    return marked(f"{author}. ({YEAR}). *collabpro* ({say('software.version', language, version=version)}) [{kind}].", markup)


citation.__module__ = "collabpro"
