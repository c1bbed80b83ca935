"""From the name of a call to the public method, and from what it gives to JSON text."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

import collabpro as cp


class Json(str):
    """The library's own JSON text, compared byte by byte."""


def snake(name: str) -> str:
    """The only renaming: the options of a vector have wire names, Python has keyword arguments."""
    return "".join("_" + letter.lower() if letter.isupper() else letter for letter in name)


def keywords(options: Mapping[str, Any]) -> dict[str, Any]:
    return {snake(name): value for name, value in options.items()}


def columns(table: cp.Table) -> dict[str, list[Any]]:
    """A table as it arrives on the other side of Arrow."""
    return dict(pa.table(table).to_pydict())


class Case:
    """The inputs of a vector, read when a call needs them."""

    def __init__(self, vector: Mapping[str, Any], folder: Path) -> None:
        self.vector = vector
        self.folder = folder

    def rubric(self) -> cp.Rubric:
        match self.vector.get("rubric", "bundled"):
            case "bundled":
                return cp.Rubric.bundled()
            case str(name):
                return cp.Rubric.from_json((self.folder / name).read_text(encoding="utf-8"))
            case document:
                return cp.Rubric.from_json(json.dumps(document))


CALLS: dict[str, Callable[[Case, dict[str, Any]], Any]] = {
    "framework": lambda case, options: cp.framework(),
    "rubric": lambda case, options: Json(case.rubric().to_json()),
    "rubricSchema": lambda case, options: Json(cp.Rubric.json_schema()),
    "rubricTable": lambda case, options: columns(case.rubric().table(**options)),
}


def dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def of_error(error: cp.CollabproError) -> dict[str, Any]:
    """An error as the core writes it, from the attributes that users read."""
    kinds = {cp.RubricError: "rubric", cp.RatingsError: "ratings", cp.EstimationError: "estimation"}
    return {
        "code": error.code,
        "kind": kinds.get(type(error), "other"),
        "path": error.path,
        "message": str(error),
        "hint": error.hint,
        "total": error.total,
        "problems": error.problems,
    }
