"""On which side of one half shares certainly lie, from what a release shows of them: scores by `observed.py`, rounded by the
rules of releases; the n of Wilson's interval by bisection on the interval itself; the least favourable of a grid of all shares and
ends that are shown alike; Student's tail; Holm. "Nearly all": the least favourable of all that one or two people can take away from
it, and of coins that fall alike. Run: python3 tests/oracle/above_half.py; with --csv it prints the ratings of a school."""

import sys
from itertools import product
from math import sqrt

from change import holm
from observed import Estimate, at
from quantiles import t, t_cdf

# Illustrative: on each of three criteria the rungs of every person, one row a person.
SCHOOLS = {
    # Whole per cent: above, below, neither, and all of one mind.
    "12": {
        "1": "343 334 443 233 343 334 343 432 334 343 323 344",
        "2": "111 121 211 112 122 311 111 121 113 212 111 121",
        "3": "322 133 232 223 313 132 231 322 233 321 213 132",
        "4": "333 343 434 333 344 333 434 343 333 334 443 333",
    },
    # Five points: all but one of a person's rungs is "nearly all", as all of one mind are.
    "8": {
        "1": "333 343 434 333 344 333 434 343",
        "2": "333 343 434 333 344 333 434 342",
        "3": "343 334 443 233 342 334 343 432",
    },
}


def wilson_lower(p, k):
    return (p + k / 2 - sqrt(k * p * (1 - p) + k * k / 4)) / (1 + k)


def k_of(p, lower):
    """The k of an interval that begins here."""
    low, high = 0.0, 1e9
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if wilson_lower(p, middle) > lower else (low, middle)
    return high


def tail(value, freedom):
    return 2 * (1 - t_cdf(value, freedom))


def p_of_nearly_all(n, rest):
    """The largest p value of all ways in which so many people are all but so much of one mind."""
    worst = 2.0 ** (1 - n)
    steps = [step / 50 for step in range(51)]
    for first, second in product(steps, steps):
        share = 1 - (first + second) / n
        if first + second == 0 or share < 1 - rest - 1e-9:
            continue
        z = [(share_of - share) / n for share_of in [1 - first, 1 - second] + [1.0] * (n - 2)]
        v = n / (n - 1) * sum(each * each for each in z)
        worst = max(worst, tail(2 * (share - 0.5) * sqrt(share * (1 - share) / v), n - 1))
    return worst


def p_value(rows):
    found = Estimate(rows, at(3))
    n, p = found.n, float(found.p)
    interval = found.interval()
    above = p > 0.5
    if not above:
        p, interval = 1 - p, (1 - interval[1], 1 - interval[0])
    parts = 100 if n >= 10 else 20
    if n < 10 and p >= 1 - 0.075:
        return above, p_of_nearly_all(n, 0.075)
    shown, end = round(p * parts) / parts, round(interval[0] * parts) / parts
    edge = 0.05 if n < 10 else 0.0
    grid = [step / 40 - 0.5 for step in range(41)]
    shares = [min(1.0, shown + step / parts) for step in grid]
    if shown >= 1 - edge:
        shares.append(1.0)
    ends = [end + step / parts for step in grid]
    critical = t(0.975, n - 1)
    best = min(2 * (q - 0.5) * critical / sqrt(k_of(q, a)) for q in shares for a in ends if 0 < a < q and q > 0.5)
    return above, tail(best, n - 1)


def parsed(text):
    return [[int(rung) for rung in row] for row in text.split()]


if __name__ == "__main__":
    for name, tenets in SCHOOLS.items():
        if "--csv" in sys.argv:
            lines = ["unit,rater,role,criterion,level"]
            for tenet, text in tenets.items():
                for person, row in enumerate(parsed(text)):
                    lines += [f"Birch,r{person:02},teacher,{tenet}{'abc'[j]},{rung}" for j, rung in enumerate(row)]
            print(name, repr("\\n".join(lines) + "\\n"))
            continue
        found = [p_value(parsed(text)) for text in tenets.values()]
        adjusted = holm([p for _, p in found])
        for tenet, (above, p), held in zip(tenets, found, adjusted):
            print(name, tenet, f"p {p:.4g} adjusted {held:.4g}", above if held <= 0.05 else None)
