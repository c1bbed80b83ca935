"""From the name of a call to the public method, and from what it gives to JSON text."""

from __future__ import annotations

import json
import keyword
import pickle
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar
from unittest import mock

import numpy as np
import pyarrow as pa

import collabpro as cp


class Json(str):
    """The library's own JSON text, compared byte by byte."""


def snake(name: str) -> str:
    """The only renaming: the options of a vector have wire names, Python has keyword arguments."""
    name = "".join("_" + letter.lower() if letter.isupper() else letter for letter in name)
    return name + "_" if keyword.iskeyword(name) else name


def keywords(options: Mapping[str, Any]) -> dict[str, Any]:
    return {snake(name): value for name, value in options.items()}


def columns(table: cp.Table) -> dict[str, list[Any]]:
    """A table as it arrives on the other side of Arrow."""
    return dict(pa.table(table).to_pydict())


Found = TypeVar("Found")


def again(found: Found) -> Found:
    """The same, after it went to another process."""
    back: Found = pickle.loads(pickle.dumps(found))
    assert back == found, "another came back"
    return back


class Case:
    """The inputs of a vector, read when a call needs them."""

    def __init__(self, vector: Mapping[str, Any], folder: Path) -> None:
        self.vector = vector
        self.folder = folder

    def from_case(self, options: dict[str, Any]) -> cp.CaseRubric:
        return cp.Rubric.from_case(self.text("package"), **options)

    def rubric(self) -> cp.Rubric:
        if "package" in self.vector:
            return self.from_case(self.options("caseOptions")).rubric
        match self.vector.get("rubric", "bundled"):
            case "bundled":
                language = self.vector.get("rubricLanguage")
                return cp.Rubric.bundled().translated(language) if language else cp.Rubric.bundled()
            case str(name):
                return cp.Rubric.from_json((self.folder / name).read_text(encoding="utf-8"))
            case document:
                return cp.Rubric.from_json(json.dumps(document))

    def text(self, key: str) -> str:
        """The text of a JSON document: a file's, or the one that stands in the vector."""
        match self.vector.get(key):
            case None:
                return ""
            case str(name):
                return (self.folder / name).read_text(encoding="utf-8")
            case document:
                return dumps(document)

    def options(self, key: str) -> dict[str, Any]:
        return keywords(self.vector.get(key, {}))

    def there(self) -> cp.ContextProfile:
        if "caseStudy" in self.vector:
            return cp.ContextProfile.of_case_study(self.vector["caseStudy"])
        return cp.ContextProfile.from_json(self.text("there"))

    def context_match(self, options: dict[str, Any]) -> cp.ContextMatch:
        there = self.there()
        return again(there.match_with(cp.ContextProfile.from_json(self.text("context")), **options))

    def units(self) -> cp.Units | None:
        match self.vector.get("units"):
            case None:
                return None
            case str(name) if name.endswith(".csv"):
                return cp.Units.from_csv(self.folder / name)
            case _:
                return cp.Units.from_json(self.text("units"))

    def ratings(self) -> cp.Ratings:
        rubric, units, read = self.rubric(), self.units(), self.options("read")
        match self.vector.get("ratings"):
            case str(name) if name.endswith(".csv"):
                return cp.Ratings.from_csv(self.folder / name, rubric, units=units, **read)
            case {"csv": text}:
                return cp.Ratings.from_csv(text.encode(), rubric, units=units, **read)
            case {"columns": columns}:
                return cp.Ratings.from_frame(pa.table(columns), rubric, units=units, **read)
            case {"json": records}:
                return cp.Ratings.from_json(dumps(records), rubric, units=units, **read)
            case _:
                return cp.Ratings.from_json(self.text("ratings"), rubric, units=units, **read)

    def concat(self, options: dict[str, Any]) -> cp.Ratings:
        def part(csv: str, **given: dict[str, Any]) -> cp.Ratings:
            known = cp.Units.from_json(json.dumps(given["units"])) if "units" in given else None
            rubric = cp.Rubric.from_json(json.dumps(given["rubric"])) if "rubric" in given else self.rubric()
            return cp.Ratings.from_csv(csv.encode(), rubric, units=known, **keywords(given.get("read", {})))

        return cp.Ratings.concat([self.ratings(), *(part(**given) for given in options["parts"])])

    def mapping(self) -> cp.SurveyMapping:
        return cp.SurveyMapping.from_json(self.text("mapping"))

    def export(self) -> Path | bytes:
        match self.vector.get("ratings"):
            case {"csv": str(text)}:
                return text.encode()
            case name:
                return self.folder / str(name)

    def draft(self) -> cp.MappingDraft:
        return cp.draft_mapping(self.export(), self.rubric())

    def survey(self, options: dict[str, Any]) -> cp.Ratings:
        return cp.Ratings.from_survey(self.export(), self.rubric(), self.mapping(), units=self.units(), **options)

    def tally(self, options: dict[str, Any]) -> dict[str, Any]:
        ratings = self.ratings()
        tally = ratings.tally(options.get("grain", "raters"))
        if "merge" in options:
            tally = tally.merge(cp.Tally.decode(bytes.fromhex(options["merge"]), ratings.rubric))
        if "select" in options:
            tally = tally.select(**keywords(options["select"]))
        if "group_by" in options:
            tally = tally.group_by(options["group_by"], ratings.units)
        data = tally.encode()
        assert cp.Tally.decode(data, self.rubric()) == tally
        return {"bytes": data.hex(), "ratings": len(tally)}

    def score(self, observed: dict[str, Any]) -> cp.Scores:
        ratings = self.ratings()
        if "groupBy" in self.vector:
            tally = ratings.tally(self.vector.get("grain", "raters")).group_by(self.vector["groupBy"], ratings.units)
            return tally.score(ratings.units, **observed)
        if "grain" in self.vector:
            return ratings.tally(self.vector["grain"]).score(ratings.units, **observed)
        return ratings.score(**observed)

    def observed(self) -> cp.Scores:
        return self.score(self.options("observed"))

    def scores(self) -> cp.Scores:
        observed = self.observed()
        return observed.adjust(**self.options("adjust")) if "adjust" in self.vector else observed

    def released(self) -> cp.Released:
        return self.scores().release(**self.options("policy"))

    def plain_table(self) -> Any:
        match self.vector["ratingTable"]:
            case {"columns": columns}:
                return columns
            case {"array": kind, "values": values, "width": width, **rest}:
                numbers = [float(value) for value in values] * int(str(rest.get("times", 1)))
                flat: Any = np.array(numbers, dtype=np.float64).astype(kind)
                return flat.reshape(-1, width) if width and flat.size % width == 0 else flat
            case rows:
                return rows

    def rating_table(self, options: dict[str, Any]) -> cp.RatingTable:
        return cp.RatingTable(self.plain_table(), **options)

    def generalizability(self, options: dict[str, Any]) -> cp.Generalizability:
        if "ratingTable" in self.vector:
            return cp.generalizability(self.plain_table(), **options)
        ratings = self.ratings()
        if "grain" in self.vector:
            return ratings.tally(self.vector["grain"]).generalizability(**options)
        return ratings.generalizability(**options)

    def study(self) -> cp.Generalizability:
        return again(self.generalizability(self.options("study")))

    def agreement_state(self, options: dict[str, Any]) -> cp.Agreement:
        table, first = self.plain_table(), options.get("first", 0)

        def rows(part: slice) -> Any:
            return {name: cells[part] for name, cells in table.items()} if isinstance(table, dict) else table[part]

        own = {name: options[name] for name in options if name in {"categories", "rows"}}
        asked = {name: options[name] for name in options if name not in {"first", *own}}
        whole, part = cp.AgreementState(), cp.AgreementState()
        whole.update(rows(slice(first, None)), **own)
        part.update(rows(slice(first)), **own)
        whole.merge(part)
        return whole.finish(**asked)

    def study_of(self, verb: str, options: dict[str, Any]) -> Any:
        """What a verb of the list of studies gives, asked of what the vector is about."""
        if "ratingTable" in self.vector and hasattr(cp, verb):
            return getattr(cp, verb)(self.plain_table(), **options)
        if verb in ("calibration", "facets_scores"):
            return getattr(self.rasch(), verb)(**options)
        if verb in ("score", "link", "facets_anchors"):
            return getattr(again(self.rasch().calibration()), verb)(**options)
        if hasattr(cp.Generalizability, verb):
            return getattr(self.study(), verb)(**options)
        if hasattr(cp.Scores, verb):
            return getattr(self.scores(), verb)(**options)
        ratings = self.ratings()
        if "grain" not in self.vector:
            return getattr(ratings, verb)(**options)
        units = {"units": ratings.units} if verb == "rating_design" else {}
        return getattr(ratings.tally(self.vector["grain"]), verb)(**units, **options)

    def rasch(self) -> cp.Rasch:
        return again(cp.rasch(self.plain_table(), **self.options("study")))

    def travel(self, options: dict[str, Any]) -> dict[str, Any]:
        handle = options["handle"]
        own: dict[str, tuple[type[Any], Callable[[], Any]]] = {
            "rubric": (cp.Rubric, self.rubric),
            "ratings": (cp.Ratings, self.ratings),
            "tally": (cp.Tally, lambda: self.ratings().tally("raters")),
            "scores": (cp.Scores, self.scores),
            "released": (cp.Released, self.released),
            "agreementState": (cp.AgreementState, self.state),
            "ratingTable": (cp.RatingTable, lambda: cp.RatingTable(self.vector["ratingTable"])),
        }
        data = own[handle][1]().to_bytes()[: options.get("cut")]
        if "version" in options:
            data = data[:7] + bytes([options["version"]]) + data[8:]
        again = own[options.get("read", handle)][0].from_bytes(data).to_bytes()
        return {"bytes": len(again), "check": again[-8:].hex()}

    def state(self) -> cp.AgreementState:
        state = cp.AgreementState()
        state.update(self.vector["ratingTable"])
        return state

    def composite(self, options: dict[str, Any]) -> cp.Composite:
        if "indicators" in self.vector:
            given = self.vector["indicators"]
            return cp.composite(given.get("columns", given), **options)
        return again(self.scores().composite(**options))

    def composite_table(self, options: dict[str, Any]) -> dict[str, list[Any]]:
        return table(self.composite(without_table(options)), options)

    def change(self) -> cp.Change | None:
        return self.scores().change(**self.options("change")) if "change" in self.vector else None

    def chart(self, options: dict[str, Any]) -> cp.Chart:
        own = {name: value for name, value in options.items() if name != "chart"}
        # What the core gives, and not altair's form of it, is compared with the other languages.
        with mock.patch("collabpro._chart.find_spec", return_value=None):
            found: cp.Chart = self.released().chart(options["chart"], **own)
        return found

    def findings(self, options: dict[str, Any]) -> dict[str, Any]:
        """The options of a report with everything that the vector says it shows."""
        place = "caseStudy" in self.vector or "there" in self.vector
        context = self.context_match({}) if place else None
        findings: dict[str, Any] = {"change": self.change(), "context": context}
        names = {"trend": "trend", "responseShift": "response_shift", "rollUp": "roll_up", "sites": "sites", "similarity": "similarity"}
        for given, verb in names.items():
            if given in self.vector:
                findings[verb] = getattr(self.scores(), verb)(**self.options(given))
        if "decisions" in self.vector:
            findings["decisions"] = self.study().decide(**self.options("decisions"))
        return {**findings, **options}

    def report(self, options: dict[str, Any]) -> cp.Report:
        return again(cp.Report(self.released(), **self.findings(options)))

    def reports_by_unit(self, options: dict[str, Any]) -> list[dict[str, Any]]:
        told = []
        for name, report in cp.reports_by_unit(self.released(), **self.findings(options)).items():
            document = report.document()
            sections = [section["id"] for section in document["sections"]]
            told.append({"name": name, "sections": sections, "title": document["title"]["text"]})
        return told

    def report_html(self, options: dict[str, Any]) -> str:
        own = {name: value for name, value in options.items() if name != "html"}
        return self.report(own).to_html(**options.get("html", {}))


