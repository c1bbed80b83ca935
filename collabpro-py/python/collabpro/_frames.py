"""Frames in the form that the engine reads: columns, in which every cell is the user's data or the name of a role."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from importlib.util import find_spec
from typing import Any

from collabpro._options import plain

RATINGS = ("unit", "unit_kind", "occasion", "rater", "role", "criterion", "level")


class Named:
    """Columns of Python's own, by name: what Arrow has no kind for, or what is there without it."""

    def __init__(self, columns: Iterable[tuple[Any, Any]]) -> None:
        self.columns = [(str(name), cells) for name, cells in columns]


def ratings(frame: Any, options: Mapping[str, Any]) -> Any:
    """Ratings of a rubric, long or wide."""
    mapped = options.get("columns")
    return readable(frame, [*RATINGS, *(mapped if isinstance(mapped, Mapping) else ())])


def table(frame: Any, options: Mapping[str, Any]) -> tuple[Any, dict[str, Any]]:
    """A plain table with its options. Where its columns of ratings have one declared order, that is the scale unless one is given."""
    given = dict(options)
    unit, rater, score, group = (given.get(role) or role for role in ("unit", "rater", "score", "group"))
    index = getattr(getattr(frame, "index", None), "names", None) or ()
    there = {str(name) for name in (*kinds(frame), *index)}
    long = given.get("shape") == "long" or {unit, rater, score} <= there
    roles = [unit, group, rater, score] if long else [unit, group]
    if given.get("categories") is None:
        rated = [kind for name, kind in kinds(frame).items() if (name == score if long else name not in (unit, group))]
        scales = [order(kind) for kind in rated]
        if scales and scales[0] is not None and all(scale == scales[0] for scale in scales):
            given["categories"] = scales[0]
    return readable(frame, roles, unit if given.get("rows") in (None, "units") else None), given


def scores(frame: Any, options: Mapping[str, Any]) -> Any:
    """A long table of scores: every column but one is a facet, and of an index what is called as a role or named by an option."""
    return readable(frame, ["unit", "rater", "score", *words(options)])


def indicators(frame: Any, _: Mapping[str, Any]) -> Any:
    """A table of indicators, whose first column or index names the units."""
    if isinstance(frame, Mapping) and {"units", "indicators", "values"} & set(frame):
        return frame
    first = next(iter(kinds(frame).values()), None)
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


def kinds(frame: Any) -> dict[str, Any]:
    """The kind of each column, where the frame says it."""
    if isinstance(frame, Mapping):
        return {str(name): getattr(cells, "dtype", None) for name, cells in frame.items()}
    if is_pandas(frame):
        return {str(name): kind for name, kind in zip(frame.columns, frame.dtypes)}
    if not hasattr(frame, "__arrow_c_stream__"):
        return {}
    schema: Any = getattr(frame, "schema", None)
    if is_polars(frame):
        return dict(schema.items())
    if hasattr(frame, "column") and hasattr(schema, "types"):
        return {name: dictionary(kind, frame.column(at)) for at, (name, kind) in enumerate(zip(schema.names, schema.types))}
    return {str(name): None for name in getattr(frame, "columns", None) or () if isinstance(name, str)}


class Ordered:
    """The kind of a column of pyarrow whose dictionary is ordered."""

    ordered = True

    def __init__(self, categories: list[Any]) -> None:
        self.categories = categories


def dictionary(kind: Any, column: Any) -> Any:
    """A kind of pyarrow, which has the labels of its dictionary in the column."""
    if getattr(kind, "ordered", False) is not True:
        return kind
    chunks = column.unify_dictionaries().chunks if hasattr(column, "unify_dictionaries") else [column]
    return Ordered(chunks[0].dictionary.to_pylist()) if chunks else kind


def order(kind: Any) -> list[Any] | None:
    """The categories of an ordered Categorical of pandas, an Enum of polars or an ordered dictionary of pyarrow, lowest first."""
    categories = getattr(kind, "categories", None)
    if categories is not None and (getattr(kind, "ordered", False) is True or type(kind).__name__ == "Enum"):
        return list(plain(categories))
    return None


def is_pandas(frame: Any) -> bool:
    return hasattr(frame, "reset_index") and hasattr(frame, "dtypes") and hasattr(frame, "columns")


def is_polars(frame: Any) -> bool:
    return type(frame).__module__.split(".")[0] == "polars" and hasattr(frame, "get_columns")


def readable(frame: Any, roles: Iterable[str] = (), units: str | None = None) -> Any:
    """Columns that the engine reads, or what was given where it is something else than a frame.

    An index is never data. A level of it that is called as one of the `roles` becomes the column of that name where there is none;
    where a verb names its `units` and neither column nor level does, the index as a whole does. The rest is left behind.
    """
    if is_pandas(frame):
        return of_pandas(without_index(frame, set(roles), units))
    if is_polars(frame):
        return of_polars(frame)
    if isinstance(frame, Mapping):
        return Named(frame.items())
    fields = getattr(getattr(frame, "dtype", None), "names", None)
    if fields:
        return Named((name, frame[name].tolist()) for name in fields)
    if isinstance(frame, Sequence) and frame and all(isinstance(row, Mapping) for row in frame):
        names = dict.fromkeys(name for row in frame for name in row)
        return Named((name, [row.get(name) for row in frame]) for name in names)
    return frame


def of_pandas(frame: Any) -> Any:
    """By Arrow where pyarrow is there and has a kind for every column; otherwise cell by cell."""
    names = [str(name) for name in frame.columns]
    if len(set(names)) == len(names) and all(map(in_arrow, frame.dtypes)) and hasattr(frame, "__arrow_c_stream__") and find_spec("pyarrow"):
        return frame
    return Named((name, cells(frame.iloc[:, at])) for at, name in enumerate(names))


def in_arrow(kind: Any) -> bool:
    """Whether pandas hands a column of this kind over as what it is; of objects and periods it makes something else, or fails."""
    categories = getattr(kind, "categories", None)
    if categories is not None:
        return in_arrow(categories.dtype)
    name = type(kind).__name__
    return name in ("StringDtype", "ArrowDtype") or (name != "SparseDtype" and kind.kind in "biufM")


def cells(column: Any) -> list[Any]:
    """The cells of a column of pandas."""
    if getattr(column.dtype, "categories", None) is None:
        return list(column.tolist())
    labels = column.cat.categories.tolist()
    return [None if code < 0 else labels[code] for code in column.cat.codes.tolist()]


def of_polars(frame: Any) -> Any:
    """Columns of nothing and of 128 bits, which polars writes in a way of its own, are texts; columns of objects are read cell by cell."""
    import polars

    if polars.Object in frame.schema.values():
        return Named((name, frame[name].to_list()) for name in frame.columns)
    wide = {polars.Null, getattr(polars, "Int128", None), getattr(polars, "UInt128", None)}
    own = [polars.col(name).cast(polars.String) for name, kind in frame.schema.items() if kind in wide]
    return frame.with_columns(own) if own else frame


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
