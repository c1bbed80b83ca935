"""What people call in other packages, and what they call here."""

from __future__ import annotations

import html
import json
from importlib.resources import files
from typing import Any

SYNONYMS = {
    # psych; McGraw and Wong's names, and those of Shrout and Fleiss
    "ICC1": "ICC(1)",
    "ICC2": "ICC(A,1)",
    "ICC3": "ICC(C,1)",
    "ICC1k": "ICC(k)",
    "ICC2k": "ICC(A,k)",
    "ICC3k": "ICC(C,k)",
    "ICC(1,1)": "ICC(1)",
    "ICC(2,1)": "ICC(A,1)",
    "ICC(3,1)": "ICC(C,1)",
    "ICC(1,k)": "ICC(k)",
    "ICC(2,k)": "ICC(A,k)",
    "ICC(3,k)": "ICC(C,k)",
    "raw_alpha": "alpha",
    "std.alpha": "alpha/standardized",
    "G6(smc)": "lambda6/standardized",
    "lambda3": "alpha",
    "omega.tot": "omega_groups/standardized",
    "omega_h": "omega_hierarchical/standardized",
}
"""Names of numbers in other packages."""


class Guide(list[dict[str, Any]]):
    """Calls of other packages beside ours, which show themselves."""

    def __repr__(self) -> str:
        return "\n\n".join("\n".join([f"{one['package']}: {one['theirs']}", f"    {one['ours']}", *told(one)]) for one in self)

    def _repr_html_(self) -> str:
        rows = "".join(
            "<tr>" + "".join(f"<td style='text-align:left'>{cell}</td>" for cell in (one["package"], code(one["theirs"]), code(one["ours"]), note(one))) + "</tr>"
            for one in self
        )
        head = "<tr><th>package</th><th>there</th><th>here</th><th></th></tr>"
        return f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>"


def told(one: dict[str, Any]) -> list[str]:
    return [f"    {note(one)}"] if note(one) else []


def note(one: dict[str, Any]) -> str:
    """Whether the numbers differ, and what to know."""
    return f"{'Another number. ' if one.get('differs') else ''}{one['note']}"


def code(text: str) -> str:
    return f"<code>{html.escape(text)}</code>"


def coming_from(package: str | None = None) -> Guide:
    """What people call in another package, what they call here, and where the numbers differ and why.

    Parameters
    ----------
    package : {"krippendorff", "pingouin", "irrCAC", "psych", "lme4", "multilevel"}, optional
        Of which package; without it all of them.

    Examples
    --------
    >>> import collabpro as cp
    >>> for line in cp.coming_from("lme4")[:1]:
    ...     print(line["ours"])
    cp.generalizability(judges).value("unit")
    """
    lines = json.loads((files("collabpro") / "publication" / "elsewhere.json").read_text(encoding="utf-8"))
    known = dict.fromkeys(line["package"] for line in lines)
    if package is not None and package not in known:
        raise KeyError(f"{package!r}: there are {', '.join(known)}")
    return Guide(line for line in lines if package in (None, line["package"]))


Guide.__module__ = coming_from.__module__ = "collabpro"
