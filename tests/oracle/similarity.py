"""Reliability of a profile's unevenness, from the definition and with exact fractions (vector comparison/similarity).

Five people, four constructs of one line; the first c of them are at the cut. The chance between the shares is the
variance, between people, of each person's contribution less its mean over the constructs.
"""

from fractions import Fraction as F


def contributions(counts: list[int], n: int = 5) -> list[list[F]]:
    return [[(F(person < count) - F(count, n)) / n for count in counts] for person in range(n)]


def squares(values: list[F]) -> F:
    mean = sum(values, F(0)) / len(values)
    return sum(((value - mean) ** 2 for value in values), F(0))


def chance(counts: list[int], n: int = 5) -> F:
    k = len(counts)
    return F(n, n - 1) * sum((squares(row) for row in contributions(counts, n)), F(0)) / (k - 1)


def reliability(shares: list[F], noise: F) -> float:
    variance = squares(shares) / (len(shares) - 1)
    return float(max(F(0), 1 - noise / variance))


for first, second in (([1, 2, 3, 4], [2, 2, 4, 4]), ([1, 4, 1, 4], [4, 1, 4, 2])):
    shares = [[F(count, 5) for count in counts] for counts in (first, second)]
    difference = [b - a for a, b in zip(*shares)]
    print(first, second)
    print("  first", reliability(shares[0], chance(first)))
    print("  second", reliability(shares[1], chance(second)))
    print("  difference", reliability(difference, chance(first) + chance(second)))
