"""What the library gives, as values with attributes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, ClassVar


def snake(name: str) -> str:
    """A name of the JSON documents as Python has it."""
    own = "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
    return f"{own}_" if own == "from" else own


class Record:
    """Named values that the library gives. ``document()`` is the same as a dictionary, with the names of the JSON documents."""

    __slots__ = ("_document", "_values")

    _of: ClassVar[dict[str, str]] = {}
    """What the fields hold that are not plain, by their name in Python."""

    _document: dict[str, Any]
    _values: dict[str, Any]

    def __init__(self, document: dict[str, Any]) -> None:
        self._document = document
        self._values = {snake(name): value for name, value in document.items()}
        for name, kind in self._of.items():
            if name in self._values:
                self._values[name] = made(self._values[name], kind)

    def document(self) -> dict[str, Any]:
        """Everything as a dictionary, with the names of the JSON documents."""
        copy: dict[str, Any] = json.loads(json.dumps(self._document))
        return copy

    def __getattr__(self, name: str) -> Any:
        if not name.startswith("_") and name in self._values:
            return self._values[name]
        raise AttributeError(f"{type(self).__name__} has no attribute {name!r}")

    def __dir__(self) -> Iterator[str]:
        return iter([*super().__dir__(), *self._values])

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self._document == other._document

    def __hash__(self) -> int:
        return hash(json.dumps(self._document))

    def __reduce__(self) -> tuple[Any, ...]:
        return (type(self), (self._document,))

    def __repr__(self) -> str:
        values = ", ".join(f"{name}={short(value)}" for name, value in self._values.items())
        return f"{type(self).__name__}({values})"

    def _repr_html_(self) -> str:
        from collabpro._show import record

        there = {name: value for name, value in self._values.items() if value not in (None, [], {})}
        return record(type(self).__name__, {name: value if isinstance(value, str) and len(value) <= LONG else short(value) for name, value in there.items()})


LONG = 80
"""Letters of a text that are shown."""


def short(value: object) -> str:
    """A value in a few letters: numbers as tables show them, an interval as its ends, how many there are where there are many."""
    if isinstance(value, float):
        from collabpro._show import number

        return number(value)
    if isinstance(value, dict) and value.keys() == {"lower", "upper"}:
        return f"[{short(value['lower'])}, {short(value['upper'])}]"
    if isinstance(value, Record):
        return f"{type(value).__name__}(...)"
    if isinstance(value, list) and len(value) > 3:
        return f"[{len(value)} values]"
    if isinstance(value, list):
        return f"[{', '.join(map(short, value))}]"
    if isinstance(value, str) and len(value) > LONG:
        return f"{value[:LONG]!r}… ({len(value)} letters)"
    return repr(value)


def made(value: Any, kind: str) -> Any:
    """The value of a field: of a declared class, a dictionary of them (``%``), or a dictionary by names of fields (``*``)."""
    if isinstance(value, list):
        return [made(one, kind) for one in value]
    if not isinstance(value, dict):
        return value
    if kind == "*":
        return {snake(name): one for name, one in value.items()}
    if kind.startswith("%"):
        return {name: made(one, kind[1:]) for name, one in value.items()}
    from collabpro import data

    return getattr(data, kind)(value)


def read(text: str, kind: str) -> Any:
    """JSON text of the library as what it is: of a declared class, or plain data."""
    return made(json.loads(text), kind)
