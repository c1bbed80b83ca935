"""Ratings and tables as files of SPSS."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from collabpro import _native
from collabpro._spss import FIELDS, Code, distinct, folded, needed
from collabpro._spss_names import LABEL_BYTES, VALUE_LABEL_BYTES, cut, names

if TYPE_CHECKING:
    from collabpro import Ratings, SurveyMapping, Table, _types

REASONS = ("not_applicable", "not_observed", "no_answer")
"""A variable of SPSS has at most three codes that stand for no value, and ratings have three reasons."""

CODES = ((-97.0, -98.0, -99.0), (-997.0, -998.0, -999.0), (-9997.0, -9998.0, -9999.0))


def to_spss(
    what: Ratings | Table | _types.Frame | Mapping[str, Iterable[Any]],
    path: str | os.PathLike[str],
    *,
    labels: Mapping[str, str] | None = None,
    language: str | None = None,
) -> SurveyMapping | dict[str, str]:
    """Writes a file of SPSS, ``.sav`` or ``.zsav``: ratings with the labels of their rubric, or a table. It needs pyreadstat and pandas or
    polars: ``pip install collabpro[spss]``.

    Of ratings a row is what a rater said of a unit on an occasion, and a variable the levels of a criterion: their values where these are
    whole numbers, 1, 2, 3, ... where not. The three reasons for a missing rating are codes that the file declares missing (-97 does not
    apply, -98 not observed, -99 no answer). Evidence is not written. It holds every rating and the ids of raters: personal data.

    SPSS takes no name that begins with a digit or is a word of its language, and does not tell ``Q1`` from ``q1``: what it does not take is
    changed (``7a`` is ``v7a``). The label of a variable is the question of its criterion, or of a table the name that it had.

    Parameters
    ----------
    what : Ratings, Table, frame or dict of columns
        What is written.
    path : str or path
        The file. One that is there is written anew.
    labels : dict, optional
        Of a table: column -> label.
    language : str, optional
        Of ratings: the language of the labels, where the rubric has it; without it ``collabpro.language``.

    Returns
    -------
    SurveyMapping or dict
        Of ratings the mapping by which ``from_spss(path).ratings(mapping, rubric)`` are these ratings again: where each rater has a rating or a
        reason for each criterion, the same ones; a criterion that a rater has nothing of comes back as no answer. Of a table each
        column with the name of its variable.

    Examples
    --------
    >>> import collabpro as cp
    >>> cp.to_spss({"7a": [1, 2], "And": ["x", "y"]}, folder / "table.sav")
    {'7a': 'v7a', 'And': 'v_And'}
    >>> cp.from_spss(folder / "table.sav").columns()
    {'v7a': [1, 2], 'v_And': ['x', 'y']}
    """
    if isinstance(what, _native.Ratings):
        return of_ratings(what, path, language or _native._language())
    return of_table(what, path, labels or {})


def of_ratings(ratings: Ratings, path: str | os.PathLike[str], language: str) -> SurveyMapping:
    rubric: Any = ratings.rubric.document()
    records = json.loads(ratings.to_json())["records"]
    asked = {record["criterion"] for record in records}
    criteria = [one for one in rubric["criteria"] if one["id"] in asked]
    scales = {one["id"]: Scale(one, rubric["missing"], language) for one in rubric["scales"]}
    variables = names([*FIELDS, *(one["id"] for one in criteria)])
    own = {one["id"]: name for one, name in zip(criteria, variables[len(FIELDS) :])}
    used = [field for field in FIELDS if any(record.get(field) for record in records)]
    scale_of = {one["id"]: scales[one["scale"]] for one in criteria}
    rows: dict[tuple[str, ...], dict[str, float]] = {}
    for record in records:
        row = rows.setdefault(tuple(record.get(field) or "" for field in used), {})
        row[record["criterion"]] = scale_of[record["criterion"]].code(record)
    columns: dict[str, list[Any]] = {field: [key[at] for key in rows] for at, field in enumerate(used)}
    columns |= {name: [row.get(criterion) for row in rows.values()] for criterion, name in own.items()}
    asks = {one["id"]: said(one.get("question") or one["name"], language) for one in criteria}
    write(
        columns,
        path,
        labels={own[criterion]: text for criterion, text in asks.items()},
        values={own[criterion]: scale.labels for criterion, scale in scale_of.items()},
        missing={own[criterion]: list(scale.reasons) for criterion, scale in scale_of.items()},
        whole=list(own.values()),
    )
    sets = [scale.label_set() for name, scale in scales.items() if any(one["scale"] == name for one in criteria)]
    mapping = {
        "schemaVersion": 2,
        "kind": "collabpro.survey_mapping",
        "columns": {field: field for field in used},
        "labels": sets,
        "criteria": [{"column": own[one["id"]], "criterion": one["id"], "labels": one["scale"]} for one in criteria],
    }
    return _native.SurveyMapping.from_json(json.dumps(mapping))


class Scale:
    """The codes of a scale, their labels, and the codes of the reasons for a missing rating."""

    def __init__(self, scale: Any, missing: Any, language: str) -> None:
        categories = scale["categories"]
        values = [one.get("value") for one in categories]
        if any(value is None or value != int(value) for value in values) or len(set(values)) < len(values):
            values = [float(at + 1) for at in range(len(values))]
        self.id: str = scale["id"]
        self.levels: dict[str, float] = {one["id"]: float(value) for one, value in zip(categories, values)}
        codes = next(codes for codes in CODES if not set(codes) & set(self.levels.values()))
        self.reasons: dict[float, str] = dict(zip(codes, REASONS))
        texts = {self.levels[one["id"]]: said(one["label"], language) or one["id"] for one in categories}
        texts |= {code: said(missing.get(reason, {}), language) or reason for code, reason in self.reasons.items()}
        self.labels: dict[float, str] = {code: cut(folded(text), VALUE_LABEL_BYTES) for code, text in texts.items()}

    def code(self, record: Any) -> float:
        if record.get("level") is not None:
            return self.levels[record["level"]]
        return next(code for code, reason in self.reasons.items() if reason == record["reason"])

    def label_set(self) -> dict[str, Any]:
        """What the labels mean, as a mapping says it."""
        labels: dict[Code, str] = dict(self.labels.items())
        texts = distinct(labels, labels)
        levels = {texts[code]: level for level, code in self.levels.items()}
        return {"id": self.id, "levels": levels, "missing": {texts[code]: reason for code, reason in self.reasons.items()}}


def said(texts: Mapping[str, str], language: str) -> str:
    """A text in a language, in English, or in whichever there is."""
    return texts.get(language) or texts.get("en") or next(iter(texts.values()), "")


def of_table(table: Any, path: str | os.PathLike[str], labels: Mapping[str, str]) -> dict[str, str]:
    columns = {str(name): cells for name, cells in as_columns(table).items()}
    own = dict(zip(columns, names(columns)))
    renamed = {name: column for column, name in own.items() if name != column}
    told = {own[column]: text for column, text in labels.items() if column in own}
    flags = [own[name] for name, cells in columns.items() if cells and all(cell is None or isinstance(cell, bool) for cell in cells)]
    values = {name: {0.0: "false", 1.0: "true"} for name in flags}
    write({own[name]: cells for name, cells in columns.items()}, path, labels={**renamed, **told}, values=values, missing={}, whole=flags)
    return own


def as_columns(table: Any) -> Mapping[str, list[Any]]:
    """The cells of whatever has columns."""
    if isinstance(table, _native.Table):
        document: dict[str, list[Any]] = json.loads(table.to_json())
        return document
    if isinstance(table, Mapping):
        return {name: list(cells) for name, cells in table.items()}
    import narwhals

    frame = narwhals.from_native(table, eager_only=True)
    return {name: [None if cell != cell else cell for cell in frame[name].to_list()] for name in frame.columns}


def write(
    columns: Mapping[str, list[Any]],
    path: str | os.PathLike[str],
    *,
    labels: Mapping[str, str],
    values: Mapping[str, Mapping[float, str]],
    missing: Mapping[str, list[float]],
    whole: Iterable[str],
) -> None:
    pyreadstat = needed()
    texts = {name for name, cells in columns.items() if any(isinstance(cell, str) for cell in cells)}
    # A text that is missing is an empty one in SPSS.
    cells = {name: ["" if cell is None else str(cell) for cell in own] if name in texts else numbers(own) for name, own in columns.items()}
    formats = {name: "F8.0" for name in whole}
    formats |= {name: "F8.0" for name in columns if name not in formats and columns[name] and all(isinstance(cell, int) for cell in columns[name])}
    measures = {name: "ordinal" if name in missing else "nominal" if name in texts or name in values else "scale" for name in columns}
    pyreadstat.write_sav(
        frame(cells),
        os.fspath(path),
        compress=os.fspath(path).lower().endswith(".zsav"),
        column_labels={name: cut(text, LABEL_BYTES) for name, text in labels.items()},
        variable_value_labels={name: dict(own) for name, own in values.items()},
        missing_ranges={name: list(codes) for name, codes in missing.items()},
        variable_measure=measures,
        variable_format=formats,
    )


def numbers(cells: list[Any]) -> list[Any]:
    return [float(cell) if isinstance(cell, (bool, int)) else cell for cell in cells]


def frame(columns: Mapping[str, list[Any]]) -> Any:
    """What pyreadstat writes from: a frame of whichever library is there."""
    if find_spec("polars"):
        import polars

        kinds = {name: polars.Float64 for name, cells in columns.items() if all(cell is None or isinstance(cell, float) for cell in cells)}
        return polars.DataFrame(columns, schema_overrides=kinds, strict=False)
    if find_spec("pandas"):
        import pandas

        return pandas.DataFrame(columns)
    raise ImportError("Writing a file of SPSS needs pandas or polars: pip install collabpro[spss]")


to_spss.__module__ = "collabpro"
