"""Reliability of a profile's unevenness, from the definition and with exact fractions (vectors
comparison/similarity and report/similarity).

Five or ten people, four constructs of one line; the first c of them are at the cut. The chance between the shares is the
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


def shape(first: list[F], second: list[F]) -> float:
    a, b = ([share - sum(shares, F(0)) / len(shares) for share in shares] for shares in (first, second))
    return float(sum(x * y for x, y in zip(a, b))) / float(squares(first) * squares(second)) ** 0.5


CASES = [([1, 2, 3, 4], [2, 2, 4, 4], 5), ([1, 4, 1, 4], [4, 1, 4, 2], 5), ([2, 8, 2, 8], [8, 2, 8, 4], 10), ([2, 3, 2, 3], [3, 3, 2, 2], 10)]
for first, second, n in CASES:
    shares = [[F(count, n) for count in counts] for counts in (first, second)]
    difference = [b - a for a, b in zip(*shares)]
    print(first, second, n)
    print("  first", reliability(shares[0], chance(first, n)))
    print("  second", reliability(shares[1], chance(second, n)))
    print("  difference", reliability(difference, chance(first, n) + chance(second, n)))
    print("  shape", shape(*shares))
