"""The byte form of a tally, from its documentation.

`CPTALLY`, a byte each for version, grain, kind and link, the rubric's id, version and fingerprint, the four tables of
labels in byte order, then the cells in key order. Whole numbers are LEB128, texts have their length before them. The
fingerprint is FNV-1a (64 bits) over ids, constructs, polarity, cuts, categories and values.
"""

REASONS = ["not_observed", "not_applicable", "no_answer"]


def number(value: int) -> bytes:
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes(out) + bytes([value])


def text(word: str) -> bytes:
    return number(len(word.encode())) + word.encode()


def fingerprint(rubric: dict) -> int:
    found = 0xCBF29CE484222325
    scales = {scale["id"]: scale for scale in rubric["scales"]}
    parts = []
    for criterion in rubric["criteria"]:
        scale = scales[criterion["scale"]]
        ids = [category["id"] for category in scale["categories"]]
        sign = "-" if criterion.get("polarity") == "negative" else "+"
        parts += [criterion["id"], criterion["construct"], sign, str(ids.index(scale["cut"]))]
        for category in scale["categories"]:
            parts += [category["id"], str(category.get("value", ""))]
        parts.append("")
    for part in parts:
        for byte in part.encode() + b"\0":
            found = (found ^ byte) * 0x100000001B3 % 2**64
    return found


def encode(rubric: dict, rows: list[tuple], grain: str) -> bytes:
    """Rows are unit, occasion, rater, role, criterion, and a level from 1 or a reason."""
    criteria = [criterion["id"] for criterion in rubric["criteria"]]
    levels = len(rubric["scales"][0]["categories"])
    tables = [sorted({row[at] for row in rows}, key=str.encode) for at in range(4)]
    if grain == "units":
        tables[2] = []
    out = b"CPTALLY" + bytes([1, int(grain == "raters"), 0, 0]) + text(rubric["id"]) + text(rubric["version"])
    out += fingerprint(rubric).to_bytes(8, "little")
    for table in tables:
        out += number(len(table)) + b"".join(text(word) for word in table)
    cells: dict[tuple, dict[int, list]] = {}
    for unit, occasion, rater, role, criterion, mark in rows:
        key = [tables[0].index(unit), tables[1].index(occasion), tables[3].index(role)]
        if grain == "raters":
            key.insert(2, tables[2].index(rater))
        cells.setdefault(tuple(key), {}).setdefault(criteria.index(criterion), []).append(mark)
    if grain == "raters":
        out += number(len(cells))
        for key, marks in sorted(cells.items()):
            out += b"".join(map(number, key)) + number(len(marks))
            for criterion, (mark,) in sorted(marks.items()):
                code = 253 + REASONS.index(mark) if isinstance(mark, str) else mark - 1
                out += number(criterion) + bytes([code])
        return out
    out += number(sum(len(marks) for marks in cells.values()))
    for key, marks in sorted(cells.items()):
        for criterion, found in sorted(marks.items()):
            counts = [found.count(level + 1) for level in range(levels)] + [found.count(reason) for reason in REASONS]
            out += b"".join(map(number, (*key, criterion, *counts)))
    return out
