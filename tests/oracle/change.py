"""Change of a share by MOVER, and Holm's correction, from the formulas."""

from math import sqrt

from observed import Estimate, at, parse


def mover(a: Estimate, b: Estimate, rho: float = 0.0, confidence: float = 0.95) -> tuple[float, float]:
    (l1, u1), (l2, u2) = a.interval(confidence), b.interval(confidence)
    p1, p2 = float(a.p), float(b.p)
    down, back = p2 - l2, u1 - p1
    up, fore = u2 - p2, p1 - l1
    lower = p2 - p1 - sqrt(down * down - 2 * rho * down * back + back * back)
    upper = p2 - p1 + sqrt(up * up - 2 * rho * up * fore + fore * fore)
    return lower, upper


def p_value(a: Estimate, b: Estimate, rho: float = 0.0) -> float:
    low, high = 1e-6, 1.0
    for _ in range(50):
        middle = (low + high) / 2
        lower, upper = mover(a, b, rho, 1 - middle)
        low, high = (low, middle) if lower > 0 or upper < 0 else (middle, high)
    return high


def smallest(a: Estimate, b: Estimate, rho: float = 0.0, confidence: float = 0.95) -> float:
    half = [0.5 * sqrt(k / (1 + k)) for k in (a.k(confidence), b.k(confidence))]
    return sqrt(half[0] ** 2 - 2 * rho * half[0] * half[1] + half[1] ** 2)


def correlation(a: Estimate, b: Estimate, linked: list[tuple[int, int]]) -> float:
    """Without the factor n/(n-1) before the sum; at least ten linked raters."""
    if len(linked) < 10:
        return 0.0
    first = [float(a.z[one]) for one, _ in linked]
    second = [float(b.z[other]) for _, other in linked]
    middle = sum(first) / len(first), sum(second) / len(second)
    together = sum((x - middle[0]) * (y - middle[1]) for x, y in zip(first, second))
    return min(1.0, max(0.0, together / sqrt(float(a.v * b.v))))


def holm(p: list[float]) -> list[float]:
    adjusted, least = [0.0] * len(p), 0.0
    for place, which in enumerate(sorted(range(len(p)), key=lambda which: p[which])):
        least = max(least, min(1.0, (len(p) - place) * p[which]))
        adjusted[which] = least
    return adjusted


def show(name: str, before: str, after: str, linked: list[tuple[int, int]] = []) -> float:
    a, b = Estimate(parse(before), at(3)), Estimate(parse(after), at(3))
    rho = correlation(a, b, linked)
    lower, upper = mover(a, b, rho)
    p = p_value(a, b, rho) if a.p != b.p else 1.0
    print(
        f"{name}: {float(a.p):.9f} -> {float(b.p):.9f} d {float(b.p - a.p):.9f} [{lower:.9f}, {upper:.9f}] rho {rho:.9f}"
        f" p {p:.9f} smallest {smallest(a, b, rho):.9f}"
    )
    equal = mover(a, b, rho, 0.9)
    print(f"    at 90 %: [{equal[0]:.6f}, {equal[1]:.6f}]; adjusted for 2: {smallest(a, b, rho, 0.975):.9f}")
    return p


if __name__ == "__main__":
    # Newcombe 1998, table II, as marks 1 and 3 on one line.
    for k1, n1, k2, n2 in [(3, 10, 9, 10), (2, 7, 6, 7), (0, 20, 10, 10), (0, 10, 10, 10), (0, 10, 0, 10)]:
        one = " ".join(["3"] * k1 + ["1"] * (n1 - k1))
        two = " ".join(["3"] * k2 + ["1"] * (n2 - k2))
        show(f"{k1}/{n1} {k2}/{n2}", one, two)
    before = "111 213 132 333 311 213 122 321 343 113 221 312"
    after = "112 323 243 444 422 314 222 332 444 213 221 423"
    show("linked twelve", before, after, [(at, at) for at in range(12)])
    show("the same, not linked", before, after)
    a = show("focus", "1 1 2 1 2 1 2 1", "3 3 4 3 3 2 4 3")
    b = show("explored 1", "1 3 2 3 2 1 2 3", "3 3 2 3 1 2 4 3")
    c = show("explored 2", "3 3 4 3 3 2 4 3", "1 2 1 2 1 1 3 2")
    print("holm of the two explored", holm([b, c]), "and the focus alone", holm([a]))
