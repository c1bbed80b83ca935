"""Frames in the form that the engine reads: columns, in which every cell is the user's data or the name of a role."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from importlib.util import find_spec
from typing import Any

from collabpro._options import by_labels, has_labels, is_count, is_series, plain, shown_moment
from collabpro._orders import common, dictionary, is_text, order

# What pandas calls a level without a name on the way through Arrow.
LEVEL = r"__index_level_\d+__"
RATINGS = ("unit", "unit_kind", "occasion", "rater", "role", "criterion", "level")
NUMERAL = r"\s*[-+]?(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?\s*"


# A frame and its options; a level over which ratings would be put together; two columns that declare different orders.
Table = tuple[Any, "dict[str, Any]", "str | None", "tuple[str, str] | None"]


class Named:
    """Columns of Python's own, by name: what Arrow has no kind for, or what is there without it."""

    def __init__(self, columns: Iterable[tuple[Any, Any]]) -> None:
        self.columns = [(shown(name), cells.to_pylist() if hasattr(cells, "to_pylist") else cells) for name, cells in columns]


def ratings(frame: Any, options: Mapping[str, Any]) -> Any:
    """Ratings of a rubric, long or wide."""
    frame, mapped = together(frame), options.get("columns")
    roles = {*RATINGS, *(mapped if isinstance(mapped, Mapping) else ())}
    # What is read of other columns, and what is refused, is one for levels that could tell ratings apart.
    return numbered(readable(frame, [*roles, *come_again(frame, roles)]))


def numbered(rows: Any) -> Any:
    """Rows of cells whose columns have no names as columns 1, 2, 3, …, which the option `columns` can say something of."""
    if isinstance(rows, (list, tuple)) and rows and all(isinstance(row, (list, tuple)) for row in rows):
        return Named((at + 1, [row[at] if at < len(row) else None for row in rows]) for at in range(max(map(len, rows))))
    if getattr(rows, "ndim", 0) == 2 and hasattr(rows, "tolist"):
        return Named((at + 1, rows[:, at].tolist()) for at in range(rows.shape[1]))
    return rows


def part(frame: Any, options: Mapping[str, Any]) -> Table:
    """A part of a larger table: whole numbers without a name count the rows of each part anew, and are the names of no units."""
    index = frame.index if is_pandas(frame) else None
    nameless = [name for name in kept(frame) if re.fullmatch(LEVEL, name)] if index is None else []
    counts = bool(nameless) or (index is not None and index.names == [None] and index.dtype.kind in "iu")
    return table(frame, options, counts)


def table(frame: Any, options: Mapping[str, Any], counts: bool = False) -> Table:
    """A plain table. Where columns of ratings declare an order, that is the scale of all unless one is given."""
    frame, given = together(frame), dict(options)
    unit, rater, rating, group = (given.get(role) or role for role in ("unit", "rater", "rating", "group"))
    index = getattr(getattr(frame, "index", None), "names", None) or ()
    there = {shown(name) for name in (*kinds(frame), *index)}
    said = given.get("rating") or (given.get("rater") and given.get("rows") != "raters")
    long = bool(said or {rater, rating} <= there) if given.get("shape") is None else given["shape"] == "long"
    roles = [unit, group, rater, rating] if long else [unit, group]
    # Those of a long table are of its units.
    if is_series(given.get("groups")) if long else has_labels(given.get("groups")):
        given["groups"] = beside(given["groups"], units_of(frame, unit) if long else labels_of(frame))
    clash = None
    if given.get("categories") is None:
        rated = {name: kind for name, kind in kinds(frame).items() if (name == rating if long else name not in (unit, group))}
        scales = {name: scale for name, kind in rated.items() if (scale := order(kind)) is not None}
        scale, clash = common(scales)
        if scale is not None:
            given["categories"] = scale
    # A name that was given is that of a column or level; without one, an index names what the rows of a wide table are.
    rows = "rater" if given.get("rows") == "raters" else "unit"
    named = rows if given.get(rows) is None and not long and not counts else None
    told = come_again(frame, set(roles)) if long else []
    if not long and given.get("shape") is None:
        told += called(frame, {*roles, rater if rows == "rater" else "unit"})
        told += across(frame, {group, rating, "rating", rater if rows == "rater" else unit})
    if not long and rows == "unit":
        told += crossed(frame, roles)
    return readable(frame, roles, named), given, next(iter(told), None), clash


