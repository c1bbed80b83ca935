"""Units by a calibration, and links of calibrations, by the definition: the weighted likelihood estimate by halving, where a unit can lie
on a grid of 48,001 points, drifts with the whole covariance of differences from their mean. Run with numpy:
python3 tests/oracle/calibration.py prints what `tests/vectors/rasch/calibration.json` should say of units and of links; with the name of
another one of it, what that should say of units."""

import json
import sys
from math import erfc, sqrt

import numpy as np
import rasch

NAME = (sys.argv[1:] or ["calibration"])[0]
VECTOR = json.loads((rasch.VECTORS / f"{NAME}.json").read_text())
STUDY = rasch.Study(VECTOR["ratingTable"]["columns"], VECTOR["study"])


def labels(rating):
    return [rating.get("unit"), rating["rater"], rating["criterion"]]


def place(rating):
    """Which category of its scale it is."""
    return STUDY.scales[STUDY.scale_name(labels(rating))].index(rating["rating"])


def logits(at, rating):
    others = -STUDY.of(1, rating["rater"]) - STUDY.of(2, rating["criterion"])
    thresholds = STUDY.x[list(STUDY.steps[STUDY.group(labels(rating))])]
    return np.concatenate([[0], np.cumsum(at + others - thresholds)])


def moments(at, ratings):
    sums = np.zeros(3)
    for rating in ratings:
        chances = np.exp(logits(at, rating) - logits(at, rating).max())
        chances /= chances.sum()
        k = np.arange(len(chances))
        mean = chances @ k
        sums += mean, chances @ (k - mean) ** 2, chances @ (k - mean) ** 3
    return sums


def unit(ratings, mean, deviation):
    score = sum(place(rating) for rating in ratings)
    low, high = -15.0, 15.0
    for _ in range(200):
        middle = (low + high) / 2
        expected, information, third = moments(middle, ratings)
        low, high = (middle, high) if score - expected + third / (2 * information) > 0 else (low, middle)
    grid = np.linspace(mean - 12 * deviation, mean + 12 * deviation, 48_001)
    logarithm = -0.5 * ((grid - mean) / deviation) ** 2
    for rating in ratings:
        own = logits(0, rating)
        all_logits = own[None, :] + grid[:, None] * np.arange(len(own))[None, :]
        logarithm += all_logits[:, place(rating)] - np.logaddexp.reduce(all_logits, axis=1)
    weights = np.exp(logarithm - logarithm.max())
    weights /= weights.sum()
    centre = weights @ grid
    return {
        "weighted": low,
        "standardError": 1 / sqrt(moments(low, ratings)[1]),
        "expectedAPosteriori": centre,
        "posteriorDeviation": sqrt(weights @ (grid - centre) ** 2),
    }


def holm(p):
    adjusted, highest = np.zeros(len(p)), 0.0
    for done, at in enumerate(np.argsort(p)):
        highest = max(highest, min(1, (len(p) - done) * p[at]))
        adjusted[at] = highest
    return adjusted


def link(earlier, later, level=0.05):
    names = sorted(set(earlier) & set(later))
    d = np.array([later[name][0] - earlier[name][0] for name in names])
    covariance = np.diag([later[name][1] ** 2 + earlier[name][1] ** 2 for name in names])
    carries = np.ones(len(names), bool)
    while True:
        mean = carries / carries.sum()
        off = np.eye(len(names)) - mean[None, :]
        drift, error = off @ d, np.sqrt(np.diag(off @ covariance @ off.T))
        p = np.array([erfc(abs(z) / sqrt(2)) for z in drift / error])
        drifted = holm(p) < level
        if not (drifted & carries).any():
            break
        carries[np.argmax(np.where(drifted & carries, abs(drift / error), 0))] = False
    own = d[carries]
    return {
        "shift": mean @ d,
        "standardError": sqrt(mean @ covariance @ mean),
        "linkingError": np.std(own, ddof=1) / sqrt(len(own)),
        "elements": [
            {"element": name, "drift": drift[at], "standardError": error[at], "adjusted": holm(p)[at], "carries": carries[at]}
            for at, name in enumerate(names)
        ],
    }


def says():
    first = next(call["options"] for call in VECTOR["calls"] if call["call"] == "calibrationScore")
    units = sorted({rating["unit"] for rating in first["ratings"]})
    own = lambda name: [rating for rating in first["ratings"] if rating["unit"] == name]
    chain = next((call["options"]["to"] for call in VECTOR["calls"] if call["call"] == "link"), [])
    raters = {
        name: (STUDY.of(1, name), sqrt(STUDY.covariance[STUDY.place[1, name], STUDY.place[1, name]]))
        for name in STUDY.estimated[1]
    }
    calibrations = [raters] + [{own["element"]: (own["measure"], own["standardError"]) for own in one["elements"]} for one in chain]
    return {
        "units": [{"unit": name, **unit(own(name), first["mean"], first["deviation"])} for name in units],
        "links": [link(*pair) for pair in zip(calibrations, calibrations[1:])],
    }


if __name__ == "__main__":
    json.dump(says(), sys.stdout, indent=1, default=lambda value: value.item())
