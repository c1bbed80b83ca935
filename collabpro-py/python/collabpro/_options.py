"""What Python calls by several names, in the plain form that the core reads."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any


def plain(value: Any) -> Any:
    """Lists for arrays, series and ranges; plain numbers for those of numpy; text for a number that JSON cannot write."""
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else json.dumps(float(value))
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, Mapping):
        return {plain(key): plain(one) for key, one in value.items()}
    if type(value).__name__ in ("NAType", "NaTType"):
        return None
    if isinstance(value, Decimal):
        return plain(float(value))
    # What was read together with an account of it stands for what was read.
    value = getattr(value, {"MappingDraft": "mapping", "CaseRubric": "rubric"}.get(type(value).__name__, ""), value)
    if hasattr(value, "document"):
        return value.document()
    if hasattr(value, "isoformat"):
        return shown_moment(value)
    # The names of its columns are not what it holds.
    if hasattr(type(value), "columns"):
        return "a frame"
    for name in ("tolist", "to_list"):
        if hasattr(value, name):
            return plain(getattr(value, name)())
    if isinstance(value, (set, frozenset)):
        return "a set has no order"
    if isinstance(value, Iterable):
        return [plain(one) for one in value]
    return str(value)


def shown_moment(value: Any) -> str:
    """A day or a moment as in columns: the time of the place that it is told in, and midnight is the day alone."""
    local = value.replace(tzinfo=None) if getattr(value, "tzinfo", None) else value
    return str(local).removesuffix(" 00:00:00")


def is_series(value: Any) -> bool:
    """Whether it is a series of pandas whose labels say more than the order of its rows."""
    return has_labels(value) and not is_count(value.index)


def has_labels(value: Any) -> bool:
    """Whether it is a series of pandas."""
    return hasattr(value, "reindex") and hasattr(value, "index") and not hasattr(value, "columns")


def is_count(index: Any) -> bool:
    """Whether an index only counts the rows, as everything of pandas has one that was given none."""
    return type(index).__name__ == "RangeIndex" and index.name is None and (index.start, index.step) == (0, 1)


def by_labels(series: Any, index: Any) -> Any:
    """A series in the order of other labels, as pandas puts the two together; what has no label there is missing."""
    if series.index.equals(index):
        return series
    found = series.reindex(index)
    return [None if gone else cell for cell, gone in zip(found.tolist(), found.isna().tolist())]


def dumps(data: Any) -> str:
    """Options as JSON. Series that stand side by side go by their labels, as in a frame."""
    if isinstance(data, Mapping):
        series = [value for value in data.values() if is_series(value)]
        own = {name: is_series(value) and value.index.is_unique for name, value in data.items()}
        data = {name: by_labels(value, series[0].index) if own[name] else value for name, value in data.items()}
    try:
        return json.dumps(plain(data))
    except RecursionError:
        return json.dumps("a list that holds itself")