def across(frame: Any, others: set[str]) -> list[str]:
    """What the columns of a wide table of pandas are, where that is nothing that rates: a table of counts has ratings there, one that was
    turned round its units, and one with margins what was made of all."""
    if not is_pandas(frame):
        return []
    last = [shown(names[-1]) for names in (frame.columns, frame.index) if len(names)]
    margins = ["All"] if [name.split()[:1] for name in last] == [["All"]] * 2 else []
    return [str(name) for name in frame.columns.names if name is not None and str(name) in others] + margins


def crossed(frame: Any, roles: Iterable[str]) -> list[str]:
    """The first level of the columns of pandas where several differ: columns of two occasions are not those of twice as many raters."""
    if not is_pandas(frame) or frame.columns.nlevels < 2:
        return []
    columns = frame.columns
    own = [name for name in columns if shown(name) not in roles]
    differ = [at for at in range(columns.nlevels) if len({name[at] for name in own}) > 1]
    return [str(columns.names[differ[0]] or f"level_{differ[0]}")] if len(differ) > 1 else []


def scores(frame: Any, options: Mapping[str, Any]) -> Table:
    """A long table of scores: every column but one is a facet, and of an index what is called as a role or named by an option.

    A declared order of the scores is their scale unless one is given.
    """
    given, roles = dict(options), {"unit", "rater", "rating", *words(options)}
    if given.get("shape") == "wide":
        return readable(frame, roles), given, None, None
    frame = together(frame)
    scale = order(kinds(frame).get(given.get("rating") or "rating"))
    if scale is not None and given.get("categories") is None:
        given["categories"] = scale
    named = given.get("facets") or given.get("design")
    return readable(frame, roles), given, None if named else next(iter(come_again(frame, roles)), None), None


def left(frame: Any, roles: set[str]) -> dict[str, Any]:
    """The levels of an index that have a name and are none of the roles, nor beside a column of their name, with their labels."""
    if is_pandas(frame):
        levels = {str(name): frame.index.get_level_values(at) for at, name in enumerate(frame.index.names) if name is not None}
        return {name: labels for name, labels in levels.items() if name not in (*roles, *kinds(frame))}
    return {name: frame[name] for name in kept(frame) if name not in roles and not re.fullmatch(LEVEL, name)}


def come_again(frame: Any, roles: set[str]) -> list[str]:
    """Those whose labels come again, as of an occasion; others only tell rows apart."""
    return [name for name, labels in left(frame, roles).items() if len(set(plain(labels))) < len(labels)]


def called(frame: Any, roles: set[str]) -> list[str]:
    """Those that are called as what a row of a wide table is not."""
    return [name for name in left(frame, roles) if name.strip().lower() in ("rater", "occasion", "criterion")]


def indicators(frame: Any, options: Mapping[str, Any]) -> Table:
    """A table of indicators, whose first column or index names the units. A declared order is the scale of its indicator."""
    given = dict(options)
    if isinstance(frame, Mapping) and {"units", "indicators", "values"} & set(frame):
        return frame, given, None, None
    frame = together(frame)
    own = kinds(frame)
    first, kind = next(iter(own.items()), ("", None))
    scales = {name.strip(): scale for name, kind in own.items() if name != "unit" and (scale := order(kind)) is not None}
    if "unit" not in own and not is_scale(frame, first):
        scales.pop(first.strip(), None)
    if scales:
        given["categories"] = {**scales, **(given.get("categories") or {})}
    named = first.strip() in scales or getattr(kind, "kind", "O") in "iufb" or are_numbers(frame, own)
    told = [*called(frame, {"unit"}), *across(frame, {"unit", "group", "rating"})]
    return readable(frame, ["unit"], "unit" if named else None), given, next(iter(told), None), None


def are_numbers(frame: Any, own: Mapping[str, Any]) -> bool:
    """Whether the first column of pandas holds numbers that are written as texts. Whole ones beside columns of numbers are names, as in the engine."""
    if not is_pandas(frame) or not len(frame.columns):
        return False
    cells = [[cell for cell in frame.iloc[:, at] if not is_missing(cell)] for at in range(len(own))]
    if not all(isinstance(cell, str) and re.fullmatch(NUMERAL, cell) for cell in cells[0]):
        return False
    return not all(cell.strip().isdigit() for cell in cells[0]) or all(isinstance(cell, str) for column in cells for cell in column)


