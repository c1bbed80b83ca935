"""What a paper tells of a result: its sources, a paragraph on methods, numbers as they stand in a text, and a table."""

from __future__ import annotations

from typing import Any

from collabpro._apa_table import ApaTable
from collabpro._entries import GROUPS, Entry, Group, Symbol
from collabpro._elsewhere import SYNONYMS
from collabpro._markup import Markup, figure, marked, probability
from collabpro._methods import METHODS, percent, software, sources
from collabpro._references import bibtex, citation, reference
from collabpro._words import say, word

DASH = "–"


def kind(result: Any) -> str:
    return type(result).__name__


def cite(result: Any, style: str = "apa") -> list[str]:
    if style not in ("apa", "bibtex"):
        raise ValueError(f"style is 'apa' or 'bibtex', not {style!r}")
    keys = sources(kind(result), result.document())
    return [citation(style), *((bibtex if style == "bibtex" else reference)(key) for key in keys)]


def methods(result: Any, language: str | None = None) -> str:
    told = METHODS[kind(result)](result.document(), language)
    return marked(" ".join(word([*told, software()], language)), "text")


def groups(result: Any) -> list[Group]:
    return list(GROUPS[kind(result)](result.document()))


def written(symbol: Symbol, language: str | None) -> str:
    """A symbol with its marks."""
    return symbol if isinstance(symbol, str) else word([symbol], language)[0]


def bounds(entry: Entry, decimal: str) -> str:
    """An interval in brackets; what cannot exceed 1 has no zero before the point."""
    told = entry.interval or {}
    apart = "; " if decimal == "," else ", "
    return f"[{apart.join(figure(told[end], bounded=entry.bounded, decimal=decimal) for end in ('lower', 'upper'))}]"


def test_of(entry: Entry, decimal: str) -> str:
    """F with its degrees of freedom, and p."""
    told = entry.test or {}
    return f"*F*({freedom(entry, decimal)}) = {figure(told['f'], decimal=decimal)}, *p* {probability(told['p'], decimal=decimal)}"


def freedom(entry: Entry, decimal: str) -> str:
    """Both degrees of freedom, whole ones without decimals."""
    told = entry.test or {}
    apart = "; " if decimal == "," else ", "
    return apart.join(figure(told[name], 2, decimal=decimal).removesuffix(f"{decimal}00") for name in ("df1", "df2"))


def level(result: Any) -> str:
    return percent(result.document())


def apa(
    result: Any, name: str | None = None, *, row: int = 0, markup: Markup = "text", decimal: str = ".", language: str | None = None
) -> str:
    entries = group_of(result, row).entries
    chosen = [called(entries, name)] if name is not None else [one for one in entries if one.value is not None and one.listed]
    return marked("; ".join(sentence(result, one, decimal, language) for one in chosen), markup)


def value(result: Any, name: str, *, row: int = 0) -> float | None:
    return called(group_of(result, row).entries, name).value


def group_of(result: Any, row: int) -> Group:
    """One study of a result."""
    own = groups(result)
    if not -len(own) <= row < len(own):
        raise IndexError(f"row {row}: there are {len(own)}")
    return own[row]


def called(entries: list[Entry], name: str) -> Entry:
    """The number of a name, or of what other packages call it."""
    found = next((one for one in entries if one.name in (name, SYNONYMS.get(name))), None)
    if found is None:
        raise KeyError(f"{name!r}: there are {', '.join(one.name for one in entries)}")
    return found


def sentence(result: Any, entry: Entry, decimal: str, language: str | None) -> str:
    """A number with its symbol, interval and test."""
    symbol = written(entry.symbol, language)
    if entry.value is None:
        return say("apa.undefined", language, symbol=symbol, reason=entry.reason or "")
    told = [f"{symbol} = {figure(entry.value, bounded=entry.bounded, decimal=decimal)}"]
    if entry.interval:
        told.append(f"{say('apa.ci', language, level=level(result))} {bounds(entry, decimal)}")
    if entry.test:
        told.append(test_of(entry, decimal))
    return ", ".join(told)


def apa_table(result: Any, title: str | None = None, *, number: int = 1, decimal: str = ".", language: str | None = None) -> ApaTable:
    own = [Group(group.where, [one for one in group.entries if one.listed]) for group in groups(result)]
    entries = [one for group in own for one in group.entries]
    # What has a value for no one is no row, and what no number has is no column.
    named = {one.name for one in entries if one.value is not None}
    where = any(group.where for group in own) and (len(own) > 1 or kind(result) in ("Decisions", "Rasch"))
    interval, error = any(one.interval for one in entries), any(one.error is not None for one in entries)
    test, share = any(one.test for one in entries), any(one.share is not None for one in entries)
    first = "head.component" if kind(result) == "Generalizability" else "head.coefficient"
    heads = [*(["head.where"] if where else []), first, "head.value", *(["head.error"] if error else [])]
    names = [say(head, language) for head in heads]
    names += [say("apa.ci", language, level=level(result))] if interval else []
    names += ["*F*", "*df*", "*p*"] if test else []
    names += [say("head.share", language)] if share else []
    rows = []
    for group in own:
        for one in group.entries:
            if one.name not in named:
                continue
            cells = [", ".join(group.where) or say("word.all", language)] if where else []
            cells += [written(one.symbol, language), shown(one.value, one.bounded, decimal)]
            cells += [shown(one.error, one.bounded, decimal)] if error else []
            cells += [bounds(one, decimal) if one.interval else DASH] if interval else []
            cells += tested(one, decimal) if test else []
            cells += [shown(one.share, True, decimal)] if share else []
            rows.append(cells)
    notes = [say("apa.note.undefined", language)] if any(DASH in cells for cells in rows) else []
    told = title if title is not None else say(f"apa.title.{kind(result).lower()}", language)
    return ApaTable(told, names, rows, notes, number=number, language=language)


def shown(value: float | None, bounded: bool, decimal: str) -> str:
    return DASH if value is None else figure(value, bounded=bounded, decimal=decimal)


def tested(entry: Entry, decimal: str) -> list[str]:
    """F, its degrees of freedom, and p."""
    if not entry.test:
        return [DASH] * 3
    p = probability(entry.test["p"], decimal=decimal).removeprefix("= ")
    return [figure(entry.test["f"], decimal=decimal), freedom(entry, decimal), p]
