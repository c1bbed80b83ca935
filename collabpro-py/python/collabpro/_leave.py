"""Tables as frames of others. Each library is imported only where its frame is asked for.

By the Arrow protocol texts come as dictionaries, which take little room; here they are texts, because a Categorical is another thing to
whoever joins, fills or writes it.
"""

from __future__ import annotations

from importlib.util import find_spec

TYPE_CHECKING = False
if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

    from collabpro import Table


def to_arrow(table: Table) -> pyarrow.Table:
    import pyarrow

    found = pyarrow.table(table)
    plain = [field.with_type(pyarrow.string()) if pyarrow.types.is_dictionary(field.type) else field for field in found.schema]
    return found.cast(pyarrow.schema(plain))


def to_polars(table: Table) -> polars.DataFrame:
    import polars

    frame = polars.DataFrame(table)
    return frame.with_columns(polars.col(polars.Categorical).cast(polars.String))


def to_pandas(table: Table) -> pandas.DataFrame:
    import pandas

    if find_spec("pyarrow"):
        return to_arrow(table).to_pandas()
    text = "str" if int(pandas.__version__.split(".")[0]) >= 3 else "object"
    columns = {}
    for name, kind, cells, _, _ in table._first(len(table), 0)[1]:
        gaps = None in cells
        kinds = {"number": "float64", "integer": "float64" if gaps else "int64", "flag": "object" if gaps else "bool", "text": text}
        columns[name] = pandas.Series(cells, dtype=kinds[kind])
    return pandas.DataFrame(columns)
