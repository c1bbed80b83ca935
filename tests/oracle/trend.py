"""A straight line through shares, and a look back, from the formulas: the line by the normal equations, its interval by
MOVER for a sum of shares (Zou, Huang & Zhang 2009), written out over signed parts."""

from datetime import date
from fractions import Fraction
from functools import cache
from math import copysign, sqrt

import observed
from change import correlation, holm, mover, p_value
from observed import Estimate, at, parse

# A quantile of t is a search through an integral; a line asks for the same one at every occasion.
observed.t = cache(observed.t)


def line(times: list[Fraction], shares: list[Fraction]) -> tuple[Fraction, Fraction]:
    """Intercept and slope by the normal equations."""
    n, sx, sy = len(times), sum(times), sum(shares)
    sxx, sxy = sum(x * x for x in times), sum(x * y for x, y in zip(times, shares))
    slope = (n * sxy - sx * sy) / (n * sxx - sx * sx)
    return (sy - slope * sx) / n, slope


def numbers(times: list[Fraction], of) -> list[Fraction]:
    """What each share adds to a linear function of the shares: its value where that share alone is 1."""
    unit = [[Fraction(int(one == other)) for other in range(len(times))] for one in range(len(times))]
    return [of(shares) for shares in unit]


def interval(found: list[Estimate], c: list[Fraction], rho, confidence: float = 0.95) -> tuple[float, float]:
    """`rho(s, t, same)` is the correlation of two shares, whose numbers have the same sign or not."""
    value = float(sum(number * one.p for number, one in zip(c, found)))
    ends = []
    for lower in (True, False):
        parts = []
        for number, one in zip(c, found):
            low, high = one.interval(confidence)
            p = float(one.p)
            end = (low if number > 0 else high) if lower else (high if number > 0 else low)
            # Signed by the number: two of unlike signs then take away what they share.
            parts.append(copysign(abs(float(number) * (p - end)), float(number)))
        total = sum(part * part for part in parts)
        for s in range(len(parts)):
            for t in range(s + 1, len(parts)):
                total += 2 * rho(s, t, parts[s] * parts[t] > 0) * parts[s] * parts[t]
        ends.append(value - sqrt(total) if lower else value + sqrt(total))
    return ends[0], ends[1]


def p_of(found: list[Estimate], c: list[Fraction], rho) -> float:
    low, high = 1e-6, 1.0
    for _ in range(50):
        middle = (low + high) / 2
        lower, upper = interval(found, c, rho, 1 - middle)
        low, high = (low, middle) if lower > 0 or upper < 0 else (middle, high)
    return high


def smallest(found: list[Estimate], c: list[Fraction], rho, confidence: float = 0.95) -> float:
    parts = [float(number) * 0.5 * sqrt(one.k(confidence) / (1 + one.k(confidence))) for number, one in zip(c, found)]
    total = sum(part * part for part in parts)
    for s in range(len(parts)):
        for t in range(s + 1, len(parts)):
            total += 2 * rho(s, t, parts[s] * parts[t] > 0) * parts[s] * parts[t]
    return sqrt(total)


def correlations(found: list[Estimate], linked: bool):
    """Through ten raters and more; with fewer, 0 where it narrows and a half to the power of the lag where it widens."""

    def rho(s: int, t: int, same: bool) -> float:
        pairs = [(one, one) for one in range(min(found[s].n, found[t].n))] if linked else []
        return correlation(found[s], found[t], pairs) if len(pairs) >= 10 or not same else 0.5 ** (t - s)

    return rho


