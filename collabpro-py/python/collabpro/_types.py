"""What the functions take and give, in the words of Python's types."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import IO, TYPE_CHECKING, Any, Literal, Optional, Protocol, SupportsIndex, TypedDict, Union

from collabpro._apa_table import ApaTable as ApaTable
from collabpro._chart import Chart as Chart
from collabpro.data import ReportOptions

if TYPE_CHECKING:
    from collabpro import Change, ContextMatch, Decisions, ResponseShift, RollUp, Similarity, Sites, Trend

Path = Union[str, "os.PathLike[str]"]
"""Name of a file."""

Source = Union[Path, bytes, bytearray, memoryview, IO[bytes], IO[str]]
"""The name of a file, its bytes, or a file that is open. A text is always a name."""

Document = Union[Path, bytes, bytearray, memoryview, IO[bytes], IO[str], Mapping[str, Any]]
"""A document: a dictionary, a text of JSON, or a file. A text that begins with a bracket or has a line break is the document itself, any
other the path of one."""

Items = Union[Sequence[str], Mapping[str, str]]
"""Items of a questionnaire: texts, or texts by id."""

Counts = Union[SupportsIndex, Iterable[SupportsIndex]]
"""How many of a facet: one number, or several to be compared."""

Sizes = Mapping[str, Counts]
"""How many of each facet, by its name."""

Progress = Union[Callable[[int, Optional[int]], object], bool]
"""Called with how much is done and, where it is known, of how much; what it raises ends the work. True shows a bar."""


class Frame(Protocol):
    """A frame of polars, pandas, pyarrow or DuckDB, or anything else that speaks the Arrow PyCapsule protocol."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The frame as an Arrow stream."""
        ...


PlainTable = Union[Frame, Mapping[str, Sequence[Any]], Sequence[Sequence[Any]], Any]
"""What a ``RatingTable`` is made of: a two-dimensional array, rows of cells, a frame, a dictionary of columns, or a ``RatingTable``."""


class ReportArguments(ReportOptions, total=False):
    """What a report takes by name: what it shows beside what was released, and its options."""

    change: Change | None
    """What changed since an earlier occasion."""
    trend: Trend | None
    """Where units are going over three occasions and more."""
    response_shift: ResponseShift | None
    """A then-test beside what was rated then and now."""
    context: ContextMatch | None
    """How like the conditions are to those of another place."""
    roll_up: RollUp | None
    """How the units of larger ones stand together."""
    sites: Sites | None
    """Whether places can be told apart."""
    similarity: Similarity | None
    """How alike two profiles are."""
    decisions: Decisions | None
    """What other designs would be worth."""


class ApaTableStyle(TypedDict, total=False):
    """How a table of a paper is written."""

    number: int
    """Its number among the tables of the paper. (default 1)"""
    decimal: Literal[".", ","]
    """What stands before decimals; APA writes a point in every language. (default '.')"""
    language: Literal["en", "de", "es"] | None
    """Of its words; without it ``collabpro.language``."""


class ApaStyle(TypedDict, total=False):
    """How numbers of a paper are written."""

    row: int
    """Which of several studies of a result, by position. (default 0)"""
    markup: Literal["text", "markdown", "html", "latex"]
    """What becomes of italics and of what stands low. (default 'text')"""
    decimal: Literal[".", ","]
    """What stands before decimals; APA writes a point in every language. (default '.')"""
    language: Literal["en", "de", "es"] | None
    """Of its words; without it ``collabpro.language``."""
