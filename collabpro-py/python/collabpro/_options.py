"""What Python calls by several names, in the plain form that the core reads: options, and frames."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from typing import Any


def plain(value: Any) -> Any:
    """Lists for arrays, series and ranges; plain numbers for those of numpy; text for a number that JSON cannot write."""
    if isinstance(value, float):
        return float(value) if math.isfinite(value) else json.dumps(float(value))
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, Mapping):
        return {plain(key): plain(one) for key, one in value.items()}
    if hasattr(value, "document"):
        return value.document()
    for name in ("tolist", "to_list"):
        if hasattr(value, name):
            return plain(getattr(value, name)())
    if isinstance(value, (set, frozenset)):
        return "a set has no order"
    if isinstance(value, Iterable):
        return [plain(one) for one in value]
    return value


def dumps(data: Any) -> str:
    """Options as JSON."""
    return json.dumps(plain(data))


def readable(frame: Any) -> Any:
    """A frame that Arrow reads: polars writes columns of nothing in a way of its own, so they become empty text."""
    if type(frame).__module__.split(".")[0] != "polars" or not hasattr(frame, "schema"):
        return frame
    import polars

    empty = [name for name, kind in frame.schema.items() if kind == polars.Null]
    return frame.with_columns(polars.lit(None, polars.String).alias(name) for name in empty) if empty else frame


def of_table(ratings: Any, options: Mapping[str, Any]) -> dict[str, Any]:
    """The options of a table. Where its columns of ratings have one declared order, that is the scale unless one is given."""
    given = dict(options)
    columns: Any = getattr(ratings, "schema", None) if hasattr(ratings, "with_columns") else getattr(ratings, "dtypes", None)
    if given.get("categories") is not None or not hasattr(columns, "items"):
        return given
    kinds = dict(columns.items())
    score = given.get("score") or "score"
    long = given.get("shape") == "long" or {"unit", "rater", "score"} <= kinds.keys()
    apart = {given.get("unit") or "unit", given.get("group") or "group", *getattr(getattr(ratings, "index", None), "names", ())}
    scales = [order(kind) for name, kind in kinds.items() if (name == score if long else name not in apart)]
    if scales and scales[0] is not None and all(scale == scales[0] for scale in scales):
        given["categories"] = scales[0]
    return given


def order(kind: Any) -> list[Any] | None:
    """The categories of an ordered Categorical of pandas or an Enum of polars, lowest first."""
    if getattr(kind, "ordered", False) is True or type(kind).__name__ == "Enum":
        return list(plain(kind.categories))
    return None
