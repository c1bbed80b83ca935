"""What the functions take, in the words of Python's types, and the one kind of data that shows itself."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from typing import IO, Any, Optional, Protocol, Union

Path = Union[str, "os.PathLike[str]"]
"""Name of a file."""

Source = Union[Path, bytes, bytearray, IO[bytes], IO[str]]
"""The name of a file, its bytes, or a file that is open. A text is always a name."""

Progress = Callable[[int, Optional[int]], object]
"""Called with how much is done and, where it is known, of how much. What it raises ends the work."""


class Frame(Protocol):
    """A frame of polars, pandas, pyarrow or DuckDB, or anything else that speaks the Arrow PyCapsule protocol."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        """The frame as an Arrow stream."""
        ...


Marks = Union[Frame, Mapping[str, Sequence[Any]], Sequence[Sequence[Any]], Any]
"""What a ``RatingTable`` is made of: a two-dimensional array, rows of cells, a frame, a dictionary of columns, or a ``RatingTable``."""

class Chart(dict[str, Any]):
    """A Vega-Lite specification: a dictionary that notebooks show as the chart it is.

    ``altair.Chart.from_dict`` takes it where it is to be changed or saved as a picture.
    """

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        title = self.get("description", "")
        return {"application/vnd.vegalite.v6+json": dict(self), "text/plain": f"Chart({title})"}


Chart.__module__ = "collabpro"
