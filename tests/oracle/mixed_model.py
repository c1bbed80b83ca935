"""Variance components and effects from dense matrices (vectors generalizability/*); numpy and scipy.

Every effect is an indicator matrix `Z`, the variance of the scores is `V = Σ s Z Z'`. Nothing here knows of balance, of
mean squares in closed form, or of sparse factors: projections, inverses and traces are those of the definitions.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.stats import chi2

VECTORS = Path(__file__).parents[1] / "vectors/generalizability"


def load(name: str) -> dict[str, np.ndarray]:
    vector = json.loads((VECTORS / f"{name}.json").read_text())
    if "ratings" in vector:
        head, *lines = vector["ratings"]["csv"].splitlines()
        columns = dict(zip(head.replace("level", "rating").split(","), map(list, zip(*(line.split(",") for line in lines)))))
        columns["rater"] = [f"{unit}-{rater}" for unit, rater in zip(columns["unit"], columns["rater"])]
    else:
        columns = vector["ratingTable"]["columns"]
    score = np.array([np.nan if cell in (None, "") else float(cell) for cell in columns.pop("rating")])
    kept = ~np.isnan(score)
    facets = {facet: np.array(labels)[kept] for facet, labels in columns.items()}
    return {"score": score[kept], **facets}


def indicators(table: dict[str, np.ndarray], effect: list[str]) -> np.ndarray:
    """One column for each combination of conditions of these facets; of none, one of ones."""
    rows = len(table["score"])
    keys = ["/".join(str(table[facet][row]) for facet in effect) for row in range(rows)]
    return np.array([[float(key == other) for other in sorted(set(keys))] for key in keys])


def projection(z: np.ndarray) -> np.ndarray:
    return z @ np.linalg.pinv(z)


def satterthwaite(variance: float, df: float, confidence: float = 0.95) -> tuple[float, float, float]:
    outside = (1 - confidence) / 2
    return df, df * variance / chi2.ppf(1 - outside, df), df * variance / chi2.ppf(outside, df)


def from_squares(weights: list[float], squares: list[float], df: list[int]) -> tuple[float, float, float, float]:
    terms = [weight * square for weight, square in zip(weights, squares)]
    variance = sum(terms)
    freedom = variance**2 / sum(term**2 / one for term, one in zip(terms, df))
    return variance, *satterthwaite(variance, freedom)


def published() -> None:
    """VCA 1.5.2 (R), unit tests TF013 and TF014 of its inference: limits that agree with SAS PROC MIXED. Its data sets
    dataEP05A2_2 and dataEP05A2_3 have twenty days with two runs of two measurements; here are their mean squares."""
    for squares, limits in [
        ([16.787470664613725, 9.372381313876119, 3.7202805275919673], [(0.5835, 28.5302), (1.2203, 12.1410), (2.5077, 6.0906)]),
        ([79.27080116973266, 30.346406921813646, 16.284020984290898], [(5.1779, 55.8104), (2.4638, 64.3402), (10.9764, 26.6590)]),
    ]:  # fmt: skip
        for weights, (lower, upper) in zip(([0.25, -0.25, 0], [0, 0.5, -0.5], [0, 0, 1]), limits):
            found = from_squares(weights, squares, [19, 20, 40])
            assert (round(found[2], 4), round(found[3], 4)) == (lower, upper), found


def anova(name: str, effects: dict[str, list[str]]) -> None:
    """Components of a balanced design from expected mean squares: traces of the projections that belong to each effect."""
    table = load(name)
    y, rows = table["score"], len(table["score"])
    z = {effect: indicators(table, facets) for effect, facets in effects.items()}
    one = np.ones((rows, 1))
    own: dict[str, np.ndarray] = {}
    for effect, facets in effects.items():
        below = [z[other] for other, its in effects.items() if set(its) < set(facets)]
        own[effect] = projection(z[effect]) - projection(np.hstack([one, *below]))
    df = [round(np.trace(own[effect])) for effect in effects]
    squares = [float(y @ own[effect] @ y) / free for effect, free in zip(effects, df)]
    expected = [[np.trace(z[other].T @ own[effect] @ z[other]) / free for other in effects] for effect, free in zip(effects, df)]
    weights = np.linalg.inv(np.array(expected))
    print(name)
    for effect, row in zip(effects, weights):
        terms = [(weight, square, free) for weight, square, free in zip(row, squares, df) if abs(weight) > 1e-9]
        variance, freedom, lower, upper = from_squares(*map(list, zip(*terms)))
        print(f"  {effect}: {float(variance)!r} df {float(freedom)!r} lower {float(lower)!r} upper {float(upper)!r}")


def henderson(name: str, effects: dict[str, list[str]]) -> None:
    """Henderson's first method: squares of projections, their expectations as traces, and the variances of quadratic forms."""
    table = load(name)
    y, rows = table["score"], len(table["score"])
    z = [indicators(table, facets) for facets in effects.values()] + [np.eye(rows)]
    one = np.full((rows, rows), 1 / rows)
    forms = [projection(own) - one for own in z]
    inverse = np.linalg.inv(np.array([[np.trace(form @ other @ other.T) for other in z] for form in forms]))
    raw = inverse @ np.array([y @ form @ y for form in forms])
    v = sum(max(component, 0) * own @ own.T for component, own in zip(raw, z))
    moved = [form @ v for form in forms]
    covariance = inverse @ np.array([[2 * np.trace(a @ b) for b in moved] for a in moved]) @ inverse.T
    print(name, "Henderson I, mean", float(y.mean()), "T of the mean", float(y.sum() ** 2 / rows))
    for effect, own, variance, square in zip([*effects, "error"], z, raw, np.diag(covariance)):
        freedom, lower, upper = satterthwaite(variance, 2 * variance**2 / square)
        square_of_sums = float(y @ projection(own) @ y)
        print(f"  {effect}: T {square_of_sums} {float(variance)!r} se {float(square**0.5)!r} df {float(freedom)} lower {float(lower)!r} upper {float(upper)!r}")


