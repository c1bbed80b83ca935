"""What was run, in the words of a section on methods, and its sources."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from collabpro import _native
from collabpro._entries import GROUPS, coefficient, sizes
from collabpro._markup import figure, unmarked
from collabpro._references import YEAR, in_text
from collabpro._words import message

Message = dict[str, Any]
Document = dict[str, Any]

KAPPAS = {
    "cohen": "cohen1960",
    "light": "light1971",
    "fleiss": "fleiss1971",
    "conger": "conger1980",
    "brennan_prediger": "brennan1981",
    "ac": "gwet2008",
    "krippendorff": "krippendorff2019",
}
CONSISTENCY = {
    "alpha": "cronbach1951",
    "omega_total": "mcdonald1999",
    "omega_hierarchical": "zinbarg2005",
    "omega_groups": "zinbarg2005",
    **{f"lambda{at}": "guttman1945" for at in (1, 2, 4, 5, 6)},
}


def percent(document: Document) -> str:
    return figure(100 * document["options"]["confidence"], 1).removesuffix(".0")


def draws(document: Document) -> dict[str, Any]:
    options = document["options"]
    return {"n": options["replicates"], "generator": document["generator"], "seed": str(options["seed"])}


def sourced(symbol: Any, key: str | None, language: str | None) -> Any:
    said = symbol if isinstance(symbol, dict) else {"id": "methods.design", "args": {"sizes": symbol}}
    return message("methods.source", symbol=said, source=in_text(key, language)) if key else said


def more(n: int) -> list[Message]:
    return [message("methods.one_more", n=n)] if n > 1 else []


def agreement(document: Document, language: str | None) -> list[Message]:
    rows = document["rows"]
    if not rows:
        return []
    row, told = rows[0], []
    given = [one for one in row["estimates"] if one["value"] is not None]
    for one in given:
        symbol = message("symbol.percent") if (one["coefficient"], one["weights"]) == ("percent", "identity") else coefficient(one)[1]
        told.append(sourced(symbol, KAPPAS.get(one["coefficient"]), language))
    people = {"raters": row["raters"], "units": row["units"], "ratings": row["ratings"]}
    over = message(f"word.{row['over']}")
    errors = message("methods.agreement.errors", level=percent(document), over=over)
    if document["options"]["replicates"]:
        errors = message("methods.agreement.bootstrap", level=percent(document), over=over, **draws(document))
    options, beside = document["options"], []
    if options["errors"] == "derivative":
        beside.append(message("methods.agreement.derivative"))
    if options["population"] is not None:
        beside.append(message("methods.agreement.population", n=options["population"]))
    return [message("methods.agreement", coefficients=told, **people), *([errors, *beside] if given else []), *more(len(rows))]


def icc(document: Document, _: str | None) -> list[Message]:
    rows = document["rows"]
    if not rows:
        return []
    row = rows[0]
    used = {form["method"] for form in row["forms"] if form["value"] is not None}
    method = message("word.icc_reml" if "reml" in used else "word.mean_squares")
    people = {"raters": row["raters"], "units": row["units"], "ratings": row["ratings"]}
    missing = [message("methods.icc.missing")] if "reml" in used else []
    return [message("methods.icc", method=method, level=percent(document), **people), *missing, *more(len(rows))]


def consistency(document: Document, language: str | None) -> list[Message]:
    groups = list(GROUPS["Consistency"](document))
    if not groups:
        return []
    row, group = document["results"][0], groups[0]
    defined = [one for one in group.entries if one.value is not None and one.listed]
    told = [sourced(one.symbol, CONSISTENCY[one.name], language) for one in defined]
    names = {one.name for one in defined}
    said = message(
        "methods.consistency",
        items=len(row["items"]),
        rows=row["rows"],
        basis=message(f"word.{row['basis']}"),
        missing=message(f"word.{row['missing']}"),
        coefficients=told,
        level=percent(document),
    )
    omega = [message("methods.consistency.omega")] if "omega_total" in names else []
    general = [message("methods.consistency.hierarchical", n=document["options"]["groupFactors"])] if "omega_hierarchical" in names else []
    return [said, *omega, *general, *more(len(groups))]


def aggregation(document: Document, _: str | None) -> list[Message]:
    rows = document["over"]
    if not rows:
        return []
    row = rows[0]
    said = [message("methods.aggregation", raters=row["raters"], units=row["units"], level=percent(document))]
    if row["permutations"]:
        said.append(message("methods.aggregation.permutations", **{**draws(document), "n": row["permutations"]}))
    return [*said, *more(len(rows))]


def generalizability(document: Document, _: str | None) -> list[Message]:
    studies = document["studies"]
    if not studies:
        return []
    study = next((one for one in studies if one["estimator"]), studies[0])
    if not study["estimator"]:
        return [message("methods.generalizability.none", reason=study["reason"] or "")]
    estimator = message(f"word.{study['estimator']}")
    said = message("methods.generalizability", scores=study["scores"], design=unmarked(study["design"]), estimator=estimator, level=percent(document))
    return [said, *more(len(studies))]


def fixed(document: Document) -> Message:
    facets = document["options"]["fixed"]
    return message("methods.fixed", facets=unmarked(", ".join(facets))) if facets else message("methods.nothing_fixed")


def decisions(document: Document, _: str | None) -> list[Message]:
    designs = [message("methods.design", sizes=told) for told in dict.fromkeys(sizes(one) for one in document["decisions"]) if told]
    return [message("methods.decisions", designs=designs, fixed=fixed(document), level=percent(document), **draws(document))]


def plans(document: Document, _: str | None) -> list[Message]:
    options = document["options"]
    costs = ", ".join(f"{cost:g} ({unmarked(what)})" for what, cost in options["costs"].items())
    paid = message("methods.plans.costs", costs=costs) if costs else message("methods.plans.each_rating")
    target = figure(options["target"], 2, bounded=True)
    wanted = message(f"word.{options['coefficient']}")
    return [message("methods.plans", coefficient=wanted, target=target, costs=paid, level=percent(document), **draws(document))]


def rasch(document: Document, _: str | None) -> list[Message]:
    said = message(
        "methods.rasch",
        ratings=int(document["ratings"]),
        model=message(f"word.{document['model']}"),
        facets=", ".join(unmarked(facet["facet"]) for facet in document["facets"]),
        estimation=message(f"word.{document['options']['estimation']}"),
        state=message("word.converged" if document["state"] == "converged" else "word.stopped"),
        iterations=document["iterations"],
    )
    factor = document["correctionFactor"]
    corrected = [message("methods.rasch.corrected", factor=figure(factor, 2, bounded=True))] if factor not in (None, 1) else []
    return [said, *corrected]


METHODS: dict[str, Callable[[Document, "str | None"], list[Message]]] = {
    "Aggregation": aggregation,
    "Agreement": agreement,
    "Consistency": consistency,
    "Decisions": decisions,
    "Generalizability": generalizability,
    "Icc": icc,
    "Plans": plans,
    "Rasch": rasch,
}


def software() -> Message:
    author = message("software.author")
    return message("methods.software", version=_native.__version__, author=author, year=str(YEAR))


def sources(kind: str, document: Document) -> list[str]:
    """The keys of the sources of what was computed, in the order of the alphabet."""
    found: set[str] = set()
    if kind == "Agreement":
        for estimate in (one for row in document["rows"] for one in row["estimates"] if one["value"] is not None):
            own = estimate["coefficient"]
            found |= {KAPPAS[own]} if own in KAPPAS else set()
            found |= {"cohen1968"} if own == "cohen" and estimate["weights"] != "identity" else set()
            found |= {"fleiss1969"} if estimate["method"] == "fleiss_cohen_everitt" else set()
    elif kind == "Icc":
        forms = [form for row in document["rows"] for form in row["forms"] if form["value"] is not None]
        found |= {"mcgraw1996", "shrout1979"} | ({"tenhove2022"} if any(form["method"] == "reml" for form in forms) else set())
    elif kind == "Consistency":
        entries = [one for group in GROUPS[kind](document) for one in group.entries if one.value is not None and one.listed]
        found |= {CONSISTENCY[one.name] for one in entries}
        found |= {"feldt1965", "vanzyl2000"} if any(one.name == "alpha" for one in entries) else set()
        found |= {"schmid1957"} if any(one.name == "omega_hierarchical" for one in entries) else set()
        found |= {"geldhof2014"} if any(row["basis"] in ("within", "between") for row in document["results"]) else set()
    elif kind == "Aggregation":
        found |= {"bliese2000", "burke1999", "james1984", "lebreton2008"}
    elif kind == "Rasch":
        own = {"rating_scale": "andrich1978", "partial_credit": "masters1982"}.get(document["model"])
        by = {"marginal": "bock1981", "conditional": "andersen1972"}.get(document["options"]["estimation"])
        found |= {"linacre1989", "warm1989"} | {key for key in (own, by) if key}
        found |= {"wright1982"} if document["correctionFactor"] not in (None, 1) else set()
    else:
        found |= {"brennan2001"}
        if kind == "Generalizability":
            used = {study["estimator"] for study in document["studies"]}
            found |= {"satterthwaite1946"} | {key for by, key in (("reml", "patterson1971"), ("henderson", "henderson1953")) if by in used}
        else:
            found |= {"weerahandi1993"}
            cut = kind == "Decisions" and any(one["dependabilityAtCut"] for one in document["decisions"])
            found |= {"brennankane1977"} if cut else set()
    return sorted(found)