def is_scale(frame: Any, name: str) -> bool:
    """Whether a column with an order is a scale: an Enum of polars, where each row has a label of its own, rather names them."""
    return not is_polars(frame) or not name or not frame[name].is_unique().all()


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
        return {shown(name): kind_of(cells) for name, cells in frame.items()}
    if is_pandas(frame):
        return {shown(name): of_arrow(kind, frame, at) for at, (name, kind) in enumerate(zip(frame.columns, frame.dtypes))}
    if not hasattr(frame, "__arrow_c_stream__"):
        return {}
    schema: Any = getattr(frame, "schema", None)
    if is_polars(frame):
        return dict(schema.items())
    if hasattr(frame, "column") and hasattr(schema, "types"):
        return {name: dictionary(kind, frame.column(at)) for at, (name, kind) in enumerate(zip(schema.names, schema.types))}
    return {str(name): None for name in getattr(frame, "columns", None) or () if isinstance(name, str)}


def kind_of(cells: Any) -> Any:
    """The kind of a column that is given by itself."""
    return dictionary(cells.type, cells) if hasattr(cells, "to_pylist") else getattr(cells, "dtype", None)


def of_arrow(kind: Any, frame: Any, at: int) -> Any:
    """A kind of pandas, or the one of pyarrow that it keeps a column as."""
    own = getattr(kind, "pyarrow_dtype", None)
    return kind if own is None else dictionary(own, frame.iloc[:, at].array.__arrow_array__())


def shown(name: Any) -> str:
    """The name of a column; of several levels, what they say one after the other, and nothing where one of them is missing."""
    if not isinstance(name, tuple):
        return shown_moment(name) if hasattr(name, "isoformat") and not is_missing(name) else str(name)
    return "nan" if any(map(is_missing, name)) else " ".join(shown(part) for part in name if str(part))


def is_missing(label: Any) -> bool:
    """Whether it is what pandas has where there is no label."""
    return label is None or type(label).__name__ in ("NAType", "NaTType") or (isinstance(label, float) and label != label)


def together(frame: Any) -> Any:
    """Rows or columns that are series of pandas, whose labels say what belongs together, as the frame that pandas makes of them."""
    if hasattr(frame, "__arrow_c_stream__") and not is_pandas(frame):
        return at_hand(frame)
    if isinstance(frame, Mapping):
        series = [cells for cells in frame.values() if has_labels(cells)]
        differ = any(map(is_series, series)) or any(not cells.index.equals(series[0].index) for cells in series[1:])
        frame = dict(frame)
    else:
        is_list = isinstance(frame, Sequence) and len(frame) > 0 and all(map(has_labels, frame))
        differ = is_list and any(map(is_series, frame))
    if not differ:
        return frame
    import pandas

    return pandas.DataFrame(frame)


def at_hand(frame: Any) -> Any:
    """A frame of Arrow; a stream of it that declares an order as the table whose labels say which."""
    schema: Any = getattr(frame, "schema", None)
    if not hasattr(schema, "__arrow_c_schema__") or is_polars(frame) or not find_spec("pyarrow"):
        return frame
    import pyarrow

    declares = any(getattr(kind, "ordered", False) is True for kind in pyarrow.schema(schema).types)
    return frame if isinstance(frame, (pyarrow.Table, pyarrow.RecordBatch)) or not declares else pyarrow.table(frame)


def labels_of(frame: Any) -> Any:
    """The labels of the rows, where pandas keeps some."""
    if isinstance(frame, Mapping):
        frame = next((cells for cells in frame.values() if has_labels(cells)), None)
    return frame.index if is_pandas(frame) or has_labels(frame) else None


def units_of(frame: Any, unit: str) -> Any:
    """The units of a long table of pandas, in the order in which the engine puts them."""
    if not is_pandas(frame) or unit not in (*frame.columns, *frame.index.names):
        return None
    own = frame[unit] if unit in frame.columns else frame.index.get_level_values(unit)
    import pandas

    # In the order of their bytes.
    return pandas.Index(sorted(own.dropna().unique(), key=lambda label: str(label).encode()))


