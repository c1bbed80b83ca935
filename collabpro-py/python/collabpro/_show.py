"""What a result looks like: its first rows and main columns, in the width of a notebook, with numbers rounded by one rule.

The rule is that of the tables in Word files: three decimals, or three digits where these would be zeros. What is the same in every row
stands once, above; two ends of an interval are one column; keys come first, then the estimate with its interval, what to be careful of,
and of how many. Colours are those of the page, so that a table is read in the light and in the dark.
"""

from __future__ import annotations

from html import escape
from textwrap import wrap
from typing import Any, NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collabpro import Table

ROWS = {"text": 10, "html": 20}
"""How many rows are shown."""
WIDTH = {"text": 110, "html": 100}
"""How many letters are side by side, unless what matters most needs more."""
LONGEST = {"text": 20, "html": 60}
"""The most letters of a cell."""
WRAPPED = 16
"""So many letters of a text are side by side in a notebook."""
JUDGED = 10_000
"""So many rows say whether a column holds anything, and whether that is one thing."""

CAREFUL = ("reason", "cautions", "withheld", "verdict", "pattern")
COUNTS = ("n", "raters", "ratings", "units", "raters_from", "raters_to", "first_n", "second_n", "pairable_units", "n_effective")
ERRORS = ("standard_error", "standard_error_alone", "sd", "deviation")
TESTS = ("standard_error", "p", "p_adjusted", "p_holm", "p_value")
MATTERS = 3
"""Keys, the estimate with its interval, what to be careful of, of how many: shown in any case."""
LESS = ("family", "measured_by", "model", "type", "method", "basis", "missing", "shrout_fleiss")
"""Texts at the beginning of a row that are no keys."""


def number(value: float) -> str:
    """A number as it is read."""
    if value != 0 and (abs(value) < 0.0005 or abs(value) >= 1e9):
        digits, power = f"{value:.2e}".split("e")
        return f"{digits}e{int(power)}"
    return f"{value:.3f}"


def cell(value: Any) -> str:
    """A cell as it is read; nothing where there is nothing."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return number(value) if isinstance(value, float) else str(value)


class Column(NamedTuple):
    """A column as it is shown."""

    name: str
    cells: list[str]
    right: bool

    def width(self, how: str = "text") -> int:
        """In letters. Texts go on in the next line of a notebook's cell."""
        widest = max(map(len, [self.name, *self.cells]))
        return widest if self.right or how == "text" else min(widest, WRAPPED)


class Shown(NamedTuple):
    """What is shown of a table."""

    columns: list[Column]
    same: list[tuple[str, str]]
    """What is the same in every row."""
    hidden: list[str]
    """Names of columns for which there is no room."""
    rows: int
    """How many there are."""


def shown(table: Table, how: str) -> Shown:
    rows, found = table._first(ROWS[how], JUDGED)
    kinds = {name: kind for name, kind, _, _, _ in found}
    cells = {name: list(first) for name, _, first, _, _ in found}
    there = [name for name, _, _, there, _ in found if there or rows == 0]
    lift = 1 < rows <= JUDGED
    same = [name for name, kind, _, there, one in found if lift and there and one and kind != "number"]
    names = [name for name in there if name not in same]
    groups = grouped(names, kinds)
    chosen: list[tuple[int, list[Column]]] = []
    hidden, room = list(names), WIDTH[how]
    for at, group in sorted(enumerate(groups), key=lambda one: (one[1][0], one[0])):
        columns = [column._replace(cells=[cut(text, how) for text in column.cells]) for column in made(group[1], kinds, cells)]
        needed = sum(column.width(how) + 2 for column in columns)
        if needed <= room or group[0] <= MATTERS:
            room -= needed
            chosen.append((at, columns))
            hidden = [name for name in hidden if name not in group[1]]
    columns = [column for _, group in sorted(chosen, key=lambda one: one[0]) for column in group]
    return Shown(columns, [(name, cell(cells[name][0])) for name in same], hidden, rows)


def grouped(names: list[str], kinds: dict[str, str]) -> list[tuple[int, list[str]]]:
    """Columns that belong together, an estimate with its interval, each with how much it matters: 0 most."""
    groups: list[tuple[int, list[str]]] = []
    ends: dict[str, list[str]] = {}
    for lower in [name for name in names if name.endswith("lower") and f"{name[:-5]}upper" in names]:
        before = [name for name in names[: names.index(lower)] if kinds[name] == "number" and name not in ERRORS]
        of = lower[:-6] if lower != "lower" else next((name for name in reversed(before) if not name.endswith("upper")), "")
        ends[of if of in names else lower] = [lower, f"{lower[:-5]}upper"]
    taken = {end for pair in ends.values() for end in pair}
    main = next(iter(ends), None) or next((name for name in names if kinds[name] == "number"), None)
    key, counts = True, 0
    for name in names:
        if name in taken and name not in ends:
            continue
        group = list(dict.fromkeys([name, *ends.get(name, [])]))
        key = key and kinds[name] == "text"
        counts += name in COUNTS
        if key and name not in (*LESS, *CAREFUL):
            rank = 0
        elif name == main:
            rank = 1
        elif name in CAREFUL:
            rank = 2
        elif name in COUNTS and counts == 1:
            rank = MATTERS
        else:
            rank = 4 if name in (*TESTS, *COUNTS, "model", "shrout_fleiss", "design") else 5 if name in ends else 6
        groups.append((rank, group))
    return groups


