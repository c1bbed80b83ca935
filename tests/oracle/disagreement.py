"""Distance, dispersion and agreement from their definitions; the jackknife test; gaps by all permutations."""

from fractions import Fraction
from itertools import combinations
from math import comb

from change import holm
from quantiles import t_cdf


def marks(counts: list[int]) -> list[int]:
    return [level for level, count in enumerate(counts) for _ in range(count)]


def distance(levels: list[int]) -> Fraction:
    """Mean over all pairs of two different raters."""
    pairs = list(combinations(levels, 2))
    return Fraction(sum(abs(a - b) for a, b in pairs), len(pairs))


def dispersion(levels: list[int], top: int) -> Fraction:
    """Blair and Lacy 2000: 4 / (K-1) sum F_k (1 - F_k)."""
    below = [Fraction(sum(level <= k for level in levels), len(levels)) for k in range(top - 1)]
    return Fraction(4, top - 1) * sum(f * (1 - f) for f in below)


def agreement(counts: list[int]) -> Fraction:
    """Van der Eijk 2001: layers of 0/1 patterns, each with its U from the triples of levels."""
    left, total, found = list(counts), sum(counts), Fraction(0)
    k = len(counts)
    while any(left):
        pattern = [int(count > 0) for count in left]
        height = min(count for count in left if count)
        left = [count - height if count else 0 for count in left]
        s = sum(pattern)
        narrow = 1 - Fraction(s - 1, k - 1)
        triples = list(combinations(pattern, 3))
        one = sum(triple in ((1, 1, 0), (0, 1, 1)) for triple in triples)
        two = sum(triple == (1, 0, 1) for triple in triples)
        u = Fraction((k - 2) * one - (k - 1) * two, (k - 2) * (one + two)) if one + two else Fraction(1)
        found += u * narrow * Fraction(height * s, total)
    return found


def jackknife(rows: list[list[int]], top: int) -> tuple[list[float], list[float]]:
    """p of each line being wider than the lines on average: one-sided t, the larger of own and mean variance."""

    def excess(people: list[list[int]]) -> list[Fraction]:
        widths = [distance([row[j] for row in people]) / (top - 1) for j in range(len(people[0]))]
        return [width - sum(widths) / len(widths) for width in widths]

    n, lines = len(rows), len(rows[0])
    out = [excess(rows[:at] + rows[at + 1 :]) for at in range(n)]
    variances = []
    for j in range(lines):
        mean = sum(one[j] for one in out) / n
        variances.append(Fraction(n - 1, n) * sum((one[j] - mean) ** 2 for one in out))
    pooled = sum(variances) / lines
    p = []
    for whole, variance in zip(excess(rows), variances):
        error = float(max(variance, pooled)) ** 0.5
        p.append(1 - t_cdf(float(whole) / error, (n - 1) * (lines - 1)))
    return p, holm(p)


def gap(first: list[int], second: list[int]) -> Fraction:
    """How often a mark of the first is higher, less how often it is lower."""
    signs = [(a > b) - (a < b) for a in first for b in second]
    return Fraction(sum(signs), len(signs))


def gaps(first: list[list[int]], second: list[list[int]], constructs: list[list[int]] | None = None) -> None:
    """Step-down maxT of Westfall and Young over all permutations of the raters; of constructs, if they are given, the
    means of their lines' gaps."""
    people, lines = first + second, len(constructs or first[0])

    def of(hand: tuple[int, ...]) -> list[Fraction]:
        rest = [at for at in range(len(people)) if at not in hand]
        one = lambda j: gap([people[at][j] for at in hand], [people[at][j] for at in rest])
        return [sum(map(one, own), Fraction(0)) / len(own) for own in constructs or [[j] for j in range(lines)]]

    seen = of(tuple(range(len(first))))
    order = sorted(range(lines), key=lambda j: -abs(seen[j]))
    permutations = list(combinations(range(len(people)), len(first)))
    counts = [0] * lines
    for hand in permutations:
        found, largest = of(hand), Fraction(0)
        for j in reversed(order):
            largest = max(largest, abs(found[j]))
            counts[j] += largest >= abs(seen[j])
    p, least = [0.0] * lines, 0.0
    for j in order:
        least = max(least, counts[j] / len(permutations))
        p[j] = least
    print(f"{len(permutations)} permutations", [f"{float(gap):.6f}" for gap in seen], [f"{one:.6f}" for one in p])


def fisher(people: tuple[int, int], hits: tuple[int, int]) -> Fraction:
    """Fisher's exact test, two-sided, in whole tables: those with the same sums that are no likelier."""
    total = sum(hits)
    ways = lambda x: comb(people[0], x) * comb(people[1], total - x)
    tables = range(max(0, total - people[1]), min(total, people[0]) + 1)
    no_likelier = sum(ways(x) for x in tables if ways(x) <= ways(hits[0]))
    return Fraction(no_likelier, comb(sum(people), total))


if __name__ == "__main__":
    for counts in [[5, 0, 0, 5], [3, 3, 3, 3], [6, 0, 6, 0], [4, 2, 0, 6], [0, 6, 6, 0], [3, 4, 21, 13, 53, 5, 1]]:
        levels = marks(counts)
        g, d, a = distance(levels), dispersion(levels, len(counts)), agreement(counts)
        print(counts, f"G {float(g):.6f} D {float(d):.6f} A {float(a):.6f}")
    rows = "1232 4322 1223 4232 1322 4223 1232 4322 1223 4232".split()
    p, adjusted = jackknife([[int(mark) - 1 for mark in row] for row in rows], 4)
    print("split", [f"{one:.9f}" for one in p], [f"{one:.9f}" for one in adjusted])
    levels = lambda text: [[int(mark) - 1 for mark in row] for row in text.split()]
    gaps(levels("12 12 12"), levels("42 42 42"))
    gaps(levels("232 323 233 332"), levels("112 121 213 132"))
    gaps(levels("232 323 233 332"), levels("112 121 213 132"), [[0, 1], [2]])
    # The lady tasting tea (Fisher 1935): 34/70. Then what two groups have not seen.
    tables = [((4, 4), (3, 1)), ((6, 8), (0, 6)), ((6, 8), (1, 1)), ((6, 7), (0, 3))]
    found = [fisher(*table) for table in tables]
    print("fisher", [f"{one} = {float(one):.9f}" for one in found])
    print("holm of the last three", holm([float(one) for one in found[1:]]))
