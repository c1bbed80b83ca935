"""Packages of CASE against the field rules of the standard, written down here as JSON Schema.

The rules are those of 1EdTech's schema of the CFPackage of CASE 1.1: which fields there are, which must be there, their
types, and the closed lists of words. Version 1.0 is the same without what 1.1 added.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import collabpro as cp

INPUTS = Path(__file__).parents[1] / "vectors" / "_inputs"
UUID = {"type": "string", "pattern": "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$"}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$"}
DAY = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
ANY = {"type": "object"}
# What 1.1 added to 1.0, beside `extensions`.
NEW = {
    "CFDocument": ["caseVersion", "frameworkType"],
    "CFItem": ["subject", "subjectURI"],
    "CFAssociation": ["notes"],
    "LinkGenURI": ["targetType"],
}


def words(*known: str) -> dict[str, Any]:
    return {"oneOf": [{"enum": list(known)}, {"type": "string", "pattern": "^ext:[A-Za-z0-9._-]+$"}]}


def many(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


def schema(version: str) -> dict[str, Any]:
    """Fields are texts unless they are of another form; those with a mark must be there."""
    new = version == "1.1"
    kinds = ["isChildOf", "isPeerOf", "isPartOf", "exactMatchOf", "precedes", "isRelatedTo", "replacedBy", "exemplar"]
    kinds += ["hasSkillLevel", *(["isTranslationOf"] if new else [])]
    links = "licenseURI CFItemURI CFItemTypeURI conceptKeywordsURI CFAssociationGroupingURI".split()
    forms: dict[str, dict[str, Any]] = {
        **{link: ref("LinkURI") for link in links},
        "identifier": UUID,
        "rubricId": UUID,
        "rubricCriterionId": UUID,
        "lastChangeDateTime": MOMENT,
        "statusStartDate": DAY,
        "statusEndDate": DAY,
        "extensions": ANY,
        "caseVersion": {"enum": ["1.1"]},
        "associationType": words(*kinds),
        "targetType": words("CASE"),
        "originNodeURI": ref("LinkGenURI"),
        "destinationNodeURI": ref("LinkGenURI"),
        "sequenceNumber": {"type": "integer"},
        "position": {"type": "integer"},
        "weight": {"type": "number"},
        "score": {"type": "number"},
        "subject": many({"type": "string"}),
        "conceptKeywords": many({"type": "string"}),
        "educationLevel": many({"type": "string"}),
        "subjectURI": many(ref("LinkURI")),
        "CFDocument": ref("CFDocument"),
        "CFDefinitions": ref("CFDefinitions"),
        "CFRubricCriteria": many(ref("CFRubricCriterion")),
        "CFRubricCriterionLevels": many(ref("CFRubricCriterionLevel")),
    }
    for name in "CFItem CFAssociation CFRubric CFConcept CFSubject CFLicense CFItemType CFAssociationGrouping".split():
        forms[name + "s"] = many(ref(name))

    def record(name: str, fields: str, own: dict[str, Any] | None = None) -> dict[str, Any]:
        gone = [] if new else ["extensions", *NEW.get(name, [])]
        names = [field for field in fields.split() if field.rstrip("!") not in gone]
        known = forms | (own or {})
        properties = {field.rstrip("!"): known.get(field.rstrip("!"), {"type": "string"}) for field in names}
        required = [field.rstrip("!") for field in names if field.endswith("!")]
        return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}

    head = "identifier! uri! lastChangeDateTime! extensions "
    records = {
        "CFDocument": head + "creator! title! frameworkType caseVersion officialSourceURL publisher description subject "
        "subjectURI language version adoptionStatus statusStartDate statusEndDate licenseURI notes",
        "CFItem": head + "fullStatement! alternativeLabel CFItemType humanCodingScheme listEnumeration notes language "
        "abbreviatedStatement conceptKeywords conceptKeywordsURI subject subjectURI educationLevel CFItemTypeURI "
        "licenseURI statusStartDate statusEndDate",
        "CFAssociation": head + "associationType! originNodeURI! destinationNodeURI! sequenceNumber notes "
        "CFAssociationGroupingURI",
        "CFDefinitions": "CFConcepts CFSubjects CFLicenses CFItemTypes CFAssociationGroupings extensions",
        "CFConcept": head + "title! hierarchyCode! keywords description",
        "CFSubject": head + "title! hierarchyCode! description",
        "CFLicense": head + "title! licenseText! description",
        "CFItemType": head + "title! description! hierarchyCode! typeCode",
        "CFAssociationGrouping": head + "title! description",
        "CFRubric": head + "title description CFRubricCriteria",
        "CFRubricCriterion": head + "category description CFItemURI weight position rubricId CFRubricCriterionLevels",
        "LinkURI": "title! identifier! uri!",
    }
    defs = {name: record(name, fields) for name, fields in records.items()}
    # Of a level the extensions are a list; a general link may name anything.
    level = head + "description quality score feedback position rubricCriterionId"
    defs["CFRubricCriterionLevel"] = record("", level, {"extensions": many(ANY)})
    anything = {"identifier": {"type": "string"}}
    defs["LinkGenURI"] = record("LinkGenURI", "title! identifier! uri! targetType", anything)
    package = record("", "CFDocument! CFItems CFAssociations CFDefinitions CFRubrics extensions")
    return {**package, "$defs": defs}


def check(text: str, version: str) -> None:
    rules = schema(version)
    jsonschema.Draft202012Validator.check_schema(rules)
    jsonschema.validate(json.loads(text), rules)


@pytest.mark.parametrize(("name", "version"), [("case-1p0", "1.0"), ("case-1p1", "1.1")])
def test_what_is_read_and_written(name: str, version: str) -> None:
    text = (INPUTS / f"{name}.json").read_text(encoding="utf-8")
    check(text, version)
    whole = json.loads(text)
    for rubric in whole["CFRubrics"]:
        found = cp.Rubric.from_case(text, rubric=rubric["identifier"]).rubric
        assert json.loads(found.to_case().to_json()) == whole
        check(found.to_case(version="1.0").to_json(), "1.0")
        check(found.to_case(version="1.1").to_json(), "1.1")


@pytest.mark.parametrize("version", ["1.0", "1.1"])
def test_our_own_rubric(version: Any) -> None:
    rubric = cp.Rubric.bundled()
    made = rubric.to_case(version=version, creator="The team", last_change_date_time="2026-03-31T12:00:00Z")
    check(made.to_json(), version)


def test_every_field_is_used() -> None:
    """The rules notice a field that the made-up package lacks, so that it stays whole."""
    whole = json.loads((INPUTS / "case-1p1.json").read_text(encoding="utf-8"))
    used: dict[str, set[str]] = {}
    lists = {"CFRubricCriteria": "CFRubricCriterion", "CFDocument": "CFDocument", "CFDefinitions": "CFDefinitions"}

    def walk(name: str, value: Any) -> None:
        if isinstance(value, list):
            for one in value:
                walk(name, one)
        elif isinstance(value, dict) and name:
            used.setdefault(name, set()).update(value)
            for field, below in value.items():
                of = lists.get(field, field.removesuffix("s") if field.startswith("CF") else "")
                general = field in ("originNodeURI", "destinationNodeURI")
                of = "LinkGenURI" if general else "LinkURI" if field.endswith("URI") else of
                walk("" if field == "extensions" else of, below)

    walk("package", whole)
    rules = schema("1.1")
    assert used.pop("package") == set(rules["properties"])
    assert used == {name: set(record["properties"]) for name, record in rules["$defs"].items()}


def test_rules_that_are_broken_are_noticed() -> None:
    text = (INPUTS / "case-1p1.json").read_text(encoding="utf-8")
    for right, wrong in [
        ('"caseVersion": "1.1"', '"caseVersion": "1.0"'),
        ('"score": 5.0', '"score": "5"'),
        ('"isChildOf"', '"isParentOf"'),
        ('"identifier": "000000c8', '"identifier": "000000C8'),
        ('"weight": 2.0', '"weigth": 2.0'),
    ]:
        assert right in text
        with pytest.raises(jsonschema.ValidationError):
            check(text.replace(right, wrong, 1), "1.1")