def made(group: list[str], kinds: dict[str, str], cells: dict[str, list[Any]]) -> list[Column]:
    """The columns of a group: of two ends one interval."""
    columns = []
    for name in group:
        if name.endswith("upper") and f"{name[:-5]}lower" in group:
            continue
        upper = f"{name[:-5]}upper"
        if name.endswith("lower") and upper in group:
            both = [(low, high) for low, high in zip(cells[name], cells[upper])]
            texts = ["" if low is None and high is None else f"[{cell(low)}, {cell(high)}]" for low, high in both]
            columns.append(Column(f"{name[:-5]}interval", texts, True))
            continue
        # Numbers that only count, such as of ratings with weights, need no decimals; an estimate has them.
        whole = len(group) == 1 and all(value is None or value == int(value) for value in cells[name] if kinds[name] == "number")
        texts = [str(int(value)) if whole and isinstance(value, float) else cell(value) for value in cells[name]]
        columns.append(Column(name, texts, kinds[name] in ("number", "integer")))
    return columns


def cut(text: str, how: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST[how] else f"{text[: LONGEST[how] - 1]}…"


def below(found: Shown, how: str, tables: list[str]) -> list[str]:
    """What is not shown."""
    said = []
    if found.rows > ROWS[how]:
        said.append(f"{ROWS[how]} of {found.rows} rows.")
    if found.hidden:
        more = len(found.hidden) - 8
        names = ", ".join(found.hidden[:8]) + (f" and {more} more" if more > 0 else "")
        said.append(f"More columns: {names}.")
    if tables:
        said.append(f"Tables: {', '.join(tables)}.")
    return said


def above(found: Shown, of: str) -> str:
    return f"{of}: {found.rows} row{'s' if found.rows != 1 else ''}"


def once(same: list[tuple[str, str]]) -> list[str]:
    """What is the same in every row: how many units by how many raters first, because a table that lies the wrong way shows there."""
    of = dict(same)
    both = [f"{of[name]} {name if of[name] != '1' else name[:-1]}" for name in ("units", "raters") if name in of]
    shape = [" x ".join(both)] if len(both) == 2 else []
    return [*shape, *(f"{name} {value}" for name, value in same if not shape or name not in ("units", "raters"))]


def text(table: Table, of: str, tables: list[str]) -> str:
    found = shown(table, "text")
    lines = wrap(" · ".join([above(found, of), *once(found.same)]), WIDTH["text"])
    if found.columns and found.rows:
        widths = [column.width() for column in found.columns]
        for row in zip(*([column.name, *column.cells] for column in found.columns)):
            padded = [value.rjust(width) if column.right else value.ljust(width) for value, width, column in zip(row, widths, found.columns)]
            lines.append("  ".join(padded).rstrip())
    return "\n".join([*lines, *(line for said in below(found, "text", tables) for line in wrap(said, WIDTH["text"]))])


FRAME = "overflow-x:auto;max-width:100%"
GRID = "border-collapse:collapse;font-variant-numeric:tabular-nums;margin:.3em 0"
LINE = "border-bottom:1px solid rgba(128,128,128,.35);padding:.2em .5em;vertical-align:top"
QUIET = "margin:.2em 0;opacity:.75;font-size:.9em"


def breakable(text: str) -> str:
    """A text that may go on in the next line within a long id."""
    return escape(text).replace("_", "_<wbr>").replace(":", ":<wbr>")


def html(table: Table, of: str, tables: list[str]) -> str:
    found = shown(table, "html")
    out = [f'<div class="collabpro" style="{FRAME}"><p style="margin:.2em 0"><b>{escape(above(found, of))}</b>']
    out += [f" · {escape(said)}" for said in once(found.same)]
    out.append(f'</p><table style="{GRID}"><thead><tr>')
    sides = [f"text-align:{'right;white-space:nowrap' if column.right else 'left'};{LINE}" for column in found.columns]
    out += [f'<th scope="col" style="{side}">{breakable(column.name)}</th>' for column, side in zip(found.columns, sides)]
    out.append("</tr></thead><tbody>")
    for row in zip(*(column.cells for column in found.columns)):
        out.append("<tr>")
        out += [f'<td style="{side}">{breakable(value)}</td>' for value, side in zip(row, sides)]
        out.append("</tr>")
    out.append("</tbody></table>")
    if said := below(found, "html", tables):
        out.append(f'<p style="{QUIET}">{"<br>".join(map(escape, said))}</p>')
    return "".join([*out, "</div>"])


def record(of: str, values: dict[str, str]) -> str:
    """Named values, one below the other."""
    rows = "".join(
        f'<tr><th scope="row" style="text-align:left;{LINE}">{escape(name)}</th><td style="text-align:left;{LINE}">{breakable(value)}</td></tr>'
        for name, value in values.items()
    )
    return f'<div class="collabpro" style="{FRAME}"><p style="margin:.2em 0"><b>{escape(of)}</b></p><table style="{GRID}">{rows}</table></div>'