def beside(series: Any, index: Any) -> Any:
    """A series in the order of the rows that it says something of; where either has no labels, their order is all that there is."""
    counts = is_count(series.index)
    if index is None or (counts and (is_count(index) or index.dtype.kind not in "iu")):
        return series
    return by_labels(series, index)


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
        # An index without a name that went through a file of CSV comes back under this heading.
        if len(frame.columns) > 1 and frame.columns[0] == "Unnamed: 0":
            frame = frame.set_index("Unnamed: 0").rename_axis(None)
        return of_pandas(without_index(frame, set(roles), units))
    if is_polars(frame):
        return of_polars(kept_index(frame, set(roles), units))
    if isinstance(frame, Mapping):
        return Named(frame.items())
    if isinstance(frame, memoryview):
        return frame.tolist()
    others = ("__array_interface__", "__arrow_c_stream__", "to_pylist")
    if hasattr(frame, "__array__") and not any(hasattr(frame, other) for other in others) and find_spec("numpy"):
        import numpy

        return numpy.asarray(frame)
    if hasattr(frame, "__arrow_c_stream__") and hasattr(frame, "rename_columns") and hasattr(frame, "drop_columns"):
        return kept_index(frame, set(roles), units)
    fields = getattr(getattr(frame, "dtype", None), "names", None)
    if fields:
        return Named((name, frame[name].tolist()) for name in fields)
    if isinstance(frame, Sequence) and frame and all(hasattr(row, "_asdict") for row in frame):
        frame = [row._asdict() for row in frame]
    if isinstance(frame, Sequence) and frame and all(isinstance(row, Mapping) for row in frame):
        names = dict.fromkeys(name for row in frame for name in row)
        return Named((name, [row.get(name) for row in frame]) for name in names)
    return frame


def kept_index(frame: Any, roles: set[str], units: str | None) -> Any:
    """An index of pandas that was kept among the columns, on the way through Arrow, is none of them there either."""
    columns = list(getattr(frame, "column_names", None) or frame.columns)
    index = kept(frame)
    left = [name for name in index if name not in roles]
    if not left or len(left) == len(columns):
        return frame
    if units is not None and units not in columns and len(index) == 1:
        renamed = {left[0]: units}
        return frame.rename(renamed) if is_polars(frame) else frame.rename_columns([renamed.get(name, name) for name in columns])
    return frame.drop(left) if is_polars(frame) else frame.drop_columns(left)


def kept(frame: Any) -> list[str]:
    """The columns of Arrow that are levels of an index."""
    if not hasattr(frame, "__arrow_c_stream__"):
        return []
    columns = [name for name in getattr(frame, "column_names", None) or getattr(frame, "columns", None) or () if isinstance(name, str)]
    metadata = getattr(getattr(frame, "schema", None), "metadata", None) or {}
    told = json.loads(metadata[b"pandas"]).get("index_columns", []) if b"pandas" in metadata else []
    return [name for name in columns if name in told or re.fullmatch(LEVEL, name)]


def of_pandas(frame: Any) -> Any:
    """By Arrow where pyarrow is there and has a kind for every column; otherwise cell by cell."""
    names = list(frame.columns)
    if len(set(names)) == len(names) and all(map(in_arrow, frame.dtypes)) and hasattr(frame, "__arrow_c_stream__") and find_spec("pyarrow"):
        return frame
    return Named((name, cells(frame.iloc[:, at])) for at, name in enumerate(names))


def in_arrow(kind: Any) -> bool:
    """Whether pandas hands a column of this kind over as what it is; of objects and periods it makes something else, or fails."""
    categories = getattr(kind, "categories", None)
    if categories is not None:
        # True and false among categories are no texts.
        return in_arrow(categories.dtype) and getattr(categories.dtype, "kind", "") != "b"
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
    left = frame.reset_index(drop=True).set_axis([shown(name) for name in frame.columns], axis=1)
    columns = set(left.columns)
    for level, name in enumerate(index.names):
        if name is not None and str(name) in roles and str(name) not in columns:
            left.insert(0, str(name), index.get_level_values(level))
            columns.add(str(name))
    free = units is not None and units not in columns and not any(name in columns for name in index.names)
    if free and index.nlevels > 1:
        left.insert(0, units, [shown(labels) for labels in index])
    elif free and not is_count(index) and not is_stacked(index):
        # One that lacks some of its labels names units all the same, and those without a name are told.
        left.insert(0, units, index if is_plain(index) else [None if is_missing(label) else str(label) for label in index])
    return left


def is_stacked(index: Any) -> bool:
    """Whether it counts the rows of frames that were put below one another."""
    return index.name is None and index.dtype.kind in "iu" and not index.is_unique


def is_plain(index: Any) -> bool:
    """Whether its labels are numbers or days, which the engine names units by; periods, intervals and the like are as they are shown."""
    return index.dtype.kind in "iufb" or (index.dtype.kind == "M" and getattr(index, "tz", None) is None)


def tell_rows(frame: Any, options: Mapping[str, Any] | None, units: int, raters: int) -> None:
    """Warns that a wide table has more raters than units, unless somebody said which is which."""
    import warnings

    from collabpro._words import say

    said = {"rows", "shape", "rater", "rating"} & set(options or ())
    if not said and not {"rater", "rating"} <= set(kinds(frame)):
        warnings.warn(say("table.more_raters", units=units, raters=raters), stacklevel=2)
