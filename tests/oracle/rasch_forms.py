"""Forms of raters beyond severity by the definition: every rating by itself, the logits of its categories as a function of all
parameters, units among them; its derivatives by complex steps, which are exact here; conditions by a basis of what they leave. Joint
likelihood by Newton's method over everything at once; score tests from the whole information matrix, for one rater after the other. Run
with numpy: python3 tests/oracle/rasch_forms.py NAME prints what the calls of `tests/vectors/rasch/NAME.json` should say."""

import json
import sys
from pathlib import Path

import numpy as np

VECTORS = Path(__file__).parents[1] / "vectors" / "rasch"


class Study:
    """Units, raters and criteria; all raters use all categories of one scale."""

    def __init__(self, columns, options):
        self.options = options
        self.form = options.get("form", "severity")
        weights = columns.get(options.get("weight"), [1] * len(columns["rating"]))
        rows = [
            (unit, rater, criterion, int(rating), float(weight))
            for unit, rater, criterion, rating, weight in zip(
                columns["unit"], columns["rater"], columns["criterion"], columns["rating"], weights
            )
        ]
        self.labels = [sorted({row[at] for row in rows}) for at in range(3)]
        scale = options.get("categories") or list(range(min(r[3] for r in rows), max(r[3] for r in rows) + 1))
        self.scale = scale
        self.n, self.j, self.i = (np.array([self.labels[at].index(row[at]) for row in rows]) for at in range(3))
        self.x = np.array([scale.index(row[3]) for row in rows])
        self.w = np.array([row[4] for row in rows])
        self.m = len(scale) - 1
        self.sets = self.i if options.get("partialCredit") == "criterion" else np.zeros(len(rows), int)

    # Parameters by name, with the places that each has in one vector; conditions are sums that are 0.
    def lay_out(self, form, only=None):
        """`only`: one rater has terms of his own, without conditions between raters; otherwise all have."""
        self.at, self.count, self.conditions = {}, 0, []

        def block(name, keys, condition=True):
            for key in keys:
                self.at[name, key] = self.count
                self.count += 1
            if condition:
                self.conditions.append([self.at[name, key] for key in keys])

        units, raters, criteria = (range(len(labels)) for labels in self.labels)
        block("unit", units, False)
        block("rater", raters)
        block("criterion", criteria)
        for group in sorted(set(self.sets)):
            block("threshold", [(group, k) for k in range(self.m)])
        own = list(raters) if only is None else [only]
        if form in ("interaction", "interaction_and_thresholds"):
            pairs = sorted({(j, i) for j, i in zip(self.j, self.i) if j in own})
            block("interaction", pairs, False)
            by = [[p for p in pairs if p[0] == j] for j in own]
            by += [[p for p in pairs if p[1] == i] for i in criteria] if only is None else []
            self.conditions += [[self.at["interaction", p] for p in some] for some in by]
        if form in ("thresholds", "interaction_and_thresholds"):
            pairs = [(j, k) for j in own for k in range(self.m)]
            block("own", pairs, False)
            by = [[(j, k) for k in range(self.m)] for j in own]
            by += [[(j, k) for j in own] for k in range(self.m)] if only is None else []
            self.conditions += [[self.at["own", p] for p in some] for some in by]
        if form in ("centrality", "halo"):
            block("factor", own, only is None)
        matrix = np.zeros((len(self.conditions), self.count))
        for at, places in enumerate(self.conditions):
            matrix[at, places] = 1
        self.basis = np.linalg.svd(matrix)[2][np.linalg.matrix_rank(matrix) :].T
        places = lambda name, keys: np.array([self.at.get((name, key), self.count) for key in keys])
        self.places = [
            places("unit", self.n),
            places("rater", self.j),
            places("criterion", self.i),
            places("interaction", zip(self.j, self.i)),
            places("factor", self.j),
        ]
        self.steps = np.array([[self.at["threshold", (g, k)] for k in range(self.m)] for g in self.sets])
        self.own = np.array([[self.at.get(("own", (j, k)), self.count) for k in range(self.m)] for j in self.j])

    def logits(self, p, form):
        """Of every rating and category."""
        p = np.append(p, 0)
        unit, rater, criterion, interaction, factor = (p[at] for at in self.places)
        difficulty = criterion * (1 + factor) if form == "halo" else criterion
        thresholds = p[self.steps] * (1 + factor)[:, None] if form == "centrality" else p[self.steps]
        steps = (unit - rater - difficulty - interaction)[:, None] - thresholds - p[self.own]
        return np.concatenate([np.zeros((len(steps), 1)), np.cumsum(steps, 1)], 1)

    def jacobian(self, p, form):
        """By complex steps: logits are polynomials."""
        made = np.empty((len(self.x), self.m + 1, self.count))
        for at in range(self.count):
            q = p.astype(complex)
            q[at] += 1e-30j
            made[:, :, at] = self.logits(q, form).imag / 1e-30
        return made

    def derivatives(self, p, form):
        logits = self.logits(p, form)
        top = logits.max(1, keepdims=True)
        chances = np.exp(logits - top)
        total = chances.sum(1, keepdims=True)
        chances /= total
        rows = np.arange(len(self.x))
        value = self.w @ (logits[rows, self.x] - top[:, 0] - np.log(total[:, 0]))
        jacobian = self.jacobian(p, form)
        mean = np.einsum("rk,rkp->rp", chances, jacobian)
        slope = self.w @ (jacobian[rows, self.x] - mean)
        root = jacobian - mean[:, None, :]
        expected = np.einsum("rk,rkp,rkq->pq", self.w[:, None] * chances, root, root, optimize=True)
        observed = expected.copy()
        if form in ("centrality", "halo"):
            # Logits are of the second degree, and differences of the jacobian are exact.
            residual = -self.w[:, None] * chances
            residual[rows, self.x] += self.w
            for (name, _), at in self.at.items():
                if name == "factor":
                    q = p.copy()
                    q[at] += 1
                    bend = np.einsum("rk,rkp->p", residual, self.jacobian(q, form) - jacobian)
                    observed[at] -= bend
                    observed[:, at] -= bend
        return value, slope, observed, expected

    def estimate(self, form, begin=()):
        self.lay_out(form)
        p = np.zeros(self.count)
        p[: len(begin)] = begin
        value, slope, observed, expected = self.derivatives(p, form)
        for step in range(200):
            information = observed if step > 3 else expected
            small = self.basis.T @ information @ self.basis
            by = self.basis @ np.linalg.solve(small, self.basis.T @ slope)
            far = min(1, 1 / max(abs(by)))
            while True:
                found = self.derivatives(p + far * by, form)
                if found[0] >= value - 1e-11 * abs(value):
                    break
                far /= 2
            p, (value, slope, observed, expected) = p + far * by, found
            if max(abs(by)) < 1e-12:
                break
        assert max(abs(by)) < 1e-9, "there is no finite estimate"
        small = self.basis.T @ observed @ self.basis
        covariance = self.basis @ np.linalg.inv(small) @ self.basis.T
        return value, p, covariance

    def scores(self, form, p):
        """Of every rater at the estimates of severity alone: his terms beside all other parameters."""
        found = []
        for rater in range(len(self.labels[1])):
            self.lay_out(form, only=rater)
            q = np.zeros(self.count)
            q[: len(p)] = p
            _, slope, _, information = self.derivatives(q, form)
            small = self.basis.T @ information @ self.basis
            along = self.basis.T @ slope
            df = self.basis.shape[1] - (len(p) - 2 - len(set(self.sets)))
            assert np.linalg.matrix_rank(small) == len(small)
            found.append((along @ np.linalg.solve(small, along), df))
        return found

    def told(self):
        """Without correction."""
        null, p0, _ = self.estimate("severity")
        scores = self.scores(self.form, p0)
        value, p, covariance = self.estimate(self.form, p0)
        freedom = self.basis.shape[1]
        self.lay_out("severity")
        freedom -= self.basis.shape[1]
        self.lay_out(self.form)
        raters = []
        for rater, label in enumerate(self.labels[1]):
            terms = []
            for (name, key), at in self.at.items():
                kind = {"interaction": "criterion", "own": "threshold", "factor": self.form}.get(name)
                if not kind or (key if name == "factor" else key[0]) != rater:
                    continue
                term = {"criterion": lambda: self.labels[2][key[1]], "threshold": lambda: str(self.scale[key[1] + 1])}
                made = {"kind": kind, "term": term[kind]() if kind in term else None}
                made["estimate"] = p[at] + (1 if name == "factor" else 0)
                made["standardError"] = covariance[at, at] ** 0.5
                terms.append(made)
            chi_square, df = scores[rater]
            raters.append({"rater": label, "test": {"chiSquare": chi_square, "df": df}, "terms": terms})
        measures = [
            {
                "facet": facet,
                "element": label,
                "measure": p[self.at[facet, at]],
                "standardError": covariance[self.at[facet, at], self.at[facet, at]] ** 0.5,
            }
            for facet, labels in zip(("unit", "rater", "criterion"), self.labels)
            for at, label in enumerate(labels)
        ]
        return {
            "logLikelihood": value,
            "formTest": {"chiSquare": 2 * (value - null), "df": freedom},
            "measures": measures,
            "raters": raters,
        }


def main(name):
    vector = json.loads((VECTORS / f"{name}.json").read_text())
    for call in vector["calls"]:
        if call.get("options", {}).get("form") and "expectError" not in call:
            print(json.dumps(Study(vector["ratingTable"]["columns"], call["options"]).told()))


if __name__ == "__main__":
    main(*sys.argv[1:])
