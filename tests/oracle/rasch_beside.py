"""What a many-facet Rasch study tells beside measures, by the definitions: differences and their tests, the use of categories, curves,
bias, groups, residuals. Estimates are those of `rasch.py`, every rating by itself and one dense information matrix. Effects of groups
are estimated with the element's ratings in each group under a name of its own, in a table that is made for it. Run with numpy and
scipy: python3 tests/oracle/rasch_beside.py NAME prints what the calls of `tests/vectors/rasch/NAME.json` should say."""

import json
import sys
from itertools import combinations
from math import ceil, floor, sqrt

import numpy as np
from rasch import VECTORS, Study
from scipy.optimize import brentq
from scipy.stats import chi2, norm, t


def holm(p):
    order = np.argsort(p, kind="stable")
    made, most = np.zeros(len(p)), 0.0
    for rank, at in enumerate(order):
        most = max(most, min(1.0, (len(p) - rank) * p[at]))
        made[at] = most
    return made


def benjamini_hochberg(p):
    order = np.argsort(p, kind="stable")[::-1]
    made, least = np.zeros(len(p)), 1.0
    for rank, at in enumerate(order):
        least = min(least, p[at] * len(p) / (len(p) - rank))
        made[at] = least
    return made


class Beside(Study):
    """Dummy facets have no measures, and are left out."""

    def __init__(self, columns, options):
        facets = options.get("facets", ["unit", "rater", "criterion"])
        super().__init__(columns, {**options, "facets": [f for f in facets if f not in options.get("dummies", [])]})

    def facet_of(self, name):
        return self.facets.index(name)

    def group_steps(self, labels):
        return list(self.steps[self.group(labels)])

    def differences(self, asked, margin, confidence):
        made = []
        for facet, *two in asked:
            f = self.facet_of(facet)
            for first, second in [two] if two else combinations(self.estimated[f], 2):
                c = np.zeros(self.count)
                c[self.place[f, first]], c[self.place[f, second]] = 1, -1
                d, se = c @ self.x, sqrt(max(0, c @ self.covariance @ c))
                if {(f, first), (f, second)} <= self.known.keys():
                    # Both are known: nothing is estimated.
                    made.append({"facet": facet, "first": first, "second": second, "difference": d, "standardError": None})
                    continue
                far = norm.ppf(0.5 * (1 + confidence)) * se
                made.append({
                    "facet": facet, "first": first, "second": second, "difference": d, "standardError": se,
                    "interval": {"lower": d - far, "upper": d + far}, "z": d / se, "pValue": 2 * norm.sf(abs(d / se)),
                })  # fmt: skip
                if margin is not None:
                    made[-1]["pEquivalent"] = max(norm.sf((d + margin) / se), norm.cdf((d - margin) / se))
        tested = [one for one in made if "pValue" in one]
        for one, adjusted in zip(tested, holm([one["pValue"] for one in tested])):
            one["pAdjusted"] = adjusted
            if margin is not None:
                alpha = 1 - confidence
                is_equal, is_other = one["pEquivalent"] < alpha, adjusted < alpha
                one["verdict"] = "equivalent" if is_equal else "different" if is_other else "undecided"
        return made

    def usage(self, facet):
        f, made = self.facet_of(facet), []
        for element in self.elements[f]:
            for category, value in enumerate(self.scale):
                everyone = [w for labels, c, w in self.rows if labels[f] == element and c == category]
                one = {"facet": facet, "element": element, "value": value, "ratings": sum(everyone)}
                n = place = squares = expected = expected_place = 0.0
                for labels, own, w in self.left:
                    used = self.used[self.group(labels)]
                    if labels[f] != element or category not in used:
                        continue
                    eta, p = self.eta(labels, self.x)
                    at, k = used.index(category), np.arange(len(p))
                    expected, expected_place = expected + w * p[at], expected_place + w * p[at] * eta
                    if own == category:
                        mean = p @ k
                        n, place = n + w, place + w * eta
                        squares += w * (at - mean) ** 2 / (p @ (k - mean) ** 2)
                one["averageMeasure"] = place / n if n else None
                one["outfit"] = squares / n if n else None
                one["expectedMeasure"] = expected_place / expected if expected else None
                made.append(one)
        return made

    def curves(self, facet):
        f = self.facet_of(facet)
        units = [self.of(0, element) for element in self.estimated[0]]
        grid = np.arange(4 * (floor(min(units)) - 1), 4 * (ceil(max(units)) + 1) + 1) / 4
        rest = sum(self.sign[g] * self.mean(g) for g in range(1, len(self.facets)) if g != f)
        made, total = [], np.zeros((len(grid), 2))
        for element in self.estimated[f]:
            group = element if self.partial == f else None
            points = []
            for at, measure in enumerate(grid):
                eta = self.sign[0] * measure + rest + self.sign[f] * self.of(f, element)
                logits = np.concatenate([[0], np.cumsum(eta - self.x[list(self.steps[group])])])
                p = np.exp(logits - logits.max())
                p /= p.sum()
                k = np.arange(len(p))
                information = p @ (k - p @ k) ** 2
                values = self.scale[self.used[group]]
                total[at] += [p @ values, information]
                points.append({
                    "measure": measure, "expected": p @ values, "information": information,
                    "standardError": 1 / sqrt(information),
                    "categories": [
                        {"value": v, "chance": own, "information": own * information} for v, own in zip(values, p)
                    ],
                })  # fmt: skip
            made.append({"facet": facet, "element": element, "points": points})
        n = len(self.estimated[f])
        points = [
            {"measure": m, "expected": e / n, "information": i, "standardError": 1 / sqrt(i), "categories": []}
            for m, (e, i) in zip(grid, total)
        ]
        return [*made, {"facet": facet, "element": None, "points": points}]

    def bias(self, asked):
        made = []
        for pair in asked:
            own = []
            f, g = map(self.facet_of, pair)
            for first in self.estimated[f]:
                for second in self.estimated[g]:
                    rows = [row for row in self.left if row[0][f] == first and row[0][g] == second]
                    if rows:
                        own.append(self.cell(pair, first, second, rows))
            p = [one["pValue"] for one in own]
            for one, a, b in zip(own, holm(p), benjamini_hochberg(p)):
                one |= {"pHolm": a, "pBenjaminiHochberg": b}
            made += own
        return made

    def cell(self, pair, first, second, rows):
        observed = expected = score = most = residual = variance = n = 0.0
        shared = np.zeros(self.count)
        terms = []
        for labels, category, w in rows:
            group = self.group(labels)
            eta, p = self.eta(labels, self.x)
            at, k, values = self.used[group].index(category), np.arange(len(p)), self.scale[self.used[group]]
            mean = p @ k
            v = p @ (k - mean) ** 2
            n, score, most = n + w, score + w * at, most + w * k[-1]
            observed, expected = observed + w * values[at], expected + w * (p @ values)
            residual, variance = residual + w * (at - mean), variance + w * v
            # The covariance of the rating with the score of each parameter.
            jacobian = np.zeros((len(p), self.count))
            for j in range(len(p)):
                for f, e in enumerate(labels):
                    jacobian[j, self.place[f, e]] = j * self.sign[f]
                jacobian[j, list(self.steps[group])[:j]] = -1
            shared += w * (p * (k - mean)) @ jacobian
            terms.append((eta, self.x[list(self.steps[group])], w))

        def moments(b):
            total = spread = 0.0
            for eta, thresholds, w in terms:
                logits = np.concatenate([[0], np.cumsum(eta + b - thresholds)])
                p = np.exp(logits - logits.max())
                p /= p.sum()
                k = np.arange(len(p))
                total, spread = total + w * (p @ k), spread + w * (p @ (k - p @ k) ** 2)
            return total, spread

        target = min(max(score, 0.3), most - 0.3)
        b = brentq(lambda b: moments(b)[0] - target, -40, 40, xtol=1e-14, rtol=1e-14)
        se = 1 / sqrt(moments(b)[1])
        z = residual / sqrt(variance - shared @ self.covariance @ shared)
        made = {
            "firstFacet": pair[0], "first": first, "secondFacet": pair[1], "second": second, "ratings": n,
            "observed": observed / n, "expected": expected / n, "bias": b, "standardErrorAlone": se, "t": b / se, "df": n - 1,
            "extreme": bool(score in (0, most)), "z": z, "pValue": chi2.sf(z * z, 1),
        }  # fmt: skip
        made["pAlone"] = 2 * t.sf(abs(b / se), n - 1) if n > 1 else None
        return made

    def residuals(self, facet):
        f = self.facet_of(facet)
        names = self.estimated[f]
        cells = {}
        for labels, category, w in self.left:
            _, p = self.eta(labels, self.x)
            k = np.arange(len(p))
            mean = p @ k
            key = tuple(label for g, label in enumerate(labels) if g != f)
            raw, spread = cells.get((key, labels[f]), (0.0, 0.0))
            residual = self.used[self.group(labels)].index(category) - mean
            cells[key, labels[f]] = (raw + w * residual, spread + w * (p @ (k - mean) ** 2))
        keys = sorted({key for key, _ in cells})

        def correlations(value):
            matrix = np.eye(len(names))
            counts = np.zeros((len(names), len(names)), int)
            for a, b in combinations(range(len(names)), 2):
                both = [key for key in keys if (key, names[a]) in cells and (key, names[b]) in cells]
                x, y = ([value(*cells[key, names[at]]) for key in both] for at in (a, b))
                counts[a, b] = len(both)
                matrix[a, b] = matrix[b, a] = np.corrcoef(x, y)[0, 1]
            return matrix, counts

        standardised, _ = correlations(lambda raw, spread: raw / sqrt(spread))
        q3, counts = correlations(lambda raw, spread: raw)
        values, vectors = np.linalg.eigh(standardised)
        contrasts = []
        for at in range(min(5, len(names))):
            value, vector = values[::-1][at], vectors[:, ::-1][:, at]
            vector = vector * np.sign(vector[np.argmax(abs(vector))]) * sqrt(max(0, value))
            loadings = [{"element": name, "loading": own} for name, own in zip(names, vector)]
            contrasts.append({"contrast": at + 1, "eigenvalue": value, "loadings": loadings})
        pairs = list(combinations(range(len(names)), 2))
        mean = np.mean([q3[pair] for pair in pairs])
        return {
            "facet": facet, "rows": len(keys), "contrasts": contrasts, "mean": mean,
            "pairs": [
                {"first": names[a], "second": names[b], "shared": int(counts[a, b]), "q3": q3[a, b], "adjusted": q3[a, b] - mean}
                for a, b in pairs
            ],
        }  # fmt: skip

    def effects(self, columns, asked):
        made = []
        for facet, by in asked:
            own = [self.effect(columns, facet, by, element) for element in self.estimated[self.facet_of(facet)]]
            p = [one["likelihoodRatio"]["pValue"] for one in own]
            for one, a, b in zip(own, holm(p), benjamini_hochberg(p)):
                one |= {"pHolm": a, "pBenjaminiHochberg": b}
            made += own
        return made

    def split_anchors(self, facet, element, first):
        """An anchored element is where it is known to be in the first group."""
        if "anchors" not in self.options:
            return self.options
        is_own = lambda own: own["facet"] == facet and own["element"] == element
        elements = self.options["anchors"].get("elements", [])
        elements = [{**own, "element": f"{element}@{first}"} if is_own(own) else own for own in elements]
        return {**self.options, "anchors": {**self.options["anchors"], "elements": elements}}

    def effect(self, columns, facet, by, element):
        f = self.facet_of(facet)
        assert len(self.left) == len(columns[by]), "rows were set aside"
        met = [(row, group) for row, group in zip(self.left, columns[by]) if row[0][f] == element]
        groups = sorted({group for _, group in met})
        renamed = [f"{own}@{group}" if own == element else own for own, group in zip(columns[facet], columns[by])]
        other = Beside({**columns, facet: renamed}, self.split_anchors(facet, element, groups[0]))
        made = {"facet": facet, "element": element, "by": by, "groups": []}
        for group in groups:
            rows = [row for row, own in met if own == group]
            n = sum(w for _, _, w in rows)
            values = self.scale[self.used[None]]
            made["groups"].append({
                "group": group, "ratings": n, "observed": sum(w * self.scale[c] for _, c, w in rows) / n,
                "expected": sum(w * (self.eta(labels, self.x)[1] @ values) for labels, _, w in rows) / n,
            })  # fmt: skip
        contrasts = np.zeros((len(groups) - 1, other.count))
        for at, group in enumerate(groups[1:]):
            contrasts[at, other.place[f, f"{element}@{group}"]] = 1
            contrasts[at, other.place[f, f"{element}@{groups[0]}"]] = -1
        d, v = contrasts @ other.x, contrasts @ other.covariance @ contrasts.T
        for at, one in enumerate(made["groups"][1:]):
            se = sqrt(v[at, at])
            one |= {"difference": d[at], "standardError": se, "z": d[at] / se, "pValue": 2 * norm.sf(abs(d[at] / se))}
        for name, value in (("wald", d @ np.linalg.solve(v, d)), ("likelihoodRatio", 2 * (other.value - self.value))):
            made[name] = {"chiSquare": value, "df": len(d), "pValue": chi2.sf(value, len(d))}
        return made


def says(columns, options):
    study = Beside(columns, options)
    made = {}
    if "differences" in options:
        confidence = options.get("confidence", 0.95)
        made["differences"] = study.differences(options["differences"], options.get("equivalence"), confidence)
    if "categoriesBy" in options:
        made["usage"] = [one for facet in options["categoriesBy"] for one in study.usage(facet)]
    if "curves" in options:
        made["curves"] = study.curves(options["curves"])
    if "bias" in options:
        made["bias"] = study.bias(options["bias"])
    if "residuals" in options:
        made["residuals"] = study.residuals(options["residuals"])
    if "effects" in options:
        made["effects"] = study.effects(columns, options["effects"])
    return made


if __name__ == "__main__":
    vector = json.loads((VECTORS / f"{sys.argv[1]}.json").read_text())
    columns = vector["ratingTable"]["columns"]
    calls = [call["options"] for call in vector["calls"] if call["call"] == "rasch" and "expect" in call]
    print(json.dumps([says(columns, options) for options in calls], indent=1, default=float))