def predicted(name: str, effects: dict[str, list[str]], components: list[float]) -> None:
    """Henderson's mixed-model equations, bordered by the mean; the inverse has the variances of prediction less truth."""
    table = load(name)
    y, rows = table["score"], len(table["score"])
    *variances, error = components
    kept = [(facets, variance) for facets, variance in zip(effects.values(), variances) if variance > 0]
    w = np.hstack([np.ones((rows, 1)), *(indicators(table, facets) for facets, _ in kept)])
    ridge = [0.0]
    labels: list[str] = ["mean"]
    for facets, variance in kept:
        names = sorted({"/".join(str(table[facet][row]) for facet in facets) for row in range(rows)})
        ridge += [error / variance] * len(names)
        labels += names
    inverse = np.linalg.inv(w.T @ w + np.diag(ridge))
    found = inverse @ w.T @ y
    print(name, "effects")
    for label, value, square in zip(labels, found, np.diag(inverse)):
        print(f"  {label}: {float(value)!r} {float((square * error) ** 0.5)!r}")


def reml(name: str, effects: dict[str, list[str]]) -> None:
    """Restricted maximum likelihood by a general search, and the average information at its end."""
    table = load(name)
    y, rows = table["score"], len(table["score"])
    z = [indicators(table, facets) for facets in effects.values()]
    products = [one @ one.T for one in z] + [np.eye(rows)]
    x = np.ones((rows, 1))

    def inverse(components: np.ndarray) -> tuple[np.ndarray, float]:
        v = sum(component * product for component, product in zip(components, products))
        v_inverse = np.linalg.inv(v)
        weight = float((x.T @ v_inverse @ x)[0, 0])
        p = v_inverse - v_inverse @ x @ x.T @ v_inverse / weight
        return p, float(np.linalg.slogdet(v)[1] + np.log(weight) + y @ p @ y)

    start = np.full(len(products), y.var() / len(products))
    options = {"maxiter": 10_000, "ftol": 1e-15, "gtol": 1e-10}
    found = minimize(lambda s: inverse(s)[1], start, bounds=[(0, None)] * (len(z)) + [(1e-9, None)], options=options)
    free = [at for at, component in enumerate(found.x) if component > 1e-6]
    for _ in range(50):
        # Newton's steps by the average information: the search's end is not near enough.
        p, _ = inverse(found.x)
        working = [products[at] @ p @ y for at in free]
        information = np.array([[0.5 * one @ p @ other for other in working] for one in working])
        slope = np.array([0.5 * (work @ p @ y - np.trace(p @ products[at])) for at, work in zip(free, working)])
        found.x[free] += np.linalg.solve(information, slope)
    errors = np.sqrt(np.diag(np.linalg.inv(information)))
    print(name)
    for at, error in zip(free, errors):
        variance = float(found.x[at])
        effect = [*effects, "error"][at]
        freedom, lower, upper = satterthwaite(variance, 2 * (variance / error) ** 2)
        print(f"  {effect}: {variance!r} se {float(error)!r} df {float(freedom)!r} lower {float(lower)!r} upper {float(upper)!r}")


if __name__ == "__main__":
    published()
    anova("one-facet", {"p": ["person"], "i": ["item"], "pi": ["person", "item"]})
    anova(
        "nested",
        {
            "p": ["person"],
            "t": ["task"],
            "pt": ["person", "task"],
            "r:t": ["task", "rater"],
            "pr:t": ["person", "task", "rater"],
        },
    )
    reml("incomplete", {"p": ["person"], "t": ["task"], "pt": ["person", "task"], "r:t": ["task", "rater"]})
    henderson("henderson-missing", {"p": ["person"], "i": ["item"]})
    henderson("henderson-nested", {"p": ["person"], "h": ["group"], "ph": ["person", "group"], "i:h": ["group", "item"]})
    henderson("henderson-negative", {"u": ["unit"]})
    # Components by mean squares: (11271.5 - 2451.25) / 5 and 2451.25.
    predicted("effects-dyestuff", {"u": ["unit"]}, [1764.05, 2451.25])
    own = [0.473148148148148, 0.325154320987654, 0.559567901234568, 0.647530864197531, 2.380246913580247]
    facets = {"p": ["person"], "t": ["task"], "pt": ["person", "task"], "r:t": ["task", "rater"]}
    predicted("nested", facets, own)
    predicted("incomplete", facets, [0.5451995433129293, 0.23412467453130678, 0, 0.3493163743381759, 2.9923625913519425])
    facets = {"u": ["unit"], "c": ["criterion"], "r:u": ["rater"], "uc": ["unit", "criterion"]}
    predicted("ratings", facets, [19 / 24, 1 / 8, 1 / 6, 5 / 24, 1 / 6])
    reml("grouped", {"u": ["unit"], "r": ["rater"]})
