"""Scores of one construct, straight from the formulas of the estimator, in exact fractions until the square root.

`r_ij` says whether rater i marked criterion j, `y_ij` in 0..1 is the mark: `p_j` is the mean of criterion j, `p` the mean
of the `p_j`; `w_i = (1/J) sum_j r_ij / n_j`, `n_K = 1 / sum w_i^2`, `z_i = (1/J) sum_j r_ij (y_ij - p_j) / n_j`,
`v = n/(n-1) sum z_i^2`, `n_effective = min(p (1-p) / v, marks)`, `k = min(z^2/n_K, t^2/n_effective)`; Wilson's interval with k for
z^2/n. Prints what the vectors hold.
"""

from fractions import Fraction
from math import sqrt

from quantiles import normal, t

Rows = list[list[int | None]]


def parse(text: str) -> Rows:
    """Rows such as `332 3.2`: one figure a criterion, a point where there is no mark."""
    return [[None if mark == "." else int(mark) for mark in row] for row in text.split()]


class Estimate:
    def __init__(self, rows: Rows, y) -> None:
        rows = [row for row in rows if any(mark is not None for mark in row)]
        lines = len(rows[0])
        self.n = len(rows)
        answered = [sum(row[j] is not None for row in rows) for j in range(lines)]
        self.lines = [
            Fraction(sum(y(row[j]) for row in rows if row[j] is not None)) / answered[j] for j in range(lines)
        ]
        self.p = sum(self.lines) / lines
        weights = [sum(Fraction(1, lines * answered[j]) for j in range(lines) if row[j] is not None) for row in rows]
        self.kish = 1 / sum(weight * weight for weight in weights)
        self.z = [
            sum((y(row[j]) - self.lines[j]) / (lines * answered[j]) for j in range(lines) if row[j] is not None)
            for row in rows
        ]
        self.v = Fraction(self.n, self.n - 1) * sum(z * z for z in self.z) if self.n > 1 else None
        spread = self.p * (1 - self.p)
        self.n_effective = min(spread / self.v, Fraction(sum(answered))) if self.v else None

    def k(self, confidence: float = 0.95) -> float:
        p = 1 - (1 - confidence) / 2
        k = normal(p) ** 2 / float(self.kish)
        if self.n_effective is not None:
            k = min(k, t(p, self.n - 1) ** 2 / float(self.n_effective))
        return k

    def interval(self, confidence: float = 0.95, shrink: float = 1.0) -> tuple[float, float]:
        p, k = float(self.p), self.k(confidence) * shrink
        half = sqrt(k * p * (1 - p) + k * k / 4)
        return (p + k / 2 - half) / (1 + k), (p + k / 2 + half) / (1 + k)


def at(cut: int):
    return lambda mark: Fraction(int(mark >= cut))


def rung(top: int):
    return lambda mark: Fraction(mark - 1, top - 1)


def show(name: str, rows: Rows, top: int = 4, shrink: float = 1.0, confidence: float = 0.95) -> None:
    print(name)
    for cut in range(2, top + 1):
        found = Estimate(rows, at(cut))
        low, high = found.interval(confidence, shrink) if found.n > 1 else (float("nan"),) * 2
        n_effective = "-" if found.n_effective is None else f"{float(found.n_effective):.9f}"
        print(f"  {cut}: p {float(found.p):.9f} [{low:.9f}, {high:.9f}] n_effective {n_effective} kish {float(found.kish):.9f}")
    mean = Estimate(rows, rung(top))
    low, high = mean.interval(confidence, shrink) if mean.n > 1 else (float("nan"),) * 2
    print(f"  mean {1 + (top - 1) * float(mean.p):.9f} [{1 + (top - 1) * low:.9f}, {1 + (top - 1) * high:.9f}]")


if __name__ == "__main__":
    show("worked-example", parse("332 433 221 3.2 343 12."))
    show("all-at-the-cut", parse("333 434 343 333 444"))
    show("two-raters", parse("32 24"))
    show("short-form, four teachers on one line", parse("3 2 4 3"))
    eight = parse("332 433 221 312 343 123 224 331")
    show("these-people: 8 of 14", eight, shrink=1 - 8 / 14)
    show("confidence of 0.8", eight, confidence=0.8)
    show("uneven: criteria with different numbers of marks", parse("34 3. 2. 4. 11 23"))
    show("negative-polarity: the second line turned round", [[a, 5 - b] for a, b in parse("31 42 12 33 24 41")])
