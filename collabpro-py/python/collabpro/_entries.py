"""The numbers of a result that a paper tells, each with its symbol, interval and test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Union

from collabpro._markup import unmarked
from collabpro._words import message

Symbol = Union[str, "dict[str, Any]"]
"""Signs, with ``*italics*`` marked, or a message that is worded so."""


@dataclass(frozen=True)
class Entry:
    """A number of a result."""

    name: str
    """By which ``apa`` finds it."""
    symbol: Symbol
    """As it is written."""
    value: float | None
    interval: dict[str, float] | None = None
    error: float | None = None
    bounded: bool = True
    """Whether it cannot exceed 1."""
    test: dict[str, Any] | None = None
    """F with its degrees of freedom and p."""
    share: float | None = None
    """Of all variance."""
    reason: str | None = None
    """Why there is no value."""
    listed: bool = True
    """Whether it is told where no name is given."""


@dataclass(frozen=True)
class Group:
    """The numbers of one study of a result, such as an informant group on a construct."""

    where: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)


def coefficient(estimate: dict[str, Any]) -> tuple[str, Symbol]:
    """The id of a coefficient of agreement, and how it is written."""
    kind, weights, metric = estimate["coefficient"], estimate["weights"], estimate["metric"]
    if kind == "krippendorff":
        return f"{kind}/{metric}", message("symbol.krippendorff", metric=message(f"word.{metric}"))
    sign: Symbol = {"ac": f"Gwet AC~{1 if weights == 'identity' else 2}~", "percent": "*P*~o~"}.get(kind) or message(f"symbol.{kind}")
    beside = message("symbol.weighted", symbol=sign, weights=message(f"word.{weights}"))
    name = f"{kind}/{weights}" if kind != "ac" else "ac1" if weights == "identity" else f"ac2/{weights}"
    return name, sign if weights == "identity" else beside


def agreement(document: dict[str, Any]) -> Iterator[Group]:
    for row in document["rows"]:
        entries = []
        for one in row["estimates"]:
            name, symbol = coefficient(one)
            told = (one.get("bootstrap") or {}) if document["options"]["replicates"] else {}
            interval = told.get("interval") or one["interval"]
            entries.append(Entry(name, symbol, one["value"], interval, one["standardError"], reason=one["undefined"].get("value")))
        yield Group(of(row), entries)


def icc(document: dict[str, Any]) -> Iterator[Group]:
    for row in document["rows"]:
        forms = []
        for one in row["forms"]:
            name, symbol = one["name"], one["name"]
            if one["model"] == "two_way_mixed":
                name, symbol = f"{name} mixed", message("symbol.mixed", symbol=symbol)
            forms.append(Entry(name, symbol, one["value"], one["interval"], test=one["test"], reason=one["undefined"].get("value")))
        yield Group(of(row), forms)


CONSISTENCY = {
    "alpha": "α",
    "omegaTotal": "ω~t~",
    "omegaHierarchical": "ω~h~",
    "omegaGroups": "ω~groups~",
    "lambda1": "λ~1~",
    "lambda2": "λ~2~",
    "lambda4": "λ~4~",
    "lambda5": "λ~5~",
    "lambda6": "λ~6~",
}


def consistency(document: dict[str, Any]) -> Iterator[Group]:
    for row in document["results"]:
        told = {"alpha": (row["interval"], row["standardError"]), "omegaTotal": (row["omegaInterval"], row["omegaStandardError"])}
        entries = []
        for name, symbol in CONSISTENCY.items():
            interval, error = told.get(name, (None, None))
            value = (row["raw"] or {}).get(name)
            entries.append(Entry(snake(name), symbol, value, interval, error, reason=(row["raw"] or row)["undefined"].get(name)))
        own = row["standardized"] or {"undefined": row["undefined"]}
        for name, symbol in CONSISTENCY.items():
            of_correlations, reason = message("symbol.standardized", symbol=symbol), own["undefined"].get(name)
            entries.append(Entry(f"{snake(name)}/standardized", of_correlations, own.get(name), reason=reason, listed=False))
        yield Group([*of(row), *([row["basis"]] if row["basis"] != "rows" else [])], entries)


def aggregation(document: dict[str, Any]) -> Iterator[Group]:
    for row in document["over"]:
        test = {"f": row["f"], "df1": row["units"] - 1, "df2": row["raters"] - row["units"], "p": row["p"]} if row["f"] is not None else None
        told = row["undefined"]
        first = Entry("ICC(1)", "ICC(1)", row["icc1"], row["icc1Interval"], test=test, reason=told.get("icc1"))
        second = Entry("ICC(2)", "ICC(2)", row["icc2"], row["icc2Interval"], reason=told.get("icc2"))
        yield Group(of(row), [first, second, *within(document, row)])


def within(document: dict[str, Any], row: dict[str, Any]) -> Iterator[Entry]:
    """Agreement within units, as the mean over those that have a value."""
    own = [unit for unit in document["units"] if all(unit[key] == row[key] for key in ("occasion", "role", "construct", "criterion"))]
    several = row["criteria"] > 1
    for null, name in (("uniform", "un"), ("slightly_skewed", "ss")):
        values = [one["value"] for unit in own for one in unit["rwg"] if one["null"] == null and one["value"] is not None]
        if values:
            yield Entry(f"rwg/{null}", message("symbol.mean", symbol=f"*r*~wg{'(j)' if several else ''},{name}~"), sum(values) / len(values))
    values = [unit["adMean"] for unit in own if unit["adMean"] is not None]
    if values:
        yield Entry("ad_mean", message("symbol.mean", symbol="*AD*~M~"), sum(values) / len(values), bounded=False)


def generalizability(document: dict[str, Any]) -> Iterator[Group]:
    for study in document["studies"]:
        entries = [
            Entry(one["effect"], f"σ^2^({unmarked(one['effect'])})", one["variance"], one["interval"], one["standardError"], False, share=one["share"])
            for one in study["components"]
        ]
        yield Group(of(study), entries)


def decisions(document: dict[str, Any]) -> Iterator[Group]:
    for one in document["decisions"]:
        entries = []
        for name, symbol in (("generalizability", "Eρ^2^"), ("dependability", "Φ"), ("dependabilityAtCut", "Φ(λ)")):
            found = one[name] or {}
            entries.append(Entry(snake(name), symbol, found.get("value"), found.get("interval"), reason=one["undefined"].get(name)))
        for name, symbol in (("relativeSem", "*SEM*~δ~"), ("absoluteSem", "*SEM*~Δ~")):
            found = one[name] or {}
            entries.append(Entry(snake(name), symbol, found.get("value"), found.get("interval"), None, False, reason=one["undefined"].get(name)))
        yield Group([*of(one), sizes(one)], entries)


def plans(document: dict[str, Any]) -> Iterator[Group]:
    symbol = "Φ" if document["options"]["coefficient"] == "dependability" else "Eρ^2^"
    for plan in document["plans"]:
        entries = [
            Entry(bare(one), f"{symbol} ({sizes(one)})", one["coefficient"]["value"], one["coefficient"]["interval"]) for one in plan["designs"]
        ]
        yield Group(of(plan), entries)


def rasch(document: dict[str, Any]) -> Iterator[Group]:
    for facet in document["facets"]:
        told = facet["sample"] or {}
        entries = [
            Entry("reliability", message("symbol.separation"), told.get("reliability")),
            Entry("separation", "*G*", told.get("separation"), bounded=False),
            Entry("rmse", "*RMSE*", facet["rmse"], bounded=False),
        ]
        yield Group([unmarked(facet["facet"])], entries)


GROUPS: dict[str, Callable[[dict[str, Any]], Iterator[Group]]] = {
    "Aggregation": aggregation,
    "Agreement": agreement,
    "Consistency": consistency,
    "Decisions": decisions,
    "Generalizability": generalizability,
    "Icc": icc,
    "Plans": plans,
    "Rasch": rasch,
}


def of(row: dict[str, Any]) -> list[str]:
    """Whose numbers they are, where a result has several."""
    return [unmarked(str(row[key])) for key in ("occasion", "role", "construct", "criterion") if row.get(key)]


def sizes(row: dict[str, Any]) -> str:
    """How many of each facet, with marks."""
    return ", ".join(f"*n*~{unmarked(facet.replace(' ', '_'))}~ = {n:g}" for facet, n in row["sizes"].items())


def bare(row: dict[str, Any]) -> str:
    """The same as core writes it: ``criterion 3, rater 4``."""
    return ", ".join(f"{facet} {n:g}" for facet, n in row["sizes"].items())


def snake(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name)
