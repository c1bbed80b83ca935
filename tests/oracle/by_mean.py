"""Instruments without a cut: means, standard deviations, their change, line and look back, and the sides of disagreement.

The mean on five categories is a share of the scale's range, `(mean - 1) / 4`, in the formulas of `observed.py`, `change.py`
and `trend.py`; what is told is in categories again. Standard deviations by the module `statistics`, sides by comparing.
"""

from fractions import Fraction
from math import nan, sqrt
from statistics import variance

from change import correlation, holm, mover, p_value, smallest
from disagreement import jackknife
from observed import Estimate, parse, rung
from trend import correlations, interval, line, numbers, p_of
from trend import smallest as smallest_line

TOP = 5
RANGE = TOP - 1


def turned(text: str) -> str:
    """The third criterion is of negative polarity."""
    return " ".join(row[:2] + (str(TOP + 1 - int(row[2])) if row[2] != "." else ".") for row in text.split())


def of(text: str) -> Estimate:
    return Estimate(parse(text), rung(TOP))


def sd(text: str) -> float:
    """The root of the mean over criteria of their variances, n - 1; none where a criterion has one mark."""
    columns = [[mark for mark in column if mark is not None] for column in zip(*parse(text))]
    if min(map(len, columns)) < 2:
        return nan
    return sqrt(sum(variance(column) for column in columns) / len(columns))


def mean(found: Estimate) -> float:
    return 1 + RANGE * float(found.p)


def told(ends: tuple[float, float]) -> str:
    return f"[{RANGE * ends[0]:.9f}, {RANGE * ends[1]:.9f}]"


def show(name: str, text: str) -> None:
    found = of(text)
    low, high = found.interval()
    print(f"{name}: mean {mean(found):.9f} [{1 + RANGE * low:.9f}, {1 + RANGE * high:.9f}] sd {sd(text):.9f}")
    for at, column in enumerate(zip(*text.split())):
        marks = [mark for mark in column if mark != "."]
        one = of(" ".join(marks))
        print(f"    {at}: mean {mean(one):.9f} sd {sd(' '.join(marks)):.9f}")


def change(name: str, before: str, after: str, linked: bool) -> float:
    a, b = of(before), of(after)
    rho = correlation(a, b, [(at, at) for at in range(min(a.n, b.n))] if linked else [])
    p = p_value(a, b, rho)
    print(
        f"{name}: {mean(a):.9f} ({sd(before):.9f}) -> {mean(b):.9f} ({sd(after):.9f})"
        f" d {mean(b) - mean(a):.9f} {told(mover(a, b, rho))} rho {rho:.9f} p {p:.9f}"
        f" smallest {RANGE * smallest(a, b, rho):.9f} at 90 % {told(mover(a, b, rho, 0.9))}"
    )
    return p


def trend(name: str, texts: list[str]) -> None:
    found = [of(text) for text in texts]
    times = [Fraction(at) for at in range(len(texts))]
    span = times[-1]
    c = numbers(times, lambda shares: span * line(times, shares)[1])
    rho = correlations(found, False)
    rise = RANGE * float(sum(number * one.p for number, one in zip(c, found)))
    print(
        f"{name}: rise {rise:.9f} {told(interval(found, c, rho))} slope {rise / float(span):.9f} p {p_of(found, c, rho):.9f}"
        f" smallest {RANGE * smallest_line(found, c, rho):.9f}"
    )
    start, slope = line(times, [one.p for one in found])
    for at, one in enumerate(found):
        low, high = one.interval()
        height = 1 + RANGE * float(start + slope * times[at])
        print(f"    {mean(one):.9f} [{1 + RANGE * low:.9f}, {1 + RANGE * high:.9f}] sd {sd(texts[at]):.9f} line {height:.9f}")


def sides(marks: list[int]) -> tuple[int, int]:
    middle = Fraction(sum(marks), len(marks))
    return sum(mark < middle for mark in marks), sum(mark > middle for mark in marks)


BEFORE = "225 134 243 315 224 135 333 244 125 234 343 224"
AFTER = "342 233 441 522 341 244 432 351 242 343 452 331"
MIDDLE = "234 133 343 414 233 144 433 344 134 243 442 333"

if __name__ == "__main__":
    before, middle, after = turned(BEFORE), turned(MIDDLE), turned(AFTER)
    show("scores", before)
    show("one mark of a criterion", turned("225 13. 24. 31. 22."))
    p = [change("linked", before, after, True), change("not linked", before, after, False)]
    change("alike", before, before, True)
    trend("three occasions", [before, middle, after])
    for what, first, second in (("conventional", before, after), ("retrospective", middle, after), ("shift", before, middle)):
        print(what, end=" ")
        change("look back", first, second, True)
    # The p value of each criterion does not hang on a cut; the sides do.
    rows = "1332 5432 1333 5233 1422 5333 1332 5432 1333 5233 3322".split()
    levels = [[int(mark) - 1 for mark in row] for row in rows]
    p, adjusted = jackknife(levels, TOP)
    print("spread", [f"{one:.9f}" for one in p], [f"{one:.9f}" for one in adjusted])
    for column in zip(*rows):
        marks = [int(mark) for mark in column]
        print("   ", float(Fraction(sum(marks), len(marks))), f"{sqrt(variance(marks)):.9f}", sides(marks))
