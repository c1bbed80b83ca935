"""Generalizability from the definitions and with exact fractions (vectors generalizability/*).

Sums of squares are sums of squared interaction effects, each got by inclusion and exclusion of means; components are the
equations of each design as Brennan 2001 prints them, not a general algorithm.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction as F
from itertools import combinations, product
from math import sqrt

Rows = list[tuple[tuple[int, ...], F]]


def mean(rows: Rows, at: tuple[int, ...], key: tuple[int, ...]) -> F:
    own = [score for labels, score in rows if all(labels[facet] == key[facet] for facet in at)]
    return sum(own, F(0)) / len(own)


def means(rows: Rows, at: tuple[int, ...]) -> Callable[[tuple[int, ...]], F]:
    known: dict[tuple[int, ...], F] = {}

    def of(key: tuple[int, ...]) -> F:
        own = tuple(key[facet] for facet in at)
        if own not in known:
            known[own] = mean(rows, at, key)
        return known[own]

    return of


def squares(rows: Rows, primary: tuple[int, ...], nesting: tuple[int, ...] = ()) -> F:
    """Sum of squares of an effect, over all scores."""
    parts = [part for size in range(len(primary) + 1) for part in combinations(primary, size)]
    signed = [((-1) ** (len(primary) - len(part)), means(rows, tuple(sorted(part + nesting)))) for part in parts]
    return sum((sum((sign * of(labels) for sign, of in signed), F(0)) ** 2 for labels, _ in rows), F(0))


class Study:
    """Mean squares with their degrees of freedom, and the weights of each component."""

    def __init__(self, table: dict[str, tuple[F, int]], components: dict[str, tuple[dict[str, int], int]]) -> None:
        self.squares = {name: total / df for name, (total, df) in table.items()}
        self.df = {name: df for name, (_, df) in table.items()}
        self.raw: dict[str, F] = {}
        self.error: dict[str, float] = {}
        for name, (weights, scores) in components.items():
            terms = {square: F(weight, scores) * self.squares[square] for square, weight in weights.items()}
            self.raw[name] = sum(terms.values(), F(0))
            self.error[name] = sqrt(sum(2 * term**2 / (self.df[square] + 2) for square, term in terms.items()))

    def show(self) -> None:
        for name, raw in self.raw.items():
            print(f"  {name}: MS {float(self.squares[name])!r} df {self.df[name]} raw {float(raw)!r} se {self.error[name]!r}")


def one_facet(rows: Rows, p: int, i: int) -> Study:
    table = {"p": (squares(rows, (0,)), p - 1), "i": (squares(rows, (1,)), i - 1)}
    table["pi"] = (squares(rows, (0, 1)), (p - 1) * (i - 1))
    return Study(table, {"p": ({"p": 1, "pi": -1}, i), "i": ({"i": 1, "pi": -1}, p), "pi": ({"pi": 1}, 1)})


def two_facets(rows: Rows, p: int, i: int, o: int) -> Study:
    table = {
        "p": (squares(rows, (0,)), p - 1),
        "i": (squares(rows, (1,)), i - 1),
        "o": (squares(rows, (2,)), o - 1),
        "pi": (squares(rows, (0, 1)), (p - 1) * (i - 1)),
        "po": (squares(rows, (0, 2)), (p - 1) * (o - 1)),
        "io": (squares(rows, (1, 2)), (i - 1) * (o - 1)),
        "pio": (squares(rows, (0, 1, 2)), (p - 1) * (i - 1) * (o - 1)),
    }
    components = {
        "p": ({"p": 1, "pi": -1, "po": -1, "pio": 1}, i * o),
        "i": ({"i": 1, "pi": -1, "io": -1, "pio": 1}, p * o),
        "o": ({"o": 1, "po": -1, "io": -1, "pio": 1}, p * i),
        "pi": ({"pi": 1, "pio": -1}, o),
        "po": ({"po": 1, "pio": -1}, i),
        "io": ({"io": 1, "pio": -1}, p),
        "pio": ({"pio": 1}, 1),
    }
    return Study(table, components)


def nested(rows: Rows, p: int, t: int, r: int) -> Study:
    """p x (r:t), labels (p, t, r)."""
    table = {
        "p": (squares(rows, (0,)), p - 1),
        "t": (squares(rows, (1,)), t - 1),
        "pt": (squares(rows, (0, 1)), (p - 1) * (t - 1)),
        "r:t": (squares(rows, (2,), (1,)), t * (r - 1)),
        "pr:t": (squares(rows, (0, 2), (1,)), t * (p - 1) * (r - 1)),
    }
    components = {
        "p": ({"p": 1, "pt": -1}, t * r),
        "t": ({"t": 1, "r:t": -1, "pt": -1, "pr:t": 1}, p * r),
        "pt": ({"pt": 1, "pr:t": -1}, r),
        "r:t": ({"r:t": 1, "pr:t": -1}, p),
        "pr:t": ({"pr:t": 1}, 1),
    }
    return Study(table, components)


def raters_in_units(rows: Rows, u: int, r: int, c: int) -> Study:
    """(r:u) x c, labels (u, r, c)."""
    table = {
        "u": (squares(rows, (0,)), u - 1),
        "c": (squares(rows, (2,)), c - 1),
        "r:u": (squares(rows, (1,), (0,)), u * (r - 1)),
        "uc": (squares(rows, (0, 2)), (u - 1) * (c - 1)),
        "rc:u": (squares(rows, (1, 2), (0,)), u * (r - 1) * (c - 1)),
    }
    components = {
        "u": ({"u": 1, "r:u": -1, "uc": -1, "rc:u": 1}, r * c),
        "c": ({"c": 1, "uc": -1}, u * r),
        "r:u": ({"r:u": 1, "rc:u": -1}, c),
        "uc": ({"uc": 1, "rc:u": -1}, r),
        "rc:u": ({"rc:u": 1}, 1),
    }
    return Study(table, components)


def worth(universe: F, relative: F, absolute: F) -> None:
    print("  universe", float(universe), "relative", float(relative), "absolute", float(absolute))
    print("  E-rho-squared", float(universe / (universe + relative)), "Phi", float(universe / (universe + absolute)))


ITEMS = "101000000000 111001000000 111110000000 110110010000 111110100000 111011100000 111111100000 111101111100 111111111110 111111111111"
answers: Rows = [((p, i), F(int(mark))) for p, marks in enumerate(ITEMS.split()) for i, mark in enumerate(marks)]
print("Brennan, synthetic data 1")
first = one_facet(answers, 10, 12)
first.show()
p_, i_, pi_ = first.raw["p"], first.raw["i"], first.raw["pi"]
for n in (5, 10, 12, 15, 20):
    print(" ", n)
    worth(p_, pi_ / n, pi_ / n + i_ / n)
grand = sum((score for _, score in answers), F(0)) / 120
of_mean = p_ / 10 + i_ / 12 + pi_ / 120
for cut in (F(4, 5), grand):
    signal = p_ + max(F(0), (grand - cut) ** 2 - of_mean)
    print("  Phi at", float(cut), "mean", float(grand), float(signal / (signal + (i_ + pi_) / 12)))

SCORES = [
    "2 4 5 5 4 4 2 3 0 6", "6 5 5 9 3 4 6 4 5 8", "7 6 4 8 5 4 6 4 4 7", "5 7 6 6 6 7 5 5 5 6",
    "2 6 5 5 4 6 2 6 5 6", "5 7 4 7 5 4 7 6 5 8", "5 5 5 7 6 7 7 6 5 8", "5 7 5 6 4 8 5 4 3 6",
]  # fmt: skip
crossed: Rows = [((p, at % 4, at // 4), F(int(mark))) for at, line in enumerate(SCORES) for p, mark in enumerate(line.split())]
print("Brennan, synthetic data 3")
third = two_facets(crossed, 10, 4, 2)
third.show()
v = third.raw
worth(v["p"], v["pi"] / 4 + v["po"] / 2 + v["pio"] / 8, (v["i"] + v["pi"]) / 4 + (v["o"] + v["po"]) / 2 + (v["io"] + v["pio"]) / 8)
print("  items fixed")
worth(v["p"] + v["pi"] / 4, v["po"] / 2 + v["pio"] / 8, (v["o"] + v["po"]) / 2 + (v["io"] + v["pio"]) / 8)

RATERS = [
    "565553456733", "937775557752", "343353356516", "755331435335", "929777372753",
    "343533634512", "737775575554", "585775543211", "998866655811", "444335655711",
]  # fmt: skip
tasks: Rows = [((p, at // 4, at % 4), F(int(mark))) for p, line in enumerate(RATERS) for at, mark in enumerate(line)]
print("Brennan, synthetic data 4")
fourth = nested(tasks, 10, 3, 4)
fourth.show()
v = fourth.raw
worth(v["p"], v["pt"] / 3 + v["pr:t"] / 12, (v["t"] + v["pt"]) / 3 + (v["r:t"] + v["pr:t"]) / 12)

LEVELS = [[(4, 3), (4, 4)], [(2, 1), (3, 1)], [(3, 3), (2, 2)]]
own: Rows = [((u, r, c), F(mark)) for u, unit in enumerate(LEVELS) for r, line in enumerate(unit) for c, mark in enumerate(line)]
print("Two raters of each of three units, two criteria")
ours = raters_in_units(own, 3, 2, 2)
ours.show()
v = {name: max(F(0), raw) for name, raw in ours.raw.items()}
relative = v["r:u"] / 2 + v["uc"] / 2 + v["rc:u"] / 4
worth(v["u"], relative, relative + v["c"] / 2)


def planned(components: dict[tuple[str, ...], F], nested: dict[str, tuple[str, ...]], sizes: dict[str, int], fixed: tuple[str, ...] = ()) -> None:
    """Another design by enumeration: which conditions each score of a unit, and of another unit, would meet. An effect adds
    its variance times the squared weights of its conditions; those that both units meet are no error of their order."""

    def conditions(effect: tuple[str, ...], unit: int) -> dict[tuple[object, ...], F]:
        found: dict[tuple[object, ...], F] = {}
        cells = [dict(zip(sizes, at)) for at in product(*(range(size) for size in sizes.values()))]
        for cell in cells:
            whole = {"p": unit, **cell}
            key = tuple((facet, whole[facet], *(whole[outer] for outer in nested.get(facet, ()))) for facet in effect)
            found[key] = found.get(key, F(0)) + F(1, len(cells))
        return found

    universe = relative = absolute = F(0)
    for effect, variance in components.items():
        own, other = conditions(effect, 0), conditions(effect, 1)
        whole = variance * sum((weight**2 for weight in own.values()), F(0))
        apart = variance * sum((weight**2 for key, weight in own.items() if key not in other), F(0))
        around = {outer for facet in effect for outer in nested.get(facet, ())} | set(effect)
        if around - {"p", *fixed}:
            relative, absolute = relative + apart, absolute + whole
        elif "p" in around:
            universe += whole
    worth(universe, relative, absolute)


print("Synthetic data 1, items of their own for each person")
effects = {("p",): first.raw["p"], ("i",): first.raw["i"], ("p", "i"): first.raw["pi"]}
for n in (5, 10, 15, 20):
    planned(effects, {"i": ("p",)}, {"i": n})
print("Synthetic data 3")
names = {"p": ("p",), "i": ("i",), "o": ("o",), "pi": ("p", "i"), "po": ("p", "o"), "io": ("i", "o"), "pio": ("p", "i", "o")}
effects = {names[name]: max(F(0), raw) for name, raw in third.raw.items()}
for nested_in in ({"i": ("o",)}, {"i": ("p",)}, {"i": ("p", "o")}, {"i": ("p", "o"), "o": ("p",)}):
    print("  ", nested_in)
    planned(effects, nested_in, {"i": 4, "o": 2})
print("   occasions fixed", {"i": ("o",)})
planned(effects, {"i": ("o",)}, {"i": 4, "o": 2}, ("o",))
