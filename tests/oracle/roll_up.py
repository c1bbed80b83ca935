"""Units of a larger one: means, intervals and ICC(1) from the definitions, in exact fractions (vectors roll_up)."""

from fractions import Fraction as F
from math import sqrt

from observed import Estimate, at, parse
from quantiles import t


def roll_up(units: list[str]) -> None:
    """Each unit's people, one figure a line; people's own shares are over their lines."""
    people = [[F(sum(int(mark) >= 3 for mark in row), len(row)) for row in unit.split()] for unit in units]
    shares = [sum(own, F(0)) / len(own) for own in people]
    sizes = [len(own) for own in people]
    k, n = len(units), sum(sizes)
    for name, weights in (("units", [F(1, k)] * k), ("raters", [F(size, n) for size in sizes])):
        mean = sum((w * p for w, p in zip(weights, shares)), F(0))
        squares = sum((w * (p - mean)) ** 2 for w, p in zip(weights, shares))
        half = t(0.975, k - 1) * sqrt(F(k, k - 1) * squares)
        print(name, float(mean), [max(0.0, float(mean) - half), min(1.0, float(mean) + half)])
        ends = [Estimate(parse(unit), at(3)).interval() for unit in units]
        down = sqrt(sum((float(w) * (float(p) - low)) ** 2 for w, p, (low, _) in zip(weights, shares, ends)))
        up = sqrt(sum((float(w) * (high - float(p))) ** 2 for w, p, (_, high) in zip(weights, shares, ends)))
        print("  these units", [max(0.0, float(mean) - down), min(1.0, float(mean) + up)])
    grand = sum((sum(own, F(0)) for own in people), F(0)) / n
    msb = sum(size * (p - grand) ** 2 for size, p in zip(sizes, shares)) / (k - 1)
    msw = sum((value - p) ** 2 for own, p in zip(people, shares) for value in own) / (n - k)
    size = (n - F(sum(s * s for s in sizes), n)) / (k - 1)
    between = max(F(0), (msb - msw) / size)
    print("within", float(msw), "between", float(between), "icc1", float((msb - msw) / (msb + (size - 1) * msw)))


if __name__ == "__main__":
    roll_up(["333 331 113 111", "333 343", "111 113 131 333 111"])
    roll_up(["333 331 113 311", "333 343 131 133", "331 113 333 111", "333 331 133 343", "131 311 333", "333 113 331"])
    roll_up(["3 3 1 1", "1 1 3 3"])
