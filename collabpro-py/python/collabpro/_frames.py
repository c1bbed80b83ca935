"""Frames in the form that the engine reads: columns, in which every cell is the user's data or the name of a role."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from collabpro._options import plain

RATINGS = ("unit", "unit_kind", "occasion", "rater", "role", "criterion", "level")


def ratings(frame: Any, options: Mapping[str, Any]) -> Any:
    """Ratings of a rubric, long or wide."""
    mapped = options.get("columns")
    return readable(frame, [*RATINGS, *(mapped if isinstance(mapped, Mapping) else ())])


def table(frame: Any, options: Mapping[str, Any]) -> tuple[Any, dict[str, Any]]:
    """A plain table with its options. Where its columns of ratings have one declared order, that is the scale unless one is given."""
    given = dict(options)
    unit, rater, score, group = (given.get(role) or role for role in ("unit", "rater", "score", "group"))
    there = {str(name) for name in (*getattr(frame, "columns", ()), *getattr(getattr(frame, "index", None), "names", ()))}
    long = given.get("shape") == "long" or {unit, rater, score} <= there
    roles = [unit, group, rater, score] if long else [unit, group]
    frame = readable(frame, roles, unit if given.get("rows") in (None, "units") else None)
    columns: Any = getattr(frame, "schema", None) if hasattr(frame, "with_columns") else getattr(frame, "dtypes", None)
    if given.get("categories") is not None or not hasattr(columns, "items"):
        return frame, given
    kinds = dict(columns.items())
    scales = [order(kind) for name, kind in kinds.items() if (name == score if long else name not in (unit, group))]
    if scales and scales[0] is not None and all(scale == scales[0] for scale in scales):
        given["categories"] = scales[0]
    return frame, given


def scores(frame: Any, options: Mapping[str, Any]) -> Any:
    """A long table of scores: every column but one is a facet, and of an index what is called as a role or named by an option."""
    return readable(frame, ["unit", "rater", "score", *words(options)])


def indicators(frame: Any, _: Mapping[str, Any]) -> Any:
    """A table of indicators, whose first column or index names the units."""
    kinds: Any = getattr(frame, "dtypes", None)
    first: Any = kinds.iloc[0] if hasattr(kinds, "iloc") and len(kinds) > 0 else None
    return readable(frame, ["unit"], "unit" if getattr(first, "kind", "O") in "iufb" else None)


def words(options: Any) -> Iterable[str]:
    """Every text among options, and the names in a design such as `unit x (rater : day)`."""
    if isinstance(options, str):
        yield options
        yield from options.replace("(", " ").replace(")", " ").replace(":", " ").split()
    elif isinstance(options, Mapping):
        yield from (str(name) for name in options)
        for value in options.values():
            yield from words(value)
    elif isinstance(options, Iterable):
        for value in options:
            yield from words(value)


def order(kind: Any) -> list[Any] | None:
    """The categories of an ordered Categorical of pandas or an Enum of polars, lowest first."""
    if getattr(kind, "ordered", False) is True or type(kind).__name__ == "Enum":
        return list(plain(kind.categories))
    return None


def readable(frame: Any, roles: Iterable[str] = (), units: str | None = None) -> Any:
    """A frame that Arrow reads: polars writes columns of nothing in a way of its own, and pandas its index among the columns.

    An index is never data. A level of it that is called as one of the `roles` becomes the column of that name where there is none;
    where a verb names its `units` and neither column nor level does, the index as a whole does. The rest is left behind.
    """
    if hasattr(frame, "reset_index") and hasattr(getattr(frame, "index", None), "names"):
        return without_index(frame, set(roles), units)
    if type(frame).__module__.split(".")[0] != "polars" or not hasattr(frame, "schema"):
        return frame
    import polars

    empty = [name for name, kind in frame.schema.items() if kind == polars.Null]
    return frame.with_columns(polars.lit(None, polars.String).alias(name) for name in empty) if empty else frame


def without_index(frame: Any, roles: set[str], units: str | None) -> Any:
    index = frame.index
    columns = {str(name) for name in frame.columns}
    left = frame.reset_index(drop=True)
    for level, name in enumerate(index.names):
        if name is not None and str(name) in roles and str(name) not in columns:
            left.insert(0, str(name), index.get_level_values(level))
            columns.add(str(name))
    if units is not None and units not in columns and index.nlevels == 1 and index.names[0] not in columns and not is_count(index):
        left.insert(0, units, index if is_plain(index) else index.astype(str))
    return left


def is_plain(index: Any) -> bool:
    """Whether its labels are numbers or days, which the engine names units by; periods, intervals and the like are as they are shown."""
    return index.dtype.kind in "iufb" or (index.dtype.kind == "M" and getattr(index, "tz", None) is None)


def is_count(index: Any) -> bool:
    """Whether an index only counts the rows, as every frame has one that was given none."""
    return type(index).__name__ == "RangeIndex" and index.name is None and (index.start, index.step) == (0, 1)
