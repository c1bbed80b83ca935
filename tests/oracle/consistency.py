"""Consistency from the definitions, for the vectors of consistency/*.

`data` prints the simulated marks (120 rows of twelve groups, nine items in three clusters, five rungs); without an argument
it prints lambda 4 by trying every split, and alpha within and between groups with exact fractions.
"""

import random
import sys
from fractions import Fraction as F
from itertools import product


def simulated() -> list[list[int]]:
    draw = random.Random(31)
    rows = []
    for row in range(120):
        if row % 10 == 0:
            group = draw.gauss(0, 0.7)
        general = group + draw.gauss(0, 0.8)
        clusters = [draw.gauss(0, 1) for _ in range(3)]
        marks = []
        for item in range(9):
            latent = 0.7 * general + 0.6 * clusters[item // 3] + 0.8 * draw.gauss(0, 1) + 0.1 * (item - 4)
            marks.append(max(1, min(5, round(3 + 0.9 * latent))))
        rows.append(marks)
    return rows


def products(rows: list[list[F]]) -> list[list[F]]:
    """Sums of products of distances from the means."""
    means = [sum(column, F(0)) / len(rows) for column in zip(*rows)]
    apart = [[value - mean for value, mean in zip(row, means)] for row in rows]
    items = range(len(means))
    return [[sum((row[i] * row[j] for row in apart), F(0)) for j in items] for i in items]


def alpha(matrix: list[list[F]]) -> F:
    k = len(matrix)
    return F(k, k - 1) * (1 - sum(matrix[i][i] for i in range(k)) / sum(map(sum, matrix)))


def lambda4(matrix: list[list[F]]) -> F:
    k = len(matrix)
    total = sum(map(sum, matrix))
    cells = [[float(cell) for cell in row] for row in matrix]
    best = max(
        product([0, 1], repeat=k - 1),
        key=lambda split: sum(
            cells[i][j] for i in range(k) for j in range(k) if (*split, 0)[i] != (*split, 0)[j]
        ),
    )
    sides = (*best, 0)
    across = sum((matrix[i][j] for i in range(k) for j in range(i) if sides[i] != sides[j]), F(0))
    return 4 * across / total


def levels(rows: list[list[F]], groups: list[int]) -> tuple[list[list[F]], list[list[F]]]:
    """Covariances within and between groups."""
    parts = [[row for row, own in zip(rows, groups) if own == group] for group in sorted(set(groups))]
    inside = [products(part) for part in parts]
    whole = products(rows)
    n, g, k = len(rows), len(parts), len(rows[0])
    size = (n - F(sum(len(part) ** 2 for part in parts), n)) / (g - 1)
    within = [[sum((part[i][j] for part in inside), F(0)) / (n - g) for j in range(k)] for i in range(k)]
    outside = [
        [(whole[i][j] - within[i][j] * (n - g)) / (g - 1) for j in range(k)] for i in range(k)
    ]
    between = [[(outside[i][j] - within[i][j]) / size for j in range(k)] for i in range(k)]
    return within, between


if __name__ == "__main__":
    marks = simulated()
    if sys.argv[1:] == ["data"]:
        print("\n".join(",".join(map(str, row)) for row in marks))
        sys.exit()
    nine = [[F(mark) for mark in row] for row in marks]
    print("nine items: alpha", float(alpha(products(nine))), "lambda 4", float(lambda4(products(nine))))
    within, between = levels(nine, [row // 10 for row in range(120)])
    print("  equal groups: within", float(alpha(within)), "between", float(alpha(between)))
    within, between = levels(nine, [0 if row < 7 else 1 + row // 12 for row in range(120)])
    print("  unequal groups: within", float(alpha(within)), "between", float(alpha(between)))
    sf = [[9, 2, 5, 8], [6, 1, 3, 2], [8, 4, 6, 8], [7, 1, 2, 6], [10, 5, 6, 9], [6, 2, 4, 7]]
    sf = [[F(mark) for mark in row] for row in sf]
    print("Shrout & Fleiss: lambda 4", float(lambda4(products(sf))))
