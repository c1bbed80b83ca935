"""What only Python says: its texts stand in ``publication/en.json``, ``de.json`` and ``es.json``, and core words them, plurals and numbers
as in all of its messages."""

from __future__ import annotations

import json
from functools import lru_cache
from importlib.resources import files
from typing import Any

from collabpro import _native

LANGUAGES = ("en", "de", "es")


@lru_cache(maxsize=None)
def texts(language: str) -> str:
    """The file of a language; that one is not there is told as core tells it."""
    if language not in LANGUAGES:
        _native._said(json.dumps({"code": "no_rows", "place": {}, "path": "", "args": {}}), language)
    return (files("collabpro") / "publication" / f"{language}.json").read_text(encoding="utf-8")


def message(id: str, **args: Any) -> dict[str, Any]:
    """A message: counts, texts, other messages and lists of them fill its slots."""
    return {"id": id, "args": args}


def word(messages: list[dict[str, Any]], language: str | None = None) -> list[str]:
    """Messages in a language, or in the one that ``collabpro.language`` says."""
    language = language or _native._language()
    return _native._worded(language, texts(language), [json.dumps(one) for one in messages])


def say(id: str, language: str | None = None, **args: Any) -> str:
    """One message."""
    return word([message(id, **args)], language)[0]