def given(found: Any) -> Any:
    assert found is not None, "the vector lacks what this call is about"
    return found


def table(found: Any, options: dict[str, Any]) -> dict[str, list[Any]]:
    """The table that is asked for, or the one that comes without a name."""
    return columns(found.table(options["table"]) if "table" in options else found.table())


def called(name: str) -> Callable[[Case, dict[str, Any]], Any]:
    """The call of this name: written below, or a study of the list, or a table of one."""
    if name in CALLS:
        return CALLS[name]
    verb = verb_of(name)
    if not name.endswith("Table"):
        return lambda case, options: Json(again(case.study_of(verb, options)).to_json())
    return lambda case, options: table(again(case.study_of(verb, without_table(options))), options)


def verb_of(call: str) -> str:
    """A vector has one name for each call, and `score` is that of ratings."""
    return snake(call.removesuffix("Table").replace("calibrationScore", "score"))


def facets_rasch(options: dict[str, Any]) -> Json:
    study = cp.read_facets(**options)
    return Json(cp.rasch(given(study.columns), **study.options).to_json())


def without_table(options: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in options.items() if name != "table"}


CALLS: dict[str, Callable[[Case, dict[str, Any]], Any]] = {
    "framework": lambda case, options: cp.framework().document(),
    "rubric": lambda case, options: Json(case.rubric().to_json()),
    "rubricSchema": lambda case, options: Json(cp.Rubric.json_schema()),
    "rubricTable": lambda case, options: columns(case.rubric().table(**options)),
    "contextDescriptors": lambda case, options: cp.context_descriptors().document(),
    "contextProfile": lambda case, options: Json(cp.ContextProfile.from_json(case.text("context")).to_json()),
    "contextProfileSchema": lambda case, options: Json(cp.ContextProfile.json_schema()),
    "contextKnown": lambda case, options: columns(case.there().known()),
    "contextMatch": lambda case, options: Json(case.context_match(options).to_json()),
    "contextMatchTable": lambda case, options: columns(case.context_match(options).table()),
    "caseStudyProfile": lambda case, options: Json(case.there().to_json()),
    "practices": lambda case, options: cp.practices(**options).document(),
    "caseStudies": lambda case, options: cp.case_studies(**options).document(),
    "sheet": lambda case, options: Json(cp.Sheet.from_json(case.text("sheet")).to_json()),
    "sheetSchema": lambda case, options: Json(cp.Sheet.json_schema()),
    "units": lambda case, options: Json(given(case.units()).to_json()),
    "unitsSchema": lambda case, options: Json(cp.Units.json_schema()),
    "ratings": lambda case, options: Json(case.ratings().to_json()),
    "codebook": lambda case, options: columns(case.rubric().codebook(**options)),
    "fromItems": lambda case, options: Json(cp.Rubric.from_items(**options).to_json()),
    "fromCase": lambda case, options: Json(case.from_case(options).rubric.to_json()),
    "fromCaseLosses": lambda case, options: columns(case.from_case(options).losses()),
    "toCase": lambda case, options: Json(case.rubric().to_case(**options).to_json()),
    "toCaseLosses": lambda case, options: columns(case.rubric().to_case(**options).losses()),
    "surveyMapping": lambda case, options: Json(case.mapping().to_json()),
    "surveyMappingSchema": lambda case, options: Json(cp.SurveyMapping.json_schema()),
    "draftMapping": lambda case, options: Json(case.draft().mapping.to_json()),
    "draftMappingTable": lambda case, options: columns(case.draft().table()),
    "draftMappingOpen": lambda case, options: case.draft().mapping.open_places(),
    "survey": lambda case, options: Json(case.survey(options).to_json()),
    "surveyAccount": lambda case, options: given(case.survey(options).survey()).document(),
    "unmatched": lambda case, options: (case.concat(options) if options else case.ratings()).unmatched().document(),
    "concat": lambda case, options: Json(case.concat(options).to_json()),
    "ratingsCsv": lambda case, options: case.ratings().to_csv(),
    "pseudonyms": lambda case, options: cp.pseudonyms(**options),
    "tally": lambda case, options: case.tally(options),
    "score": lambda case, options: Json(case.score(options).to_json()),
    "adjust": lambda case, options: Json(case.observed().adjust(**options).to_json()),
    "scoreTable": lambda case, options: table(case.scores(), options),
    "release": lambda case, options: Json(case.scores().release(**options).to_json()),
    "releaseTable": lambda case, options: table(case.released(), options),
    "releaseRecord": lambda case, options: case.released().record(),
    "reliableChange": lambda case, options: cp.reliable_change(**options).document(),
    "equivalence": lambda case, options: cp.equivalence(**options).document(),
    "readFacets": lambda case, options: cp.read_facets(**options).document(),
    "facetsRasch": lambda case, options: facets_rasch(options),
    "readFacetsScores": lambda case, options: cp.read_facets_scores(**options).document(),
    "ratingTable": lambda case, options: Json(case.rating_table(options).to_json()),
    "generalizability": lambda case, options: Json(case.generalizability(options).to_json()),
    "generalizabilityTable": lambda case, options: table(case.study(), options),
    "agreementState": lambda case, options: Json(case.agreement_state(options).to_json()),
    "composite": lambda case, options: Json(case.composite(options).to_json()),
    "compositeTable": lambda case, options: case.composite_table(options),
    "chart": lambda case, options: case.chart(options),
    "reportsByUnit": lambda case, options: case.reports_by_unit(options),
    "report": lambda case, options: Json(case.report(options).to_json()),
    "reportHtml": lambda case, options: case.report_html(options),
    "reportMarkdown": lambda case, options: case.report(options).to_markdown(),
    "reportDocx": lambda case, options: case.report(options).to_docx().hex(),
    "travel": lambda case, options: case.travel(options),
}


def dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def of_error(error: cp.CollabproError) -> dict[str, Any]:
    """An error as the core writes it, from the attributes that users read."""
    kinds = {cp.RubricError: "rubric", cp.RatingsError: "ratings", cp.EstimationError: "estimation"}
    return {
        "code": error.code,
        "kind": kinds.get(type(error), "other"),
        "path": error.path,
        "message": str(error),
        "hint": error.hint,
        "total": error.total,
        "problems": error.problems,
    }
