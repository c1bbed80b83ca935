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


class Raters:
    """Measures of a calibration, with their covariances."""

    def __init__(self, names, measures, covariance):
        self.names, self.measures, self.covariance = names, np.array(measures), np.array(covariance)

    @classmethod
    def of(cls, document):
        own = document["elements"]
        covariance = np.diag([one["standardError"] ** 2 for one in own])
        if document["covariance"]:
            covariance[np.tril_indices(len(own))] = document["covariance"]
            covariance = np.tril(covariance) + np.tril(covariance, -1).T
        return cls([one["element"] for one in own], [one["measure"] for one in own], covariance)

    def among(self, names):
        """Of some of them, with a matrix that takes them out."""
        return np.array([[float(own == name) for own in self.names] for name in names])


def link(earlier, later, level=0.05):
    names = sorted(set(earlier.names) & set(later.names))
    first, second = earlier.among(names), later.among(names)
    d = second @ later.measures - first @ earlier.measures
    covariance = first @ earlier.covariance @ first.T + second @ later.covariance @ second.T
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
    found = {
        "shift": mean @ d,
        "standardError": sqrt(mean @ covariance @ mean),
        "linkingError": np.std(own, ddof=1) / sqrt(len(own)),
        "elements": [
            {"element": name, "drift": drift[at], "standardError": error[at], "adjusted": holm(p)[at], "carries": carries[at]}
            for at, name in enumerate(names)
        ],
    }
    return found, mean @ first, mean @ second


def chain(calibrations):
    """The sum of shifts is one weighted sum of all measures of all calibrations."""
    ends = np.cumsum([0, *(len(one.names) for one in calibrations)])
    every, weights, beyond, links = np.zeros((ends[-1], ends[-1])), np.zeros(ends[-1]), 0.0, []
    for at, one in enumerate(calibrations):
        every[ends[at] : ends[at + 1], ends[at] : ends[at + 1]] = one.covariance
    for at, pair in enumerate(zip(calibrations, calibrations[1:])):
        found, earlier, later = link(*pair)
        weights[ends[at] : ends[at + 1]] -= earlier
        weights[ends[at + 1] : ends[at + 2]] += later
        beyond += max(0.0, found["linkingError"] ** 2 - found["standardError"] ** 2)
        links.append({**found, "chainError": sqrt(weights @ every @ weights + beyond)})
    return links


def says():
    first = next(call["options"] for call in VECTOR["calls"] if call["call"] == "calibrationScore")
    units = sorted({rating["unit"] for rating in first["ratings"]})
    own = lambda name: [rating for rating in first["ratings"] if rating["unit"] == name]
    names = STUDY.estimated[1]
    places = [STUDY.place[1, name] for name in names]
    raters = Raters(names, [STUDY.of(1, name) for name in names], np.diag([STUDY.covariance[at, at] for at in places]))
    chains = [call["options"]["to"] for call in VECTOR["calls"] if call["call"] == "link" and "expect" in call]
    return {
        "units": [{"unit": name, **unit(own(name), first["mean"], first["deviation"])} for name in units],
        "links": [chain([raters, *map(Raters.of, own)]) for own in chains],
    }


if __name__ == "__main__":
    json.dump(says(), sys.stdout, indent=1, default=lambda value: value.item())
