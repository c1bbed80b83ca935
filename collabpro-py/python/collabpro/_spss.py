"""Files of SPSS, read by pyreadstat and by nothing else of it than codes and labels.

What pyreadstat makes of labels itself fails on a scale with one empty cell, and on one that is labelled at its ends alone.
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Union

from collabpro import _native
from collabpro._errors import RatingsError
from collabpro._options import shown_moment

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from collabpro import CaseRubric, Ratings, RatingTable, Rubric, SurveyMapping, Table, Units, _types, data

Code = Union[float, str]

FIELDS = ("unit", "unit_kind", "occasion", "rater", "role")
MOST_CATEGORIES = 253
CODEBOOK = {"variable": "text", "label": "text", "measure": "text", "code": "text", "highest": "text", "missing": "flag", "n": "integer"}


class SpssFile:
    """A file of SPSS: codes, their labels, and which of them the file declares missing. ``from_spss`` reads one.

    Attributes
    ----------
    names : list of str
        The variables, in the order of the file.
    labels : dict of str to str
        Variable -> what it asks; variables without a label are not there.
    values : dict of str to dict
        Variable -> code -> label.
    missing : dict of str to list of (lowest, highest)
        Variable -> codes that stand for no value, each as a range; of one code both ends are the same.
    label : str
        The label of the file.
    notes : list of str
        What was noted in it.
    """

    def __init__(self, columns: dict[str, list[Any]], meta: Any) -> None:
        self.names: list[str] = list(meta.column_names)
        told = dict(meta.column_names_to_labels)
        self.labels: dict[str, str] = {name: label for name in self.names if (label := (told.get(name) or "").strip())}
        labels = meta.variable_value_labels
        self.values: dict[str, dict[Code, str]] = {
            name: {code: text for code, text in labels[name].items() if text.strip()} for name in self.names if name in labels
        }
        ranges = meta.missing_ranges
        self.missing: dict[str, list[tuple[Code, Code]]] = {
            name: [(one["lo"], one["hi"]) for one in ranges[name]] for name in self.names if ranges.get(name)
        }
        self.label: str = meta.file_label or ""
        self.notes: list[str] = list(meta.notes or [])
        self._measures: dict[str, str] = dict(meta.variable_measure)
        self._columns = {name: [None if cell == "" else cell for cell in columns[name]] for name in self.names}

    def __len__(self) -> int:
        return len(next(iter(self._columns.values()), []))

    def __repr__(self) -> str:
        return f"SpssFile({len(self)} rows, {len(self.names)} variables)"

    def is_missing(self, variable: str, code: Code) -> bool:
        """Whether the file declares a code of a variable to stand for no value."""
        return any(within(code, low, high) for low, high in self.missing.get(variable, []))

    def columns(self, variables: Iterable[str] | None = None) -> dict[str, list[Any]]:
        """Codes as they are, by variable, and nothing where the file declares a code missing: a dictionary of columns, as frames and
        verbs of plain tables take it. Whole numbers are whole, which a file of SPSS does not know.
        """
        return {
            name: [None if cell is None or self.is_missing(name, cell) else whole(cell) for cell in self._columns[name]]
            for name in self._known(variables)
        }

    def codebook(self) -> Table:
        """What the file says of its variables: a row for each of them and each of its codes.

        ``variable``, ``label`` (of the variable, or of the code), ``measure`` (as the file says it), ``code`` (as text; nothing for the
        variable as such), ``highest`` (of a range), ``missing`` (whether the code, or all up to ``highest``, stands for no value), ``n`` (cells
        that hold it).
        """
        rows: list[tuple[str, str | None, str | None, Code | None, Code | None, bool, int]] = []
        for name in self.names:
            cells = [cell for cell in self._columns[name] if cell is not None]
            texts, ranges = self.values.get(name, {}), self.missing.get(name, [])
            rows.append((name, self.labels.get(name), self._measures.get(name) or "unknown", None, None, False, len(cells)))
            rows += [(name, text, None, code, None, self.is_missing(name, code), cells.count(code)) for code, text in texts.items()]
            for low, high in ranges:
                if low != high or low not in texts:
                    inside = sum(within(cell, low, high) for cell in cells)
                    rows.append((name, None, None, low, None if low == high else high, True, inside))
        columns = list(zip(*rows)) or [()] * len(CODEBOOK)
        return _native.Table._of([(name, kind, column(kind, cells)) for (name, kind), cells in zip(CODEBOOK.items(), columns)])

    def to_csv(self) -> str:
        """The answers as a survey's file has them: a line of variables, and below it labels, or codes that have none, days as 2026-01-31.
        Where two codes of a variable have one label, or a label is written as another code, the code stands behind it: ``often (2)``.
        """
        return self._csv(self.names)

    def _csv(self, headings: Sequence[str], labels: bool = False) -> str:
        """With ``labels`` each label stands in some row, used or not."""
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(headings)
        texts = {name: self.texts(name) for name in self.names}
        columns = [[texts[name].get(cell, "") if cell is not None else "" for cell in self._columns[name]] for name in self.names]
        writer.writerows(zip(*columns))
        if labels and len(self):
            own = [list(texts[name].values()) if name in self.values else column[:1] for name, column in zip(self.names, columns)]
            most = max(map(len, own), default=0)
            writer.writerows([column[min(at, len(column) - 1)] for column in own] for at in range(most))
        return out.getvalue()

    def texts(self, variable: str) -> dict[Code, str]:
        """What stands for each code of a variable in ``to_csv``, also for those that only the labels know."""
        (name,) = self._known([variable])
        seen = dict.fromkeys(cell for cell in self._columns[name] if cell is not None)
        return distinct(self.values.get(name, {}), seen)

    def mapping(self, rubric: Rubric | CaseRubric | _types.Document | None = None) -> SurveyMapping:
        """A mapping drafted from the file and a rubric (the bundled one, unless one is given), by variables.

        It is what ``draft_mapping`` makes of the questions and labels; in addition it knows what the file declares missing. Such a
        code is ``no_answer`` where its label does not say more. What is not sure is an empty text (``open_places``), which reading
        refuses: read all of it, fill in what is open, and look for questions put the other way round.
        """
        headings, taken = [], set()
        for name in self.names:
            label = name if name.lower() in FIELDS else self.labels.get(name, name)
            headings.append(name if label in taken else label)
            taken.add(headings[-1])
        draft = _native.draft_mapping(self._csv(headings, labels=True).encode(), rubric)
        document = json.loads(draft.mapping.to_json())
        back = dict(zip(map(folded, headings), self.names))
        renamed = {folded(heading): back.get(folded(heading), heading) for heading in headings}
        for part in (*document.get("criteria", []), *document.get("leaveOut", [])):
            part["column"] = renamed.get(folded(part["column"]), part["column"])
        document["columns"] = {renamed.get(folded(name), name): held for name, held in document.get("columns", {}).items()}
        document["ignore"] = [renamed.get(folded(name), name) for name in document.get("ignore", [])]
        self._declare(document)
        return _native.SurveyMapping.from_json(json.dumps(document))

    def _declare(self, document: dict[str, Any]) -> None:
        """Says of each set of labels what the file declares missing on every variable that uses it."""
        for labels in document.get("labels", []):
            used = [one["column"] for one in document["criteria"] if one.get("labels") == labels["id"]]
            levels = labels.get("levels", {})
            for text in [text for text, level in levels.items() if not level]:
                codes = [(name, code) for name in used for code, own in self.texts(name).items() if folded(own) == folded(text)]
                if codes and all(self.is_missing(name, code) for name, code in codes):
                    del levels[text]
                    labels.setdefault("missing", {})[text] = "no_answer"

    def ratings(
        self,
        mapping: SurveyMapping | _types.Document,
        rubric: Rubric | CaseRubric | _types.Document | None = None,
        *,
        units: Units | _types.Document | None = None,
        **survey: Unpack[data.SurveyOptions],
    ) -> Ratings:
        """The ratings in the file through a mapping, as ``Ratings.from_survey`` reads them, with its options.

        An empty cell, and one of SPSS's own missing values, is no answer. A label that the mapping does not know is refused with its place.
        """
        return _native.Ratings.from_survey(self.to_csv().encode(), rubric, mapping, units=units, **survey)

    def rating_table(self, variables: Iterable[str], **table: Unpack[data.RatingTableOptions]) -> RatingTable:
        """Some variables as a plain table: a column for each rater or item, a row for each unit; with ``unit``, ``group`` or in a long table
        ``rater`` and ``rating`` they may be among the variables. What the file declares missing is missing.

        The scale is that of the labels where every variable of ratings has the same ones: the codes that have a label and are not
        declared missing, and of whole codes between the lowest and the highest all. ``categories`` says another one.
        """
        variables = self._known(variables)
        roles = [table.get(role) or role for role in ("unit", "rater", "group")]
        scale = self.scale([name for name in variables if name not in roles])
        if scale is not None and "categories" not in table:
            table["categories"] = scale
        return _native.RatingTable(self.columns(variables), **table)

    def scale(self, variables: Iterable[str]) -> list[Any] | None:
        """The codes that variables can hold by their labels, lowest first; nothing where their labels differ or do not hold all that is there."""
        scales = []
        for name in self._known(variables):
            labelled = [code for code in self.values.get(name, {}) if not self.is_missing(name, code)]
            numbers = sorted(code for code in labelled if isinstance(code, float))
            if len(numbers) < 2 or len(numbers) != len(labelled):
                return None
            between = all(code == int(code) for code in numbers) and numbers[-1] - numbers[0] < MOST_CATEGORIES
            scale = [whole(code) for code in numbers]
            cells = [cell for cell in self.columns([name])[name] if cell is not None]
            if between and (len(scale) == 2 or any(cell not in scale for cell in cells)):
                scale = list(range(scale[0], scale[-1] + 1))
            if any(cell not in scale for cell in cells):
                return None
            scales.append(scale)
        return scales[0] if scales and all(scale == scales[0] for scale in scales) else None

    def _known(self, variables: Iterable[str] | None) -> list[str]:
        """Variables in the order that was asked for; SPSS does not tell capital letters from small ones, and neither does this."""
        if variables is None:
            return self.names
        own = {name.upper(): name for name in self.names}
        wanted = [variables] if isinstance(variables, str) else [str(name) for name in variables]
        lacking = [name for name in wanted if name.upper() not in own]
        if lacking:
            raise unknown(lacking)
        return [own[name.upper()] for name in wanted]


def from_spss(path: str | os.PathLike[str]) -> SpssFile:
    """Reads a file of SPSS, ``.sav``, ``.zsav`` or ``.por``, with its labels, the codes that it declares missing, and what it says of
    its variables. It needs pyreadstat: ``pip install collabpro[spss]``.

    Parameters
    ----------
    path : str or path
        The file.

    Returns
    -------
    SpssFile
        ``file.mapping()`` drafts what its variables mean, ``file.ratings(mapping)`` are its ratings, ``file.rating_table([...])`` is a
        plain table of some variables, ``file.codebook()`` what the file says of them.

    Examples
    --------
    >>> import collabpro as cp
    >>> ratings = cp.Ratings.from_json([{"unit": "Birch", "rater": "r1", "criterion": "7a", "level": "3"}])
    >>> mapping = cp.to_spss(ratings, folder / "ratings.sav")
    >>> file = cp.from_spss(folder / "ratings.sav")
    >>> file.values["v7a"][3.0], file.missing["v7a"][0]
    ('carried together', (-99.0, -99.0))
    >>> file.ratings(mapping).to_csv() == ratings.to_csv()
    True
    """
    pyreadstat = needed()
    with open(path, "rb"):  # what Python raises for a file that is not there says more than what a reader of SPSS does
        pass
    portable = os.fspath(path).lower().endswith(".por")
    options: dict[str, Any] = {"output_format": "dict", "apply_value_formats": False}
    columns, meta = pyreadstat.read_por(path, **options) if portable else pyreadstat.read_sav(path, user_missing=True, **options)
    return SpssFile(columns, meta)


def needed() -> Any:
    try:
        import pyreadstat
    except ImportError as error:
        raise ImportError("Files of SPSS need pyreadstat: pip install collabpro[spss]") from error
    return pyreadstat


def unknown(variables: list[str]) -> RatingsError:
    """The error of variables that are not in the file."""
    problems = []
    for name in variables:
        problem = {"code": "not_in_data", "place": {"column": name}, "path": f"column {name}", "args": {"what": name}}
        message, hint = _native._said(json.dumps(problem), None)
        problems.append({**problem, "message": message, "hint": hint})
    first: Any = problems[0]
    return RatingsError("not_in_data", first["path"], first["message"], first["hint"], len(problems), problems)


def column(kind: str, cells: Sequence[Any]) -> Any:
    """Cells as a table takes them."""
    if kind != "text":
        return list(cells)
    texts = [None if cell is None else written(cell) for cell in cells]
    words = {word: at for at, word in enumerate(dict.fromkeys(text for text in texts if text is not None))}
    return list(words), [None if text is None else words[text] for text in texts]


def within(code: Any, low: Any, high: Any) -> bool:
    """Whether a code is in a range; texts and numbers are never in one another's."""
    return type(code) is type(low) and low <= code <= high


def whole(code: Any) -> Any:
    """A code as Python writes it: SPSS has real numbers alone."""
    return int(code) if isinstance(code, float) and code.is_integer() and abs(code) < 2**53 else code


def written(code: Any) -> str:
    return shown_moment(code) if hasattr(code, "isoformat") else str(whole(code))


def folded(text: str) -> str:
    """A label as mappings compare it."""
    return " ".join(text.split())


def distinct(labels: dict[Code, str], seen: Iterable[Code]) -> dict[Code, str]:
    """A text for each code, no two of them alike."""
    codes = list(dict.fromkeys([*labels, *seen]))
    texts = {code: folded(labels[code]) if code in labels else written(code) for code in codes}
    beside = {code: f"{text} ({written(code)})" if code in labels else text for code, text in texts.items()}
    often: dict[str, int] = {}
    for text in texts.values():
        often[text] = often.get(text, 0) + 1
    apart = {code: text if often[text] == 1 else beside[code] for code, text in texts.items()}
    return apart if len(set(apart.values())) == len(apart) else beside


SpssFile.__module__ = from_spss.__module__ = "collabpro"
