"""Orders that the columns of a frame declare, and the one scale that they come to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from collabpro._options import plain

# Of a scale.
MOST_CATEGORIES = 253


class Ordered:
    """The kind of a column of pyarrow whose dictionary is ordered."""

    ordered = True

    def __init__(self, categories: list[Any]) -> None:
        self.categories = categories


def dictionary(kind: Any, column: Any) -> Any:
    """A kind of pyarrow, which has the labels of its dictionary in the column."""
    if getattr(kind, "ordered", False) is not True:
        return kind
    # An empty cell may have a label of its own.
    chunks = [[label for label in chunk.dictionary.to_pylist() if label == label is not None] for chunk in getattr(column, "chunks", [column])]
    scale, other = common({str(at): labels for at, labels in enumerate(chunks)})
    # Parts whose orders differ have none together: labels that come twice are refused where a scale is needed.
    return Ordered(sum(chunks, []) if other else scale or [])


def order(kind: Any) -> list[Any] | None:
    """The categories of an ordered Categorical of pandas, an Enum of polars or an ordered dictionary of pyarrow, lowest first.

    Numbers that rise are values; in another order they are texts, so that their positions count.
    """
    categories = getattr(kind, "categories", None)
    if categories is None or not (getattr(kind, "ordered", False) is True or type(kind).__name__ == "Enum"):
        return None
    labels = list(plain(categories))
    if labels and all(isinstance(label, (int, float)) for label in labels):
        # True and false are 1 and 0.
        numbers = [int(label) if label == int(label) else label for label in labels]
        rising = all(low < high for low, high in zip(numbers, numbers[1:]))
        # More numbers than a scale has categories are no scale.
        labels = (numbers if len(labels) <= MOST_CATEGORIES else []) if rising else [str(number) for number in numbers]
    elif not all(isinstance(label, str) for label in labels):
        return None
    return labels if len(labels) > 1 else None


def common(scales: Mapping[str, list[Any]]) -> tuple[list[Any] | None, tuple[str, str] | None]:
    """The longest of some scales, of which each is a part in the same order; or two columns whose orders are no parts of one another.

    Columns that declare none are read on it.
    """
    first = max(scales, key=lambda name: len(scales[name]), default=None)
    if first is None:
        return None, None
    longest = scales[first]
    other = next((name for name, scale in scales.items() if [label for label in longest if label in scale] != scale), None)
    return (longest, None) if other is None else (None, (first, other))


def is_text(kind: Any) -> bool:
    """Whether a column of pandas or polars holds texts, be they digits alone."""
    return type(kind).__name__ in ("StringDtype", "String", "CategoricalDtype", "Categorical", "Enum")
