"""Marginal and conditional estimation of the many-facet Rasch model by the definition, for the vectors of `tests/vectors/rasch/marginal_*.json` and
`conditional_*.json`, `anchors_marginal.json`: `python3 tests/oracle/rasch_marginal.py NAME CALL` prints what a call should say.

Marginal: every unit is integrated over one grid of 1,201 points from -12 to 12 (the trapezoid rule, which for such functions is exact to
the last digits), the slope is worked out by Fisher's identity and the information by differences of the slope. Fit is integrated over
the grid; how its squares vary is found by going through the categories and by differences in the unit's measure. Conditional: the chance
of a unit's ratings given their sum comes of multiplying polynomials, its slope of complex steps and its information of differences
of the slope. Run with numpy."""

import json
import sys
from math import sqrt
from pathlib import Path

import numpy as np

from rasch import VECTORS, Study

GRID = np.linspace(-12, 12, 1201)


class Other(Study):
    """A study in which units have no parameters."""

    def __init__(self, columns, options):
        self.columns = columns
        super().__init__(columns, options)

    def settle(self):
        facets, self.elements = self.elements, [[], *self.elements[1:]]
        super().settle()
        self.elements = facets

    def lay_out(self):
        super().lay_out()
        # Units come first among the parameters: they are taken out, with the conditions that name them.
        units = len(self.estimated[0])
        self.units = self.estimated[0]
        self.place = {key: at - units for key, at in self.place.items() if key[0] > 0}
        self.steps = {group: range(steps.start - units, steps.stop - units) for group, steps in self.steps.items()}
        self.count -= units
        self.conditions = [
            ([place - units for place in places], value) for places, value in self.conditions if min(places) >= units
        ]
        self.point, self.basis = self.within(self.conditions)
        self.of_unit = {unit: [row for row in self.left if row[0][0] == unit] for unit in self.units}

    def jacobian(self, labels):
        """Of each category the derivative of its logit by the parameters beside the unit."""
        group = self.group(labels)
        steps = list(self.steps[group])
        made = np.zeros((len(steps) + 1, self.count))
        for k in range(len(made)):
            for f, e in enumerate(labels[1:], 1):
                made[k, self.place[f, e]] = k * self.sign[f]
            made[k, steps[:k]] = -1
        return made

    def maximise(self, derivatives, size):
        z = np.zeros(size) if not hasattr(self, "start") else self.start
        for _ in range(200):
            value, slope = derivatives(z)
            information = np.zeros((size, size))
            for at in range(size):
                h = 1e-5
                up, down = z.copy(), z.copy()
                up[at] += h
                down[at] -= h
                information[at] = -(derivatives(up)[1] - derivatives(down)[1]) / (2 * h)
            information = (information + information.T) / 2
            if np.linalg.eigvalsh(information)[0] <= 0:
                information = np.eye(size) * abs(information).max()
            step = np.linalg.solve(information, slope)
            far = min(1, 1 / max(abs(step)))
            while derivatives(z + far * step)[0] < value - 1e-9:
                far /= 2
            z = z + far * step
            if max(abs(far * step)) < 1e-11:
                break
        assert max(abs(slope)) < 1e-7, max(abs(slope))
        return z, derivatives(z)[0], np.linalg.inv(information)


