"""Effect sizes, tests and corrections of a comparison of sites, from the definitions with exact fractions, and from
scipy 1.17, statsmodels 0.15 and mpmath 1.4. The noncentral t is integrated here: scipy's gives no number at some points.

    pip install scipy statsmodels mpmath
    python tests/oracle/sites.py      (seven minutes: each noncentral t is integrated anew)
"""

from __future__ import annotations

from fractions import Fraction as F
from itertools import combinations, product
from math import sqrt

import mpmath as mp
from scipy import optimize, stats
from scipy.special import gamma
from statsmodels.stats.multitest import multipletests

from change import mover, p_value
from observed import Estimate, at, parse

mp.mp.dps = 20


def noncentral_below(t: float, df: float, ncp: float) -> float:
    """P(T <= t): the mean of the normal distribution function over the density of chi, by quadrature."""
    v = mp.mpf(df)
    log_c = v / 2 * mp.log(v / 2) - mp.loggamma(v / 2) + mp.log(2)
    density = lambda s: mp.e ** (log_c + (v - 1) * mp.log(s) - v * s * s / 2)
    nodes = [mp.mpf(x) / 10 for x in range(1, 31)]
    return float(mp.quad(lambda s: density(s) * mp.ncdf(mp.mpf(t) * s - ncp), [mp.mpf("1e-30"), *nodes, 6, 12, 40]))


def correction(df: float) -> float:
    return gamma(df / 2) / (sqrt(df / 2) * gamma((df - 1) / 2)) if df < 300 else float(
        mp.gamma(mp.mpf(df) / 2) / (mp.sqrt(mp.mpf(df) / 2) * mp.gamma((mp.mpf(df) - 1) / 2))
    )


def hedges(x: list[float], y: list[float]) -> tuple[float, float, float]:
    """The second less the first; the interval by turning round the noncentral t."""
    n, m = len(x), len(y)
    df, size = n + m - 2, n * m / (n + m)
    pooled = ((n - 1) * stats.tvar(x) + (m - 1) * stats.tvar(y)) / df
    return standard((sum(y) / m - sum(x) / n) / sqrt(pooled), df, size)


def hedges_paired(x: list[float], y: list[float]) -> tuple[float, float, float]:
    d = [b - a for a, b in zip(x, y)]
    return standard(sum(d) / len(d) / sqrt(stats.tvar(d)), len(d) - 1, len(d))


def standard(d: float, df: float, size: float) -> tuple[float, float, float]:
    t, j = d * sqrt(size), correction(df)
    at_p = lambda p: optimize.brentq(lambda ncp: noncentral_below(t, df, ncp) - p, t - 12, t + 12, xtol=1e-11)
    return j * d, j * at_p(0.975) / sqrt(size), j * at_p(0.025) / sqrt(size)


def cliff(x: list[F], y: list[F]) -> tuple[float, float, float]:
    """From the whole matrix of dominances."""
    n, m = len(x), len(y)
    sign = [[F((b > a) - (b < a)) for b in y] for a in x]
    d = sum(map(sum, sign), F(0)) / (n * m)
    rows = [sum(row, F(0)) / m for row in sign]
    columns = [sum((sign[i][j] for i in range(n)), F(0)) / n for j in range(m)]
    cells = sum((s - d) ** 2 for row in sign for s in row)
    v = m * m * sum((r - d) ** 2 for r in rows) + n * n * sum((c - d) ** 2 for c in columns) - cells
    v = max(v / (n * m * (n - 1) * (m - 1)), (1 - d * d) / (n * m - 1))
    return interval(d, v, min(n, m))


def cliff_paired(x: list[F], y: list[F]) -> tuple[float, float, float]:
    n = len(x)
    signs = [F((b > a) - (b < a)) for a, b in zip(x, y)]
    d = sum(signs, F(0)) / n
    v = max(sum((s - d) ** 2 for s in signs) / (n * (n - 1)), (1 - d * d) / (n * n - 1))
    return interval(d, v, n)


def interval(d: F, v: F, n: int) -> tuple[float, float, float]:
    z = stats.norm.ppf(0.975)
    if abs(d) == 1:
        inner = (n - z * z) / (n + z * z)
        return (1.0, inner, 1.0) if d > 0 else (-1.0, -1.0, -inner)
    d, s = float(d), sqrt(float(v))
    half = z * s * sqrt((1 - d * d) ** 2 + z * z * s * s)
    bottom = 1 - d * d + z * z * s * s
    return d, (d - d**3 - half) / bottom, (d - d**3 + half) / bottom


