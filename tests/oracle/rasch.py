"""The many-facet Rasch model by the definition: every rating by itself, all parameters in one dense information matrix whose origins
are taken out by a basis, and not by elimination; fit, expected agreement and fair averages by going through all categories. Run with
numpy: python3 tests/oracle/rasch.py NAME [CALL] prints what `tests/vectors/rasch/NAME.json` should say, from its columns and the options of
that call, the first one if none is said. Anchors are conditions on the parameters, as origins are. The joint estimates of these data
sets were computed once more by another program (dense Newton with numpy 2.4.6, largest score residual below 1e-11); both agree to ten
digits."""

import json
import sys
from math import isclose, sqrt
from pathlib import Path

import numpy as np

VECTORS = Path(__file__).parents[1] / "vectors" / "rasch"


class Study:
    def __init__(self, columns, options):
        self.options = options
        self.facets = options.get("facets", ["unit", "rater", "criterion"])
        rating = [int(value) for value in columns[options.get("rating", "rating")]]
        weight = columns.get(options.get("weight"), [1] * len(rating))
        self.by_scale = self.facets.index(options.get("scaleOf", "criterion")) if "scales" in options else None
        self.scale_of = {element: own["scale"] for own in options.get("scales", []) for element in own["elements"]}
        self.scales = {own["scale"]: own["categories"] for own in options.get("scales", [])}
        everyone = [value for at, value in enumerate(rating) if self.scale_name([columns[f][at] for f in self.facets]) is None]
        self.scales[None] = options.get("categories") or list(range(min(everyone), max(everyone) + 1))
        self.rows = [
            (labels, self.scales[self.scale_name(labels)].index(rating[at]), float(weight[at]))
            for at, labels in enumerate([columns[facet][at] for facet in self.facets] for at in range(len(rating)))
            if float(weight[at]) > 0
        ]
        self.elements = [sorted({labels[facet] for labels, _, _ in self.rows}) for facet in range(len(self.facets))]
        self.sign = [1 if facet in options.get("positive", self.facets[:1]) else -1 for facet in self.facets]
        self.free = self.facets.index(options.get("uncentred", self.facets[0]))
        partial = options.get("partialCredit")
        self.partial = self.facets.index(partial) if partial else self.by_scale
        self.is_shared = partial is None
        self.read_anchors(options.get("anchors", {}))
        self.settle()
        self.lay_out()
        self.estimate()

    def read_anchors(self, anchors):
        """Measures, means of groups and thresholds that are known, of what has ratings."""
        at = self.facets.index
        there = lambda facet, element: element in self.elements[facet]
        elements = [(at(own["facet"]), own["element"], own["measure"]) for own in anchors.get("elements", [])]
        self.known = {(facet, element): value for facet, element, value in elements if there(facet, element)}
        self.means = [(at(own["facet"]), own["elements"], own["mean"]) for own in anchors.get("groups", [])]
        self.known_steps = {}
        for own in anchors.get("thresholds", []):
            whose = own.get("element") or own.get("scale")
            scale = self.scales[own.get("scale") or self.scale_of.get(whose)]
            self.known_steps.setdefault(whose, {})[scale.index(own["category"])] = own["threshold"]
        self.anchored = {facet for facet, _ in self.known} | {facet for facet, _, _ in self.means}
        if self.free in self.anchored:
            self.free = next((f for f in range(len(self.facets)) if f not in self.anchored), None)

    def position(self, group, category):
        """Which of the categories that are used: one that is not falls to the neighbour below."""
        return max([at for at, used in enumerate(self.used[group]) if used <= category], default=0)

    def scale_name(self, labels):
        return None if self.by_scale is None else self.scale_of.get(labels[self.by_scale])

    def group(self, labels):
        """Whose the thresholds are: an element's, those of a scale that some share, or everyone's."""
        if self.partial is None or self.is_shared:
            return self.scale_name(labels)
        return labels[self.partial]

    def scale(self, group):
        return self.scales[self.scale_of.get(group, None) if not self.is_shared else group]

    def settle(self):
        """Set extreme elements aside until none is left, round by round; unused categories fall to the one below. An element that
        has thresholds of its own and one category has no measure, and neither has what only met such."""
        self.left, self.aside, self.constant = list(self.rows), [], set()
        while True:
            self.used = {}
            for labels, category, _ in self.left:
                self.used.setdefault(self.group(labels), set()).add(category)
            self.used = {group: sorted(used) for group, used in self.used.items()}
            self.used |= {group: [0, *sorted(steps)] for group, steps in self.known_steps.items() if group in self.used}
            found = []
            for facet, elements in enumerate(self.elements):
                for element in elements:
                    if (facet, element) in self.known:
                        continue
                    own = [row for row in self.left if row[0][facet] == element]
                    groups = [self.group(labels) for labels, _, _ in own]
                    places = [self.position(group, row[1]) for group, row in zip(groups, own)]
                    ends = [len(self.used[group]) - 1 for group in groups]
                    if own and facet == self.partial and ends[0] == 0:
                        self.constant.add((facet, element))
                    elif not any(ends):
                        continue
                    for top, end in ((False, [0] * len(ends)), (True, ends)):
                        if own and places == end:
                            found.append((facet, element, top))
            gone = {(facet, element) for facet, element, _ in found} | self.constant
            if not any((f, e) in gone for labels, _, _ in self.left for f, e in enumerate(labels)):
                return
            self.aside.append([one for one in found if one[:2] not in self.constant])
            self.left = [row for row in self.left if not any((f, e) in gone for f, e in enumerate(row[0]))]

    def lay_out(self):
        """Parameters: elements, then thresholds; and conditions: known values, means of groups, origins."""
        self.estimated = [sorted({labels[facet] for labels, _, _ in self.left}) for facet in range(len(self.facets))]
        self.place = {}
        for facet, elements in enumerate(self.estimated):
            for element in elements:
                self.place[facet, element] = len(self.place)
        self.steps = {}
        count = len(self.place)
        for group, used in sorted(self.used.items(), key=str):
            self.steps[group] = range(count, count + len(used) - 1)
            count += len(used) - 1
        self.count = count
        self.conditions = []
        for facet, elements in enumerate(self.estimated):
            if facet != self.free and facet not in self.anchored:
                self.conditions.append(([self.place[facet, element] for element in elements], 0))
        for facet, elements, mean in self.means:
            places = [self.place[facet, element] for element in elements if (facet, element) in self.place]
            self.conditions.append((places, mean * len(places)))
        self.conditions += [([self.place[own]], value) for own, value in self.known.items()]
        for group, steps in self.steps.items():
            if group in self.known_steps:
                values = [self.known_steps[group][category] for category in self.used[group][1:]]
                self.conditions += [([place], value) for place, value in zip(steps, values)]
            elif len(steps):
                self.conditions.append((list(steps), 0))

    def within(self, conditions):
        """A point that meets the conditions, and a basis of the directions that keep them."""
        matrix = np.zeros((len(conditions), self.count))
        for at, (places, _) in enumerate(conditions):
            matrix[at, places] = 1
        point = np.linalg.lstsq(matrix, np.array([value for _, value in conditions], float), rcond=None)[0]
        return point, np.linalg.svd(matrix)[2][np.linalg.matrix_rank(matrix) :].T

    def eta(self, labels, x):
        """Sum of signed measures, and the chances of the categories."""
        eta = sum(self.sign[f] * x[self.place[f, e]] for f, e in enumerate(labels))
        thresholds = x[list(self.steps[self.group(labels)])]
        logits = np.concatenate([[0], np.cumsum(eta - thresholds)])
        chances = np.exp(logits - logits.max())
        return eta, chances / chances.sum()

    def derivatives(self, x):
        value, slope, information = 0.0, np.zeros(self.count), np.zeros((self.count, self.count))
        for labels, category, weight in self.left:
            group = self.group(labels)
            _, chances = self.eta(labels, x)
            # Of each category the derivative of its logit.
            jacobian = np.zeros((len(chances), self.count))
            for k in range(len(chances)):
                for f, e in enumerate(labels):
                    jacobian[k, self.place[f, e]] = k * self.sign[f]
                jacobian[k, list(self.steps[group])[:k]] = -1
            own = self.position(group, category)
            mean = chances @ jacobian
            value += weight * np.log(chances[own])
            slope += weight * (jacobian[own] - mean)
            information += weight * (jacobian.T @ (chances[:, None] * jacobian) - np.outer(mean, mean))
        return value, slope, information

    def estimate(self):
        x, self.basis = self.within(self.conditions)
        for _ in range(100):
            value, slope, information = self.derivatives(x)
            small = self.basis.T @ information @ self.basis
            step = self.basis @ np.linalg.solve(small, self.basis.T @ slope)
            x = x + step * min(1, 2 / max(abs(step)))
            if max(abs(step)) < 1e-12:
                break
        assert max(abs(step)) < 1e-9, "there is no finite estimate"
        self.x, self.value, self.information = x, value, information
        self.covariance = self.basis @ np.linalg.inv(small) @ self.basis.T
        self.later, self.extremes = {}, {}
        for together in reversed(self.aside):
            self.extremes |= {(f, e): self.extreme(f, e, top) for f, e, top in together}
            self.later = {key: one["measure"] for key, one in self.extremes.items()}

    def displacement(self, facet, element):
        """One step of Newton from the anchor where nothing but it is let go; nothing where the origin goes with it."""
        place = self.place[facet, element]
        _, basis = self.within([one for one in self.conditions if one != ([place], self.known[facet, element])])
        _, slope, information = self.derivatives(self.x)
        small = basis.T @ information @ basis
        if np.linalg.eigvalsh(small)[0] < 1e-8:
            return {"displacement": None, "displacementError": None}
        covariance = basis @ np.linalg.inv(small) @ basis.T
        return {
            "displacement": (covariance @ slope)[place],
            "displacementError": sqrt(covariance[place, place]),
        }

    def of(self, facet, element):
        place = self.place.get((facet, element))
        return self.later[facet, element] if place is None else self.x[place]

    def is_measured(self, facet, element):
        return (facet, element) in self.place or (facet, element) in self.later

    def mean(self, facet):
        return np.mean([self.of(facet, element) for element in self.estimated[facet]])

    def element(self, facet, element):
        place = self.place[facet, element]
        own = [row for row in self.left if row[0][facet] == element]
        n = sum(weight for _, _, weight in own)
        cells, points = [], []
        for labels, category, weight in own:
            eta, chances = self.eta(labels, self.x)
            k = np.arange(len(chances))
            mean = chances @ k
            variance, fourth = chances @ (k - mean) ** 2, chances @ (k - mean) ** 4
            cells.append((self.position(self.group(labels), category) - mean, variance, fourth, weight))
            points.append((self.position(self.group(labels), category), mean, variance, eta, weight))
        r, v, c, w = np.array(cells).T
        infit, outfit = (w @ r**2) / (w @ v), (w @ (r**2 / v)) / n
        spread = {"infit": (w @ (c - v**2)) / (w @ v) ** 2, "outfit": (w @ (c / v**2 - 1)) / n**2}
        fit = {}
        for name, value in (("infit", infit), ("outfit", outfit)):
            q = sqrt(spread[name])
            fit[name] = {"value": value, "z": (value ** (1 / 3) - 1) * 3 / q + q / 3, "df": 2 / q**2}
        x, e, v, eta, w = np.array(points).T
        centred = lambda a, b: w @ ((a - w @ a / n) * (b - w @ b / n))
        measured = {}
        if centred(eta, eta) > 1e-9:
            if centred(x, x) > 0:
                measured["pointMeasure"] = centred(x, eta) / sqrt(centred(x, x) * centred(eta, eta))
            whole = centred(e, e) + w @ v
            measured["pointMeasureExpected"] = centred(e, eta) / sqrt(whole * centred(eta, eta))
        own = self.sign[facet] * self.x[place]
        others = sum(self.sign[f] * self.mean(f) for f in range(len(self.facets)) if f != facet)
        fair = {}
        for name, rest in (("fairAverage", others), ("fairAverageZero", 0)):
            ratings = []
            for group, steps in self.steps.items():
                shared = self.scale_of.get(element) if self.is_shared else element
                if self.partial == facet and group != shared:
                    continue
                at = own + rest
                if self.partial not in (None, facet) and name == "fairAverage":
                    # The others of that facet are not at its mean, each stands where it does.
                    members = [e for e in self.estimated[self.partial] if not self.is_shared or self.scale_of.get(e) == group]
                    members = members if self.is_shared else [group]
                    at += self.sign[self.partial] * (np.mean([self.of(self.partial, e) for e in members]) - self.mean(self.partial))
                logits = np.concatenate([[0], np.cumsum(at - self.x[list(steps)])])
                chances = np.exp(logits - logits.max())
                ratings.append((self.scale_of.get(group) if not self.is_shared else group, chances @ np.array(self.scale(group), float)[self.used[group]] / chances.sum()))
            fair[name] = np.mean([value for _, value in ratings]) if len({scale for scale, _ in ratings}) == 1 else None
        return {
            "facet": self.facets[facet],
            "element": element,
            "standing": "anchored" if (facet, element) in self.known else "estimated",
            "ratings": sum(row[2] for row in self.rows if row[0][facet] == element),
            "measure": self.x[place],
            **self.warm(facet, element),
            **(
                {"standardError": None, **self.displacement(facet, element)}
                if (facet, element) in self.known
                else {"standardError": sqrt(max(0, self.covariance[place, place]))}
            ),
            "standardErrorAlone": 1 / sqrt(self.information[place, place]),
            **fair,
            **fit,
            **measured,
        }

    def warm(self, facet, element):
        """The weighted likelihood estimate of an element of the first facet, others known, by halving what it makes 0."""
        if facet > 0:
            return {}
        known = lambda labels: all((f, e) in self.place for f, e in enumerate(labels) if f > 0)
        own = [row for row in self.rows if row[0][0] == element and known(row[0])]

        def miss(at):
            score = information = third = 0.0
            for labels, category, weight in own:
                eta = at + sum(self.sign[f] * self.of(f, e) for f, e in enumerate(labels) if f > 0)
                logits = np.concatenate([[0], np.cumsum(eta - self.x[list(self.steps[self.group(labels)])])])
                chances = np.exp(logits - logits.max())
                chances /= chances.sum()
                k = np.arange(len(chances))
                mean = chances @ k
                score += weight * (self.position(self.group(labels), category) - mean)
                information += weight * (chances @ (k - mean) ** 2)
                third += weight * (chances @ (k - mean) ** 3)
            return score + third / information / 2

        low, high = -20.0, 20.0
        for _ in range(200):
            middle = (low + high) / 2
            low, high = (middle, high) if miss(middle) > 0 else (low, middle)
        return {"weighted": low}

    def extreme(self, facet, element, top):
        """The measure that gives 0.3 of a point less than all, by halving; what is known are others that are measured."""
        known = lambda labels: all(self.is_measured(f, e) for f, e in enumerate(labels) if f != facet)
        own = [row for row in self.rows if row[0][facet] == element and known(row[0])]
        most = sum(weight * (len(self.used[self.group(labels)]) - 1) for labels, _, weight in own)
        target = most - 0.3 if top else 0.3

        def expected(at):
            total = 0.0
            for labels, _, weight in own:
                eta = self.sign[facet] * at
                eta += sum(self.sign[f] * self.of(f, e) for f, e in enumerate(labels) if f != facet)
                logits = np.concatenate([[0], np.cumsum(eta - self.x[list(self.steps[self.group(labels)])])])
                chances = np.exp(logits - logits.max())
                total += weight * (chances @ np.arange(len(chances))) / chances.sum()
            return total

        low, high = -40.0, 40.0
        for _ in range(200):
            middle = (low + high) / 2
            if (expected(middle) < target) == (self.sign[facet] > 0):
                low = middle
            else:
                high = middle
        one = {"facet": self.facets[facet], "element": element, "standing": "highest" if top else "lowest", "measure": low}
        return one | (self.warm(facet, element) if self.sign[0] > 0 else {})

    def facet(self, facet):
        x = np.array([self.of(facet, element) for element in self.estimated[facet]])
        places = [self.place[facet, element] for element in self.estimated[facet]]
        squares = 1 / np.diag(self.information)[places]
        made = {"facet": self.facets[facet], "estimated": len(x), "mean": np.mean(x), "rmse": sqrt(np.mean(squares))}
        if len(x) < 2:
            return made
        for name, degrees in (("population", 0), ("sample", 1)):
            variance, error = np.var(x, ddof=degrees), np.mean(squares)
            separation = sqrt(max(0, variance - error) / error)
            made[name] = {
                "deviation": sqrt(variance),
                "separation": separation,
                "strata": (4 * separation + 1) / 3,
                "reliability": max(0, 1 - error / variance),
            }
        true = max(0, np.var(x, ddof=1) - np.mean(squares))
        for name, extra, lost in (("fixed", 0, 1), ("random", true, 2)):
            w = 1 / (extra + squares)
            if len(x) > lost:
                made[name] = {"chiSquare": w @ x**2 - (w @ x) ** 2 / w.sum(), "df": len(x) - lost}
        return made

    def agreement(self, raters):
        pairs = observed = expected = 0.0
        for at, (one, first, a) in enumerate(self.left):
            for other, second, b in self.left[:at]:
                same = all(x == y for f, (x, y) in enumerate(zip(one, other)) if f != raters)
                if same and one[raters] != other[raters]:
                    pairs += a * b
                    observed += a * b * (first == second)
                    p, q = self.eta(one, self.x)[1], self.eta(other, self.x)[1]
                    expected += a * b * (p @ q)
        if pairs == 0:
            return None
        kappa = (observed - expected) / (pairs - expected)
        return {"pairs": pairs, "observed": observed, "expected": expected, "raschKappa": kappa}

    def categories(self, group):
        sums = np.zeros((len(self.used[group]), 4))
        for labels, category, weight in self.left:
            if self.group(labels) == group:
                eta, chances = self.eta(labels, self.x)
                own = self.position(group, category)
                mean = chances @ np.arange(len(chances))
                variance = chances @ (np.arange(len(chances)) - mean) ** 2
                sums[own, 0] += weight * eta
                sums[own, 1] += weight * (own - mean) ** 2 / variance
                sums[:, 2] += weight * chances * eta
                sums[:, 3] += weight * chances
        made = []
        for category, value in enumerate(self.scale(group)):
            everyone = [row for row in self.rows if self.group(row[0]) == group and row[1] == category]
            one = {"value": value, "ratings": sum(row[2] for row in everyone)}
            if category in self.used[group]:
                at = self.used[group].index(category)
                n = sum(w for labels, c, w in self.left if self.group(labels) == group and c == category)
                one |= {"estimatedAs": at}
                if n:
                    one |= {"averageMeasure": sums[at, 0] / n, "outfit": sums[at, 1] / n}
                one["expectedMeasure"] = sums[at, 2] / sums[at, 3]
                if at > 0:
                    place = self.steps[group][at - 1]
                    known = group in self.known_steps
                    error = None if known else sqrt(max(0, self.covariance[place, place]))
                    one |= {"threshold": self.x[place], "standardError": error, "anchored": known}
                    one["standardErrorAlone"] = 1 / sqrt(self.information[place, place])
            made.append(one)
        return made

    def told(self, group):
        return {"element": None, "scale": group} if self.is_shared else {"element": group, "scale": self.scale_of.get(group)}

    def says(self):
        measures = []
        for facet, elements in enumerate(self.elements):
            gone = {element for together in self.aside for f, element, _ in together if f == facet}
            for element in elements:
                if element in gone:
                    one = self.extremes[facet, element]
                elif (facet, element) in self.constant:
                    one = {"facet": self.facets[facet], "element": element, "standing": "constant", "measure": None}
                elif (facet, element) not in self.place:
                    one = {"facet": self.facets[facet], "element": element, "standing": "set_aside", "measure": None}
                else:
                    one = self.element(facet, element)
                measures.append(one)
        order = [None, *(own["scale"] for own in self.options.get("scales", []))]
        groups = sorted(self.used, key=order.index if self.is_shared else str)
        raters = self.options.get("raters", "rater" if "rater" in self.facets else self.facets[1])
        return {
            "state": "converged",
            "logLikelihood": self.value,
            "measures": measures,
            "facets": [self.facet(facet) for facet in range(len(self.facets))],
            "scales": [self.told(group) | {"categories": self.categories(group)} for group in groups],
            "agreement": self.agreement(self.facets.index(raters)),
            **({"covariance": self.triangle()} if self.options.get("covariance") else {}),
        }

    def triangle(self):
        """The covariances of what is estimated beside units, the lower triangle by rows: elements, then thresholds."""
        places = [self.place[f, e] for f in range(1, len(self.facets)) for e in self.estimated[f] if (f, e) not in self.known]
        places += [place for group, steps in self.steps.items() if group not in self.known_steps for place in steps]
        return [self.covariance[one, other] for at, one in enumerate(places) for other in places[: at + 1]]


def says(name, call=0):
    vector = json.loads((VECTORS / f"{name}.json").read_text())
    return Study(vector["ratingTable"]["columns"], vector["calls"][call]["options"]).says()


def differences(said, found, path=""):
    """Where two differ by more than nine digits."""
    if isinstance(said, dict):
        return [one for key in said for one in differences(said[key], found[key], f"{path}.{key}")]
    if isinstance(said, list):
        return [one for at in range(len(said)) for one in differences(said[at], found[at], f"{path}[{at}]")]
    if isinstance(said, (int, float)) and not isinstance(said, bool):
        return [] if isclose(said, found, rel_tol=1e-8, abs_tol=1e-8) else [f"{path}: {said} {found}"]
    return [] if said == found else [f"{path}: {said} {found}"]


if __name__ == "__main__":
    print(json.dumps(says(sys.argv[1], int((sys.argv[2:] or [0])[0])), indent=1, default=float))