class Marginal(Other):
    def estimate(self):
        options = self.options
        names = [name for name in [options.get("populationGroups")] if name] + options.get("predictors", [])
        known = {}
        for name in names:
            labels = dict(zip(self.columns[self.facets[0]], self.columns[name]))
            known[name] = [labels[unit] for unit in self.units]
        self.groups = sorted({str(label) for label in known[names[0]]}) if options.get("populationGroups") else [None]
        self.group_of = [
            self.groups.index(str(known[names[0]][at])) if options.get("populationGroups") else 0
            for at in range(len(self.units))
        ]
        self.terms, columns = [], [np.ones(len(self.units))]
        for name in names:
            values = known[name]
            is_number = all(isinstance(value, (int, float)) for value in values)
            if is_number and name != options.get("populationGroups") and name not in options.get("categorical", []):
                self.terms.append((name, None))
                columns.append(np.array(values, float))
                continue
            for category in sorted({str(value) for value in values})[1:]:
                self.terms.append((name, category))
                columns.append(np.array([str(value) == category for value in values], float))
        self.design = np.array(columns).T
        p, b = self.design.shape[1], self.basis.shape[1]
        self.has_mean = "populationMean" in options
        self.has_deviation = "populationDeviation" in options
        size = b + (0 if self.has_mean else p) + (0 if self.has_deviation else len(self.groups))
        self.tables = {unit: [(row, self.jacobian(row[0])) for row in rows] for unit, rows in self.of_unit.items()}
        z, self.value, covariance = self.maximise(self.derivatives, size)
        self.x, self.beta, self.log = self.split(z)
        whole = np.zeros((self.count + p + len(self.groups), size))
        whole[: self.count, :b] = self.basis
        at = b
        if not self.has_mean:
            whole[self.count : self.count + p, at : at + p] = np.eye(p)
            at += p
        if not self.has_deviation:
            whole[self.count + p :, at:] = np.eye(len(self.groups))
        self.covariance = whole @ covariance @ whole.T
        self.posteriors()

    def split(self, z):
        b, p = self.basis.shape[1], self.design.shape[1]
        x, rest = self.point + self.basis @ z[:b], z[b:]
        sign = self.sign[0]
        beta = np.array([sign * self.options["populationMean"]]) if self.has_mean else rest[:p]
        rest = rest if self.has_mean else rest[p:]
        fixed = np.full(len(self.groups), np.log(self.options["populationDeviation"])) if self.has_deviation else rest
        return x, beta, fixed

    def cell(self, labels, x):
        """At every point of the grid the chances of the categories; the unit's measure is the sum there."""
        eta = GRID + sum(self.sign[f] * x[self.place[f, e]] for f, e in enumerate(labels[1:], 1))
        thresholds = x[list(self.steps[self.group(labels)])]
        logits = np.cumsum(np.column_stack([np.zeros(len(GRID)), eta[:, None] - thresholds]), axis=1)
        chances = np.exp(logits - logits.max(axis=1, keepdims=True))
        return eta, chances / chances.sum(axis=1, keepdims=True)

    def unit(self, at, x, beta, log):
        """The density of ratings and measure at every point, and the scores there."""
        unit = self.units[at]
        mean, deviation = self.design[at] @ beta, np.exp(log[self.group_of[at]])
        far = (GRID - mean) / deviation
        logs = -0.5 * far**2 - np.log(deviation * sqrt(2 * np.pi))
        score = np.zeros((len(GRID), self.count))
        for (labels, category, weight), jacobian in self.tables[unit]:
            _, chances = self.cell(labels, x)
            own = self.position(self.group(labels), category)
            logs = logs + weight * np.log(chances[:, own])
            score += weight * (jacobian[own] - chances @ jacobian)
        return logs, score, far, deviation

    def slope(self, x, beta, log):
        value, slope = 0.0, np.zeros(self.count + len(beta) + len(self.groups))
        for at in range(len(self.units)):
            logs, score, far, deviation = self.unit(at, x, beta, log)
            top = logs.max()
            density = np.exp(logs - top)
            total = density.sum()
            value += top + np.log(total * (GRID[1] - GRID[0]))
            share = density / total
            slope[: self.count] += share @ score
            slope[self.count : self.count + len(beta)] += (share @ far) / deviation * self.design[at]
            slope[self.count + len(beta) + self.group_of[at]] += share @ far**2 - 1
        return value, slope

    def derivatives(self, z):
        x, beta, log = self.split(z)
        value, slope = self.slope(x, beta, log)
        parts = [self.basis.T @ slope[: self.count]]
        if not self.has_mean:
            parts.append(slope[self.count : self.count + len(beta)])
        if not self.has_deviation:
            parts.append(slope[self.count + len(beta) :])
        return value, np.concatenate(parts)

    def displacement(self, facet, element):
        """One step of Newton from the anchor where nothing but it is let go; nothing where the origin goes with it."""
        place = self.place[facet, element]
        _, basis = self.within([one for one in self.conditions if one != ([place], self.known[facet, element])])
        p = len(self.beta) + len(self.groups)
        whole = np.zeros((self.count + p, basis.shape[1] + p))
        whole[: self.count, : basis.shape[1]], whole[self.count :, basis.shape[1] :] = basis, np.eye(p)
        slope = lambda y: whole.T @ self.slope(self.x + basis @ y[:-p], y[-p:-1] + self.beta, y[-1:] + self.log)[1]
        size, h = whole.shape[1], 1e-5
        information = np.array([slope(-h * one) - slope(h * one) for one in np.eye(size)]) / (2 * h)
        information = (information + information.T) / 2
        if np.linalg.eigvalsh(information)[0] < 1e-6:
            return {"displacement": None, "displacementError": None}
        covariance = whole @ np.linalg.inv(information) @ whole.T
        step = whole @ np.linalg.solve(information, slope(np.zeros(size)))
        return {"displacement": step[place], "displacementError": sqrt(covariance[place, place])}

    def posteriors(self):
        self.shares = {}
        for at, unit in enumerate(self.units):
            logs = self.unit(at, self.x, self.beta, self.log)[0]
            density = np.exp(logs - logs.max())
            self.shares[unit] = density / density.sum()

    def fit(self, facet, element):
        """Squared residuals integrated over where units can lie."""
        rows = [row for row in self.left if row[0][facet] == element]
        sums, spread = np.zeros((2, 2)), np.zeros(2)
        units = sorted({row[0][0] for row in rows})
        h = 5e-3
        for unit in units:
            share = self.shares[unit]
            mean = share @ GRID
            variance = share @ (GRID - mean) ** 2
            varies, first, second = np.zeros((3, 2, len(GRID)))
            changes = np.zeros((2, len(GRID)))
            for labels, category, weight in [row for row in rows if row[0][0] == unit]:
                _, p = self.cell(labels, self.x)
                shifted = [self.at(labels, GRID + by) for by in (-2 * h, -h, 0, h, 2 * h)]
                own = self.position(self.group(labels), category)
                k = np.arange(p.shape[1])
                q = []
                for chances in shifted:
                    e = chances @ k
                    v = ((k - e[:, None]) ** 2 * chances).sum(axis=1)
                    square = (k - e[:, None]) ** 2
                    q.append([square - v[:, None], square / v[:, None] - 1])
                e = p @ k
                v = ((k - e[:, None]) ** 2 * p).sum(axis=1)
                r = (own - e) ** 2
                sums[0] += weight * np.array([share @ r, share @ (r / v)])
                sums[1] += weight * np.array([share @ v, 1])
                for at in range(2):
                    # By five points.
                    a, b, c, d, f = (one[at] for one in q)
                    slope = (a - 8 * b + 8 * d - f) / (12 * h)
                    curve = (-a + 16 * b - 30 * c + 16 * d - f) / (12 * h**2)
                    mean_slope = (p * slope).sum(axis=1)
                    varies[at] += weight * (p * c**2).sum(axis=1)
                    first[at] += weight * mean_slope
                    changes[at] += weight * ((p * slope**2).sum(axis=1) - mean_slope**2)
                    second[at] += weight * (p * curve).sum(axis=1)
            for at in range(2):
                less = variance * (share @ (first[at] ** 2 + changes[at]))
                less -= variance**2 / 2 * (share @ second[at]) ** 2
                whole = share @ varies[at]
                spread[at] += whole - min(max(less, 0), whole)
        made = {}
        for at, name in enumerate(("infit", "outfit")):
            value = sums[0, at] / sums[1, at]
            q = sqrt(spread[at] / sums[1, at] ** 2)
            # Where a unit can lie so far around that nothing is left to vary there is no fit.
            made[name] = {"value": value, "z": (value ** (1 / 3) - 1) * 3 / q + q / 3, "df": 2 / q**2} if q else None
        return made

    def at(self, labels, points):
        eta = points + sum(self.sign[f] * self.x[self.place[f, e]] for f, e in enumerate(labels[1:], 1))
        thresholds = self.x[list(self.steps[self.group(labels)])]
        logits = np.cumsum(np.column_stack([np.zeros(len(points)), eta[:, None] - thresholds]), axis=1)
        chances = np.exp(logits - logits.max(axis=1, keepdims=True))
        return chances / chances.sum(axis=1, keepdims=True)

    def pairs(self, raters):
        pairs = observed = expected = 0.0
        for at, (one, first, a) in enumerate(self.left):
            for other, second, b in self.left[:at]:
                same = all(x == y for f, (x, y) in enumerate(zip(one, other)) if f != raters)
                if same and one[raters] != other[raters]:
                    pairs += a * b
                    observed += a * b * (first == second)
                    p, q = self.cell(one, self.x)[1], self.cell(other, self.x)[1]
                    expected += a * b * (self.shares[one[0]] @ (p * q).sum(axis=1))
        kappa = (observed - expected) / (pairs - expected)
        return {"pairs": pairs, "observed": observed, "expected": expected, "raschKappa": kappa}

    def error(self, function):
        return sqrt(max(0, function @ self.covariance @ function))

    def population(self):
        p, g = self.design.shape[1], len(self.groups)
        means = self.design @ self.beta
        squares = np.exp(2 * self.log)[self.group_of]

        def of(units):
            f = np.zeros(self.count + p + g)
            f[self.count : self.count + p] = self.design[units].mean(axis=0)
            far = means[units] - means[units].mean()
            total = np.mean(far**2 + squares[units])
            v = np.zeros_like(f)
            v[self.count : self.count + p] = 2 * (far[:, None] * self.design[units]).mean(axis=0)
            for at in range(g):
                own = np.array(self.group_of)[units] == at
                v[self.count + p + at] = 2 * np.exp(2 * self.log[at]) * own.mean()
            deviation = sqrt(total)
            return {
                "mean": self.sign[0] * means[units].mean(),
                "meanError": self.error(f),
                "deviation": deviation,
                "deviationError": self.error(v) / (2 * deviation),
            }

        every = np.arange(len(self.units))
        made = of(every)
        made["residualDeviation"] = sqrt(squares.mean())
        if p > 1:
            made["explained"] = np.var(means) / (np.var(means) + squares.mean())
            made["coefficients"] = []
            for at, (name, category) in enumerate([(None, None), *self.terms]):
                f = np.zeros(self.count + p + g)
                f[self.count + at] = 1
                made["coefficients"].append(
                    {
                        "column": name,
                        "category": category,
                        "coefficient": self.sign[0] * self.beta[at],
                        "standardError": self.error(f),
                    }
                )
        if g > 1:
            made["groups"] = [
                {"group": label, **of(every[np.array(self.group_of) == at])} for at, label in enumerate(self.groups)
            ]
        return made

    def says(self):
        measures = []
        for facet in range(len(self.facets)):
            for element in self.estimated[facet]:
                one = {"facet": self.facets[facet], "element": element}
                if facet == 0:
                    share = self.shares[element]
                    mean = share @ GRID
                    one["expectedAPosteriori"] = self.sign[0] * mean
                    one["posteriorDeviation"] = sqrt(share @ (GRID - mean) ** 2)
                else:
                    place = self.place[facet, element]
                    one["measure"] = self.x[place]
                    one["standardError"] = sqrt(max(0, self.covariance[place, place]))
                    if (facet, element) in self.known:
                        one |= {"standing": "anchored", "standardError": None, **self.displacement(facet, element)}
                measures.append({**one, **self.fit(facet, element)})
        return {
            "state": "converged",
            "logLikelihood": self.value,
            "population": self.population(),
            "measures": measures,
            "scales": [
                {
                    "element": group,
                    "categories": [
                        {"threshold": self.x[place], "standardError": sqrt(max(0, self.covariance[place, place]))}
                        for place in steps
                    ],
                }
                for group, steps in sorted(self.steps.items(), key=str)
            ],
            "agreement": self.pairs(1),
        }