def permutation(x: list[F], y: list[F]) -> F:
    """All permutations of everyone."""
    pool, n, m = [*x, *y], len(x), len(y)
    seen = abs(sum(y, F(0)) / m - sum(x, F(0)) / n)
    found = [abs((sum(pool, F(0)) - s) / m - s / n) >= seen for s in (sum(c, F(0)) for c in combinations(pool, n))]
    return F(sum(found), len(found))


def sign_flips(x: list[F], y: list[F]) -> F:
    d = [b - a for a, b in zip(x, y)]
    found = [abs(sum(s * v for s, v in zip(signs, d))) >= abs(sum(d)) for signs in product((1, -1), repeat=len(d))]
    return F(sum(found), len(found))


def paule_mandel(levels: list[float], variances: list[float]) -> tuple[float, float, list[float], list[float]]:
    def mean(t: float) -> float:
        return sum(y / (v + t) for y, v in zip(levels, variances)) / sum(1 / (v + t) for v in variances)

    def excess(t: float) -> float:
        return sum((y - mean(t)) ** 2 / (v + t) for y, v in zip(levels, variances)) - len(levels) + 1

    t = optimize.brentq(excess, 0, 4, xtol=1e-16) if excess(0) > 0 else 0.0
    b = [v / (v + t) for v in variances]
    return mean(t), sqrt(t), b, [y + s * (mean(t) - y) for y, s in zip(levels, b)]


def variance(rows: Estimate, marks: int) -> float:
    share = (marks * float(rows.p) + 0.5) / (marks + 1)
    return max(float(rows.v), share * (1 - share) / marks)


def shares(text: str, cut: int = 3) -> list[F]:
    return [F(sum(int(c) >= cut for c in row), len(row)) for row in text.split()]


def show(name: str, *numbers: object) -> None:
    print(name, *(f"{float(n):.12g}" for n in numbers))


SITES = {
    "Ash": "111 211 131 113 311 121 112 211",
    "Birch": "333 343 331 433 344 133 413 334",
    "Cedar": "313 131 333 311 133 113 331 313",
    "Dogwood": "343 334 343 433 334 344 333 443",
}


def declared() -> None:
    """Four sites of eight raters with three lines each; other raters everywhere."""
    names = list(SITES)
    estimates = {name: Estimate(parse(SITES[name]), at(3)) for name in names}
    p = []
    for a, b in combinations(names, 2):
        x, y = shares(SITES[a]), shares(SITES[b])
        floats = [float(v) for v in x], [float(v) for v in y]
        print(a, b)
        show("  difference", float(estimates[b].p - estimates[a].p), *mover(estimates[a], estimates[b]))
        p.append(p_value(estimates[a], estimates[b]) if estimates[a].p != estimates[b].p else 1.0)
        show("  p", p[-1])
        show("  permutation", permutation(x, y))
        show("  g", *hedges(*floats))
        show("  delta", *cliff(x, y))
    show("holm", *multipletests(p, method="holm")[1])
    show("bh", *multipletests(p, method="fdr_bh")[1])
    levels = [float(estimates[name].p) for name in names]
    mean, between, shrinkage, pooled = paule_mandel(levels, [variance(estimates[name], 24) for name in names])
    show("pooling", mean, between)
    show("shrinkage", *shrinkage)
    show("pooled", *pooled)


def paired() -> None:
    """The first three of the sites, all marked by the same eight people."""
    names = list(SITES)[:3]
    p = []
    for a, b in combinations(names, 2):
        first, second = Estimate(parse(SITES[a]), at(3)), Estimate(parse(SITES[b]), at(3))
        x, y = shares(SITES[a]), shares(SITES[b])
        floats = [float(v) for v in x], [float(v) for v in y]
        print(a, b, "paired")
        show("  difference", float(second.p - first.p), *mover(first, second))
        p.append(p_value(first, second))
        show("  p", p[-1])
        show("  sign flips", sign_flips(x, y))
        show("  g", *hedges_paired(*floats))
        show("  delta", *cliff_paired(x, y))


if __name__ == "__main__":
    for case in [(2.0, 4.0, 1.0), (-1.5, 7.5, 0.8), (3.0, 1.0, 2.0), (12.0, 38.0, 9.0), (40.0, 18.0, 33.0), (0.3, 500.0, -1.2)]:
        print("noncentral", case, f"{noncentral_below(*case):.17g}")
    declared()
    paired()
    schools = [[F(n, 4) for n in counts] for counts in ((1, 2, 0, 1, 1, 2), (3, 4, 2, 3, 4, 3))]
    show("networks: permutation", permutation(*schools))
    show("networks: g", *hedges(*([float(v) for v in own] for own in schools)))