def show(name: str, times: list[Fraction], marks: list[str], linked: bool = False) -> float:
    found = [Estimate(parse(one), at(3)) for one in marks]
    span = times[-1] - times[0]
    c = numbers(times, lambda shares: span * line(times, shares)[1])
    rho = correlations(found, linked)
    rise = sum(number * one.p for number, one in zip(c, found))
    lower, upper = interval(found, c, rho)
    p = p_of(found, c, rho) if rise else 1.0
    print(f"{name}: rise {float(rise):.9f} [{lower:.9f}, {upper:.9f}] p {p:.9f} smallest {smallest(found, c, rho):.9f}")
    print(f"    slope {float(rise / span):.9f} [{lower / float(span):.9f}, {upper / float(span):.9f}]")
    print(f"    smallest for two tests {smallest(found, c, rho, 1 - 0.05 / 2):.9f}")
    near = interval(found, c, rho, 0.9)
    print(f"    at 90 %: [{near[0]:.9f}, {near[1]:.9f}]")
    bends = False
    start, slope = line(times, [one.p for one in found])
    for of, one in enumerate(found):
        away = numbers(times, lambda shares: shares[of] - sum(x * y for x, y in zip((1, times[of]), line(times, shares))))
        far = interval(found, away, rho, 1 - 0.05 / len(times))
        bends |= far[0] > 0 or far[1] < 0
        low, high = one.interval()
        height = float(start + slope * times[of])
        print(f"    {float(times[of]):.9f}: {float(one.p):.9f} [{low:.9f}, {high:.9f}] line {height:.9f}")
    print(f"    bends {bends}")
    return p


def years(*days: str) -> list[Fraction]:
    """In mean Gregorian years of 365.2425 days."""
    dates = [date.fromisoformat(day) for day in days]
    return [Fraction((one - dates[0]).days) / Fraction("365.2425") for one in dates]


def look_back(name: str, earlier: str, then: str, now: str) -> float:
    a, b, c = (Estimate(parse(one), at(3)) for one in (earlier, then, now))
    for what, first, second in (("conventional", a, c), ("retrospective", b, c), ("shift", a, b)):
        pairs = [(one, one) for one in range(min(first.n, second.n))]
        rho = correlation(first, second, pairs)
        lower, upper = mover(first, second, rho)
        p = p_value(first, second, rho)
        print(f"{name}, {what}: {float(second.p - first.p):.9f} [{lower:.9f}, {upper:.9f}] rho {rho:.9f} p {p:.9f}")
    return p


STEPS = [Fraction(0), Fraction(1), Fraction(2), Fraction(3)]
RISING = ["1 1 2 1 2 1 3 1", "1 3 2 3 2 1 2 3", "3 3 2 3 2 2 4 3", "3 3 4 3 3 2 4 3"]
LEVEL = ["1 3 2 3 2 1 2 3", "1 3 2 3 2 1 3 3", "3 3 2 1 1 2 4 3", "1 3 2 3 2 1 2 3"]
PANEL = [
    "111 213 132 333 311 213 122 321 343 113 221 312",
    "112 313 132 334 321 213 222 331 343 213 221 313",
    "112 323 243 444 422 314 222 332 444 213 221 423",
]
SMALL = [" ".join(one.split()[:6]) for one in [*PANEL, "213 323 343 444 422 324"]]
BENT = ["1 1 2 1 2 1 2 1 1 1 1 2", "3 3 4 3 3 2 4 3 3 3 3 3", "1 1 2 1 2 1 2 1 1 3 1 2"]

if __name__ == "__main__":
    a = show("rising", STEPS, RISING)
    b = show("level", STEPS, LEVEL)
    print("holm of both", holm([a, b]))
    show("without the second", [STEPS[0], STEPS[2], STEPS[3]], [RISING[0], RISING[2], RISING[3]])
    show("in years", years("2022-09-01", "2023-03-01", "2024-09-01", "2025-09-01"), RISING)
    show("one panel of twelve", STEPS[:3], PANEL, linked=True)
    show("the same, not linked", STEPS[:3], PANEL)
    show("one panel of six", STEPS, SMALL, linked=True)
    show("up and down again", STEPS[:3], BENT)
    shift = look_back("look back", PANEL[1], PANEL[0], PANEL[2])
    earlier, then, now = "3 3 4 3 3 2 4 3 3 4 3 3", "1 3 2 1 2 1 2 3 1 1 2 1", "3 3 4 1 3 2 4 3 3 2 2 1"
    look_back("stricter rating", earlier, then, now)
