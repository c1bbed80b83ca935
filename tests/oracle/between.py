"""A coefficient between two criteria, roles or groups: every draw of the units, those that both have for both at once, those that
one has by themselves. Standard deviation over all draws in which both are defined, and the share in which one is not.
"""

import json
import math
import sys
from itertools import combinations, product

# Illustrative. Two criteria: five units rated on both by three people, a sixth on the first only.
FIRST = {"Ash": [1, 1, 2], "Birch": [3, 3, 3], "Elm": [2, 2, 2], "Fir": [4, 3, 1], "Oak": [4, 4, 3], "Yew": [1, 1, 1]}
SECOND = {"Ash": [2, 1, 3], "Birch": [3, 4, 3], "Elm": [1, 2, 4], "Oak": [4, 4, 4], "Yew": [2, 1, 1]}
# Two groups of four units each, rated by two people.
NORTH = {"a": [1, 1], "b": [2, 2], "c": [3, 3], "d": [2, 3]}
SOUTH = {"e": [1, 2], "f": [2, 2], "g": [3, 1], "h": [3, 3]}


def percent(units):
    pairs = [list(combinations(unit, 2)) for unit in units]
    return sum(sum(a == b for a, b in two) / len(two) for two in pairs) / len(units)


def fleiss(units):
    share = {}
    for unit in units:
        for x in unit:
            share[x] = share.get(x, 0) + 1 / len(unit) / len(units)
    if len(share) == 1:
        return None
    chance = sum(p * p for p in share.values())
    return (percent(units) - chance) / (1 - chance)


def between(first, second, of):
    parts = [sorted(first.keys() & second.keys()), sorted(first.keys() - second.keys()), sorted(second.keys() - first.keys())]
    own = [of(list(first.values())), of(list(second.values()))]
    found, undefined = [], 0
    for draw in product(*(product(part, repeat=len(part)) for part in parts)):
        units = [unit for part in draw for unit in part]
        a, b = of([first[unit] for unit in units if unit in first]), of([second[unit] for unit in units if unit in second])
        if a is None or b is None:
            undefined += 1
        else:
            found.append(a - b)
    mean = sum(found) / len(found)
    spread = math.sqrt(sum((x - mean) ** 2 for x in found) / len(found))
    return {"first": own[0], "second": own[1], "value": own[0] - own[1], "error": spread,
            "undefined": undefined / (undefined + len(found))}


def main():
    found = {}
    for name, (first, second) in {"criteria": (FIRST, SECOND), "groups": (NORTH, SOUTH)}.items():
        for of in (percent, fleiss):
            found[f"{name} {of.__name__}"] = between(first, second, of)
    json.dump(found, sys.stdout, indent=1)


main()
