"""What SPSS takes as the name of a variable, and how much of a label it keeps."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

RESERVED = frozenset("ALL AND BY EQ GE GT LE LT NE NOT OR TO WITH".split())
NAME_BYTES = 64
LABEL_BYTES = 256
VALUE_LABEL_BYTES = 120


def cut(text: str, most: int) -> str:
    """As much of a text as so many bytes of UTF-8 hold; SPSS would cut it itself, within a letter and in silence."""
    return text.encode()[:most].decode(errors="ignore")


def names(wanted: Iterable[str]) -> list[str]:
    """A name of SPSS for each of some names, in their order: the same one wherever SPSS can hold it.

    SPSS takes letters, digits and ``_ . @ # $``, begins with a letter, takes no word of its language, has 64 bytes, and does not
    tell ``Q1`` from ``q1``. What it does not take is an underscore, what begins otherwise gets a ``v``, and names that would be
    the same get ``_2``, ``_3`` and so on.
    """
    own = [name(one) for one in wanted]
    taken: set[str] = set()
    out = []
    for one in own:
        unique, count = one, 1
        while unique.upper() in taken:
            count += 1
            end = f"_{count}"
            unique = cut(one, NAME_BYTES - len(end)) + end
        taken.add(unique.upper())
        out.append(unique)
    return out


def name(wanted: str) -> str:
    """One name as SPSS takes it."""
    text = "".join(letter if letter.isalnum() or letter in "_.@#$" else "_" for letter in unicodedata.normalize("NFC", wanted))
    text = text if text[:1].isalpha() else f"v{text}"
    text = f"v_{text}" if text.upper() in RESERVED else text
    # A name that ends in a point would end the command, and one that ends in an underscore is that of a temporary variable.
    return cut(text, NAME_BYTES).rstrip("._") or "v"
