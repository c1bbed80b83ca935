"""One row for each respondent with scale scores: by pandas, and again by loops over the rows."""

from collections import defaultdict

import pandas

TOP = 5
CRITERIA = {"climate": "abc", "trust": "d"}
NEGATIVE = "c"
# Unit, rater, role, then the marks on a, b, c and d: a figure, or n not observed, x does not apply, . no answer, - no row.
ROWS = """
Birch r1 teacher 2 3 5 4
Birch r2 teacher 4 n 1 -
Birch r2 leader - - - 1
Birch r5 teacher 5 5 2 .
Birch r3 teacher n x . 3
Oak r1 teacher 1 - 3 2
Oak r4 teacher 3 3 3 -
"""
REASONS = {"n": "not_observed", "x": "not_applicable", ".": "no_answer", "-": "no_answer"}


def records():
    for line in ROWS.strip().splitlines():
        unit, rater, role, *marks = line.split()
        for criterion, mark in zip("abcd", marks):
            yield unit, rater, role, criterion, mark


def turned(criterion: str, mark: int) -> int:
    return TOP + 1 - mark if criterion in NEGATIVE else mark


def by_loops(minimum: int | None) -> dict:
    given, missing = defaultdict(dict), defaultdict(lambda: defaultdict(int))
    for unit, rater, role, criterion, mark in records():
        if mark.isdigit():
            given[unit, rater, role][criterion] = turned(criterion, int(mark))
        else:
            missing[unit, rater, role][criterion, REASONS[mark]] += 1
    found = {}
    for who in sorted({*given, *missing}):
        for construct, own in CRITERIA.items():
            marks = [given[who][one] for one in own if one in given[who]]
            needed = len(own) if minimum is None else min(minimum, len(own))
            score = sum(marks) / len(marks) if marks and len(marks) >= needed else None
            lost = [sum(missing[who][one, reason] for one in own) for reason in ("not_observed", "not_applicable", "no_answer")]
            found[*who, construct] = (score, len(marks), *lost)
    return found


def by_pandas(minimum: int | None) -> pandas.DataFrame:
    long = pandas.DataFrame(records(), columns=["unit", "rater", "role", "criterion", "mark"])
    wide = long.assign(mark=pandas.to_numeric(long.mark, errors="coerce"))
    wide = wide.pivot(index=["unit", "rater", "role"], columns="criterion", values="mark")
    for criterion in NEGATIVE:
        wide[criterion] = TOP + 1 - wide[criterion]
    made = pandas.DataFrame(index=wide.index)
    for construct, own in CRITERIA.items():
        part = wide[list(own)]
        needed = len(own) if minimum is None else min(minimum, len(own))
        made[construct] = part.mean(axis=1).where(part.count(axis=1) >= needed)
        made[f"answered {construct}"] = part.count(axis=1)
    return made


if __name__ == "__main__":
    for minimum in (None, 2):
        table, loops = by_pandas(minimum), by_loops(minimum)
        for (*who, construct), (score, answered, *_) in loops.items():
            row = table.loc[tuple(who)]
            assert row[f"answered {construct}"] == answered
            assert pandas.isna(row[construct]) if score is None else abs(row[construct] - score) < 1e-12
        print(minimum)
        print(table)
        for who, numbers in loops.items():
            print("   ", *who, *numbers)