class Conditional(Other):
    def settle(self):
        Study.settle(self)

    def estimate(self):
        self.parts = []
        for rows in self.of_unit.values():
            sums = sum(self.used[self.group(labels)].index(category) * int(w) for labels, category, w in rows)
            self.parts.append(([(labels, int(w), self.jacobian(labels)) for labels, _, w in rows], sums))
        self.seen = np.zeros(self.count)
        for labels, category, weight in self.left:
            self.seen += weight * self.jacobian(labels)[self.used[self.group(labels)].index(category)]
        z, self.value, covariance = self.maximise(self.derivatives, self.basis.shape[1])
        self.x = self.basis @ z
        self.covariance = self.basis @ covariance @ self.basis.T

    def logarithm(self, x):
        known, total = {}, self.seen @ x
        for rows, score in self.parts:
            key = json.dumps([[labels[1:], w] for labels, w, _ in rows])
            if key not in known:
                product = np.ones(1, dtype=x.dtype)
                for _, w, jacobian in rows:
                    for _ in range(w):
                        product = np.convolve(product, np.exp(jacobian @ x))
                known[key] = np.log(product)
            total = total - known[key][score]
        return total

    def derivatives(self, z):
        slope = []
        for at in range(len(z)):
            step = z.astype(complex)
            step[at] += 1e-20j
            slope.append(self.logarithm(self.basis @ step).imag / 1e-20)
        return self.logarithm(self.basis @ z), np.array(slope)

    def says(self):
        measures = []
        for facet in range(1, len(self.facets)):
            for element in self.estimated[facet]:
                place = self.place[facet, element]
                error = sqrt(max(0, self.covariance[place, place]))
                measures.append(
                    {
                        "facet": self.facets[facet],
                        "element": element,
                        "measure": self.x[place],
                        "standardError": error,
                    }
                )
        return {
            "state": "converged",
            "logLikelihood": self.value,
            "measures": measures,
            "scales": [
                {
                    "element": group,
                    "categories": [
                        {"threshold": self.x[place], "standardError": sqrt(max(0, self.covariance[place, place]))}
                        for place in steps
                    ],
                }
                for group, steps in sorted(self.steps.items(), key=str)
            ],
        }


def says(name, call=0):
    vector = json.loads((VECTORS / f"{name}.json").read_text())
    options = vector["calls"][call].get("options", {})
    kind = {"marginal": Marginal, "conditional": Conditional}[options["estimation"]]
    return kind(vector["ratingTable"]["columns"], options).says()


if __name__ == "__main__":
    print(json.dumps(says(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0), indent=1, default=float))
