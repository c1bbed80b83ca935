"""
The compiled part of collabpro.
"""

from collabpro.data import Framework, RubricDocument
from typing import Final, final

__all__ = ["__version__", "Rubric", "Table", "_bits", "framework"]

__version__: Final[str]
"""
The version of the library.
"""

@final
class Rubric:
    """
    A checked instrument: criteria with ordered categories, each aimed at one construct.
    """
    def __eq__(self, value: object, /) -> bool: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __reduce__(self, /) -> "tuple[object, tuple[str]]": ...
    def __repr__(self, /) -> str: ...
    @staticmethod
    def bundled() -> Rubric:
        """
        The bundled rubric. Ours, not the authors', not validated.
        """
    def document(self, /) -> RubricDocument:
        """
        The document form as plain data.
        """
    @staticmethod
    def from_json(text: str) -> Rubric:
        """
        Reads and checks an instrument; a RubricError lists all structural problems at once, each with its JSON path.
        """
    @property
    def id(self, /) -> str:
        """
        Id of the instrument.
        """
    @staticmethod
    def json_schema() -> str:
        """
        The JSON Schema of the document form.
        """
    def table(self, /, *, language: str = "en") -> Table:
        """
        The rated lines as a table, with names in this language (or in English, where it has none).
        """
    def to_json(self, /) -> str:
        """
        The instrument as canonical JSON; reading it again gives an equal rubric.
        """
    @property
    def version(self, /) -> str:
        """
        Version of the instrument; ratings are pinned to id and version.
        """

@final
class Table:
    """
    Named columns of equal length. Give it to polars, pandas, pyarrow or DuckDB: they take it as it is.
    """
    def __arrow_c_stream__(self, /, requested_schema: "object | None" = None) -> "object":
        """
        The table as an Arrow stream of one batch; any library that speaks the Arrow PyCapsule protocol calls this.
        """
    def __eq__(self, value: object, /) -> bool: ...
    def __len__(self, /) -> int: ...
    def __ne__(self, value: object, /) -> bool: ...
    def __repr__(self, /) -> str: ...
    def _repr_html_(self, /) -> str: ...
    @property
    def columns(self, /) -> list[str]:
        """
        Names of the columns.
        """
    def to_csv(self, /) -> str:
        """
        The table as CSV for spreadsheets; cells that a spreadsheet would take for formulas are made harmless.
        """
    def to_json(self, /) -> str:
        """
        The table as canonical JSON: one object of column name to array.
        """

def _bits() -> str:
    """
    The bits of every private numeric function, compared between targets by the tests.
    """

def framework() -> Framework:
    """
    What the framework's words mean: one entry for each tenet, context dimension, warning sign, kind of unit and facet.
    """
