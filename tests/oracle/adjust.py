"""Scores adjusted for rater severity, by the definition: the estimates of `rasch.py` (dense, every rating by itself) of each construct and
informant group over all units and occasions; the chance of each category for a rater at 0, gone through category by category, averaged over
criteria. Run with numpy: python3 tests/oracle/adjust.py NAME prints what `tests/vectors/scoring/NAME.json` should say of `adjust`, from its
ratings and the options of the call; without a name it writes the ratings of `adjusted.json`."""

import csv
import io
import json
import random
import sys
from math import exp, sqrt
from pathlib import Path

from rasch import Study

VECTORS = Path(__file__).parents[1] / "vectors" / "scoring"
QUANTILE = 1.959963984540054
FEW = 30


def drawn():
    """Ten schools, eight observers of whom five saw each; those who saw the later schools are more severe."""
    draw = random.Random(14)
    severity = [-1.4, -1.0, -0.5, -0.2, 0.2, 0.5, 1.0, 1.4]
    difficulty = {"a": -0.4, "b": 0.1, "c": 0.3}
    rows = ["unit,rater,criterion,level"]
    for school in range(10):
        measure = draw.gauss(0.3, 0.8)
        panel = sorted({(school + at) % 8 for at in range(4)} | {(school * 3 + 5) % 8, (school * 5 + 6) % 8})[:5]
        for rater in panel:
            for criterion, hard in difficulty.items():
                chances = [1.0]
                for threshold in (-1.3, 0.0, 1.3):
                    chances.append(chances[-1] * exp(measure - severity[rater] - hard - threshold))
                level = draw.choices([1, 2, 3, 4], chances)[0]
                # The second criterion speaks against the construct.
                level = 5 - level if criterion == "b" else level
                rows.append(f"School {school},o{rater},{criterion},{level}")
    return "\n".join(rows) + "\n"


def told(vector, options):
    rows = list(csv.DictReader(io.StringIO(vector["ratings"]["csv"])))
    criteria = {one["id"]: one for one in vector["rubric"]["criteria"]}
    scale = vector["rubric"]["scales"][0]
    ids = [category["id"] for category in scale["categories"]]
    top = len(ids) - 1
    columns = {"unit": [], "rater": [], "criterion": [], "rating": []}
    for row in rows:
        if row["level"] not in ids:
            continue
        level = ids.index(row["level"])
        turned = criteria[row["criterion"]].get("polarity") == "negative"
        columns["unit"].append(row["unit"] + row.get("occasion", ""))
        columns["rater"].append(row["rater"])
        columns["criterion"].append(row["criterion"])
        columns["rating"].append(top - level if turned else level)
    asked = {"categories": list(range(len(ids)))}
    if options.get("partialCredit"):
        asked["partialCredit"] = "criterion"
    study = Study(columns, asked)
    units = study.elements[0]
    rated = [sum(1 for labels, _, _ in study.left if labels[0] == unit) for unit in study.estimated[0]]
    harmonic = len(rated) / sum(1 / n for n in rated)
    correction = options.get("correction", "auto")
    is_corrected = correction == "always" or (correction == "auto" and harmonic < FEW)
    factor = (harmonic - 1) / harmonic if is_corrected else 1

    def shares(measure):
        sums = [0.0] * top
        for criterion in study.elements[2]:
            group = criterion if options.get("partialCredit") else None
            at = measure - factor * study.of(2, criterion)
            odds = [1.0]
            for place in study.steps[group]:
                odds.append(odds[-1] * exp(at - factor * study.x[place]))
            for level in range(1, top + 1):
                above = [chance for used, chance in zip(study.used[group], odds) if used >= level]
                sums[level - 1] += sum(above) / sum(odds) / len(study.elements[2])
        return sums

    constructs = []
    for unit in units:
        if unit not in study.estimated[0]:
            constructs.append({"unit": unit, "adjusted": {"measure": None}})
            continue
        place = study.place[0, unit]
        measure, error = factor * study.x[place], sqrt(study.covariance[place, place])
        ends = [measure - QUANTILE * error, measure + QUANTILE * error]
        value, lower, upper = (shares(at) for at in (measure, *ends))
        mean = [1 + sum(one) for one in (value, lower, upper)]
        adjusted = {
            "measure": measure,
            "standardError": error,
            "interval": {"lower": ends[0], "upper": ends[1]},
            "shares": [
                {"from": ids[at + 1], "value": value[at], "interval": {"lower": lower[at], "upper": upper[at]}}
                for at in range(top)
            ],
            "mean": {"value": mean[0], "interval": {"lower": mean[1], "upper": mean[2]}},
        }
        if "cut" not in scale:
            adjusted["shares"] = None
        constructs.append({"unit": unit, "adjusted": adjusted})
    adjustment = {
        "by": "joint",
        "units": len(units),
        "raters": len(study.elements[1]),
        "ratings": len(study.rows),
        "ratingsPerUnit": harmonic,
        "correctionFactor": factor,
        "reason": None,
    }
    return {"constructs": constructs, "adjustments": [adjustment]}


if __name__ == "__main__":
    if len(sys.argv) < 2:
        print(json.dumps(drawn()))
    else:
        vector = json.loads((VECTORS / f"{sys.argv[1]}.json").read_text())
        for call in vector["calls"]:
            if call["call"] == "adjust":
                print(json.dumps(told(vector, call.get("options", {})), indent=1, default=float))
