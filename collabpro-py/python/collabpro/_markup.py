"""Numbers and symbols of a paper: marks for italics and for what stands low or high, and what becomes of them in a text, Markdown, HTML and LaTeX."""

from __future__ import annotations

import html
import re
from functools import lru_cache
from typing import Literal

from collabpro import _native

Markup = Literal["text", "markdown", "html", "latex"]

LOW = str.maketrans("0123456789", "₀₁₂₃₄₅₆₇₈₉")
HIGH = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
GREEK = {"α": r"\alpha", "κ": r"\kappa", "λ": r"\lambda", "μ": r"\mu", "ρ": r"\rho", "σ": r"\sigma", "Φ": r"\Phi", "δ": r"\delta", "Δ": r"\Delta", "χ": r"\chi", "ω": r"\omega"}
LATEX = {"\\": r"\textbackslash{}", "%": r"\%", "&": r"\&", "_": r"\_", "#": r"\#", "$": r"\$", "{": r"\{", "}": r"\}", "<": "$<$", ">": "$>$", "−": "$-$"}
LATEX |= {"\u00a0": "~", "×": r"$\times$", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}"} | {letter: f"${name}$" for letter, name in GREEK.items()}
PARTS = re.compile(r"\*([^*]+)\*|~([^~ ]+)~|\^([^\^ ]+)\^")


UNMARKED = {"*": "\ue001", "~": "\ue002", "^": "\ue003"}


def unmarked(text: str) -> str:
    """A text of the data, whose signs mark nothing."""
    return "".join(UNMARKED.get(letter, letter) for letter in text)


def marked(text: str, markup: Markup) -> str:
    """A text with ``*italics*``, ``~low~`` and ``^high^`` in one of four forms."""
    out, at = [], 0
    for found in PARTS.finditer(text):
        out += [plain(text[at : found.start()], markup), part(found, markup)]
        at = found.end()
    return "".join([*out, plain(text[at:], markup)])


def part(found: re.Match[str], markup: Markup) -> str:
    italic, low, high = found.groups()
    inside = plain(italic or low or high, markup)
    if markup == "text":
        return inside if italic else low.translate(LOW) if low and low.isdigit() else f"_{low}" if low else high.translate(HIGH)
    if markup == "markdown" and italic:
        return f"*{inside}*"
    if markup == "latex":
        return rf"\textit{{{inside}}}" if italic else rf"\text{'sub' if low else 'super'}script{{{inside}}}"
    tag = "em" if italic else "sub" if low else "sup"
    return f"<{tag}>{inside}</{tag}>"


def plain(text: str, markup: Markup) -> str:
    """A text without marks, made harmless."""
    for sign, kept in UNMARKED.items():
        text = text.replace(kept, sign)
    if markup == "html":
        return html.escape(text, quote=False)
    if markup == "latex":
        return "".join(LATEX.get(letter, letter) for letter in text)
    if markup == "markdown":
        return re.sub(r"([\\*_|`<~^])", r"\\\1", text)
    return text


@lru_cache(maxsize=4096)
def figure(value: float, decimals: int = 2, *, bounded: bool = False, decimal: str = ".") -> str:
    """A number, rounded as core rounds; one that cannot exceed 1 has no zero before the point."""
    (text,) = _native._worded("en", '{"n": "{x}", "number.group": ""}', [f'{{"id": "n", "args": {{"x": {{"number": {value!r}, "decimals": {decimals}}}}}}}'])
    text = text.replace("-", "−")
    if bounded:
        text = re.sub(r"^(−?)0\.", r"\1.", text)
    return text.replace(".", decimal)


def probability(p: float, *, decimal: str = ".") -> str:
    """A probability as it stands behind ``*p*``: with its sign, of three decimals, and ``< .001`` below that."""
    return f"< {decimal}001" if p < 0.001 else f"= {figure(p, 3, bounded=True, decimal=decimal)}"
