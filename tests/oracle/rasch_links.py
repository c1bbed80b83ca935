"""How strongly a design ties its elements together, by the definition: the rank of the whole design matrix without each element and each visit,
and variances of differences by one dense information matrix whose origins are taken out by a basis. Run with numpy: python3
tests/oracle/rasch_links.py NAME prints what `tests/vectors/rasch/NAME.json` should say, from its columns and the options of its first call."""

import json
import sys
from math import sqrt
from pathlib import Path

import numpy as np

VECTORS = Path(__file__).parents[1] / "vectors" / "rasch"


class Design:
    def __init__(self, columns, options):
        self.facets = options.get("model", {}).get("facets", ["unit", "rater", "criterion"])
        self.rows = list(zip(*(columns[facet] for facet in self.facets)))
        self.thresholds = np.array(options["thresholds"], float)
        self.measures = options.get("measures", {})

    def elements(self, rows):
        return [(f, e) for f in range(len(self.facets)) for e in sorted({row[f] for row in rows})]

    def missing(self, rows):
        """How many ranks a design lacks, beyond the origins of its facets."""
        place = {element: at for at, element in enumerate(self.elements(rows))}
        matrix = np.zeros((len(rows), len(place)))
        for at, row in enumerate(rows):
            for f, e in enumerate(row):
                matrix[at, place[f, e]] = 1
        return len(place) - (len(self.facets) - 1) - int(np.linalg.matrix_rank(matrix))

    def cuts(self):
        found = []
        for f in (0, 1):
            for _, e in [one for one in self.elements(self.rows) if one[0] == f]:
                left = [row for row in self.rows if row[f] != e]
                if left and self.missing(left):
                    found.append({"facet": self.facets[f], "element": e, "missing": self.missing(left)})
        return found

    def bridges(self):
        found = []
        for unit, rater in sorted({row[:2] for row in self.rows}):
            left = [row for row in self.rows if row[:2] != (unit, rater)]
            if self.missing(left):
                found.append({"unit": unit, "rater": rater})
        return found

    def error(self, facet, one, other):
        """The standard error of a difference."""
        place = {element: at for at, element in enumerate(self.elements(self.rows))}
        steps = range(len(place), len(place) + len(self.thresholds))
        size = len(place) + len(self.thresholds)
        sign = [1] + [-1] * (len(self.facets) - 1)
        of = lambda f, e: self.measures.get(self.facets[f], {}).get(e, 0.0)
        information = np.zeros((size, size))
        for row in self.rows:
            eta = sum(sign[f] * of(f, e) for f, e in enumerate(row))
            logits = np.concatenate([[0], np.cumsum(eta - self.thresholds)])
            chances = np.exp(logits - logits.max())
            chances /= chances.sum()
            jacobian = np.zeros((len(chances), size))
            for k in range(len(chances)):
                for f, e in enumerate(row):
                    jacobian[k, place[f, e]] = k * sign[f]
                jacobian[k, list(steps)[:k]] = -1
            mean = chances @ jacobian
            information += jacobian.T @ (chances[:, None] * jacobian) - np.outer(mean, mean)
        conditions = np.zeros((len(self.facets), size))
        for (f, _), at in place.items():
            if f > 0:
                conditions[f - 1, at] = 1
        conditions[-1, list(steps)] = 1
        basis = np.linalg.svd(conditions)[2][len(conditions) :].T
        covariance = basis @ np.linalg.inv(basis.T @ information @ basis) @ basis.T
        contrast = np.zeros(size)
        f = self.facets.index(facet)
        contrast[place[f, one]], contrast[place[f, other]] = 1, -1
        return sqrt(contrast @ covariance @ contrast)


def says(name):
    vector = json.loads((VECTORS / f"{name}.json").read_text())
    options = vector["calls"][0]["options"]
    design = Design(vector["ratingTable"]["columns"], options)
    differences = [
        {"facet": facet, "one": one, "other": other, "standardError": design.error(facet, one, other)}
        for facet, pairs in sorted(options["pairs"].items())
        for one, other in pairs
    ]
    return {"differences": differences, "cuts": design.cuts(), "bridges": design.bridges()}


if __name__ == "__main__":
    print(json.dumps(says(sys.argv[1]), indent=1))
